"""The papers of a procedure."""

from motcua.catalog.model import Item, Paper
from motcua.catalog.reading.facts import items
from motcua.catalog.reading.view import Gathered, View


def read_paper(row: View, gathered: Gathered) -> Paper:
    """Read a paper; its fall-backs are papers too and inherit its mode. What the office makes is only noted."""
    return _paper(row, gathered, "submit")


def _paper(row: View, gathered: Gathered, mode: str) -> Paper:
    mode = "note" if row.text("made_by") == "office" else row.value("mode", mode)
    fallbacks = tuple(_paper(inner, gathered, mode) for inner in row.rows("first_available"))
    return Paper(
        id=row.text("id"),
        name=row.text("name"),
        when=row.when(gathered),
        path=row.path,
        mode=mode,
        originals=row.number("originals"),
        copies=row.number("copies"),
        electronic=row.number("electronic"),
        as_many_as_needed=row.flag("as_many_as_needed"),
        one_of=_alternatives(row, gathered),
        first_available=fallbacks,
        max_age=row.text("max_age"),
        form=row.value("form"),
        basis=row.basis(),
        note=row.text("note"),
        to_verify=row.to_verify(),
    )


def _alternatives(row: View, gathered: Gathered) -> tuple[Item, ...] | None:
    accepted = row.value("one_of") or row.value("of")
    if isinstance(accepted, str):
        return tuple(gathered.vocabularies.get(accepted, {}).values())
    return items(accepted, {}) if accepted else None
