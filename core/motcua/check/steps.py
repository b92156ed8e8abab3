"""Check that the times of a route's steps add up to the deadline."""

from collections.abc import Iterator
from fractions import Fraction

from motcua.calendar import Term, Within
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.findings import Finding, MotcuaError

_HOUR = 3600


def findings(seen: Survey) -> Iterator[Finding]:
    """Find routes whose steps take longer or shorter than every deadline, where all are in working time."""
    for built, rulebook in seen.procedures:
        try:
            hours_a_day = Fraction(rulebook.policy.day_length.total_seconds()) / _HOUR
        except MotcuaError:
            return  # told of by another check
        yield from _sum(built, hours_a_day)


def _sum(built: Built, hours_a_day: Fraction) -> Iterator[Finding]:
    steps = [step for step in built.procedure.steps if step.when is None]
    times = [step.within and _working_hours(step.within, hours_a_day) for step in steps]
    rows = [_working_hours(row.within, hours_a_day) for row in built.procedure.deadline]
    known = [time for time in times if time]
    if not known or len(known) < len(times) or None in rows or not rows:
        return
    total = sum(known, Fraction(0))
    if total not in rows:
        spot = spot_at(built.tree, "route.times" if "route.times" in _paths(built) else "route")
        allowed = ", ".join(str(row.within) for row in built.procedure.deadline)
        params = {"name": built.procedure.name, "total": _written(total, hours_a_day), "deadline": allowed}
        related = (spot_at(built.tree, "deadline"),)
        yield spot.finding("steps/sum", "warning", related=related, **params)


def _paths(built: Built) -> set[str]:
    return {".".join(path.split(".")[:2]) for path in built.provenance}


def _working_hours(within: Within, hours_a_day: Fraction) -> Fraction | None:
    """Return a length of working time in hours; None when it is not in working time."""
    hours = {"working_days": hours_a_day, "working_hours": Fraction(1), "same_day": hours_a_day}
    totals = within.totals()
    if not totals.keys() <= hours.keys():
        return None
    return sum((count * hours[unit] for unit, count in totals.items()), Fraction(0))


def _written(hours: Fraction, hours_a_day: Fraction) -> str:
    """Write a sum as authors write times: in days where halves of days are enough."""
    days = hours / hours_a_day
    term = Term("working_days", days) if days.denominator <= 2 else Term("working_hours", hours)
    return str(Within((term,)))
