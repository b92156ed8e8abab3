"""Opening hours of an office by date, and arithmetic in working time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from msgspec import Struct

from motcua.calendar.days import ONE_DAY, WEEKDAYS, Calendar
from motcua.calendar.moments import parse_clock, parse_date, written_date
from motcua.findings import refuse
from motcua.zone import TZ

Span = tuple[datetime, datetime]


class OpenHours(Struct, frozen=True):
    """Hours of some weekdays, in force from (inclusive) to (exclusive)."""

    days: frozenset[int]
    spans: tuple[tuple[time, time], ...]
    start: date = date.min
    end: date = date.max

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "OpenHours":
        """Make one from an entry of a layer's `hours` or `reception`.

        :raises MotcuaError: when hours are unreadable, run backwards or overlap.
        """
        spans = tuple((parse_clock(a), parse_clock(b)) for a, _, b in (text.partition("-") for text in data["open"]))
        times = [clock for span in spans for clock in span]
        if any(a >= b for a, b in pairwise(times)):
            raise refuse("hours/out-of-order", open=", ".join(data["open"]))
        force = data.get("in_force", {})
        start, end = parse_date(force.get("from", "0001-01-01")), parse_date(force.get("to", "9999-12-31"))
        return cls(frozenset(WEEKDAYS.index(day) for day in data["days"]), spans, start, end)

    def on(self, day: date) -> tuple[Span, ...]:
        """Return the spans as moments of a day."""
        return tuple((datetime.combine(day, a, TZ), datetime.combine(day, b, TZ)) for a, b in self.spans)


class Hours(Struct, frozen=True):
    """An office's hours: `work` counts as working time, `reception` (a Saturday morning, say) takes dossiers only."""

    work: tuple[OpenHours, ...]
    reception: tuple[OpenHours, ...] = ()

    @classmethod
    def of(cls, hours: Sequence[Mapping[str, Any]], reception: Sequence[Mapping[str, Any]] = ()) -> "Hours":
        """Make them from a layer's `hours` and `reception` entries; the first entry that fits a day holds."""
        return cls(tuple(map(OpenHours.of, hours)), tuple(map(OpenHours.of, reception)))

    def spans(self, day: date, calendar: Calendar) -> tuple[Span, ...]:
        """List the working spans of a day; none on a day off.

        :raises MotcuaError: ``hours/missing`` when a working day has no hours.
        """
        return self._open(day, calendar).on(day) if calendar.is_working(day) else ()

    def reception_spans(self, day: date, calendar: Calendar) -> tuple[Span, ...]:
        """List the extra spans in which dossiers are received; none on a public holiday."""
        extra = _first(self.reception, day, day.weekday())
        return extra.on(day) if extra and day not in calendar.off else ()

    def opens(self, day: date, calendar: Calendar) -> datetime:
        """Return when a working day begins."""
        return datetime.combine(day, self._open(day, calendar).spans[0][0], TZ)

    def closes(self, day: date, calendar: Calendar) -> datetime:
        """Return when a working day ends."""
        return datetime.combine(day, self._open(day, calendar).spans[-1][1], TZ)

    def _open(self, day: date, calendar: Calendar) -> OpenHours:
        if not (row := _first(self.work, day, calendar.works_like(day).weekday())):
            raise refuse("hours/missing", date=written_date(day))
        return row


def add_working_time(start: datetime, length: timedelta, calendar: Calendar, hours: Hours) -> datetime:
    """Return the moment when `length` of working time has passed since `start` (none: the next open moment)."""
    for opens, closes in _spans_from(start, calendar, hours):
        if length <= closes - opens:
            return opens + length
        length -= closes - opens
    raise AssertionError("a calendar without end raises missing-year first")


def working_time(start: datetime, end: datetime, calendar: Calendar, hours: Hours) -> timedelta:
    """Return how much working time lies between two moments."""
    total = timedelta()
    for opens, closes in _spans_from(start, calendar, hours):
        if opens >= end:
            break
        total += min(closes, end) - opens
    return total


def _spans_from(start: datetime, calendar: Calendar, hours: Hours) -> Iterator[Span]:
    """Walk the working spans after `start`, the first one cut to it."""
    day = start.date()
    while True:
        for opens, closes in hours.spans(day, calendar):
            if closes > start:
                yield max(opens, start), closes
        day += ONE_DAY


def _first(rows: tuple[OpenHours, ...], day: date, weekday: int) -> OpenHours | None:
    return next((row for row in rows if weekday in row.days and row.start <= day < row.end), None)
