"""Every kind of fault that an author can write stands in a file, and beside it, in a `.txt`, what he is told.

`faults/every-kind` holds one fault a file, so that one check tells all of them; a fault that needs other law to be
sound has a home of its own. What `motcua check` says of a file must be what its `.txt` says, to the letter; a file
without one must be sound.
"""

import os
import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from motcua.check import check_all
from motcua.findings import Finding
from motcua.house import open_house
from motcua.texts import say

TESTS = Path(__file__).parent
FAULTS = TESTS / "faults"
TEXTS = TESTS.parent / "motcua" / "texts" / "vi"
HOMES = ("every-kind", "idle-ignore", "two-tops", "unnamed-route")
TODAY = date(2026, 2, 13)
TOLD = [file for home in HOMES for file in sorted((FAULTS / home).rglob("*.txt"))]
NO_LINE = {"layer/no-manifest", "home/whose-rules", "home/loose", "home/ending", "home/blank"}  # no text to quote

OTHERWISE = {
    "a question or answer put to a program, not a rule": """
        clock/unreadable date/unreadable moment/unreadable explain/unknown-path pause/backwards hours/missing
        procedure/unknown procedure/not-in-force role/unknown slip/unknown vocabulary/unknown calendar/missing-year
        calendar/expected-day calendar/guess-day calendar/proposed-day
        fact/no-such-choice fact/no-such-day fact/not-a-boolean fact/not-a-choice fact/not-a-date fact/not-a-text
        fact/not-an-integer fact/not-asked fact/not-choices fact/too-large fact/too-long fact/too-small fact/unheard-of
        fact/unknown
        """,
    "refused by the schema before, with a word of its own; for those who make programs without YAML": """
        lang/any-needs-list lang/list-needed lang/not-an-expression lang/not-cells lang/unheard-of-test
        lang/unknown-test within/unreadable
        """,
    "what the parser, the checker or a schema may yet say: nothing that an author can write is known to lead there": """
        yaml/syntax lang/refused schema/other schema/pattern schema/too-many
        """,
    "the shipped country has it, and no lower layer can take it away": "hours/none policy/none",
    "schemas ask for it, and nothing may drop it; guards all the same": "value/no-basis policy/missing",
    "no fault of a file: see `test_bad_input_rules.py`": """
        fee/undetermined fee/undetermined-later calendar/no-year home/empty
        """,
    "refused before anything is checked: see `test_catalog_drafts.py`": "home/lost-layers",
    "files as no editor leaves them, made below": "yaml/too-large yaml/too-many-nodes yaml/unreadable home/linked",
}


@cache
def said(home: str) -> tuple[Finding, ...]:
    """Check a home of faults together with the shipped law."""
    return check_all(open_house(extra=[FAULTS / home]).catalog, TODAY).findings


def told_of(file: Path) -> list[Finding]:
    """Return what is said of a file, or of a folder, by the name without its suffix."""
    home = file.relative_to(FAULTS).parts[0]
    whole = file.with_suffix("").as_posix()
    return [f for f in said(home) if f.place and whole.endswith(re.sub(r"\.ya?ml$", "", f.place.file))]


def shown(findings: Iterable[Finding], lang: str = "vi") -> str:
    """Write findings as the command line does."""
    return "\n".join(f"{say(f'cli/severity/{each.severity}', lang)}: {each.show(lang)}" for each in findings) + "\n"


@pytest.mark.parametrize("file", TOLD, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_an_author_is_told_what_stands_beside_the_fault(file: Path) -> None:
    assert shown(told_of(file)) == file.read_text("utf-8")


@pytest.mark.parametrize("home", HOMES)
def test_nothing_is_said_of_what_is_sound(home: str) -> None:
    sound = [file for file in (FAULTS / home).rglob("*.yaml") if not file.with_suffix(".txt").exists()]
    assert [finding for file in sound for finding in told_of(file)] == []


@pytest.mark.parametrize("file", TOLD, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_each_is_told_in_english_too_with_its_line_and_what_to_do(file: Path) -> None:
    for finding in told_of(file):
        assert finding.message("en") != finding.message("vi")
        assert finding.remedy("en") not in ("", finding.remedy("vi"))
        assert finding.excerpt or finding.rule in NO_LINE


def test_every_rule_has_its_fault_or_a_reason_why_not() -> None:
    """A new rule comes with a file that shows it."""
    floors = [tomllib.loads((TEXTS / f"{name}.toml").read_text("utf-8")) for name in _FLOORS]
    rules = {rule for texts in floors for rule, text in texts.items() if text.get("remedy")}
    reasoned = {rule for those in OTHERWISE.values() for rule in those.split()}
    shown_here = {finding.rule for file in TOLD for finding in told_of(file)}
    tests = "".join(file.read_text("utf-8") for file in map(TESTS.joinpath, _FURTHER))
    elsewhere = set(re.findall(r'"([a-z]+/[a-z_-]+)"', tests))
    assert rules - shown_here - elsewhere - reasoned == set()
    assert reasoned & shown_here == set()


_FURTHER = ("test_bad_input_rules.py", "test_check_tables.py")  # of folders with a fault each
_FLOORS = ("document", "lang", "calendar", "catalog", "check")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "catalogs" / "tinh-loi"
    folder.mkdir(parents=True)
    manifest = "{kind: layer, id: tinh-loi, name: Tỉnh Lỗi, level: province, unit: vn/99, parent: vn}"
    (folder / "layer.yaml").write_text(manifest, "utf-8")
    return folder


def test_a_file_that_nobody_could_have_written_is_refused_unread(home: Path, motcua: Callable[..., Any]) -> None:
    (home / "lon.yaml").write_text("# " + "x" * 1_000_001, "utf-8")
    (home / "nhieu.yaml").write_text("kind: vocabulary\nnote: [" + "1, " * 60_000 + "1]\n", "utf-8")
    (home / "mat.yaml").symlink_to(home / "khong-co.yaml")
    ran = motcua("check", str(home.parent.parent), "--json")
    found = {Path(f["file"]).name: f["rule"] for f in ran.json["findings"] if f["severity"] == "error"}
    assert found == {"lon.yaml": "yaml/too-large", "nhieu.yaml": "yaml/too-many-nodes", "mat.yaml": "yaml/unreadable"}


def test_a_folder_that_is_a_link_is_told_and_not_followed_and_a_link_to_a_file_is_read(
    home: Path, motcua: Callable[..., Any]
) -> None:
    (home / "vong").symlink_to(home)
    elsewhere = home.parent.parent / "chung.yaml"
    elsewhere.write_text("kind: vocabulary\nid: thu\nname: Thử\nitems: []\nthua: 1\n", "utf-8")
    (home / "chung.yaml").symlink_to(elsewhere)
    ran = motcua("check", str(home.parent.parent), "--json")
    found = {Path(f["file"]).name: f["rule"] for f in ran.json["findings"] if f["severity"] == "error"}
    assert found == {"vong": "home/linked", "chung.yaml": "schema/unknown-key"}


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="whoever may read everything is refused nothing")
def test_a_folder_of_law_that_may_not_be_read_stops_the_check(home: Path, motcua: Callable[..., Any]) -> None:
    (home / "sua-doi").mkdir(mode=0)
    ran = motcua("check", str(home.parent.parent))
    assert (ran.status, "sua-doi”: không có quyền" in ran.err) == (2, True)
