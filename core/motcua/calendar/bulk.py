"""Due times of many cases at once, each what `ledger.due` says of it: what arrays cannot say, they ask it.

table = day_table(first_receipt, last_receipt, calendar, hours, policy)
starts, back = table.enter(local_microseconds)
ends = due_many(table, starts, parse_within("3 working_days")) + back
"""

from datetime import timedelta
from math import ceil

import numpy as np

from motcua.calendar.day_table import DAY, MOST_HOURS, DayTable, Ints
from motcua.calendar.ledger import due
from motcua.calendar.within import Term, Within
from motcua.findings import refuse

_LONGEST = {
    "working_days": 180,
    "calendar_days": 365,
    "weeks": 52,
    "months": 12,
    "years": 1,
    "working_hours": MOST_HOURS,
    "same_day": 1,
}


def regulated(within: Within) -> bool:
    """Tell whether the length of time ends at all."""
    return "not_regulated" not in within.totals()


def due_many(table: DayTable, starts: Ints, within: Within) -> Ints:
    """Count a length of time, its extensions already added, from each of the table's moments; without pauses.

    Lengths that depend on more than the calendar's days and hours, and cases that reach a year without calendar, are
    counted one by one, each distinct start once.

    :raises MotcuaError: when a year has no calendar or a working day no hours.
    """
    if not _in_arrays(table, within):
        return _one_by_one(table, starts, within)
    count = _Count(table, starts)
    for term in within.terms:
        count.term(term, within)
    ends = count.ends()
    asked = np.flatnonzero(ends < 0)
    if asked.size:
        ends[asked] = _one_by_one(table, starts[asked], within)
    return ends


def _in_arrays(table: DayTable, within: Within) -> bool:
    """Tell whether arrays give the same answer: the usual units, no longer than a year each, today's only first."""
    units = [term.unit for term in within.terms]
    return (
        table.sound
        and all(term.count <= _LONGEST.get(term.unit, 0) for term in within.terms)
        and "same_day" not in units[1:]
        and ("same_day" not in units or table.policy.same_day_on_day_off == "next_working_day")
    )


def _one_by_one(table: DayTable, starts: Ints, within: Within) -> Ints:
    distinct, places = np.unique(starts, return_inverse=True)
    answers = table.answers
    for start in distinct.tolist():
        if (start, within) not in answers:
            answers[start, within] = _due(table, start, within)
    return np.array([answers[start, within] for start in distinct.tolist()], np.int64)[places]


def _due(table: DayTable, start: int, within: Within) -> int:
    moment, calendar = table.moment(start)
    ends = due(moment, within, calendar, table.hours, table.policy).due_at
    if ends is None:
        raise AssertionError("whoever counts in bulk asks first whether a length is regulated")
    if (ends.date() - table.first).days >= table.length:
        raise refuse("calendar/missing-year", year=ends.year)
    return table.at(ends, start)


class _Count:
    """Counts under way: either at a moment each, or (`at` None) at the end of the day to which `led` leads."""

    def __init__(self, table: DayTable, starts: Ints) -> None:
        self.table, self.starts = table, starts
        self.at: Ints | None = starts
        self.days, self.led = starts // DAY, table.here

    def term(self, term: Term, within: Within) -> None:
        """Count one term on from where the last one ended."""
        table, count = self.table, int(term.count)
        match term.unit:
            case "working_days":
                self._working_days(term)
            case "calendar_days":
                self._lead(table.on(count))
            case "weeks":
                self._lead(table.on(7 * count))
            case "months":
                self._lead(table.months_on(count))
            case "years":
                self._lead(table.months_on(12 * count))
            case "working_hours":
                self._working_time(timedelta(hours=count))
            case "same_day":
                self._same_day(within)

    def ends(self) -> Ints:
        """Return the moments reached, once a last day off has moved to the next working day; below zero: not known."""
        if self.at is None:
            self._lead(self.table.walk(0))
        return self._moments()

    def _working_days(self, term: Term) -> None:
        whole, part = divmod(term.count, 1)
        if not part or self.table.policy.part_day == "whole_day":
            self._lead(self.table.walk(ceil(term.count)))
            return
        self._working_time(timedelta())
        if whole:
            clock = self._moments() - self.days * DAY
            self._reach(self.table.walk(int(whole))[self.days] * DAY + clock)
        self._working_time(self.table.policy.day_length * part.numerator / part.denominator)

    def _working_time(self, length: timedelta) -> None:
        slot = self.table.slot
        led, added = self.table.working_time(length)
        moments = self._moments()
        slots = moments // slot
        inside = moments - slots * slot
        slots *= 2
        slots += inside > 0
        inside *= added[slots]
        inside += led[slots]
        self._reach(inside)

    def _same_day(self, within: Within) -> None:
        """Stay on a working day that is not yet closed, up to the cut-off included; else take the next one."""
        table, cut_off = self.table, within.cut_off
        latest = table.closes.copy()
        if cut_off is not None:
            after = timedelta(hours=cut_off.hour, minutes=cut_off.minute, microseconds=1) // timedelta(microseconds=1)
            latest[:-1] = np.minimum(latest[:-1], np.arange(len(latest) - 1) * DAY + after)
        late = self.starts >= latest[self.days]
        self.days = self.days + late * len(latest)
        self.at, self.led = None, np.concatenate([table.here, table.walk(1)])

    def _lead(self, table: Ints) -> None:
        self.at, self.led = None, table[self.led]

    def _reach(self, moments: Ints) -> None:
        self.at, self.days, self.led = moments, moments // DAY, self.table.here

    def _moments(self) -> Ints:
        if self.at is not None:
            return self.at
        if self.table.policy.due_time == "same_clock_time":
            return self.led[self.days] * DAY + self.starts % DAY
        return self.table.closes[self.led][self.days]
