"""Stretches of days in which neither of two laws changes, for one unit."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from msgspec import Struct

from motcua.calendar.days import ONE_DAY
from motcua.catalog import Catalog, Rulebook
from motcua.catalog.period import Period


class Stretch(Struct, frozen=True):
    """The days from `first` to `last`, and what either law says on them."""

    first: date
    last: date
    before: Rulebook
    after: Rulebook


def stretches(before: Catalog, after: Catalog, unit: str, first: date) -> Iterator[Stretch]:
    """Walk the stretches from a day on, in the years that have a calendar: nothing can be decided in others.

    :raises MotcuaError: ``unit/unknown`` when one of the laws does not know the unit.
    """
    years = {*_years(before), *_years(after)}
    new_years = {date(year + more, 1, 1) for year in years for more in (0, 1)}
    days = sorted(day for day in {first, *new_years, *_changes(before, unit), *_changes(after, unit)} if day >= first)
    for start, until in pairwise(days):
        if start.year in years:
            yield Stretch(start, until - ONE_DAY, before.resolve(unit, start), after.resolve(unit, start))


def _years(catalog: Catalog) -> set[int]:
    return {int(document.data["year"]) for document in catalog.documents if document.kind == "calendar"}


def _changes(catalog: Catalog, unit: str) -> set[date]:
    """List the days on which the law of a unit changes, or who does what in its offices."""
    layers = catalog.tree.lineage(catalog.layer(unit))
    periods = [period for layer in layers for period in _periods(layer.data.get("roles") or {})]
    return {*catalog.change_dates(unit), *(day for one in periods for day in (one.start, one.end))}


def _periods(roles: dict[str, list[dict[str, Any]]]) -> Iterator[Period]:
    return (Period.of(row.get("in_force")) for rows in roles.values() for row in rows)
