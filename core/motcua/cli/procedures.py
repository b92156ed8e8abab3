"""Finding the procedure that a command names; who asks about another time is told when it is in force."""

from collections.abc import Iterator
from datetime import date

from motcua.calendar import written_date
from motcua.calendar.days import ONE_DAY
from motcua.catalog import Catalog, Rulebook
from motcua.catalog.model import Procedure
from motcua.findings import MotcuaError, refuse


def find(catalog: Catalog, rulebook: Rulebook, name: str) -> Procedure:
    """Return a procedure of a rulebook by its id or one of its codes.

    :raises MotcuaError: ``procedure/not-in-force`` where the unit has it on other days, else ``procedure/unknown``.
    """
    try:
        return rulebook.find(name)
    except MotcuaError:
        if spans := list(_in_force(catalog, rulebook.unit, name)):
            raise refuse(
                "procedure/not-in-force",
                name=name,
                unit=rulebook.unit,
                date=written_date(rulebook.date),
                when=", ".join(map(_written, spans)),
                day=spans[0][0].isoformat(),
            ) from None
        raise


def _in_force(catalog: Catalog, unit: str, name: str) -> Iterator[tuple[date, date]]:
    """Walk the stretches in which a unit has a procedure: the first day, and the first one without it."""
    since: date | None = None
    for day in catalog.change_dates(unit):
        known = _has(catalog, unit, day, name)
        if known and since is None:
            since = day
        elif since and not known:
            yield since, day
            since = None
    if since:
        yield since, date.max


def _has(catalog: Catalog, unit: str, day: date, name: str) -> bool:
    try:
        catalog.resolve(unit, day).find(name)
    except MotcuaError:
        return False
    return True


def _written(span: tuple[date, date]) -> str:
    since, until = span
    return f"{written_date(since)} – {'…' if until == date.max else written_date(until - ONE_DAY)}"
