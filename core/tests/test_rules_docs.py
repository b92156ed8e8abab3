"""The page about the rules language is run: its procedure is written part by part, its tables are tried row by row."""

import re
import shlex
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.calendar.within import _COUNTED, _NAMED
from motcua.catalog import builtin_home
from motcua.document import read_documents, schema
from motcua.document.kinds import schema_file
from motcua.findings import Finding
from motcua.lang import Choice, Fact, Named, Value, compile_program
from motcua.lang.cel import MAX_CHARACTERS
from motcua.lang.cells import _TESTS, SPECIAL
from motcua.lang.functions import evaluating
from motcua.lang.hostile import NESTING
from motcua.lang.profile import _OPERATORS, MAX_NODES
from motcua.lang.reading import read_value
from motcua.lang.tree import Call, Node, Quantified, names, walk
from motcua.texts import say

HOME = builtin_home().folder
PAGE = (HOME / "docs" / "rules.md").read_text("utf-8")
BEGINNING = (HOME / "docs" / "catalog.md").read_text("utf-8").split("\n## 1. ")[0]
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = re.split(r"^(?=## )", PAGE, flags=re.MULTILINE)
TITLES = [section.splitlines()[0].lstrip("# ") for section in SECTIONS]
PROCEDURE = Path("tinh-mau/catalogs/tinh-mau/procedures/sao-ho-so.yaml")
# The nation's files grow above the lines that the page quotes; the procedure's own lines are its subject.
NATIONAL = re.compile(r"\b((?:catalogs/vn|rules)/[^\s:]+\.yaml)(?::\d+)+")


def blocks(text: str, kind: str) -> list[str]:
    return [body for fence, body in FENCE.findall(text) if fence == kind]


def rows(heading: str) -> list[list[str]]:
    """Return the rows below a table's heading, each cell without its backquotes."""
    table = PAGE.split(f"{heading}\n", 1)[1].split("\n\n")[0]
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in table.splitlines()[1:]]
    return [[cell.strip().strip("`").replace("\\|", "|") for cell in row] for row in cells]


def yaml(text: str) -> Any:
    """Read YAML as the catalog does."""
    documents, findings = read_documents(text, "page.yaml")
    assert findings == []
    return documents[0].data


def put(part: str) -> None:
    """Put a part of the procedure in the place of what it says of the same keys; fees end what frees from them."""
    sections = dict(_keys(PROCEDURE.read_text("utf-8"))) | dict(_keys(part))
    if "use: " in sections["fees"]:
        sections.pop("no_fee", None)
    PROCEDURE.write_text("".join(sections.values()), "utf-8")


def _keys(text: str) -> Iterator[tuple[str, str]]:
    for section in re.split(r"^(?=[a-z#])", text, flags=re.MULTILINE):
        if section:
            yield section.split(":")[0], section


def write(file: str) -> None:
    place = Path(file.splitlines()[0].removeprefix("# "))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(file, "utf-8")


def follow(text: str) -> Iterator[tuple[str, str]]:
    """Do what a stretch of the page says, as a reader would, handing out the other blocks in their turn."""
    for kind, body in FENCE.findall(text):
        if kind == "yaml":
            write(body)
        elif kind == "yaml part":
            put(body)
        else:
            yield kind, body


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, motcua: Any) -> Path:
    """Begin as the page for provinces says."""
    del motcua  # it clears the environment that the page sets
    monkeypatch.chdir(tmp_path)
    for name, value in re.findall(r"(MOTCUA_\w+)=(\S+)", BEGINNING):
        monkeypatch.setenv(name, value)
    for block in blocks(BEGINNING, "yaml"):
        write(block)
    return tmp_path


@pytest.mark.parametrize("section", range(len(SECTIONS)), ids=TITLES)
def test_a_section_shows_what_the_program_says(section: int, folder: Path, motcua: Callable[..., Any]) -> None:
    assert list(follow("".join(SECTIONS[:section]))) is not None
    wrong = ""
    for kind, body in follow(SECTIONS[section]):
        if kind == "console":
            command, _, expected = body.partition("\n")
            ran = motcua(*shlex.split(command.removeprefix("$ motcua ")))
            assert shown(expected).fullmatch(plain(ran.out + ran.err)), ran.out + ran.err
        elif kind == "yaml wrong":
            wrong = body
        elif kind == "text check":
            found = plain(told(wrong, motcua))
            assert shown(body).search(found), found


