"""From the declarations of facts to typed facts, the engine's own among them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from motcua.catalog.merging.tree import Leaf, Table
from motcua.catalog.model import Case, Item
from motcua.catalog.reading.view import View, Vocabularies
from motcua.lang import Choice, Derived, Fact, Value
from motcua.lang.facts import RECEIVED_ON
from motcua.texts import say

CHANNEL, CASE = "channel", "case"
ENGINE_FACTS = frozenset({CHANNEL, RECEIVED_ON, CASE})


def engine_facts(channels: tuple[Item, ...], cases: tuple[Case, ...]) -> Iterator[Fact]:
    """Make the facts that every procedure has: channel, day of receipt and, where there are cases, the one hit."""
    choices = tuple(Choice(item.id, item.name) for item in channels)
    yield Fact(CHANNEL, "choice", say("catalog/fact-channel"), required=True, choices=choices)
    yield Fact(RECEIVED_ON, "date", say("catalog/fact-received-on"))
    if cases:
        choices = tuple(Choice(case.id, case.name) for case in cases)
        yield Fact(CASE, "choice", say("catalog/fact-case"), choices=choices)


def read_facts(procedure: View, vocabularies: Vocabularies) -> Iterator[Fact]:
    """Read the questions under `facts`, in the order in which they are asked."""
    for row in procedure.rows("facts"):
        yield _fact(row, vocabularies)


def _fact(row: View, vocabularies: Vocabularies) -> Fact:
    kind = row.value("type")
    return Fact(
        id=row.path.rpartition(".")[2],
        type=kind,
        title=row.text("title"),
        help=row.text("help"),
        required=row.flag("required"),
        default=_typed(row.value("default"), kind),
        min=row.value("min"),
        max=row.value("max"),
        choices=_choices(row, vocabularies),
        asked_of=row.value("asked_of", "citizen"),
        asked_when=row.value("asked_when"),
        personal=row.flag("personal"),
        max_length=row.value("max_length"),
        basis=row.texts("basis"),
        place=row.table.place,
    )


def _typed(value: Any, kind: str) -> Value | None:
    match kind, value:
        case "date", str():
            return date.fromisoformat(value)
        case "choices", list():
            return frozenset(value)
    typed: Value | None = value
    return typed


def _choices(row: View, vocabularies: Vocabularies) -> tuple[Choice, ...]:
    of = row.value("of")
    if isinstance(of, str):
        return tuple(Choice(item.id, item.name) for item in vocabularies.get(of, {}).values())
    return tuple(Choice(choice["id"], choice["name"]) for choice in of or ())


def read_derived(procedure: View) -> Iterator[Derived]:
    """Read what is computed from facts under `derived`, in the order in which it is written."""
    node = procedure.table.entries.get("derived")
    for name, part in (node.entries if isinstance(node, Table) else {}).items():
        if isinstance(part, Leaf):
            yield Derived(name, str(part.origin.value), place=part.origin.place)
        elif isinstance(part, Table):
            yield _derived(name, View(f"derived.{name}", part))


def _derived(name: str, row: View) -> Derived:
    origin = row.origin("expression")
    return Derived(
        name,
        row.text("expression"),
        title=row.text("title"),
        min=row.value("min"),
        max=row.value("max"),
        basis=row.texts("basis"),
        place=origin.place if origin else row.table.place,
    )


def items(rows: Any, vocabulary: Mapping[str, Item]) -> tuple[Item, ...]:
    """Read a list of ids of a vocabulary, or of objects of its own; an unknown id stands for itself."""
    return tuple(_item(row, vocabulary) for row in rows or ())


def _item(row: Any, vocabulary: Mapping[str, Item]) -> Item:
    if isinstance(row, str):
        return vocabulary.get(row) or Item(row, row)
    known = vocabulary.get(row["id"])
    more = {key: value for key, value in row.items() if key not in ("id", "name")}
    return Item(
        row["id"], row.get("name") or (known.name if known else row["id"]), {**(known.more if known else {}), **more}
    )
