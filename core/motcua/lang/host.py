"""The host functions of the rules language, and CEL's own division, for one case in Python.

>>> quotient(-7, 2), remainder(-7, 2)
(-3, -1)
"""

from collections.abc import Iterable
from datetime import date


def days(start: date, end: date) -> int:
    """Count whole days from `start` to `end`; negative when `end` comes first."""
    return (end - start).days


def years(start: date, end: date) -> int:
    """Count whole years from `start` to `end`; negative when `end` comes first.

    Who was born on 29 February is a year older on 1 March where there is no such day.
    """
    if end < start:
        return -years(end, start)
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def share(amount: int, numerator: int, denominator: int) -> int:
    """Compute amount × numerator ÷ denominator, rounded down to whole đồng."""
    return amount * numerator // denominator


def quotient(dividend: int, divisor: int) -> int:
    """Divide as CEL does, toward zero; Python's `//` goes down."""
    magnitude = abs(dividend) // abs(divisor)
    return magnitude if (dividend < 0) == (divisor < 0) else -magnitude


def remainder(dividend: int, divisor: int) -> int:
    """Return what is left of `quotient`; it has the sign of the dividend."""
    return dividend - divisor * quotient(dividend, divisor)


def exists(holds: Iterable[bool | None]) -> bool | None:
    """Tell whether any holds; unknown when none is known to and one is unknown."""
    answers = set(holds)
    return True if True in answers else None if None in answers else False


def holds_for_all(holds: Iterable[bool | None]) -> bool | None:
    """Tell whether all hold; unknown when none is known not to and one is unknown."""
    answers = set(holds)
    return False if False in answers else None if None in answers else True
