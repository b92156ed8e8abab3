"""Check that the times of a route's steps add up to the deadline."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from motcua.calendar import Term, Within
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.model import DeadlineRow
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.check.tables.showing import witness_of
from motcua.check.tables.standing import standing
from motcua.check.tables.wording import Goal, Wording
from motcua.findings import Finding, MotcuaError
from motcua.witness import Witness

_HOUR = 3600


def findings(seen: Survey) -> Iterator[Finding]:
    """Find routes whose steps take longer or shorter than every deadline in working time, each with such a dossier."""
    for built, rulebook in seen.procedures:
        try:
            hours_a_day = Fraction(rulebook.policy.day_length.total_seconds()) / _HOUR
        except MotcuaError:
            return  # told of by another check
        yield from _sum(built, hours_a_day, seen)


def _sum(built: Built, hours_a_day: Fraction, seen: Survey) -> Iterator[Finding]:
    steps = [step for step in built.procedure.steps if step.when is None]
    times = [step.within and _working_hours(step.within, hours_a_day) for step in steps]
    known = [time for time in times if time]
    rows = {row: hours for row in built.procedure.deadline if (hours := _working_hours(row.within, hours_a_day))}
    total = sum(known, Fraction(0))
    if not known or len(known) < len(times) or not rows or total in rows.values():
        return
    first, *_ = rows
    spot = spot_at(built.tree, "route.times" if "route.times" in _paths(built) else "route")
    allowed = ", ".join(str(row.within) for row in rows)
    params = {"name": built.procedure.name, "total": _written(total, hours_a_day), "deadline": allowed}
    related = (spot_at(built.tree, f"{first.path}.within"),)
    finding = spot.finding("steps/sum", "warning", related=related, path=first.path, **params)
    yield replace(finding, witness=_dossier_of(first, built, seen))


def _dossier_of(row: DeadlineRow, built: Built, seen: Survey) -> Witness | None:
    """Return a dossier with the deadline of a row."""
    where = None if built.errors else standing(built, seen)
    rows = built.procedure.deadline
    return witness_of(Wording(built), Goal((row,), rows[: rows.index(row)]), where) if where else None


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
