"""The first start of a new counter, in a real process."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from motcua.store import open_store
from motcua_web.accounts import Accounts
from motcua_web.demo import read_demo

from .web_clients import UNIT

PROVINCE = Path(__file__).parents[2] / "plugins" / "thanh_hoa" / "motcua_thanh_hoa" / "catalogs"


def command(data: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "motcua.cli", "serve", "--data", str(data), "--unit", UNIT, *options]


@contextmanager
def started(data: Path, *options: str) -> Iterator[tuple[str, str]]:
    """Start `motcua serve` on a folder; gives its address and what stood on the screen."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    starting = command(data, "--port", str(port), *options)
    process = subprocess.Popen(starting, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout
    screen = ""
    while "Ctrl+C" not in screen and (line := process.stdout.readline()):
        screen += line
    try:
        yield f"http://127.0.0.1:{port}", screen
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


def waiting_for(address: str) -> httpx2.Client:
    transport = httpx2.HTTPTransport(retries=5)
    return httpx2.Client(base_url=address, headers={"origin": address}, transport=transport)


def test_the_first_start_makes_an_administrator_and_shows_the_password_once(tmp_path: Path) -> None:
    with started(tmp_path / "data") as (address, screen), waiting_for(address) as browser:
        told = re.search(r"^  (\S+) +(\S+) +Quản trị$", screen, re.MULTILINE)
        assert told, screen
        answer = browser.post("/dang-nhap", data={"login": told[1], "password": told[2], "next": "/quan-tri"})
        assert answer.headers["location"] == "/quan-tri"
        assert told[2] not in browser.get("/quan-tri").text
    assert not any(told[2].encode() in file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file())


def test_the_demo_does_not_open_a_folder_with_users_of_its_own(tmp_path: Path) -> None:
    store = open_store(tmp_path / "data")
    Accounts(store, UNIT).add("thu", "Hoàng Thị Thu", ("counter",), "mười hai chữ")
    store.close()
    done = subprocess.run(command(tmp_path / "data", "--demo"), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "“thu”" in done.stderr
    assert "web/demo-data" in done.stderr


def test_a_demo_in_which_a_user_was_added_opens_again(tmp_path: Path) -> None:
    accounts = Accounts(store := open_store(tmp_path / "data"), UNIT)
    for user in read_demo().users:
        accounts.add(user.login, user.name, user.accounts, user.password)
    accounts.add("thu", "Hoàng Thị Thu", ("counter",), "mười hai chữ")
    store.close()
    with started(tmp_path / "data", "--demo") as (address, screen), waiting_for(address) as browser:
        assert "cua-mot-cua-1" in screen
        answer = browser.post("/dang-nhap", data={"login": "thu", "password": "mười hai chữ"})
        assert answer.headers["location"] == "/viec"


def test_who_starts_is_told_of_law_that_is_not_applied(tmp_path: Path) -> None:
    Accounts(store := open_store(tmp_path / "data"), UNIT).add("thu", "Hoàng Thị Thu", ("counter",), "mười hai chữ")
    store.close()
    for name in ("a-draft", "province"):
        shutil.copytree(PROVINCE, tmp_path / "plugins" / name / "catalogs")
        manifest = f"{{name: {name}, version: '1', api: 1, touches: [catalogs]}}"
        (tmp_path / "plugins" / name / "plugin.yaml").write_text(manifest, "utf-8")
    starting = command(tmp_path / "data", "--demo", "--plugins-dir", str(tmp_path / "plugins"))  # refused, so it ends
    ran = subprocess.run(starting, capture_output=True, text=True, check=False, timeout=60)
    assert "[layer/doubled-id]" in ran.stderr
    assert "province/catalogs/thanh-hoa/layer.yaml:3:5" in ran.stderr
