"""The survey that all checks share: the rulebooks of every unit on every day on which something changes."""

from dataclasses import dataclass
from datetime import date

from motcua.catalog import Catalog, Rulebook
from motcua.catalog.workshop import Built
from motcua.findings import Finding, MotcuaError


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is to check.

    `rulebooks` are those of all dates, `today` those of `at`; `procedures` holds each built procedure once, with the
    first rulebook it was met in. `unreadable` tells of procedures that could not even be built.
    """

    catalog: Catalog
    at: date
    rulebooks: tuple[Rulebook, ...]
    today: tuple[Rulebook, ...]
    procedures: tuple[tuple[Built, Rulebook], ...]
    unreadable: tuple[Finding, ...]


def survey(catalog: Catalog, at: date) -> Survey:
    """Resolve every unit on `at` and on every date of change."""
    today = tuple(catalog.resolve(unit, at) for unit in catalog.units())
    others = (catalog.resolve(unit, day) for unit in catalog.units() for day in catalog.change_dates(unit))
    rulebooks = (*today, *others)
    built: dict[Built, Rulebook] = {}
    unreadable: list[Finding] = []
    for rulebook in {id(book.resolved): book for book in reversed(rulebooks)}.values():
        for name in rulebook.resolved.names("procedure"):
            try:
                built.setdefault(rulebook.resolved.procedure(name), rulebook)
            except MotcuaError as error:
                unreadable += error.findings
    return Survey(catalog, at, rulebooks, today, tuple(built.items()), tuple(unreadable))
