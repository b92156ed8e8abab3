"""The days that deadlines may reach, as arrays: what one day leads to is computed once, not once for every case.

The table holds the same stretch of days once for each calendar known on the days of receipt, one after the other:
a moment is one integer, microseconds from the start of the first stretch, which also tells whose calendar counts.
A day of a year that has no calendar leads to `ASK`: whoever meets it counts that case by itself.
"""

from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import chain
from math import gcd

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from motcua.calendar.days import ONE_DAY, Calendar
from motcua.calendar.hours import Hours, Span
from motcua.calendar.policy import Policy
from motcua.calendar.within import Within
from motcua.findings import MotcuaError
from motcua.zone import TZ

Ints = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

ASK = -1
MINUTE = 60_000_000
DAY = 24 * 60 * MINUTE
MOST_HOURS = 4000  # of working time counted in one go
_MARGIN = 366  # days without calendar at the end of each stretch: nothing counted in one go gets past them
_SLOT = 30  # minutes; the most that a slot need hold
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - local time throughout


class DayTable(Struct, frozen=True, eq=False, dict=True):
    """Made by `day_table`; `first` begins each stretch of `length` days, `calendars` has one entry a stretch.

    `chosen` gives the stretch of a case received so many days after `first`.
    """

    first: date
    length: int
    calendars: tuple[Calendar, ...]
    chosen: Ints
    hours: Hours
    policy: Policy
    spans: tuple[tuple[Span, ...], ...]
    known: Truths
    sound: bool
    answers: dict[tuple[int, Within], int] = {}
    _slots: dict[int, tuple[Ints, Ints]] = {}

    def enter(self, local: Ints, starts: Ints | None = None) -> tuple[Ints, Ints]:
        """Return moments of receipt as the table's, and what to add to these to come back.

        :param local: microseconds of local time since 1970.
        :param starts: other moments instead, such as when all papers were there, in the stretches of those of receipt.
        """
        since = local - self._origin
        back = (self._origin - self.chosen * (self.length * DAY))[since // DAY]
        return (local if starts is None else starts) - back, back

    def moment(self, at: int) -> tuple[datetime, Calendar]:
        """Return one of the table's moments (Asia/Ho_Chi_Minh) and the calendar that counts from there."""
        stretch, since = divmod(at, self.length * DAY)
        start = datetime.combine(self.first, time()) + timedelta(microseconds=since)
        return start.replace(tzinfo=TZ), self.calendars[stretch]

    def at(self, moment: datetime, beside: int) -> int:
        """Return a moment as the table's, in the stretch of another one."""
        since = moment.replace(tzinfo=None) - datetime.combine(self.first, time())
        return beside // (self.length * DAY) * self.length * DAY + since // timedelta(microseconds=1)

    @cached_property
    def here(self) -> Ints:
        """Lead each day to itself."""
        return np.append(np.arange(len(self.known)), ASK)

    def walk(self, count: int) -> Ints:
        """Lead each day to the working day `count` working days later; 0: to itself or else the next one."""
        upto = np.cumsum(self._walked)
        place = upto + count - 1 if count else upto - self._walked
        days = np.flatnonzero(self._walked)
        return self._checked(days[np.minimum(place, len(days) - 1)])

    def on(self, count: int) -> Ints:
        """Lead each day to the day `count` calendar days later."""
        return self._checked(np.arange(len(self.known)) + count)

    def months_on(self, count: int) -> Ints:
        """Lead each day to its date `count` months later, or to that month's last day when it has no such date."""
        dates = np.datetime64(self.first) + np.arange(self.length)
        months = dates.astype("M8[M]")
        in_month = (dates - months.astype("M8[D]")).astype(np.int64)
        target = months + count
        longest = ((target + 1).astype("M8[D]") - target.astype("M8[D]")).astype(np.int64) - 1
        reached = target.astype("M8[D]").astype(np.int64) + np.minimum(in_month, longest)
        days_on = reached - dates.astype(np.int64)
        return self._checked(np.arange(len(self.known)) + np.tile(days_on, len(self.calendars)))

    @cached_property
    def works(self) -> Truths:
        """Tell which days are known to be worked."""
        return np.array([bool(spans) for spans in self.spans]) & self.known

    @cached_property
    def closes(self) -> Ints:
        """Give for each working day the moment at which it ends; `ASK` for every other and, at the end, for `ASK`."""
        ends = [day * DAY + _clock(spans[-1][1]) if spans else ASK for day, spans in enumerate(self.spans)]
        return np.array([*ends, ASK], np.int64)

    def working_time(self, length: timedelta) -> tuple[Ints, Ints]:
        """Lead each slot of `slot` microseconds to the moment at which so much working time has passed.

        Every slot has two entries: for its first moment, and for those inside it, to which the second array says
        whether to add how far inside they are (1) or not (0).
        """
        count = length // timedelta(microseconds=self.slot)
        if count not in self._slots:
            self._slots[count] = self._led_by_slots(count)
        return self._slots[count]

    @cached_property
    def slot(self) -> int:
        """Return the longest stretch, in microseconds, into which all opening hours and working times fall apart."""
        clocks = [clock.minute for row in self.hours.work for clock in chain(*row.spans)]
        a_quarter = self.policy.day_length // timedelta(minutes=4)
        return MINUTE * gcd(_SLOT, a_quarter, *clocks)

    def _led_by_slots(self, count: int) -> tuple[Ints, Ints]:
        inside, begins, before = self._open_slots
        led = np.empty((len(inside), 2), np.int64)
        nth = begins[before + count]
        led[:, 0] = begins[before + count - 1] + self.slot if count else nth
        led[:, 1] = np.where(inside, nth, led[:, 0])
        led[~np.repeat(self.known, DAY // self.slot)] = ASK
        led[led < self.slot] = ASK - DAY
        added = np.zeros_like(led)
        added[:, 1] = inside
        return led.reshape(-1), added.reshape(-1)

    @cached_property
    def _open_slots(self) -> tuple[Truths, Ints, Ints]:
        """Tell which slots are working time, when each that is begins (or `ASK`), and how many come before a slot."""
        inside, known = self._open, np.repeat(self.known, DAY // self.slot)
        begins = np.where(known, np.arange(len(inside)) * self.slot, ASK)[inside]
        beyond = np.full(MOST_HOURS * 60 * MINUTE // self.slot + 1, ASK)
        return inside, np.append(begins, beyond), np.cumsum(inside) - inside

    @cached_property
    def _open(self) -> Truths:
        """Tell which slots are working time; days without calendar all day long, so that nothing gets past them."""
        a_day = DAY // self.slot
        slots = np.repeat(~self.known, a_day)
        for day, spans in enumerate(self.spans):
            for opens, closes in spans:
                slots[day * a_day + _clock(opens) // self.slot : day * a_day + _clock(closes) // self.slot] = True
        return slots

    @cached_property
    def _walked(self) -> Truths:
        return self.works | ~self.known

    @property
    def _origin(self) -> int:
        return (datetime.combine(self.first, time()) - _EPOCH) // timedelta(microseconds=1)

    def _checked(self, led: Ints) -> Ints:
        """Keep what goes from a day that is known to one that is; the margin keeps that within the stretch."""
        fine = self.known & self.known[np.minimum(led, len(self.known) - 1)]
        return np.append(np.where(fine, led, ASK), ASK)


def day_table(first: date, last: date, calendar: Calendar, hours: Hours, policy: Policy) -> DayTable:
    """Make the table for cases received between two days, both included."""
    received = [first + ONE_DAY * number for number in range((last - first).days + 1)]
    chosen = [calendar.known_at(day) for day in received]
    calendars = tuple({id(known): known for known in chosen}.values())
    ends = max(date(max(calendar.weeks, default=first.year), 12, 31), last) + ONE_DAY * _MARGIN
    days = [first + ONE_DAY * number for number in range((ends - first).days)]
    spans = [_spans(day, known, hours) for known in calendars for day in days]
    return DayTable(
        first=first,
        length=len(days),
        calendars=calendars,
        chosen=np.array([[id(known) for known in calendars].index(id(known)) for known in chosen], np.int64),
        hours=hours,
        policy=policy,
        spans=tuple(day or () for day in spans),
        known=np.tile([day.year in calendar.weeks for day in days], len(calendars)),
        sound=None not in spans,
    )


def _spans(day: date, calendar: Calendar, hours: Hours) -> tuple[Span, ...] | None:
    """List the working spans of a day; none where the year has no calendar, None where a working day has no hours."""
    try:
        return hours.spans(day, calendar) if day.year in calendar.weeks else ()
    except MotcuaError:
        return None


def _clock(moment: datetime) -> int:
    return (moment.hour * 60 + moment.minute) * MINUTE