def told(wrong: str, motcua: Callable[..., Any]) -> str:
    """Return what `check` says of the procedure with one part of it wrong."""
    right = PROCEDURE.read_text("utf-8")
    put(wrong)
    out: str = motcua("check", "tinh-mau").out
    PROCEDURE.write_text(right, "utf-8")
    return out


def shown(text: str) -> re.Pattern[str]:
    """Compile what the page shows: an ellipsis stands for anything."""
    return re.compile(re.escape(plain(text)).replace("…", ".*?"), re.DOTALL)


def plain(output: str) -> str:
    return NATIONAL.sub(r"\1", output).rstrip("\n")


def test_the_finished_procedure_leaves_nothing_to_remark(folder: Path, motcua: Callable[..., Any]) -> None:
    list(follow(PAGE))
    ran = motcua("check", "tinh-mau", "--json")
    assert ran.json["counts"]["error"] == 0
    assert [one for one in ran.json["findings"] if one["severity"] == "warning" and "tinh-mau" in one["file"]] == []


@pytest.mark.parametrize("excerpt", blocks(PAGE, "yaml excerpt"), ids=lambda text: text.splitlines()[0])
def test_an_excerpt_stands_in_the_law(excerpt: str) -> None:
    file, _, body = excerpt.partition("\n")
    law = (HOME / file.removeprefix("# ")).read_text("utf-8")
    assert textwrap.indent(textwrap.dedent(body), "  ") in law or body in law


FACTS = [
    Fact(
        name,
        row["type"],
        row["title"],
        min=row.get("min"),
        max=row.get("max"),
        choices=tuple(Choice(**one) for one in row.get("of", ())),
    )
    for name, row in yaml(blocks(PAGE, "yaml facts")[0])["facts"].items()
]
TESTS = rows("| Viết trong `when` | Đọc là | Đúng với | Sai với |")
EXPRESSIONS = rows("| Viết | Đọc là | Với | Bằng |")
LENGTHS = rows("| Viết | Đọc là | Hẹn trả |")


def answered(answers: str) -> dict[str, Value | None]:
    """Read answers as the command line does; what is not answered is unknown."""
    given = dict(pair.split("=") for pair in answers.split())
    assert set(given) <= {fact.id for fact in FACTS}
    read: dict[str, Value | None] = {}
    for fact in FACTS:
        value = read_value(fact, given.get(fact.id))
        assert not isinstance(value, Finding), value.message()
        read[fact.id] = value
    return read


def holds(cells: Any, answers: str) -> bool | None:
    program, findings = compile_program(FACTS, [], [Named("row", cells)], [])
    assert findings == []
    return program.judge(answered(answers)).truths[0]


@pytest.mark.parametrize("row", TESTS, ids=lambda row: row[0])
def test_a_condition_holds_and_fails_as_the_page_says(row: list[str]) -> None:
    cells = yaml(row[0])
    assert holds(cells, row[2]) is (True if row[2] else "remark" in cells and "absent" in cells["remark"])
    assert holds(cells, row[3]) is False
    unknown = {"present": False, "absent": True}.get(next(iter(cells.get("remark", {"": ""}))))
    assert holds(cells, "") is unknown


def test_no_test_is_left_out() -> None:
    used: set[str] = set()
    for row in TESTS:
        for key, test in yaml(row[0]).items():
            used |= {key} & SPECIAL
            used |= set(test) if isinstance(test, dict) else {type(test).__name__}
    assert {*_TESTS, *SPECIAL, "bool", "str", "list"} <= used


def compiled(text: str) -> Node:
    for wants in ("boolean", "integer"):
        named = Named("row", text, wants)
        program, findings = compile_program(FACTS, [], *(([named], []) if wants == "boolean" else ([], [named])))
        if not any(finding.severity == "error" for finding in findings):
            return (program.conditions or program.amounts)[0].tree
    raise AssertionError(text)


