"""Days off and days worked instead, day by day, against the calendars that the catalog ships."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from verdict import Verdict, compared

from motcua.calendar import Calendar, parse_date
from motcua.catalog import Catalog

_SURE = {"official": "official", "expected": "expected", "guess": "guess", "unverified": "proposed"}
"""How our calendars call the suite's degrees of certainty."""
Rows = Mapping[date, Mapping[str, str]]


def judge(data: Path, catalog: Catalog) -> Iterator[Verdict]:
    """Compare every day of the years that the list covers: worked or not, and how sure that is."""
    with (data / "holidays.csv").open(encoding="utf-8", newline="") as file:
        rows = {parse_date(row["date"]): row for row in csv.DictReader(file)}
    last = date(max(rows).year, 12, 31)
    calendar = catalog.resolve("vn", last).calendar
    day = date(min(rows).year, 1, 1)
    while day <= last:
        yield compared(day.isoformat(), _ours(day, calendar), _theirs(day, rows))
        day += timedelta(days=1)


def _ours(day: date, calendar: Calendar) -> tuple[str, str]:
    standing = calendar.standing(day)
    return "worked" if standing.counts else "off", standing.sure


def _theirs(day: date, rows: Rows) -> tuple[str, str]:
    """Say what the list says of a day; one it does not name is as its weekday, and what is proposed is not yet so."""
    week = "worked" if day.weekday() < 5 else "off"
    if day not in rows:
        return week, "official"
    sure = _SURE[rows[day]["status"]]
    said = "worked" if rows[day]["kind"] == "work" else "off"
    return week if sure == "proposed" else said, sure
