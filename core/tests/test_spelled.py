"""Numbers and amounts in Vietnamese words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.spelled import amount_in_words, spelled


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_050, "một nghìn không trăm năm mươi"),
        (10_000, "mười nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (2_001_000, "hai triệu không trăm linh một nghìn"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (25_000_000_000_000, "hai mươi lăm nghìn tỷ"),
        (-5, "âm năm"),
    ],
)
def test_a_number_is_spelled_as_people_say_it(number: int, words: str) -> None:
    assert spelled(number) == words


def test_an_amount_begins_with_a_capital_and_ends_with_its_currency() -> None:
    assert amount_in_words(8000) == "Tám nghìn đồng"
    assert amount_in_words(0) == "Không đồng"


@given(st.integers(0, 10**13), st.integers(0, 10**13))
def test_different_amounts_are_never_spelled_alike(one: int, other: int) -> None:
    assert (spelled(one) == spelled(other)) == (one == other)
