"""One count under way, term by term and day by day; `ledger.due` is the door to it."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from motcua.calendar.days import ONE_DAY, Calendar, DayCount
from motcua.calendar.hours import Hours, add_working_time, working_time
from motcua.calendar.policy import Policy
from motcua.calendar.within import Term
from motcua.findings import refuse
from motcua.zone import TZ

_SHOWN = "%H:%M %d/%m/%Y"


class Pause(Struct, frozen=True):
    """A stretch in which the clock stands still, from `begins` to `ends` (aware moments)."""

    begins: datetime
    ends: datetime

    def __post_init__(self) -> None:
        if self.ends < self.begins:
            raise refuse("pause/backwards", begins=f"{self.begins:{_SHOWN}}", ends=f"{self.ends:{_SHOWN}}")


class Count:
    """The day reached, the moment on it (None: when that day ends, as the policy says) and the ledger so far."""

    def __init__(
        self, start: datetime, calendar: Calendar, hours: Hours, policy: Policy, pauses: tuple[Pause, ...]
    ) -> None:
        self.start, self.calendar, self.hours, self.policy, self.pauses = start, calendar, hours, policy, pauses
        self.day: date = start.date()
        self.at: datetime | None = start
        self.ledger: list[DayCount] = [DayCount(self.day, counts=False, reason="first")]

    @property
    def moment(self) -> datetime:
        """The moment reached."""
        if self.at is not None:
            return self.at
        if self.policy.due_time == "same_clock_time":
            return datetime.combine(self.day, self.start.timetz())
        return self.hours.closes(self.day, self.calendar)

    def term(self, term: Term, cut_off: time | None) -> None:
        """Count one term on from where the last one ended."""
        match term.unit:
            case "working_days":
                self._working_days(term.count)
            case "calendar_days":
                self._calendar_days(int(term.count))
            case "weeks":
                self._calendar_days(7 * int(term.count))
            case "months":
                self._calendar_days(_month_days(self.day, int(term.count)))
            case "years":
                self._calendar_days(_month_days(self.day, 12 * int(term.count)))
            case "working_hours":
                self._hours(timedelta(hours=int(term.count)))
            case "clock_hours":
                self._clock_hours(timedelta(hours=int(term.count)))
            case "same_day":
                self._same_day(cut_off)
            case "in_session":
                self._in_session()
            case _:
                self._use_first_day()

    def settle(self) -> None:
        """Move a last day off to the next working day, and past a pause that runs when the time would end."""
        while self.at is None:
            standing = self.calendar.standing(self.day)
            if self.ledger[-1].counts and not standing.counts:
                self.ledger[-1] = replace(self.ledger[-1], reason="last-day-off")
            if standing.sure != "official":
                self.ledger[-1] = replace(self.ledger[-1], sure=standing.sure)
            if standing.counts and not self._stopped():
                return
            self._move_on()

    def lengthen(self, pause: Pause, *, in_working_time: bool) -> None:
        """Add to the minute what a pause took away."""
        begins, ends = max(pause.begins.astimezone(TZ), self.start), pause.ends.astimezone(TZ)
        if begins >= self.moment or ends <= begins:
            return
        if in_working_time:
            lost = working_time(begins, ends, self.calendar, self.hours)
            self._reach(add_working_time(self.moment, lost, self.calendar, self.hours), "lengthened")
            return
        ended_with_day = self.at is None
        self._reach(self.moment + (ends - begins), "lengthened")
        if ended_with_day:
            self.at = None
            self.settle()

    def _working_days(self, count: Fraction) -> None:
        whole, part = divmod(count, 1)
        if part and self.policy.part_day == "working_hours":
            self._timed_days(whole, part)
            return
        for _ in range(ceil(count)):
            self._next_counted_day()
        self.at = None

    def _timed_days(self, whole: int, part: Fraction) -> None:
        """Count whole days to the same clock time, from the first open moment on, then the part in working time."""
        self._hours(timedelta())
        clock = self.moment.timetz()
        for _ in range(whole):
            self._next_counted_day()
        self.at = datetime.combine(self.day, clock)
        self._hours(self.policy.day_length * part.numerator / part.denominator)

    def _hours(self, length: timedelta) -> None:
        self._use_first_day()
        self._reach(add_working_time(self.moment, length, self.calendar, self.hours))

    def _calendar_days(self, count: int) -> None:
        while count:
            self.day += ONE_DAY
            paused = self._paused()
            self.ledger.append(DayCount(self.day, not paused, "paused" if paused else ""))
            count -= not paused
        self.at = None

    def _clock_hours(self, length: timedelta) -> None:
        end = self.moment + length
        self.ledger[-1] = DayCount(self.day, counts=True, reason="same-day")
        while self.day < end.date():
            self.day += ONE_DAY
            self.ledger.append(DayCount(self.day, counts=True))
        self.at = end
        if self.policy.clock_hours == "next_working_time":
            self._reach(add_working_time(end, timedelta(), self.calendar, self.hours), "moved")

    def _same_day(self, cut_off: time | None) -> None:
        """Stay on this day if it is open, not yet closed and the cut-off hour not past; else take the next one."""
        working = self.calendar.is_working(self.day)
        spans = self.hours.spans(self.day, self.calendar)
        if not working and self.policy.same_day_on_day_off == "same_day":
            spans = self.hours.reception_spans(self.day, self.calendar)
        late = cut_off is not None and self.start.time() > cut_off
        if spans and not late and self.start < spans[-1][1]:
            self.ledger[-1] = DayCount(self.day, counts=True, reason="same-day")
            self.at = None if working else spans[-1][1]
            return
        if cut_off and late and working:
            self.ledger[-1] = DayCount(self.day, counts=False, reason="after-cut-off", name=f"{cut_off:%H:%M}")
        self._next_counted_day()
        self.at = None

    def _in_session(self) -> None:
        self._hours(timedelta())
        opens = self.moment
        self.at = next(closes for _, closes in self.hours.spans(self.day, self.calendar) if closes > opens)

    def _use_first_day(self) -> None:
        """Count the first day itself, if it is worked: hours and minutes run from the exact moment."""
        if len(self.ledger) == 1:
            standing = self.calendar.standing(self.day)
            self.ledger[0] = replace(standing, reason="same-day") if standing.counts else standing

    def _next_counted_day(self) -> None:
        """Walk to the next working day on which the clock runs, noting the days passed over."""
        counts = False
        while not counts:
            self.day += ONE_DAY
            line = self.calendar.standing(self.day)
            if line.counts and self._paused():
                line = DayCount(self.day, counts=False, reason="paused")
            self.ledger.append(line)
            counts = line.counts

    def _move_on(self) -> None:
        """Note one more day that does not count: off, paused or merely the one moved to."""
        self.day += ONE_DAY
        line = self.calendar.standing(self.day)
        if line.counts:
            line = DayCount(self.day, counts=False, reason="paused" if self._paused() else "moved")
        self.ledger.append(line)

    def _reach(self, moment: datetime, instead: str = "") -> None:
        """Walk to a moment; working days on the way count, or with `instead` do not, for that reason."""
        while self.day < moment.date():
            self.day += ONE_DAY
            line = self.calendar.standing(self.day)
            self.ledger.append(DayCount(self.day, counts=False, reason=instead) if line.counts and instead else line)
        self.at = moment

    def _paused(self) -> bool:
        """Tell whether the clock stands still today: not yet on the day a pause begins, still on the day it ends."""
        return any(pause.begins.date() < self.day <= pause.ends.date() for pause in self.pauses)

    def _stopped(self) -> bool:
        return any(p.begins < self.moment and p.begins.date() <= self.day < p.ends.date() for p in self.pauses)


def _month_days(day: date, months: int) -> int:
    """Return the days until the same date `months` later, or that month's last day when it has no such date."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return (last - day).days
