"""How time is counted under a law, prepared once for all the tables of dossiers that it times."""

from datetime import date, datetime, time

import polars as pl
from msgspec import Struct

from motcua.calendar import TZ, Calendar, Hours, Policy, hand_over_by, latest_notice
from motcua.calendar.day_table import DayTable, day_table
from motcua.findings import MotcuaError


class Times(Struct, eq=False):
    """The calendar, opening hours and choices by which time is counted."""

    calendar: Calendar
    hours: Hours
    policy: Policy
    _days: tuple[date, date, DayTable] | None = None
    _counted: dict[date, bool] = {}

    def days(self, received: pl.Series) -> DayTable:
        """Return the days of these moments of receipt.

        :raises MotcuaError: when the calendars or hours cannot be read.
        """
        wanted = received.dt.date()
        first, last = wanted.min(), wanted.max()
        if not isinstance(first, date) or not isinstance(last, date):
            raise AssertionError("whoever has no moments needs no days")
        if self._days:
            first, last = min(first, self._days[0]), max(last, self._days[1])
        if not self._days or (first, last) != self._days[:2]:
            self._days = first, last, day_table(first, last, self.calendar, self.hours, self.policy)
        return self._days[2]

    def counted(self, received: pl.Series, again: pl.Series) -> pl.Series:
        """Tell where time can be counted from the moments of receipt and, where it starts `again`, from those.

        The smaller clocks of a dossier are among it: its replay asks for them too.
        """
        days = received.dt.date()
        counted = days.replace_strict({day: self._counts(day) for day in days.unique()}, return_dtype=pl.Boolean)
        if again.null_count() == again.len():
            return counted
        return counted & (again.is_null() | ((again >= received) & self._restarts(received, again)))

    def _restarts(self, received: pl.Series, again: pl.Series) -> bool:
        """Tell whether the time begins anew once papers are all there, in years that all have a calendar."""
        years = received.dt.year().min(), again.dt.year().max()
        if self.policy.supplement != "restart" or not isinstance(years[0], int) or not isinstance(years[1], int):
            return False
        return all(year in self.calendar.weeks for year in range(years[0], years[1] + 1))

    def _counts(self, day: date) -> bool:
        if day not in self._counted:
            moments = (datetime.combine(day, clock, TZ) for clock in (time.min, time.max))
            self._counted[day] = all(self._counts_from(moment) for moment in moments)
        return self._counted[day]

    def _counts_from(self, moment: datetime) -> bool:
        known = self.calendar.known_at(moment.date())
        try:
            hand_over_by(moment, known, self.hours, self.policy)
            latest_notice(moment, known, self.hours, self.policy)
        except MotcuaError:
            return False
        return True
