"""What may be named in a catalog: every definition, item and fact of it, of whatever layer and date.

An editor judges a file that may come into force next year or hold in one commune only; so nothing is left out that is
known somewhere, at some time.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from motcua.calendar.days import ONE_DAY
from motcua.catalog import Catalog, Rulebook
from motcua.catalog.model import Procedure
from motcua.catalog.period import Period
from motcua.lang import Fact

_OF_FACTS = frozenset({"procedure", "fee_schedule", "route", "vocabulary"})

Names = dict[str, str]
"""What people call things, by id."""


class Knowledge(Struct, frozen=True):
    """What is known, by the name of the document (``kind/id``) that holds it.

    `contents` are the document itself and everything that amendments set in it. `facts` are those that its conditions
    may name; None is one of which only the name is known, or whose type differs from procedure to procedure.
    """

    names: Mapping[str, Names]
    contents: Mapping[str, tuple[Mapping[str, Any], ...]]
    facts: Mapping[str, Mapping[str, Fact | None]]

    def rows(self, document: str, key: str) -> Names:
        """Return the rows of one list of a document."""
        rows = [row for content in self.contents.get(document, ()) for row in content.get(key) or ()]
        return names_of(row for row in rows if isinstance(row, Mapping))


def gather(catalog: Catalog, at: date) -> Knowledge:
    """Collect what a catalog knows.

    :param at: the day on which a document in force is looked at; others are on their first day, or on their last.
    """
    contents: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for definition in catalog.definitions:
        contents[definition.name] = (*contents.get(definition.name, ()), definition.document.data)
    for amendment in catalog.amendments:
        if amendment.target in contents:
            contents[amendment.target] = (*contents[amendment.target], amendment.document.data.get("set") or {})
    facts = _facts(_rulebooks(catalog, at))
    for name, known in facts.items():
        declared = (content.get(key) or {} for content in contents.get(name, ()) for key in ("facts", "derived"))
        known |= {fact: None for names in declared for fact in names if fact not in known}
    return Knowledge(_names(catalog), contents, facts)


def names_of(rows: Iterable[Mapping[str, Any]]) -> Names:
    """Return what rows are called, the first to name one having the say; an amendment's row may have no name."""
    names: Names = {}
    for row in rows:
        if isinstance(row.get("id"), str):
            told = row.get("name") or row.get("title") or row.get("text") or row.get("within") or row.get("note")
            names[row["id"]] = names.get(row["id"]) or str(told or "")
    return names


def _names(catalog: Catalog) -> dict[str, Names]:
    documents = [definition.document for definition in catalog.definitions]
    documents += [amendment.document for amendment in catalog.amendments]
    kinds = {document.kind for document in documents}
    named = {kind: names_of(document.data for document in documents if document.kind == kind) for kind in kinds}
    return named | {"layer": {layer.id: layer.name for layer in catalog.tree.by_id.values()}}


def _rulebooks(catalog: Catalog, at: date) -> Iterator[Rulebook]:
    """Walk the rulebooks in which facts are first spoken of: each definition's own, each amendment's own."""
    spoken = [(each.layer, each.period) for each in catalog.definitions if each.document.kind in _OF_FACTS]
    spoken += [(each.layer, each.period) for each in catalog.amendments if each.target.partition("/")[0] in _OF_FACTS]
    for unit, day in sorted({(layer.unit, _day_in(period, at)) for layer, period in spoken}):
        yield catalog.resolve(unit, day)


def _day_in(period: Period, at: date) -> date:
    return max(period.start, at) if at < period.end else max(period.start, period.end - ONE_DAY)


def _facts(rulebooks: Iterable[Rulebook]) -> dict[str, dict[str, Fact | None]]:
    """Collect the facts of each procedure, and for each shared document those of all procedures that use it."""
    facts: dict[str, dict[str, Fact | None]] = {}
    seen: set[int] = set()
    for rulebook in rulebooks:
        for built in rulebook.resolved.built():
            if id(built) not in seen:  # the same object wherever the same documents are in force
                seen.add(id(built))
                for name in _speaking(rulebook, built.procedure):
                    _add(facts.setdefault(name, {}), built.compiled.program.facts)
    return facts


def _speaking(rulebook: Rulebook, procedure: Procedure) -> Iterator[str]:
    """Name the documents whose conditions are judged by a procedure's facts."""
    yield f"procedure/{procedure.id}"
    for schedule in dict.fromkeys(line.schedule for line in procedure.fees if line.schedule):
        yield f"fee_schedule/{schedule}"
    if route := rulebook.resolved.of_kind("procedure")[procedure.id].data["route"].get("use"):
        yield f"route/{route}"


def _add(known: dict[str, Fact | None], facts: Mapping[str, Fact]) -> None:
    """Add facts; what layers or procedures say differently of one name is admitted as any of them says."""
    for name, fact in facts.items():
        same = known.setdefault(name, fact)
        known[name] = _either(same, fact) if same and same.type == fact.type else None


def _either(one: Fact, other: Fact) -> Fact:
    return replace(
        one,
        choices=tuple(dict.fromkeys((*one.choices, *other.choices))),
        min=None if one.min is None or other.min is None else min(one.min, other.min),
        max=None if one.max is None or other.max is None else max(one.max, other.max),
    )
