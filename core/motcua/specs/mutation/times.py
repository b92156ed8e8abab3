"""Changes to lengths of time: a day more or less, working days for calendar days, the cut-off hour a minute off."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from motcua.calendar import TZ, Term, Within
from motcua.catalog.model import Procedure
from motcua.specs.mutation.altered import Change

_ANY_DAY = date(2000, 1, 1)
_OTHER_DAYS = {"working_days": "calendar_days", "calendar_days": "working_days"}
_COUNTED = frozenset({*_OTHER_DAYS, "weeks", "months", "years", "working_hours", "clock_hours"})


def in_times(procedure: Procedure) -> Iterator[Change]:
    """Change the times of deadline rows and extensions."""
    for key, field in (("deadline", "within"), ("extensions", "add")):
        rows = getattr(procedure, key)
        for at, row in enumerate(rows):
            was = getattr(row, field)
            for rule, now in _neighbours(was):
                changed: dict[str, Any] = {field: now}
                after: dict[str, Any] = {key: (*rows[:at], replace(row, **changed), *rows[at + 1 :])}
                params = {"was": was, "now": now}
                yield Change(rule, f"{row.path}.{field}", replace(procedure, **after), str(now), params)


def _neighbours(within: Within) -> Iterator[tuple[str, Within]]:
    for at, term in enumerate(within.terms):
        for rule, other in _terms(term):
            terms = (*within.terms[:at], other, *within.terms[at + 1 :])
            yield rule, replace(within, terms=terms, cut_off=within.cut_off if other.unit == term.unit else None)
    if within.cut_off:
        for minutes in (-1, 1):
            moved = datetime.combine(_ANY_DAY, within.cut_off, TZ) + timedelta(minutes=minutes)
            yield "mutation/cut-off", replace(within, cut_off=moved.time())


def _terms(term: Term) -> Iterator[tuple[str, Term]]:
    if term.unit == "same_day":
        yield "mutation/time", Term("working_days")
    if term.unit in _COUNTED:
        yield "mutation/time", replace(term, count=term.count + 1)
        if term.count > 1:
            yield "mutation/time", replace(term, count=term.count - 1)
    if term.unit in _OTHER_DAYS and term.count.denominator == 1:
        yield "mutation/kind-of-days", replace(term, unit=_OTHER_DAYS[term.unit])
