"""The command line in a shell: the whole check of a country of 400 procedures in four layers, and one decision.

Every figure is a process of its own from its start to its end, with compiled Python files, as after an installation.
The country is checked as a province's IT would: beside the built-in one, named as a folder.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.country import COMMUNES, COUNTRY, PROCEDURES, make_country
from bench.rows import Row, row

ROUNDS = 5
DAY = "2026-10-05"
FACTS = ("channel=counter", "death_date=2026-09-01", "has_notice_of_death=true")
MB = 1024  # of ru_maxrss, which Linux counts in KB


class Ran(NamedTuple):
    """What a command took; the memory in MB is the most of its largest process: a cold check has one a core."""

    seconds: float
    memory: float


def rows() -> list[Row]:
    """Make the country and measure, each command with a bundle of its own."""
    with tempfile.TemporaryDirectory() as folder:
        country = make_country(Path(folder) / "country")
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"MOTCUA_CACHE": f"{folder}/cache", "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        return [*_check(country, Path(folder) / "cache", environment), *_decide(environment)]


def _check(country: Path, cache: Path, environment: dict[str, str]) -> Iterator[Row]:
    def check() -> Ran:
        return _run(["check", str(country), "--at", DAY], environment)

    what = f"check of {PROCEDURES} procedures in {len(COMMUNES) + 2} layers"
    check()  # compiles Python's files
    cold = _median(check, before=lambda: _forget(cache))
    yield row(f"{what}, cold", cold.seconds, "s", at_most=5)
    yield row(f"{what}, nothing changed", _median(check).seconds, "s", at_most=0.5)
    yield row(f"{what}, one file changed", _median(check, before=lambda: _touch(country)).seconds, "s", at_most=0.3)
    yield row(f"{what}, cold: memory of the largest process", cold.memory, "MB", at_most=150)


def _decide(environment: dict[str, str]) -> Iterator[Row]:
    facts = [part for fact in FACTS for part in ("--fact", fact)]
    command = ["decide", "1.000656", "--unit", "vn/38/ha-trung", "--at", f"{DAY}T09:00", *facts]
    _run(command, environment)
    warm = _median(lambda: _run(command, environment))
    yield row("decide from the shell, warm", warm.seconds, "s", at_most=0.3)
    yield row("decide from the shell, warm: memory", warm.memory, "MB", at_most=150)


def _run(command: list[str], environment: dict[str, str]) -> Ran:
    begins = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "motcua.cli", *command], stdout=subprocess.DEVNULL, env=environment
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Ran(time.perf_counter() - begins, used.ru_maxrss / MB)


def _median(action: Callable[[], Ran], before: Callable[[], None] = lambda: None) -> Ran:
    ran = []
    for _ in range(ROUNDS):
        before()
        ran.append(action())
    return Ran(*map(statistics.median, zip(*ran, strict=True)))


def _forget(cache: Path) -> None:
    for file in cache.iterdir():
        file.unlink()


def _touch(country: Path) -> None:
    """Change the name of a procedure: one that nobody else names."""
    file = sorted((country / "catalogs" / COUNTRY / "procedures").rglob("*.yaml"))[PROCEDURES // 2]
    file.write_text(file.read_text("utf-8").replace("\nname: ", "\nname: Việc ", 1), "utf-8")


if __name__ == "__main__":
    for line in rows():
        print(line)
