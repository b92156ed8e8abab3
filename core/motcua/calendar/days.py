"""Which days are worked: a week, the days off, the days worked instead; as known on a given date.

Swaps are announced at short notice, so a calendar is asked what was known when a slip was printed (`known_at`).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from msgspec import Struct

from motcua.calendar.moments import parse_date, written_date
from motcua.findings import refuse
from motcua.texts import say

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ONE_DAY = timedelta(days=1)


class DayOff(Struct, frozen=True):
    """One or more days off in a row (`last` included) and, when it is a swap, the day worked instead.

    `sure` is official, expected, guess or proposed; a proposed day is worked until it is decided.
    """

    id: str
    name: str
    first: date
    last: date
    worked_instead: date | None = None
    known_since: date | None = None
    sure: str = "official"
    basis: tuple[str, ...] = ()
    note: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "DayOff":
        """Make one from an `off` entry of a calendar document.

        :raises MotcuaError: when a date is unreadable or the last day lies before the first.
        """
        first, last = (parse_date(data[key] if key in data else data["on"]) for key in ("from", "to"))
        if last < first:
            raise refuse("calendar/backwards", name=data["name"], first=written_date(first), last=written_date(last))
        worked, since = (parse_date(data[key]) if key in data else None for key in ("worked_instead", "known_since"))
        told = {key: data[key] for key in ("sure", "note") if key in data}
        return cls(data["id"], data["name"], first, last, worked, since, basis=tuple(data.get("basis", ())), **told)

    def days(self) -> Iterator[date]:
        """Walk its days, the last included."""
        return (self.first + ONE_DAY * step for step in range((self.last - self.first).days + 1))


class DayCount(Struct, frozen=True):
    """One day of a ledger: whether it counts toward the deadline, why (not), and how sure its standing is.

    `reason` is the key of a text under ``calendar/day``; `name` fills it, often with the name of the day off.
    """

    date: date
    counts: bool
    reason: str = ""
    name: str = ""
    sure: str = "official"

    @property
    def why(self) -> str:
        """Say why in Vietnamese; empty for an ordinary day that counts."""
        return self.why_in("vi")

    def why_in(self, lang: str) -> str:
        """Say why in a language."""
        return say(f"calendar/day/{self.reason}", lang, name=self.name) if self.reason else ""


class Calendar(Struct, frozen=True, dict=True):
    """Working days and days off of the years that have a calendar document.

    `notices` are the dates on which entries became known.
    """

    weeks: Mapping[int, frozenset[int]]
    entries: tuple[DayOff, ...]
    off: Mapping[date, DayOff]
    worked: Mapping[date, DayOff]
    proposed: Mapping[date, DayOff]
    notices: tuple[date, ...] = ()

    @cached_property
    def _earlier(self) -> dict[int, "Calendar"]:
        """What was known before each of `notices`, as it is asked for."""
        return {}

    @cached_property
    def _lines(self) -> dict[date, DayCount]:
        """The ledger lines asked for: the same days are counted thousands of times."""
        return {}

    @classmethod
    def of(cls, documents: Iterable[Mapping[str, Any]]) -> "Calendar":
        """Join the data of calendar documents, one per year.

        :raises MotcuaError: two documents of one year, a day both off and worked, an unreadable date.
        """
        weeks: dict[int, frozenset[int]] = {}
        entries: list[DayOff] = []
        for document in documents:
            if document["year"] in weeks:
                raise refuse("calendar/year-twice", year=document["year"])
            weeks[document["year"]] = frozenset(WEEKDAYS.index(day) for day in document["week"])
            entries += [DayOff.of(entry) for entry in document.get("off", ())]
        return _calendar(weeks, tuple(entries))

    def known_at(self, day: date) -> "Calendar":
        """Return the calendar as it was known on a date: without what was announced later."""
        notices = bisect_right(self.notices, day)
        if notices == len(self.notices):
            return self
        if notices not in self._earlier:
            known = (entry for entry in self.entries if entry.known_since is None or entry.known_since <= day)
            self._earlier[notices] = _calendar(self.weeks, tuple(known))
        return self._earlier[notices]

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked.

        :raises MotcuaError: ``calendar/missing-year`` when no document covers the year.
        """
        if (week := self.weeks.get(day.year)) is None:
            raise refuse("calendar/missing-year", year=day.year)
        return day not in self.off and (day.weekday() in week or day in self.worked)

    def why(self, day: date) -> DayOff | None:
        """Return the entry that makes a day off, or a weekend day worked; None when the week alone decides."""
        return self.off.get(day) or self.worked.get(day)

    def works_like(self, day: date) -> date:
        """Return the day whose hours apply: on a day worked instead, those of the day off it makes up for."""
        return self.worked[day].first if day in self.worked else day

    def next_working(self, day: date) -> date:
        """Return the first working day after a day."""
        while not self.is_working(day := day + ONE_DAY):
            pass
        return day

    def previous_working(self, day: date) -> date:
        """Return the last working day before a day."""
        while not self.is_working(day := day - ONE_DAY):
            pass
        return day

    def standing(self, day: date) -> DayCount:
        """Describe a day as a ledger line: does it count as a working day, and why (not)."""
        if (line := self._lines.get(day)) is None:
            line = self._lines[day] = self._standing(day)
        return line

    def _standing(self, day: date) -> DayCount:
        working, entry = self.is_working(day), self.why(day)
        if entry is not None:
            name = written_date(entry.first) if working else entry.name
            return DayCount(day, working, "made-up" if working else "off", name, entry.sure)
        if working and (entry := self.proposed.get(day)):
            return DayCount(day, working, "proposed", entry.name, "proposed")
        return DayCount(day, working, "" if working else "weekend")


def _calendar(weeks: Mapping[int, frozenset[int]], entries: tuple[DayOff, ...]) -> Calendar:
    counting = [entry for entry in entries if entry.sure != "proposed"]
    off = {day: entry for entry in counting for day in entry.days()}
    worked = {entry.worked_instead: entry for entry in counting if entry.worked_instead}
    if both := off.keys() & worked.keys():
        raise refuse("calendar/off-and-worked", date=written_date(min(both)))
    proposed = {day: entry for entry in entries if entry.sure == "proposed" for day in entry.days()}
    notices = sorted({entry.known_since for entry in entries if entry.known_since})
    return Calendar(weeks, entries, off, worked, proposed, tuple(notices))
