"""The calendar of a day number in z3's terms: year, month and day of the month, as Python counts them."""

from typing import Any

Z3 = Any  # the wheel of z3 has no types
_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def dated(z3: Z3, day: Z3) -> tuple[Z3, Z3, Z3]:
    """Return the year of a day, a number that grows with the day within it, and the condition that says they are."""
    year, month, of_month = (z3.Int(f"{part} {day.get_id()}", day.ctx) for part in ("year", "month", "day"))
    leap = z3.If(z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0)), 1, 0)
    before = [days + leap if at > 1 else z3.IntVal(days, day.ctx) for at, days in enumerate(_BEFORE_MONTH)]
    lengths = [end - start for start, end in zip(before, [*before[1:], 365 + leap], strict=True)]
    past = year - 1
    new_year = past * 365 + past / 4 - past / 100 + past / 400
    months = [
        z3.Implies(month == at, z3.And(day == new_year + first + of_month, of_month <= length))
        for at, (first, length) in enumerate(zip(before, lengths, strict=True), start=1)
    ]
    condition = z3.And(year >= 1, year <= 9999, month >= 1, month <= 12, of_month >= 1, *months)
    return year, month * 32 + of_month, condition
