"""Working days and opening hours: weeks, days off, swaps, what was known when, and what a broken calendar says."""

from datetime import date, timedelta
from typing import Any

import pytest

from motcua.calendar import TZ, Calendar, Hours, add_working_time, long_date, parse_moment, working_time, written_moment
from motcua.calendar import parse_date as day
from motcua.findings import MotcuaError

WEEK = ["mon", "tue", "wed", "thu", "fri"]


def calendar(*off: dict[str, Any], year: int = 2026) -> Calendar:
    return Calendar.of([{"year": year, "week": WEEK, "off": list(off)}])


def office(*open_hours: str) -> Hours:
    return Hours.of([{"days": WEEK, "open": list(open_hours or ("07:30-11:30", "13:00-17:00"))}])


SWAP = {
    "id": "hoan-doi",
    "on": "2026-08-31",
    "name": "Nghỉ hoán đổi",
    "worked_instead": "2026-08-22",
    "known_since": "2025-10-16",
}


def test_a_swap_gives_a_day_off_and_a_saturday_worked() -> None:
    swapped = calendar(SWAP)
    assert not swapped.is_working(day("2026-08-31"))
    assert swapped.is_working(day("2026-08-22"))
    assert swapped.standing(day("2026-08-22")).why == "làm bù cho ngày 31/08/2026"
    assert swapped.why(day("2026-08-31")) is not None


def test_a_slip_printed_before_the_notice_does_not_know_the_swap() -> None:
    before = calendar(SWAP).known_at(day("2025-10-15"))
    assert before.is_working(day("2026-08-31"))
    assert not before.is_working(day("2026-08-22"))
    assert not calendar(SWAP).known_at(day("2025-10-16")).is_working(day("2026-08-31"))


def test_a_day_worked_instead_has_the_hours_of_the_day_it_makes_up_for() -> None:
    assert office().closes(day("2026-08-22"), calendar(SWAP)) == parse_moment("2026-08-22T17:00")


def test_a_proposed_day_off_is_worked_until_it_is_decided() -> None:
    proposed = calendar({"id": "x", "on": "2026-11-23", "name": "Đề xuất", "sure": "proposed"})
    assert proposed.is_working(day("2026-11-23"))
    assert proposed.standing(day("2026-11-23")).sure == "proposed"


def test_a_year_without_a_calendar_is_named_with_the_file_to_add() -> None:
    with pytest.raises(MotcuaError) as refusal:
        calendar().is_working(day("2028-01-03"))
    finding = refusal.value.findings[0]
    assert finding.rule == "calendar/missing-year"
    assert "2028" in finding.message("vi")
    assert "vn-2028.yaml" in finding.remedy("vi")


@pytest.mark.parametrize(
    ("off", "rule"),
    [
        ([{"id": "x", "from": "2026-02-20", "to": "2026-02-16", "name": "Tết"}], "calendar/backwards"),
        ([{"id": "x", "on": "2026-02-30", "name": "Tết"}], "date/unreadable"),
        ([SWAP, {"id": "x", "on": "2026-08-22", "name": "Nghỉ"}], "calendar/off-and-worked"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(off: list[dict[str, Any]], rule: str) -> None:
    with pytest.raises(MotcuaError) as refusal:
        calendar(*off)
    assert refusal.value.findings[0].rule == rule


def test_two_calendars_of_one_year_are_refused() -> None:
    with pytest.raises(MotcuaError, match="two calendars"):
        Calendar.of([{"year": 2026, "week": WEEK}, {"year": 2026, "week": WEEK}])


def test_hours_change_with_the_season() -> None:
    hours = Hours.of(
        [
            {"days": WEEK, "open": ["07:00-11:30"], "in_force": {"from": "2026-04-15", "to": "2026-10-15"}},
            {"days": WEEK, "open": ["07:30-11:30"]},
        ]
    )
    assert hours.opens(day("2026-10-14"), calendar()).hour == 7
    assert hours.opens(day("2026-10-15"), calendar()) == parse_moment("2026-10-15T07:30")


@pytest.mark.parametrize("spans", [("11:30-07:30",), ("07:30-12:00", "11:30-17:00")])
def test_hours_that_overlap_or_run_backwards_are_refused(spans: tuple[str, ...]) -> None:
    with pytest.raises(MotcuaError) as refusal:
        office(*spans)
    assert refusal.value.findings[0].rule == "hours/out-of-order"


def test_a_working_day_without_hours_is_an_error_not_a_day_off() -> None:
    hours = Hours.of([{"days": ["mon"], "open": ["07:30-11:30"]}])
    with pytest.raises(MotcuaError) as refusal:
        hours.closes(day("2026-10-06"), calendar())
    assert refusal.value.findings[0].rule == "hours/missing"


def test_working_time_skips_noon_nights_and_weekends() -> None:
    friday, monday = parse_moment("2026-10-09T11:00"), parse_moment("2026-10-12T08:00")
    assert working_time(friday, monday, calendar(), office()) == timedelta(hours=5)
    assert add_working_time(friday, timedelta(hours=5), calendar(), office()) == monday


@pytest.mark.parametrize("text", ["2026-02-13", "2026-02-30T10:00", "hôm nay", "2026-02-13T25:00", ""])
def test_what_is_no_moment_is_refused_a_date_alone_too(text: str) -> None:
    with pytest.raises(MotcuaError) as refusal:
        parse_moment(text)
    assert refusal.value.findings[0].rule == "moment/unreadable"


def test_a_moment_from_elsewhere_is_told_in_vietnamese_time() -> None:
    moment = parse_moment("2026-02-13T09:00:00Z")
    assert (moment.hour, moment.tzinfo) == (16, TZ)
    assert written_moment(moment) == "16 giờ 00 ngày 13/02/2026"


def test_dates_are_written_as_on_official_papers() -> None:
    assert long_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert long_date(date(2026, 10, 22)) == "ngày 22 tháng 10 năm 2026"
