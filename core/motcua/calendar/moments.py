"""Moments and dates of the civil service: always Asia/Ho_Chi_Minh, read strictly, written as people do."""

import re
from datetime import date, datetime, time

from motcua.findings import refuse
from motcua.texts import say
from motcua.zone import in_zone

_MOMENT = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d[T ]\d\d:\d\d.*")


def parse_moment(text: str) -> datetime:
    """Read a moment such as ``2026-02-13T16:00``; without an offset it is local time.

    >>> parse_moment("2026-02-13T16:00").isoformat()
    '2026-02-13T16:00:00+07:00'

    :raises MotcuaError: when the text is no moment; a date alone is none, for the hour matters.
    """
    try:
        moment = datetime.fromisoformat(text.strip()) if _MOMENT.fullmatch(text.strip()) else None
    except ValueError:
        moment = None
    if moment is None:
        raise refuse("moment/unreadable", text=text)
    return in_zone(moment)


def parse_date(text: str) -> date:
    """Read a date such as ``2026-02-13``.

    :raises MotcuaError: when the text is no date.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise refuse("date/unreadable", text=text) from None


def parse_clock(text: str) -> time:
    """Read a time of day such as ``15:00``.

    :raises MotcuaError: when the text is no time of day.
    """
    if not (match := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text.strip())):
        raise refuse("clock/unreadable", text=text)
    return time(int(match[1]), int(match[2]))


def written_date(day: date) -> str:
    """Write a date in figures.

    >>> written_date(date(2026, 11, 22))
    '22/11/2026'
    """
    return f"{day:%d/%m/%Y}"


def long_date(day: date, lang: str = "vi") -> str:
    """Write a date out; in Vietnamese, as official papers do, days below 10 and months below 3 take a zero.

    >>> long_date(date(2026, 2, 5)), long_date(date(2026, 11, 22))
    ('ngày 05 tháng 02 năm 2026', 'ngày 22 tháng 11 năm 2026')
    """
    month = f"{day.month:02}" if day.month < 3 else f"{day.month}"
    return say("date/long", lang, day=f"{day.day:02}", month=month, year=day.year)


def written_moment(moment: datetime, lang: str = "vi") -> str:
    """Write a moment to the minute.

    >>> written_moment(parse_moment("2026-10-05T17:00"))
    '17 giờ 00 ngày 05/10/2026'
    """
    return say("moment/written", lang, hour=f"{moment:%H}", minute=f"{moment:%M}", date=written_date(moment.date()))


def long_moment(moment: datetime, lang: str = "vi") -> str:
    """Write a moment out, as slips do.

    >>> long_moment(parse_moment("2026-10-05T17:00"))
    '17 giờ 00 phút, ngày 05 tháng 10 năm 2026'
    """
    return say("moment/long", lang, hour=f"{moment:%H}", minute=f"{moment:%M}", date=long_date(moment.date(), lang))
