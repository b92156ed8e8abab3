"""The page for provinces is run: its files are written, its commands print what it shows, its mistakes are found."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from motcua.catalog import builtin_home

PAGE = (builtin_home().folder / "docs" / "catalog.md").read_text("utf-8")
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BEGINNING, *CHANGES, AFTERWARDS = re.split(r"^(?=## \d+\. |## Sau khi sửa)", PAGE, flags=re.MULTILINE)
TITLES = [change.splitlines()[0].removeprefix("## ") for change in CHANGES]
# The nation's files grow above the lines that the page quotes; the province's own lines are its subject.
NATIONAL = re.compile(r"\b((?:catalogs/vn|rules)/[^\s:]+\.yaml)(?::\d+)+")


class Block(NamedTuple):
    """A fenced block: what its fence says it is, and its text."""

    kind: str
    text: str

    @property
    def file(self) -> Path:
        """The file that the first line, a comment, names."""
        return Path(self.text.splitlines()[0].removeprefix("# "))


def blocks(part: str, kind: str) -> list[Block]:
    return [Block(*found) for found in FENCE.findall(part) if found[0] == kind]


def shown(text: str) -> re.Pattern[str]:
    """Compile what the page shows: an ellipsis stands for anything."""
    return re.compile(re.escape(plain(text)).replace("…", ".*?"), re.DOTALL)


def plain(output: str) -> str:
    return NATIONAL.sub(r"\1", output).rstrip("\n")


@pytest.fixture(params=range(len(CHANGES)), ids=TITLES)
def change(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, motcua: Any) -> str:
    """Do the beginning and every change up to this one, as a reader would, and return its text."""
    del motcua  # it clears the environment that the page sets
    for part in [BEGINNING, *CHANGES[: request.param + 1]]:
        for block in blocks(part, "yaml"):
            (tmp_path / block.file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / block.file).write_text(block.text, "utf-8")
    monkeypatch.chdir(tmp_path)
    for name, value in re.findall(r"(MOTCUA_\w+)=(\S+)", BEGINNING):
        monkeypatch.setenv(name, value)
    return str(CHANGES[request.param])


def test_the_page_shows_ten_changes_each_with_a_result_and_a_mistake() -> None:
    assert len(CHANGES) == 10
    for part in CHANGES:
        assert [len(blocks(part, kind)) for kind in ("yaml", "console", "yaml wrong", "text check")] == [1, 1, 1, 1]


def test_a_change_does_what_the_page_shows(change: str, motcua: Callable[..., Any]) -> None:
    [console] = blocks(change, "console")
    assert run(console, motcua).status == 0


@pytest.mark.parametrize("change", [len(CHANGES) - 1], indirect=True)
def test_after_all_changes_the_rest_of_the_page_is_true(change: str, motcua: Callable[..., Any]) -> None:
    assert [run(console, motcua).err for console in blocks(AFTERWARDS, "console")] == ["", ""]


def run(console: Block, motcua: Callable[..., Any]) -> Any:
    """Run a command of the page and hold what it prints against what the page shows."""
    command, _, expected = console.text.partition("\n")
    ran = motcua(*shlex.split(command.removeprefix("$ motcua ")))
    assert shown(expected).fullmatch(plain(ran.out)), ran.err
    return ran


def test_a_change_leaves_no_error(change: str, motcua: Callable[..., Any]) -> None:
    ran = motcua("check", "tinh-mau", "--json")
    assert ran.json["counts"]["error"] == 0
    assert [one for one in ran.json["findings"] if one["severity"] == "warning" and "tinh-mau" in one["file"]] == []


def test_a_mistake_is_told_as_the_page_shows(change: str, motcua: Callable[..., Any]) -> None:
    [wrong], [expected] = blocks(change, "yaml wrong"), blocks(change, "text check")
    wrong.file.write_text(wrong.text, "utf-8")
    ran = motcua("check", "tinh-mau")
    assert ran.status == (1 if expected.text.startswith("LỖI") else 0)
    assert shown(expected.text).search(plain(ran.out)), ran.out


def test_the_folders_of_the_page_are_those_it_writes() -> None:
    written = {block.file.name for part in [BEGINNING, *CHANGES] for block in blocks(part, "yaml")}
    assert {"plugin.yaml", "layer.yaml"} <= written
    assert all(block.file.parts[0] == "tinh-mau" for block in blocks(PAGE, "yaml"))
