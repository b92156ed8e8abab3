"""What the page for provinces shows of trying a draft is run: its draft is written, its dossiers received."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.calendar import parse_moment
from motcua.catalog import builtin_home
from motcua.desk import Actor, Desk
from motcua.dossier import Applicant, PaperIn
from motcua.house import open_house
from motcua.store import open_store

PAGE = (builtin_home().folder / "docs" / "catalog.md").read_text("utf-8")
UNIT = "vn/90/xa-mau"
HOA = Actor("hoa", "Lê Thị Hoa", frozenset({"counter"}), UNIT)
SINGLE = ("xac-nhan-tinh-trang-hon-nhan", {"channel": "counter"})
LATE_BIRTH = {"channel": "counter", "birth_date": "2026-05-01", "has_birth_notice": "true", "has_witness": "false"}
RECEIVED = {
    "2026-09-30T08:00": SINGLE,
    "2026-10-05T08:00": ("dang-ky-khai-sinh", LATE_BIRTH),
    "2026-10-06T08:00": SINGLE,
}


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def write(block: str) -> None:
    file = Path(block.splitlines()[0].removeprefix("# "))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(block, "utf-8")


def receive(folder: Path) -> None:
    """Receive the dossiers of the page at its commune."""
    house, store = open_house(["."]), open_store(folder)
    desk = Desk(store, house.catalog, house.plugins, lambda: parse_moment("2026-10-07T09:00"))
    for at, (procedure, facts) in RECEIVED.items():
        moment = parse_moment(at)
        due = desk.decide(UNIT, procedure, facts, moment).papers
        papers = {paper.id: PaperIn(paper.originals, paper.copies, paper.electronic) for paper in due}
        desk.receive(HOA, procedure, facts, Applicant("Phạm Văn Nam"), papers, at, moment)
    store.close()


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, motcua: Callable[..., Any]) -> Callable[[str], None]:
    """Write the draft of the page, and run a command that the page shows on it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOTCUA_PLUGINS", ".")
    monkeypatch.setenv("MOTCUA_UNIT", UNIT)
    for block in blocks("yaml"):
        write(block)
    shutil.copytree("tinh-mau", "du-thao", ignore=shutil.ignore_patterns("plugin.yaml"))
    for block in blocks("yaml draft"):
        write(block)

    def run(kind: str) -> None:
        [block] = blocks(kind)
        command, _, expected = block.partition("\n")
        ran = motcua(*shlex.split(command.removeprefix("$ motcua ")))
        assert (ran.status, ran.err) == (1, "")
        assert ran.out.rstrip() == expected.rstrip()

    return run


def test_a_draft_is_tried_as_the_page_shows(tmp_path: Path, shown: Callable[[str], None]) -> None:
    receive(tmp_path / "du-lieu")
    shown("text replay")


def test_a_draft_is_compared_for_every_dossier_as_the_page_shows(shown: Callable[[str], None]) -> None:
    shown("text prove")


def test_a_draft_is_checked_and_told_in_sentences_before_it_is_tried(
    shown: Callable[[str], None], motcua: Callable[..., Any]
) -> None:
    del shown  # it writes the files
    checked = motcua("check", "du-thao", "--json")
    assert (checked.status, checked.err) == (0, "Kiểm như dự thảo đã thay cho tinh-mau.\n")
    assert motcua("diff", "tinh-mau", "du-thao", "--at", "2026-10-01").out.endswith("\n1 thay đổi.\n")
