"""Where and when a wording of a procedure is in force: one unit that applies it, and from which day to which."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import groupby

from msgspec import Struct

from motcua.calendar.days import ONE_DAY
from motcua.catalog import Rulebook
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.findings import MotcuaError
from motcua.lang.solving import Span

_REST_OF_WEEK = 6 * ONE_DAY


class Standing(Struct, frozen=True):
    """A unit under a wording from a first to a last day; `days` are spans to seek a dossier in, the likeliest first.

    `rank` is the smaller the sooner a reader would think of this unit at this time.
    """

    unit: str
    unit_name: str
    days: tuple[Span, ...]
    rank: tuple[bool | int | str | date, ...] = ()


def standing(built: Built, seen: Survey) -> Standing | None:
    """Choose the unit: of the procedure's own level if there is one, the lowest, the first; and its days.

    It rests on nothing but where and when the wording is in force, and on `seen.at`.
    """
    stretches = list(_stretches(built, seen))
    if not stretches:
        return None
    ranked = {_rank(built, rulebook, span, seen.at): (rulebook, span) for rulebook, span in stretches}
    rulebook, span = ranked[first := min(ranked)]
    return Standing(rulebook.unit, rulebook.layers[-1].name, tuple(_days(rulebook, span, seen.at)), first)


def today_in(rulebook: Rulebook) -> Standing:
    """Return the unit of a rulebook, and the week that begins with its date, or the first working day after it."""
    latest = date.max - _REST_OF_WEEK  # on which a week can begin
    first = _open_from(rulebook, min(rulebook.date, latest), latest)
    return Standing(rulebook.unit, rulebook.layers[-1].name, ((first, first + _REST_OF_WEEK),))


def _stretches(built: Built, seen: Survey) -> Iterator[tuple[Rulebook, Span]]:
    """Walk the stretches of days on which a unit is under the wording, each with its first rulebook."""
    books = sorted({(book.unit, book.date): book for book in seen.rulebooks}.values(), key=lambda b: (b.unit, b.date))
    for _, of_unit in groupby(books, key=lambda book: book.unit):
        begins: Rulebook | None = None
        for book in of_unit:
            if book.resolved.holds(built):
                begins = begins or book
            elif begins:
                yield begins, (begins.date, book.date - ONE_DAY)
                begins = None
        if begins:
            yield begins, (begins.date, date.max)


def _rank(built: Built, rulebook: Rulebook, span: Span, at: date) -> tuple[bool, bool, int, str, date]:
    now = span[0] <= at <= span[1]
    layers = rulebook.layers
    return not now, layers[-1].level != built.procedure.level, -len(layers), rulebook.unit, span[0]


def _days(rulebook: Rulebook, span: Span, at: date) -> Iterator[Span]:
    """Walk a week from today, or the first that has a calendar, then the whole time."""
    first, last = span
    try:
        years = sorted(rulebook.calendar.weeks)
    except MotcuaError:
        years = []  # told of by another check
    begins = [at, first, *(date(year, 1, 1) for year in years), *(date(year, 7, 1) for year in years)]
    for day in begins:
        if first <= day <= last and day.year in years:
            begin = _open_from(rulebook, day, last)
            yield begin, min(begin + _REST_OF_WEEK, last)
            break
    yield span


def _open_from(rulebook: Rulebook, day: date, last: date) -> date:
    """Return the first working day from a day to a last one, where the calendar tells it: law begins on days off."""
    with suppress(MotcuaError):  # told of by another check
        calendar = rulebook.calendar
        opened = day if calendar.is_working(day) else calendar.next_working(day)
        return min(opened, max(day, last))
    return day
