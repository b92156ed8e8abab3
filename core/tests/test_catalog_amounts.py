"""When a formula of a fee is certainly no dearer than another."""

import pytest

from motcua.catalog.bounds.amounts import never_dearer

COPIES = "math.least(200000, 2000 * math.least(pages, 2) + 1000 * math.greatest(pages - 2, 0)) * copies"


@pytest.mark.parametrize(
    ("now", "was", "certain"),
    [
        ("3000 * copies", "8000 * copies", True),
        ("9000 * copies", "8000 * copies", False),
        (COPIES.replace("200000", "100000"), COPIES, True),
        (COPIES.replace("1000 ", "500 "), COPIES, True),
        (COPIES.replace("pages - 2", "pages - 1"), COPIES, False),
        ("8000 * copies - 500", "8000 * copies - 1000", False),
        ("9000 - 2 * copies", "9000 - 3 * copies", False),
        ("copies > 2 ? 1000 : 2000", "copies > 3 ? 1000 : 2000", False),
        ("1000 * copies / 3", "2000 * copies / 2", False),
    ],
)
def test_only_smaller_numbers_in_a_growing_formula_are_certainly_cheaper(now: str, was: str, certain: bool) -> None:
    assert never_dearer(now, was) is certain
