"""Ages: whole years from one day to another, which no sum of days tells because of leap years.

The calendar is asked, not imitated: the later somebody is born the younger they are, so the day is found by halving.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from motcua.lang import host
from motcua.lang.solving.numbers import Numbers

_DAYS = range(date.min.toordinal(), date.max.toordinal() + 1)


class Age(NamedTuple):
    """The variables of an age: the day it counts from, the day it counts to, and the years."""

    start: int
    end: int
    years: int


def allowed(age: Age, domains: Mapping[int, Numbers]) -> Iterator[tuple[int, Numbers]]:
    """Walk what the variables of an age can be, each given the other two."""
    starts, ends, years = domains[age.start], domains[age.end], domains[age.years]
    first, last, start, end = starts[0][0], starts[-1][1], ends[0][0], ends[-1][1]
    yield age.years, ((years_between(last, start), years_between(first, end)),)
    yield age.start, tuple(sorted(_born(start, end, *some) for some in _stretches(years, settled=start == end)))
    yield age.end, tuple(sorted(_grown(first, last, *some) for some in _stretches(years, settled=first == last)))


def years_between(start: int, end: int) -> int:
    """Count whole years from one day to another."""
    return host.years(date.fromordinal(start), date.fromordinal(end))


def _stretches(years: Numbers, *, settled: bool) -> Numbers:
    return years if settled else ((years[0][0], years[-1][1]),)


def _born(start: int, end: int, youngest: int, oldest: int) -> tuple[int, int]:
    """Return the days on which somebody of an age is born; they have it on some day from `start` to `end`."""
    first = _first(lambda day: years_between(day, start) <= oldest)
    after = _first(lambda day: years_between(day, end) < youngest)
    return first, after - 1


def _grown(first: int, last: int, youngest: int, oldest: int) -> tuple[int, int]:
    """Return the days on which somebody has an age who was born on some day from `first` to `last`."""
    begins = _first(lambda day: years_between(first, day) >= youngest)
    after = _first(lambda day: years_between(last, day) > oldest)
    return begins, after - 1


def _first(so: Callable[[int], bool]) -> int:
    """Return the first day of something that, once so, stays so; the day after all days when it never is."""
    return _DAYS.start + bisect_left(_DAYS, True, key=so)  # noqa: FBT003 - what is searched for
