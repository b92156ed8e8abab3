"""The first day counts, the last does not."""

from datetime import date

import pytest

from motcua.catalog.period import Period

JULY = Period.of({"from": "2025-07-01", "to": "2025-08-01"})


@pytest.mark.parametrize(("day", "holds"), [("06-30", False), ("07-01", True), ("07-31", True), ("08-01", False)])
def test_a_period_holds_from_its_first_day_until_the_day_before_its_end(day: str, holds: bool) -> None:
    assert JULY.holds(date.fromisoformat(f"2025-{day}")) is holds


def test_an_open_end_is_open() -> None:
    assert Period.of(None).holds(date.min)
    assert Period.of({"from": "2025-07-01"}).holds(date.max)


def test_periods_that_only_touch_do_not_overlap() -> None:
    assert not JULY.overlaps(Period.of({"from": "2025-08-01"}))
    assert JULY.overlaps(Period.of({"from": "2025-07-31"}))
