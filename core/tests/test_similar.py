import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.similar import fold, nearest


@pytest.mark.parametrize(
    ("one", "other"),
    [("Đăng ký", "dang ky"), ("hoà giải", "hòa giải"), ("HỘ TỊCH", "hộ tịch"), ("Thuỷ", "thủy"), ("ĐỖ", "đo")],
)
def test_case_and_marks_do_not_count(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=60))
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dealine", "deadline"),
        ("Đăng ký khai tu", "Đăng ký khai tử"),
        ("khai tử", "Đăng ký khai tử"),
        ("working_day", "working_days"),
    ],
)
def test_a_slip_of_the_finger_finds_the_name_meant(typed: str, meant: str) -> None:
    assert nearest(typed, ["papers", "deadline", "Đăng ký khai tử", "Chứng thực bản sao", "working_days"]) == meant


def test_nothing_is_suggested_when_nothing_is_near() -> None:
    assert nearest("xyz", ["papers", "deadline"]) == ""
    assert nearest("papers", []) == ""


def test_a_very_long_name_is_compared_quickly() -> None:
    assert nearest("a" * 100_000, ["b" * 100_000] * 50) == ""
