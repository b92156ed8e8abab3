"""The survey that all checks share: the rulebooks of every unit on every day on which something changes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from motcua.catalog import Catalog, Rulebook
from motcua.catalog.merging.merged import Merged
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
    days: Mapping[str, Iterable[date]],
    names: Collection[str],
    documents: Iterable[Document],
) -> Survey:
    """Resolve units on `at` and on days of their own.

    :param days: the days by unit.
    :param names: what problems shall be told of, and which procedures be built (``kind/id``).
    """
    today = tuple(catalog.resolve(unit, at) for unit in days)
    rulebooks = (*today, *(catalog.resolve(unit, day) for unit, own in days.items() for day in own))
    built: dict[Built, Rulebook] = {}
    problems: dict[str, list[Finding]] = {}
    for rulebook in {id(book.resolved): book for book in reversed(rulebooks)}.values():
        for name, merged in _named(rulebook.resolved, names):
            problems.setdefault(name, []).extend(merged.findings)
            try:
                if merged.kind == "procedure":
                    built.setdefault(rulebook.resolved.procedure(merged.id), rulebook)
            except MotcuaError as error:
                problems[name].extend(error.findings)
    told = {name: tuple(findings) for name, findings in problems.items() if findings}
    return Survey(at, rulebooks, today, tuple(built.items()), told, tuple(documents))


def _named(resolved: Resolved, names: Iterable[str]) -> Iterator[tuple[str, Merged]]:
    for name in names:
        kind, _, own = name.partition("/")
        if merged := resolved.of_kind(kind).get(own):
            yield name, merged
