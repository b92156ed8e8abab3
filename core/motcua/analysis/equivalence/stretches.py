"""Stretches of days in which neither of two laws changes, for one unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from motcua.catalog import Catalog, Rulebook
from motcua.catalog.period import Period

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `first` to `last`, and what either law says on them."""

    first: date
    last: date
    before: Rulebook
    after: Rulebook


def stretches(before: Catalog, after: Catalog, unit: str, first: date) -> Iterator[Stretch]:
    """Walk the stretches from a day on, over the years that have a calendar: nothing can be decided for others.

    :raises MotcuaError: ``unit/unknown`` when one of the laws does not know the unit.
    """
    years = sorted({*_years(before), *_years(after)}) or [first.year]
    first, end = max(first, date(years[0], 1, 1)), date(years[-1] + 1, 1, 1)
    days = {*_changes(before, unit), *_changes(after, unit)}
    for start, until in pairwise(
        [first, *sorted(day for day in days if first < day < end), *([end] if first < end else [])]
    ):
        yield Stretch(start, until - _ONE_DAY, before.resolve(unit, start), after.resolve(unit, start))


def _years(catalog: Catalog) -> set[int]:
    return {int(document.data["year"]) for document in catalog.documents if document.kind == "calendar"}


def _changes(catalog: Catalog, unit: str) -> set[date]:
    """List the days on which the law of a unit changes, or who does what in its offices."""
    layers = catalog.tree.lineage(catalog.layer(unit))
    periods = [period for layer in layers for period in _periods(layer.data.get("roles") or {})]
    return {*catalog.change_dates(unit), *(day for one in periods for day in (one.start, one.end))}


def _periods(roles: dict[str, list[dict[str, Any]]]) -> Iterator[Period]:
    return (Period.of(row.get("in_force")) for rows in roles.values() for row in rows)
