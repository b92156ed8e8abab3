"""The survey that all checks share: the rulebooks of every unit on every day on which something changes."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from msgspec import Struct

from motcua.catalog import Catalog, Rulebook
from motcua.catalog.reading.workshop import Built
from motcua.catalog.resolved import Resolved
from motcua.document import Document
from motcua.findings import Finding, MotcuaError


class Survey(Struct, frozen=True):
    """What there is to check.

    `rulebooks` are those of all dates, `today` those of `at`; `procedures` holds each built procedure once, with the
    first rulebook it was met in. `problems` tells by name (``kind/id``) of amendments that could not be applied and of
    procedures that could not even be built. `documents` are those whose text is to be looked at.
    """

    at: date
    rulebooks: tuple[Rulebook, ...]
    today: tuple[Rulebook, ...]
    procedures: tuple[tuple[Built, Rulebook], ...]
    problems: Mapping[str, tuple[Finding, ...]]
    documents: tuple[Document, ...]


def survey(
    catalog: Catalog,
    at: date,
    units: Collection[str],
    wanted: Callable[[str], bool],
    documents: Iterable[Document],
) -> Survey:
    """Resolve units on `at` and on every date of change.

    :param wanted: tells by name (``kind/id``) of what problems shall be told.
    """
    today = tuple(catalog.resolve(unit, at) for unit in units)
    others = (catalog.resolve(unit, day) for unit in units for day in catalog.change_dates(unit))
    rulebooks = (*today, *others)
    built: dict[Built, Rulebook] = {}
    problems: dict[str, list[Finding]] = {}
    for rulebook in {id(book.resolved): book for book in reversed(rulebooks)}.values():
        _add_merging(rulebook.resolved, wanted, problems)
        for name in rulebook.resolved.names("procedure"):
            try:
                built.setdefault(rulebook.resolved.procedure(name), rulebook)
            except MotcuaError as error:
                problems.setdefault(f"procedure/{name}", []).extend(error.findings)
    told = {name: tuple(findings) for name, findings in problems.items()}
    return Survey(at, rulebooks, today, tuple(built.items()), told, tuple(documents))


def _add_merging(resolved: Resolved, wanted: Callable[[str], bool], problems: dict[str, list[Finding]]) -> None:
    for by_id in resolved.merged.values():
        for merged in by_id.values():
            if merged.findings and wanted(merged.definition.name):
                problems.setdefault(merged.definition.name, []).extend(merged.findings)
