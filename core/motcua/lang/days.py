"""Days as people write them: 5/10/2026, 05-10-2026, 05.10.2026, 05102026 on a keypad without signs, and 2026-10-05."""

import re
from datetime import date

from motcua.lang.trouble import Trouble

_CENTURIES = "(?:1[89]|2[01])"  # eight digits in a row have no other sign of which four are the year
_WRITTEN = re.compile(
    r"(?P<day>[0-9]{1,2})\s*(?P<sign>[-/.])\s*(?P<month>[0-9]{1,2})\s*(?P=sign)\s*(?P<year>[0-9]{4})"
    r"|(?P<year_iso>[0-9]{4})-(?P<month_iso>[0-9]{2})-(?P<day_iso>[0-9]{2})"
    rf"|(?P<day_8>[0-9]{{2}})(?P<month_8>[0-9]{{2}})(?P<year_8>{_CENTURIES}[0-9]{{2}})"
)


def read_day(text: str) -> date | Trouble:
    """Read a day: the day comes first, unless the year does.

    >>> read_day("5/10/2026"), read_day("05102026"), read_day("2026-10-05")
    (datetime.date(2026, 10, 5), datetime.date(2026, 10, 5), datetime.date(2026, 10, 5))
    >>> read_day("31/02/2026").rule, read_day("hôm qua").rule
    ('fact/no-such-day', 'fact/not-a-date')
    """
    match = _WRITTEN.fullmatch(text)
    if not match:
        return Trouble("fact/not-a-date")
    found = match.groupdict()
    year, month, day = (
        int(found[part] or found[f"{part}_iso"] or found[f"{part}_8"]) for part in ("year", "month", "day")
    )
    try:
        return date(year, month, day)
    except ValueError:
        return Trouble("fact/no-such-day", params={"day": f"{day:02}/{month:02}/{year}"})
