"""Laws of counting that hold for every deadline, and the calendars as they ship."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.calendar import Calendar, Hours, Pause, Policy, Within, due, parse_moment, parse_within
from motcua.document import read_file
from motcua.findings import MotcuaError

RULES = Path(__file__).parents[2] / "rules"


def rules(folder: str) -> list[dict[str, Any]]:
    return [document.data for path in sorted((RULES / folder).glob("*.yaml")) for document in read_file(path)[0]]


CALENDAR = Calendar.of(rules("calendars"))
POLICY_DATA = rules("deadlines")[0]
POLICY = Policy.of(POLICY_DATA)
HOURS = Hours.of([{"days": ["mon", "tue", "wed", "thu", "fri"], "open": ["07:30-11:30", "13:00-17:00"]}])

starts = st.builds(
    lambda days, minutes: parse_moment("2024-01-01T00:00") + timedelta(days=days, minutes=minutes),
    st.integers(0, 1270),
    st.integers(0, 60 * 24 - 1),
)
day_lengths = st.one_of(
    st.integers(1, 60).map("{} working_days".format),
    st.integers(1, 90).map("{} calendar_days".format),
    st.integers(1, 5).map("{} months".format),
    st.sampled_from(["same_day", "same_day cut_off=15:00", "2 weeks", "3 working_days + 5 calendar_days"]),
).map(parse_within)


def due_at(start: datetime, within: Within, *pauses: Pause) -> datetime:
    answer = due(start, within, CALENDAR, HOURS, POLICY, pauses).due_at
    assert answer is not None
    return answer


@given(starts, day_lengths)
def test_a_deadline_in_days_ends_with_a_working_day_after_its_start(start: datetime, within: Within) -> None:
    end = due_at(start, within)
    assert CALENDAR.is_working(end.date())
    assert end == HOURS.closes(end.date(), CALENDAR)
    assert end > start


@given(starts, st.integers(0, 60 * 24 * 40), day_lengths)
def test_who_comes_later_is_never_due_earlier(start: datetime, minutes: int, within: Within) -> None:
    assert due_at(start, within) <= due_at(start + timedelta(minutes=minutes), within)


@given(starts, st.integers(1, 60), st.sampled_from(["working_days", "calendar_days", "working_hours"]))
def test_a_longer_time_is_never_due_earlier(start: datetime, count: int, unit: str) -> None:
    shorter, longer = (due_at(start, parse_within(f"{n} {unit}")) for n in (count, count + 1))
    assert shorter <= longer


@given(starts, st.integers(1, 60), st.sampled_from(["working_days", "calendar_days"]))
def test_the_ledger_counts_as_many_days_as_the_law_gives(start: datetime, count: int, unit: str) -> None:
    answer = due(start, parse_within(f"{count} {unit}"), CALENDAR, HOURS, POLICY)
    assert sum(line.counts for line in answer.ledger) == count
    dates = [line.date for line in answer.ledger]
    assert dates == [start.date() + timedelta(days=step) for step in range(len(dates))]
    assert answer.due_at is not None
    assert dates[-1] == answer.due_at.date()


@given(starts, st.integers(1, 30), st.integers(0, 20), st.integers(0, 30))
def test_a_pause_adds_the_working_days_it_takes(start: datetime, count: int, wait: int, length: int) -> None:
    within = parse_within(f"{count} working_days")
    pause = Pause(start + timedelta(days=wait), start + timedelta(days=wait + length))
    assume(pause.begins < due_at(start, within))
    lost = sum(CALENDAR.is_working(pause.begins.date() + timedelta(days=step + 1)) for step in range(length))
    added = due_at(start, parse_within(f"{count + lost} working_days"))
    still_paused_then = added.date() < pause.ends.date()
    resumed = HOURS.closes(CALENDAR.next_working(pause.ends.date() - timedelta(days=1)), CALENDAR)
    assert due_at(start, within, pause) == (resumed if still_paused_then else added)


@given(starts, st.integers(1, 30), st.integers(0, 60), st.integers(0, 30))
def test_a_pause_after_the_due_date_changes_nothing(start: datetime, count: int, wait: int, length: int) -> None:
    within = parse_within(f"{count} working_days")
    begins = due_at(start, within) + timedelta(hours=wait)
    assert due_at(start, within, Pause(begins, begins + timedelta(days=length))) == due_at(start, within)


@given(starts, st.integers(1, 40), st.integers(1, 40))
def test_an_extension_of_working_days_is_as_good_as_a_longer_time(start: datetime, count: int, more: int) -> None:
    extended = due(
        start,
        parse_within(f"{count} working_days"),
        CALENDAR,
        HOURS,
        POLICY,
        (),
        [parse_within(f"{more} working_days")],
    )
    assert extended.due_at == due_at(start, parse_within(f"{count + more} working_days"))


def test_no_regulated_time_gives_no_due_date() -> None:
    assert due(parse_moment("2026-10-05T09:00"), parse_within("not_regulated"), CALENDAR, HOURS, POLICY).due_at is None


def test_the_ledger_says_why_a_day_does_not_count_in_both_languages() -> None:
    ledger = due(parse_moment("2026-02-13T09:00"), parse_within("1 working_days"), CALENDAR, HOURS, POLICY).ledger
    assert [line.why for line in ledger][:4] == [
        "ngày bắt đầu, không tính",
        "nghỉ cuối tuần",
        "nghỉ cuối tuần",
        "Tết Bính Ngọ",
    ]
    assert ledger[1].why_in("en") == "weekend"


def test_a_due_date_beyond_the_last_calendar_is_refused_not_guessed() -> None:
    with pytest.raises(MotcuaError) as refusal:
        due_at(parse_moment("2027-12-30T09:00"), parse_within("5 working_days"))
    assert refusal.value.findings[0].rule == "calendar/missing-year"


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(MotcuaError):
        Pause(parse_moment("2026-10-06T09:00"), parse_moment("2026-10-05T09:00"))


@pytest.mark.parametrize(
    ("key", "value"), [("pause", {"choice": "hours"}), ("pause", {}), ("soon", "1 months"), ("soon", None)]
)
def test_a_policy_without_a_known_choice_is_refused(key: str, value: Any) -> None:
    with pytest.raises(MotcuaError) as refusal:
        Policy.of(POLICY_DATA | {key: value} if value else {k: v for k, v in POLICY_DATA.items() if k != key})
    assert refusal.value.findings[0].rule in {"policy/choice", "policy/missing"}
    assert key in refusal.value.findings[0].message("vi")


@pytest.mark.parametrize(("year", "working_days"), [(2024, 251), (2025, 250), (2026, 249)])
def test_the_shipped_calendars_have_the_known_number_of_working_days(year: int, working_days: int) -> None:
    first = date(year, 1, 1)
    days = (first + timedelta(days=step) for step in range(366))
    assert sum(CALENDAR.is_working(day) for day in days if day.year == year) == working_days


def test_every_shipped_day_off_rests_on_something_or_says_that_it_does_not() -> None:
    for document in rules("calendars"):
        for entry in document["off"]:
            assert entry.get("basis") or entry.get("to_verify"), entry["id"]
