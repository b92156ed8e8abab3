"""Due times of many cases at once: each is what the count of that one case says, whatever the length and the policy."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from motcua.calendar import TZ, Calendar, Hours, Policy, Within, due, parse_moment, parse_within
from motcua.calendar.bulk import due_many
from motcua.calendar.day_table import DayTable, day_table
from motcua.document import read_file
from motcua.findings import MotcuaError

RULES = Path(__file__).parents[2] / "rules"
FIRST, LAST = date(2024, 6, 1), date(2026, 12, 31)
LENGTHS = (
    "1 working_days",
    "3 working_days",
    "60 working_days",
    "0.5 working_days",
    "3.25 working_days",
    "1 calendar_days",
    "30 calendar_days",
    "2 weeks",
    "1 months",
    "11 months",
    "1 years",
    "1 working_hours",
    "8 working_hours",
    "400 working_hours",
    "same_day",
    "same_day cut_off=15:00",
    "same_day cut_off=15:00 + 2 working_days",
    "7 working_days + 30 calendar_days",
    "30 calendar_days + 7 working_days",
    "3 working_days + 2 working_hours",
    "0.5 working_days + 2 working_hours + 1 months",
    "2 working_days + same_day",
    "36 clock_hours",
    "in_session",
    "immediately",
)
OFFICES: dict[str, list[dict[str, Any]]] = {
    "two-spans": [{"days": ["mon", "tue", "wed", "thu", "fri"], "open": ["07:30-11:30", "13:00-17:00"]}],
    "a-short-saturday": [
        {"days": ["mon", "tue", "wed", "thu", "fri"], "open": ["08:00-12:00", "13:00-17:00"]},
        {"days": ["sat"], "open": ["07:20-11:05"]},
    ],
    "other-hours-since-july": [
        {"days": ["mon", "tue", "wed", "thu", "fri"], "open": ["07:00-16:00"], "in_force": {"to": "2025-07-01"}},
        {"days": ["mon", "tue", "wed", "thu", "fri"], "open": ["07:30-11:30", "13:30-17:30"]},
    ],
}


def rules(folder: str) -> list[dict[str, Any]]:
    return [document.data for path in sorted((RULES / folder).glob("*.yaml")) for document in read_file(path)[0]]


CALENDAR = Calendar.of(data for data in rules("calendars") if data["year"] != 2020)  # a gap between years
POLICY = rules("deadlines")[0]


def policy(**choices: str) -> Policy:
    return Policy.of(POLICY | {key: POLICY[key] | {"choice": choice} for key, choice in choices.items()})


def moments(count: int, first: date = FIRST, last: date = LAST) -> list[datetime]:
    """Make moments at all hours, many of them just when an office opens, closes or stops taking dossiers."""
    random = Random(5)  # noqa: S311 - the same moments at every run
    edges = [450, 480, 690, 720, 780, 810, 900, 960, 1020, 1050]
    made = []
    for _ in range(count):
        day = first + timedelta(days=random.randint(0, (last - first).days))
        minute = random.choice([random.randint(0, 1439), random.choice(edges)])
        second = timedelta(seconds=random.choice([0, 0, 1, 59]), microseconds=random.choice([0, 0, 0, 7]))
        made.append(datetime(day.year, day.month, day.day, tzinfo=TZ) + timedelta(minutes=minute) + second)
    return made


def counted(table: DayTable, starts: Sequence[datetime], within: Within) -> list[datetime]:
    local = [start.replace(tzinfo=None) - datetime(1970, 1, 1) for start in starts]  # noqa: DTZ001 - local time
    entered, back = table.enter(np.array([since // timedelta(microseconds=1) for since in local]))
    ends = due_many(table, entered, within) + back
    return [datetime(1970, 1, 1, tzinfo=TZ) + timedelta(microseconds=int(end)) for end in ends]


def one_by_one(starts: Sequence[datetime], within: Within, hours: Hours, chosen: Policy) -> list[datetime | None]:
    known = [CALENDAR.known_at(start.date()) for start in starts]
    return [due(start, within, known, hours, chosen).due_at for start, known in zip(starts, known, strict=True)]


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("length", LENGTHS)
def test_a_table_counts_as_one_case_does(office: str, length: str) -> None:
    hours, within, starts = Hours.of(OFFICES[office]), parse_within(length), moments(250)
    table = day_table(FIRST, LAST, CALENDAR, hours, policy())
    assert counted(table, starts, within) == one_by_one(starts, within, hours, policy())


@pytest.mark.parametrize(
    "choices",
    [
        {"due_time": "same_clock_time"},
        {"part_day": "whole_day"},
        {"same_day_on_day_off": "same_day"},
        {"clock_hours": "next_working_time"},
    ],
    ids=str,
)
def test_a_table_follows_the_policy(choices: dict[str, str]) -> None:
    reception = [{"days": ["sat"], "open": ["08:00-11:00"]}]
    hours, chosen, starts = Hours.of(OFFICES["two-spans"], reception), policy(**choices), moments(60)
    table = day_table(FIRST, LAST, CALENDAR, hours, chosen)
    for length in LENGTHS:
        within = parse_within(length)
        assert counted(table, starts, within) == one_by_one(starts, within, hours, chosen), length


def test_who_is_received_before_a_swap_was_announced_keeps_the_earlier_date() -> None:
    hours, within = Hours.of(OFFICES["two-spans"]), parse_within("40 working_days")
    starts = [parse_moment(f"{day}T09:00") for day in ("2024-12-02", "2024-12-03", "2025-12-24", "2025-12-25")]
    table = day_table(date(2024, 12, 1), date(2025, 12, 31), CALENDAR, hours, policy())
    assert len(table.calendars) > 2
    assert counted(table, starts, within) == one_by_one(starts, within, hours, policy())


@pytest.mark.parametrize("length", ["3 working_days", "30 calendar_days", "8 working_hours", "same_day", "1 months"])
@pytest.mark.parametrize("start", ["2019-12-31T17:00", "2020-06-01T09:00", "2027-12-31T17:00"])
def test_a_year_without_calendar_is_refused_as_for_one_case(length: str, start: str) -> None:
    hours, within, at = Hours.of(OFFICES["two-spans"]), parse_within(length), parse_moment(start)
    table = day_table(at.date(), at.date(), CALENDAR, hours, policy())
    with pytest.raises(MotcuaError) as alone:
        one_by_one([at], within, hours, policy())
    with pytest.raises(MotcuaError) as together:
        counted(table, [at], within)
    assert str(together.value) == str(alone.value)


def told(count: Callable[[], object]) -> str:
    try:
        return str(count())
    except MotcuaError as refused:
        return str(refused)


@pytest.mark.parametrize("start", ["2019-12-30T09:00", "2020-12-30T09:00", "2020-12-31T09:00"])
def test_a_gap_between_calendars_is_passed_over_only_where_one_case_may(start: str) -> None:
    hours, at = Hours.of(OFFICES["two-spans"]), parse_moment(start)
    table = day_table(date(2019, 12, 1), date(2021, 1, 31), CALENDAR, hours, policy())
    for length in (
        "1 working_days",
        "3 working_days",
        "3.5 working_days",
        "300 working_days",
        "30 calendar_days",
        "20 working_hours",
    ):
        within = parse_within(length)
        alone = told(lambda within=within: one_by_one([at], within, hours, policy()))  # type: ignore[misc]
        together = told(lambda within=within: counted(table, [at], within))  # type: ignore[misc]
        assert together == alone, length


def test_a_working_day_without_hours_is_refused_as_for_one_case() -> None:
    hours = Hours.of([{"days": ["mon", "tue", "wed", "thu"], "open": ["08:00-12:00"]}])
    table = day_table(FIRST, LAST, CALENDAR, hours, policy())
    thursday = parse_moment("2026-10-08T09:00")  # the next day is worked and has no hours
    assert counted(table, [thursday], parse_within("2 working_days")) == [parse_moment("2026-10-12T12:00")]
    with pytest.raises(MotcuaError, match="09/10/2026"):
        counted(table, [thursday], parse_within("1 working_days"))
