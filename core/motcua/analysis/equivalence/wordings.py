"""What a rulebook says of one procedure, and over which days it goes on saying it."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from motcua.analysis.equivalence.stretches import Stretch
from motcua.calendar.days import ONE_DAY
from motcua.catalog import Rulebook
from motcua.catalog.merging.tree import plain
from motcua.catalog.reading.workshop import Built


def joined(name: str, days: Sequence[Stretch]) -> Iterator[Stretch]:
    """Join stretches that follow one another and in which neither law changes what it says of a procedure."""
    kept: list[Stretch] = []
    for one in days:
        last = kept[-1] if kept else None
        if (
            last
            and last.last + ONE_DAY == one.first
            and _same(name, last.before, one.before)
            and _same(name, last.after, one.after)
        ):
            kept[-1] = replace(last, last=one.last)
        else:
            kept.append(one)
    yield from kept


def _same(name: str, one: Rulebook, other: Rulebook) -> bool:
    mine, theirs = built_in(name, one), built_in(name, other)
    if mine is None or theirs is None:
        return mine is theirs
    return mine is theirs and _offices(mine, one) == _offices(theirs, other)


def built_in(name: str, book: Rulebook) -> Built | None:
    """Return a procedure as a rulebook words it; None where it is not in force."""
    return book.built(name) if name in book.resolved.names("procedure") else None


def content(built: Built, book: Rulebook) -> Any:
    """Return all that a decision about a procedure rests on, but calendar, hours and the choices about deadlines."""
    if book.drafts:
        return built  # a draft that was never written has no tree of its own
    facts = [(f.id, f.type, f.default, f.min, f.max, [c.id for c in f.choices]) for f in built.procedure.facts]
    return plain(built.tree), facts, built.procedure.channels, _offices(built, book), book.layers[-1].level


def _offices(built: Built, book: Rulebook) -> list[str]:
    return [book.office(step.role) for step in built.procedure.steps]
