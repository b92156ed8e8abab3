"""Worked deadlines against the calendars, policy and count that the catalog ships."""

import csv
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace
from verdict import Verdict, compared

from motcua.calendar import Hours, due, parse_moment, parse_within
from motcua.catalog import Catalog

_HOURS = Hours.of([{"days": ["mon", "tue", "wed", "thu", "fri"], "open": ["07:30-11:30", "13:00-17:00"]}])
"""The office of the suite; an office of a commune may be open at other hours."""


def judge(data: Path, catalog: Catalog) -> Iterator[Verdict]:
    """Count every row that states its length of time; local times in Asia/Ho_Chi_Minh.

    :raises MotcuaError: when a row's moment or length cannot be read, or its year has no calendar.
    """
    with (data / "deadline-cases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            case = f"row {row['id']}"
            yield _judged(case, row, catalog) if row["within"] else Verdict(case, "skipped", "in words")


def _judged(case: str, row: dict[str, str], catalog: Catalog) -> Verdict:
    received = parse_moment(row["received"])
    rulebook = catalog.resolve("vn", received.date())
    policy = rulebook.policy
    if "same-clock-time" in row["rule"]:
        policy = replace(policy, due_time="same_clock_time")
    calendar = rulebook.calendar.known_at(received.date())
    counted = due(received, parse_within(row["within"]), calendar, _HOURS, policy)
    return compared(case, str(counted.due_at), str(parse_moment(row["due"])))