@pytest.mark.parametrize("row", EXPRESSIONS, ids=lambda row: row[0])
def test_an_expression_comes_to_what_the_page_says(row: list[str]) -> None:
    tree = compiled(row[0])
    evaluate = evaluating(tree, ())
    assert str(evaluate(answered(row[2]), {})).lower() == row[3]
    if "present" not in row[0]:
        assert evaluate(dict.fromkeys(names(tree)), {}) is None


def test_no_operator_and_no_function_is_left_out() -> None:
    trees = [node for row in EXPRESSIONS for node in walk(compiled(row[0]))]
    assert {node.op for node in trees if isinstance(node, Call)} == set(_OPERATORS.values())
    assert {node.op for node in trees if isinstance(node, Quantified)} == {"exists", "all"}
    assert any('date("' in row[0] for row in EXPRESSIONS)


def test_the_limits_are_those_of_the_program() -> None:
    assert f"dài nhất {MAX_CHARACTERS} ký tự, {MAX_NODES} phần, lồng nhau {NESTING} lớp" in PAGE


@pytest.mark.parametrize("row", LENGTHS, ids=lambda row: row[0])
def test_a_length_ends_when_the_page_says(row: list[str], folder: Path, motcua: Callable[..., Any]) -> None:
    ran = motcua("due", "--from", "2026-10-09T15:30", "--within", row[0])
    assert ran.out.splitlines()[0].removeprefix("Hẹn trả: ").startswith(f"{row[2]} – ")


def test_no_length_is_left_out() -> None:
    assert {row[0].split()[-1].split(" cut_off")[0] for row in LENGTHS} >= {*_COUNTED, *_NAMED, "same_day"}


def test_no_key_of_a_procedure_or_a_fact_is_left_out() -> None:
    said = {key for row in rows("| Khóa | Là |") for key in re.findall(r"[a-z_]+", row[0])}
    assert said == set(schema("procedure")["properties"])
    about_facts = PAGE.split("## 2. ")[1].split("## 3. ")[0]
    keys = schema_file("common")["$defs"]["fact"]["properties"]
    assert [key for key in keys if not re.search(rf"`{key}[`:]", about_facts)] == []


FILES = {"": "procedure", "common.schema.json": "common"}
SAID_OF_ALL = {"id", "name", "when", "basis", "note", "to_verify", "remove", "before", "after"}


def inner_keys(node: Any, name: str, found: dict[str, set[str]]) -> dict[str, set[str]]:
    """Gather the keys of every mapping below a schema, by the key it stands under."""
    if isinstance(node, dict):
        if "$ref" in node:
            inner_keys(resolved(node["$ref"]), name, found)
        for key, part in node.get("properties", {}).items():
            found.setdefault(name, set()).add(key)
            if name not in {"facts", "form"}:
                inner_keys(part, key, found)
        inner_keys(node.get("items"), name, found)
    return found


def resolved(reference: str) -> Any:
    file, _, name = reference.partition("#/$defs/")
    return (
        {} if name in {"cells", "facts", "derived", "bounds", "in_force"} else schema_file(FILES[file])["$defs"][name]
    )


def test_no_key_inside_a_procedure_or_a_fee_schedule_is_left_out() -> None:
    found: dict[str, set[str]] = {}
    for kind in ("procedure", "fee_schedule"):
        for key, part in schema_file(kind)["properties"].items():
            inner_keys(part, key, found)
    said: dict[str, set[str]] = {}
    places: list[str] = []
    for place, keys, _ in rows("| Trong | Khóa riêng | Nghĩa |"):
        places = re.findall(r"[a-z_]+", place) or places
        for each in places:
            said.setdefault(each, set()).update(re.findall(r"[a-z_]+", keys))
    wanted = {place: keys - SAID_OF_ALL for place, keys in found.items() if keys - SAID_OF_ALL and place != "form"}
    assert said == wanted


def test_no_action_of_a_step_is_left_out() -> None:
    allowed = schema_file("common")["$defs"]["step"]["properties"]["allows"]["items"]["enum"]
    told = {action: say(f"action/{action}").lower() for action in allowed}
    assert {row[0]: row[1].lower() for row in rows("| `allows` | Là |")} == told
