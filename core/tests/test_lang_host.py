"""The host functions count as the law counts: whole days, whole years, whole đồng."""

from datetime import date

import pytest

from motcua.lang.host import days, quotient, remainder, share, years


def test_days_are_counted_from_the_first_to_the_second() -> None:
    assert days(date(2026, 2, 13), date(2026, 3, 1)) == 16
    assert days(date(2026, 3, 1), date(2026, 2, 13)) == -16


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2008, 2, 13), date(2026, 2, 12), 17),
        (date(2008, 2, 13), date(2026, 2, 13), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 2, 13), date(2008, 2, 13), -18),
        (date(2026, 2, 13), date(2026, 2, 12), 0),
    ],
)
def test_a_year_is_full_on_its_anniversary(start: date, end: date, expected: int) -> None:
    assert years(start, end) == expected


def test_a_share_never_rounds_up() -> None:
    assert share(8000, 1, 3) == 2666
    assert share(999, 50, 100) == 499


@pytest.mark.parametrize(("dividend", "divisor"), [(7, 2), (-7, 2), (7, -2), (-7, -2), (-6, 3)])
def test_quotient_and_remainder_give_the_dividend_back(dividend: int, divisor: int) -> None:
    assert quotient(dividend, divisor) * divisor + remainder(dividend, divisor) == dividend
    assert abs(remainder(dividend, divisor)) < abs(divisor)
    assert remainder(dividend, divisor) * dividend >= 0
