"""The first start of a new counter, in a real process."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from .web_clients import UNIT


@pytest.fixture
def first_start(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Start `motcua serve` on an empty folder; gives its address and what stood on the screen."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "motcua.cli", "serve", "--data", str(tmp_path / "data"), "--unit", UNIT]
    process = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout
    screen = ""
    while "Ctrl+C" not in screen and (line := process.stdout.readline()):
        screen += line
    yield f"http://127.0.0.1:{port}", screen
    process.terminate()
    process.wait(timeout=20)
    process.stdout.close()


def waiting_for(address: str) -> httpx2.Client:
    transport = httpx2.HTTPTransport(retries=5)
    return httpx2.Client(base_url=address, headers={"origin": address}, transport=transport)


def test_the_first_start_makes_an_administrator_and_shows_the_password_once(
    first_start: tuple[str, str], tmp_path: Path
) -> None:
    address, screen = first_start
    told = re.search(r"^  (\S+) +(\S+) +Quản trị$", screen, re.MULTILINE)
    assert told, screen
    with waiting_for(address) as browser:
        answer = browser.post("/dang-nhap", data={"login": told[1], "password": told[2], "next": "/quan-tri"})
        assert answer.headers["location"] == "/quan-tri"
        assert told[2] not in browser.get("/quan-tri").text
    assert not any(told[2].encode() in file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file())
