"""When something is due, and the ledger of days by which a citizen can recount it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from msgspec import Struct

from motcua.calendar.count import Count, Pause
from motcua.calendar.days import Calendar, DayCount
from motcua.calendar.hours import Hours
from motcua.calendar.moments import written_date
from motcua.calendar.policy import Policy
from motcua.calendar.within import Within
from motcua.findings import Finding
from motcua.zone import TZ

_HOURS = {"working_hours", "clock_hours"}
_CALENDAR_UNITS = {"calendar_days", "weeks", "months", "years", "clock_hours"}


class Due(Struct, frozen=True):
    """`due_at` is None when no time is regulated; `warnings` name the unsettled days off that the date rests on."""

    due_at: datetime | None
    ledger: tuple[DayCount, ...]
    warnings: tuple[Finding, ...] = ()


def due(
    start: datetime,
    within: Within,
    calendar: Calendar,
    hours: Hours,
    policy: Policy,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Within] = (),
) -> Due:
    """Count a length of time, with its extensions added, from a moment (aware; told in Asia/Ho_Chi_Minh).

    The terms are counted one after the other, the day of the start never; only then a last day off moves to the next
    working day. Pauses take whole days or minutes off the count, as the policy says; off hours always minutes.

    :raises MotcuaError: when a year has no calendar or a working day no hours.
    """
    total = sum(extensions, within)
    units = total.totals()
    if "not_regulated" in units:
        return Due(None, ())
    by_minutes = policy.pause == "minutes" or bool(units.keys() & _HOURS) or _has_timed_parts(units, policy)
    count = Count(start.astimezone(TZ), calendar, hours, policy, () if by_minutes else tuple(pauses))
    for term in total.terms:
        count.term(term, total.cut_off)
    count.settle()
    if by_minutes:
        for pause in sorted(pauses, key=lambda pause: pause.begins):
            count.lengthen(pause, in_working_time=not units.keys() & _CALENDAR_UNITS)
    return Due(count.moment, tuple(count.ledger), tuple(_unsettled(count.ledger, calendar)))


def _has_timed_parts(units: Mapping[str, Fraction], policy: Policy) -> bool:
    days = units.get("working_days")
    return days is not None and days.denominator > 1 and policy.part_day == "working_hours"


def _unsettled(ledger: Sequence[DayCount], calendar: Calendar) -> Iterator[Finding]:
    """Warn of each day whose standing is expected, guessed or merely proposed."""
    for line in ledger:
        if line.sure != "official":
            entry = calendar.why(line.date) or calendar.proposed[line.date]
            told = {"date": written_date(line.date), "name": entry.name}
            yield Finding(f"calendar/{line.sure}-day", severity="warning", params=told)
