"""Every text exists in every language, and every check has its text."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from motcua.texts import LANGUAGES, catalog, say

ROOT = Path(__file__).parents[2]
SOURCES = [*(ROOT / "core" / "motcua").rglob("*.py"), *(ROOT / "web" / "motcua_web").rglob("*.py")]
FLOORS = sorted({file.parent for file in SOURCES})
MAKERS = {"refuse", "Finding", "finding", "say"}
RULE = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z]+(?:[-_][a-z0-9]+)*")


def placeholders(key: str, lang: str) -> set[str]:
    whole = " ".join(catalog(lang)[key].values())
    return {field for _, field, _, _ in Formatter().parse(whole) if field}


def rules_in(file: Path) -> Iterator[str]:
    """Find the rules that a module passes to what makes findings and texts."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in MAKERS:
            said = [part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
            yield from (text for text in said if isinstance(text, str) and RULE.fullmatch(text))


def _name(function: ast.expr) -> str:
    return str(getattr(function, "attr", getattr(function, "id", "")))


def test_every_language_has_every_text() -> None:
    vi, en = (set(catalog(lang)) for lang in LANGUAGES)
    assert vi == en


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty_or_told_twice(lang: str) -> None:
    folder = ROOT / "core" / "motcua" / "texts" / lang
    keys = Counter(key for file in folder.glob("*.toml") for key in tomllib.loads(file.read_text("utf-8")))
    assert [key for key, count in keys.items() if count > 1] == []
    assert [key for key, entry in catalog(lang).items() if not entry.get("message", "").strip()] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_read_by_itself_is_the_one_its_file_holds(lang: str) -> None:
    folder = ROOT / "core" / "motcua" / "texts" / lang
    whole = {
        key: text for file in folder.glob("*.toml") for key, text in tomllib.loads(file.read_text("utf-8")).items()
    }
    assert dict(catalog(lang)) == whole


def test_the_languages_have_the_same_placeholders() -> None:
    shared = set(catalog("vi")) & set(catalog("en"))
    assert {
        key: placeholders(key, "vi") ^ placeholders(key, "en")
        for key in shared
        if placeholders(key, "vi") != placeholders(key, "en")
    } == {}


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.name)
def test_every_rule_named_in_the_code_has_its_text(floor: Path) -> None:
    named = {(rule, file.name) for file in floor.glob("*.py") for rule in rules_in(file)}
    assert {(rule, file) for rule, file in named if rule not in catalog("vi")} == set()


def test_rules_are_found_in_the_code() -> None:
    assert len({rule for file in SOURCES for rule in rules_in(file)}) > 30


def test_the_reader_and_the_schemas_name_exactly_the_texts_they_have() -> None:
    core = ROOT / "core" / "motcua"
    texts = tomllib.loads((core / "texts" / "vi" / "document.toml").read_text("utf-8"))
    sources = [*(core / "document").glob("*.py"), *(core / "schemas").glob("*.json")]
    written = "".join(file.read_text("utf-8") for file in sources)
    assert set(re.findall(r'"((?:yaml|schema|document)/[a-z0-9-]+)"', written)) == set(texts)


def test_a_parameter_may_be_called_as_the_program_calls_its_own() -> None:
    assert "kind" in say("schema/missing-key", "en", key="kind", at="x")


def test_a_clause_that_has_nothing_to_say_is_left_out() -> None:
    assert say("unit/unknown", unit="vn/99", nearest="") == "Không có đơn vị “vn/99”."
    assert say("unit/unknown", unit="vn/99", nearest="vn/38") == "Không có đơn vị “vn/99”; tên gần nhất là “vn/38”."
    assert "trần" not in say("bounds/may_lower", **dict.fromkeys(placeholders("bounds/may_lower", "vi"), ""))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_names_what_is_nearest_where_nothing_is(lang: str) -> None:
    always = ("schema/", "document/", "spec/unknown-step", "spec/keyword")  # said only where something is near
    open_ = {
        key: text
        for key, entry in catalog(lang).items()
        if not key.startswith(always)
        for text in entry.values()
        if "{nearest}" in re.sub(r"\[\[.*?\]\]", "", text)
    }
    assert open_ == {}


def test_what_is_one_is_told_in_the_singular() -> None:
    assert say("replay/count-keep", "en", n="1").startswith("1 running dossier stays as it is (")
    assert say("replay/count-keep", "en", n="21").startswith("21 running dossiers stay as they are (")
    assert say("cli/verified", "en", transactions=1, events=2) == "Intact: 1 transaction, 2 events."


def test_the_number_that_chooses_a_word_is_said_in_the_same_text() -> None:
    chosen = {
        (key, name) for key in catalog("en") for name in re.findall(r"<(\w+):", " ".join(catalog("en")[key].values()))
    }
    assert len(chosen) > 20
    assert {(key, name) for key, name in chosen if name not in placeholders(key, "en")} == set()
