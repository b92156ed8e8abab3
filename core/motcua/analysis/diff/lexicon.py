"""The words for the values of one document: money, lengths of time, conditions as people read them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from motcua import money
from motcua.calendar import Policy, parse_within, written_date
from motcua.catalog import Rulebook
from motcua.catalog.bounds.weigh import UNDETERMINED
from motcua.catalog.merging.tree import word
from motcua.catalog.model import Vocabulary
from motcua.catalog.reading.facts import engine_facts, read_derived, read_facts
from motcua.catalog.reading.view import View
from motcua.document import inline
from motcua.findings import MotcuaError
from motcua.lang import Derived, Fact, Named, compile_program
from motcua.lang.tree import Node as Expression
from motcua.lang.tree import Unknown, walk
from motcua.lang.wording import Wording
from motcua.texts import catalog, say, written_number

# Whose ids a key holds, by the vocabulary that names them.
NAMED_IN: Mapping[str, str] = {"field": "fields", "applicants": "applicants", "channels": "channels", "role": "roles"}
LENGTHS = frozenset({"within", "add", "times", "max_age", "soon", "within_to_ask", "notice_before"})
CONDITIONS = frozenset({"when", "asked_when"})
YEAR = "year"  # a number that is not counted with, and written without separators
SUMS = frozenset({"amount", "ceiling"})
FORMULAS = SUMS | {"quantity", "expression", "derived"}
QUOTED = frozenset({"name", "title", "text", "texts", "note", "help"})
ACTIONS = frozenset({"allows", "may"})
REMARKS = frozenset({"id", "name", "title", "basis", "note", "to_verify", "help"})
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


class Lexicon(Struct, frozen=True):
    """What words the values of one document on one side: its title, its facts, the names of vocabularies.

    `policy` says how long a day is, where any does.
    """

    title: str
    facts: tuple[Fact, ...]
    derived: tuple[Derived, ...]
    steps: Mapping[str, str]
    lines: Mapping[str, str]
    vocabularies: Mapping[str, Vocabulary]
    policy: Policy | None = None

    @classmethod
    def of(cls, rulebook: Rulebook, kind: str, name: str) -> "Lexicon":
        """Make the lexicon of a document of a rulebook; one without facts and title where there is no such document."""
        vocabularies = rulebook.resolved.vocabularies
        if kind == "procedure" and name in rulebook.resolved.names(kind):
            found = rulebook.resolved.procedure(name).procedure
            steps = {step.id: step.name for step in found.steps}
            lines = {fee.item: fee.name for fee in found.fees if fee.item}
            return cls(found.name, found.facts, found.derived, steps, lines, vocabularies)
        if kind == "unit":
            return cls(rulebook.unit_name, (), (), {}, {}, vocabularies)
        if (merged := rulebook.resolved.of_kind(kind).get(name)) is None:
            return cls("", (), (), {}, {}, vocabularies)
        facts, derived = _questions(View("", merged.tree), vocabularies)
        lines = {row.text("id"): row.text("name") for row in View("", merged.tree).rows("lines")}
        return cls(word(merged.tree, "name"), facts, derived, {}, lines, vocabularies)

    def value(self, key: str, value: Any, lang: str) -> str:  # noqa: PLR0911 - one per way of wording
        """Word a value by the key it stands under."""
        if key in CONDITIONS:
            return self.condition(value, lang)
        if key in FORMULAS and not isinstance(value, Mapping):
            return self.formula(key, value, lang)
        match value:
            case None:
                return say("diff/nothing", lang)
            case bool():
                return say(f"word/{str(value).lower()}", lang)
            case Mapping():
                return self.row(key, value, lang)
            case list():
                return self.listed(key, value, lang)
            case str():
                return self.text(key, value, lang)
            case int() if key != YEAR:
                return written_number(value, lang)
        return str(value)

    def text(self, key: str, value: str, lang: str) -> str:
        """Word a text: an id by its name, a length of time and a date as people write them."""
        if key in LENGTHS:
            return _length(value, lang)
        if key in QUOTED:
            return f"“{value.strip().removesuffix('.')}”"
        if _ISO.fullmatch(value):
            return written_date(date.fromisoformat(value))
        own = f"{'action' if key in ACTIONS else 'diff/value'}/{value}"
        return self.named(key, value) or (say(own, lang) if own in catalog(lang) else value)

    def named(self, key: str, value: str) -> str:
        """Return the name of what an id stands for; empty when it is no known id."""
        if key in ("of", "one_of") and value in self.vocabularies:
            return self.vocabularies[value].name
        if key == "from_fact":
            return next((f"“{fact.title}”" for fact in self.facts if fact.id == value), "")
        if key == "items" and value in self.lines:
            return f"“{self.lines[value]}”"
        names = self.vocabularies.get(NAMED_IN.get(key, ""))
        return names.items[value].name if names and value in names.items else ""

    def listed(self, key: str, values: Sequence[Any], lang: str) -> str:
        """Word a list; an empty one is nothing."""
        names = [_name(part) if isinstance(part, Mapping) else "" for part in values]
        parts = [name or self.value(key, part, lang) for name, part in zip(names, values, strict=True)]
        return ", ".join(parts) or say("diff/nothing", lang)

    def row(self, of: str, row: Mapping[str, Any], lang: str) -> str:
        """Word a row of a list: its name, then the rest; by its id where it says nothing else."""
        name, told = _name(row), self.details(of, row, lang)
        return f"{name} ({told})" if name and told else name or told or f"“{row.get('id', '')}”"

    def details(self, of: str, row: Mapping[str, Any], lang: str) -> str:
        """Word what a row says beside its name and its remarks."""
        said = (f"{label(key, lang, of)}: {self.value(key, row[key], lang)}" for key in row if key not in REMARKS)
        return "; ".join(said)

    def condition(self, cells: Mapping[str, Any] | None, lang: str) -> str:
        """Word a condition; without one it is every case."""
        if not cells:
            return say("diff/always", lang)
        program, _ = compile_program(self.facts, self.derived, [Named("", cells)], [])
        tree = program.conditions[0].tree
        wording = Wording(program.facts, lang)
        return _unbracketed(wording.test(tree)) if _whole(tree) else inline(cells)

    def formula(self, key: str, source: str | int | None, lang: str) -> str:
        """Word an amount in đồng, a number of things or a derived value."""
        if source is None or source == UNDETERMINED:
            return say("diff/undetermined" if source else "diff/nothing", lang)
        if isinstance(source, int):
            return money.written(source, lang) if key in SUMS else written_number(source, lang)
        derived = [*self.derived, Derived("diff_value", source)]
        program, _ = compile_program(self.facts, derived, [], [])
        tree = program.trees.derived.get("diff_value")
        return _unbracketed(Wording(program.facts, lang).test(tree)) if tree and _whole(tree) else source


def label(key: str, lang: str, of: str = "") -> str:
    """Name a key of the YAML as people do, perhaps otherwise in what it is `of`; a key made up names itself."""
    names = (f"diff/key/{of}-{key}", f"diff/key/{key}")
    return next((say(name, lang) for name in names if name in catalog(lang)), key)


def _questions(view: View, vocabularies: Mapping[str, Vocabulary]) -> tuple[tuple[Fact, ...], tuple[Derived, ...]]:
    items = {name: vocabulary.items for name, vocabulary in vocabularies.items()}
    engine = engine_facts(tuple(items.get("channels", {}).values()), ())
    return (*engine, *read_facts(view, items)), tuple(read_derived(view))


def _whole(tree: Expression) -> bool:
    return not any(isinstance(part, Unknown) for part in walk(tree))


def _unbracketed(text: str) -> str:
    """Take the brackets off that stand around a whole and nothing less."""
    inner = text[1:-1]
    depth = 0
    for letter in inner:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return text
    return inner if text.startswith("(") and text.endswith(")") else text


def _length(text: str, lang: str) -> str:
    try:
        return parse_within(text).text(lang)
    except MotcuaError:
        return text


def _name(row: Mapping[str, Any]) -> str:
    name = row.get("name") or row.get("title")
    return f"“{name}”" if name else ""
