"""Expressions written to hurt: each is refused at its place, in a file of a province, before anybody loses patience."""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple
from unicodedata import normalize

import pytest

PATIENCE = 10  # seconds for all of them together, on a busy machine; alone they take two
LAW = """kind: procedure
id: viec-{number}
code: "9.{number:06d}"
name: Việc thử
field: ho-tich
in_force: {{from: 2026-01-01}}
basis: [NQ 1/2026/NQ-HĐND]
level: commune
applicants: [ca-nhan]
channels: [counter]
results: [{{id: giay, name: Giấy}}]
facts:
  so_ban: {{type: integer, title: Số bản, min: 0, max: 9}}
  nhom: {{type: choices, title: Nhóm, of: nhom-doi-tuong, default: []}}
papers: [{{id: don, name: Đơn, originals: 1}}]
deadline: [{{id: thuong, within: 1 working_days}}]
fees:
  - id: phi
    name: Phí
    amount: {expression}
route: {{use: ho-tich-tai-xa}}
"""
LINE = LAW.splitlines().index("    amount: {expression}") + 1
DEEP = "(" * 900 + "so_ban" + ")" * 900


class Hostile(NamedTuple):
    """An expression as it stands behind `amount: `, and the rule and column of the finding it must lead to."""

    what: str
    expression: str
    rule: str
    column: int


TABLE = [
    Hostile("100,000 parentheses", "(" * 100_000 + "so_ban" + ")" * 100_000, "lang/too-long", 13),
    Hostile("parentheses within the length", DEEP, "lang/too-deep", 45),
    Hostile("unclosed parentheses", "(" * 30 + "so_ban", "lang/syntax-end", 49),
    Hostile("10,000 terms", "so_ban + " * 10_000 + "1", "lang/too-long", 13),
    Hostile("terms within the length", "1 + " * 450 + "so_ban", "lang/too-deep", 13),
    Hostile("a product beyond all numbers", "so_ban" + " * 9999999" * 20, "lang/may-overflow", 40),
    Hostile("a number alone", "9" * 1_500, "yaml/bent", 13),
    Hostile("a number of 1,500 figures", "so_ban * " + "9" * 1_500, "lang/number-too-large", 22),
    Hostile("a hexadecimal number", "so_ban * 0x" + "f" * 100, "lang/number-too-large", 22),
    Hostile("one more than the largest number", "so_ban * 9223372036854775808", "lang/number-too-large", 22),
    Hostile("a macro in a macro", '"nhom.exists(a, nhom.exists(b, a == b)) ? 1 : 0"', "lang/outside", 34),
    Hostile("macros, forty deep", '"' + "nhom.exists(a, " * 40 + "true" + ")" * 40 + ' ? 1 : 0"', "lang/too-deep", 505),
    Hostile("a macro outside the profile", '"[1, 2, 3].map(x, x * so_ban)[0]"', "lang/outside", 42),
    Hostile("a blank of no width", "so_ban\u200b * 2", "yaml/character", 19),
    Hostile("a mark that turns the line round", "\u202eso_ban * 2", "yaml/character", 13),
    Hostile("a hidden hyphen", '"so_ban\\u00ad * 2"', "lang/invisible-character", 20),
    Hostile("a letter of another alphabet", "so_b\u0430n * 2", "lang/syntax", 17),
    Hostile("a NUL", '"so_ban * 2\\0"', "yaml/character", 13),
    Hostile("a name of Python", "so_ban.__class__", "lang/outside", 19),
    Hostile("a call of Python", "\"__import__('os').system('true')\"", "lang/outside", 14),
]
SOUND = len(TABLE)  # the number of the file without a fault
APART = SOUND + 1  # and of the one in which letters and their marks stand apart


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Write every expression into a file of its own and check them all by a real process; errors by file."""
    home = tmp_path_factory.mktemp("tinh")
    folder = home / "catalogs" / "tinh-loi"
    folder.mkdir(parents=True)
    manifest = "{kind: layer, id: tinh-loi, name: Tỉnh Lỗi, level: province, unit: vn/99, parent: vn}"
    (folder / "layer.yaml").write_text(manifest, "utf-8")
    written = [*(hostile.expression for hostile in TABLE), "1000 * so_ban", "1000 * (so_ban"]
    for number, expression in enumerate(written):
        text = LAW.format(number=number, expression=expression)
        form = normalize("NFD", text) if number == APART else text
        (folder / f"viec-{number}.yaml").write_text(form, "utf-8")
    since = perf_counter()
    command = [sys.executable, "-m", "motcua.cli", "check", str(home), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert perf_counter() - since < PATIENCE
    assert (ran.returncode, ran.stderr) == (1, "")
    by_file = defaultdict(list)
    for finding in json.loads(ran.stdout)["findings"]:
        if finding["severity"] == "error":
            by_file[Path(finding["file"]).stem].append(finding)
    return by_file


@pytest.mark.parametrize("number", range(len(TABLE)), ids=lambda number: TABLE[number].what)
def test_a_hostile_expression_is_refused_at_its_place(told: dict[str, list[dict[str, Any]]], number: int) -> None:
    hostile, [first, *_] = TABLE[number], told[f"viec-{number}"]
    assert (first["rule"], first["line"], first["column"]) == (hostile.rule, LINE, hostile.column)
    assert first["remedy"]


@pytest.mark.parametrize("number", range(len(TABLE)), ids=lambda number: TABLE[number].what)
def test_it_is_told_in_few_words(told: dict[str, list[dict[str, Any]]], number: int) -> None:
    for finding in told[f"viec-{number}"]:
        assert len(finding["message"]) < 300
        assert max(map(len, finding["excerpt"].splitlines())) < 120


def test_the_law_around_is_sound(told: dict[str, list[dict[str, Any]]]) -> None:
    assert told[f"viec-{SOUND}"] == []


def test_letters_whose_marks_stand_apart_are_read_as_written_together(told: dict[str, list[dict[str, Any]]]) -> None:
    [first] = told[f"viec-{APART}"]
    assert (first["rule"], first["line"], first["column"]) == ("lang/syntax-end", LINE, 27)
    assert first["excerpt"].startswith("    amount: 1000 * (so_ban")
