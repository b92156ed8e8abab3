"""Is one length of time never longer than another? What a province may do under `may_shorten` rests on this."""

from datetime import time
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from motcua.calendar.policy import Policy
from motcua.calendar.within import Within

_HOURS_A_DAY = 8
_WORKING, _CALENDAR = True, False
_BY_MOMENT = ("immediately", "in_session", "same_day")


class _Span(NamedTuple):
    """Between how many and how many days later the last day lies, in working days or in calendar days."""

    working: bool
    least: int
    most: int


def shorter_or_equal(a: Within, b: Within) -> bool | None:
    """Tell whether `a` never ends later than `b`, whenever both start; None when that depends on the calendar.

    >>> from motcua.calendar.within import parse_within as p
    >>> shorter_or_equal(p("2 working_days"), p("3 working_days")), shorter_or_equal(p("3 weeks"), p("15 working_days"))
    (True, None)
    """
    for known in (_unlimited(a, b), _by_moment(a, b), _by_units(a, b)):
        if known is not None:
            return known
    return _by_spans(_span(a), _span(b))


def in_working_hours(within: Within, policy: Policy) -> Fraction | None:
    """Return a length of working hours, or of a part of one working day, in hours; None for all others.

    Where parts of days are counted in working hours, half a day of eight hours and four hours are one length: to a
    jurist they differ in their wording alone. A whole day is no such length, for it ends with the day.
    """
    totals, days = within.totals(), within.totals().get("working_days", Fraction(0))
    if within.cut_off or totals.keys() - {"working_hours", "working_days"}:
        return None
    if days >= 1 or (days and policy.part_day != "working_hours"):
        return None
    a_day = Fraction(int(policy.day_length.total_seconds()), 3600)
    return totals.get("working_hours", Fraction(0)) + days * a_day


def _unlimited(a: Within, b: Within) -> bool | None:
    if "not_regulated" in b.totals():
        return True
    return False if "not_regulated" in a.totals() else None


def _by_moment(a: Within, b: Within) -> bool | None:
    """Order what is not counted: at once, in this session, today; a later cut-off hour ends earlier."""
    if len(a.terms) > 1 or len(b.terms) > 1 or {a.terms[0].unit, b.terms[0].unit} - set(_BY_MOMENT):
        return None
    ranks = [(_BY_MOMENT.index(w.terms[0].unit), -_minutes(w.cut_off or time.max)) for w in (a, b)]
    return ranks[0] <= ranks[1]


def _by_units(a: Within, b: Within) -> bool | None:
    """Compare sums of the same units unit by unit."""
    mine, theirs = _plain(a), _plain(b)
    if set(mine) != set(theirs) or a.cut_off != b.cut_off:
        return None
    if all(mine[unit] <= theirs[unit] for unit in mine):
        return True
    return False if all(mine[unit] >= theirs[unit] for unit in mine) else None


def _plain(within: Within) -> dict[str, Fraction]:
    """Sum the terms by unit, with weeks as days and years as months."""
    totals: dict[str, Fraction] = {}
    for unit, count in within.totals().items():
        plain, times = {"weeks": ("calendar_days", 7), "years": ("months", 12)}.get(unit, (unit, 1))
        totals[plain] = totals.get(plain, Fraction(0)) + count * times
    return totals


def _by_spans(a: _Span | None, b: _Span | None) -> bool | None:
    if a is None or b is None:
        return None
    # n calendar days never end after n working days: the last day off moves to the next working day, no further.
    if a.most <= b.least and (a.working <= b.working):
        return True
    return False if a.least >= b.most and a.working >= b.working else None


def _span(within: Within) -> _Span | None:
    parts = [_unit_span(unit, count) for unit, count in _plain(within).items()]
    if len({part.working for part in parts}) != 1:
        return None
    return _Span(parts[0].working, sum(part.least for part in parts), sum(part.most for part in parts))


def _unit_span(unit: str, count: Fraction) -> _Span:
    match unit:
        case "working_days":
            return _Span(_WORKING, floor(count), ceil(count))
        case "working_hours":
            days = ceil(count / _HOURS_A_DAY)
            return _Span(_WORKING, days - 1, days)
        case "calendar_days":
            return _Span(_CALENDAR, int(count), int(count))
        case "clock_hours":
            return _Span(_CALENDAR, floor(count / 24), ceil(count / 24))
        case "months":
            years, months = divmod(int(count), 12)
            return _Span(_CALENDAR, 365 * years + 28 * months, 366 * years + 31 * months)
        case _:
            return _Span(_WORKING, 0, int(unit == "same_day"))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
