import re

import pytest

from motcua.document.scalars import plain


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("0", 0),
        ("8000", 8000),
        ("-60", -60),
        ("999999999999999999", 999999999999999999),
        ("2016-01-01", "2016-01-01"),
        ("1.000656.02", "1.000656.02"),
        ("same_day cut_off=15:00", "same_day cut_off=15:00"),
        ("8000 * copies", "8000 * copies"),
        ("Yes, có", "Yes, có"),
        ("vn/38", "vn/38"),
        ("6 months", "6 months"),
        ("e5", "e5"),
        ("07:30-11:30", "07:30-11:30"),
    ],
)
def test_only_true_false_null_and_plain_integers_have_a_type(written: str, value: object) -> None:
    assert plain(written) == value
    assert type(plain(written)) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        "1.004200",
        "1.001193",
        ".5",
        "5.",
        "012",
        "052199001234",
        "00",
        "-0",
        "+5",
        "1_000",
        "0x1F",
        "0o17",
        "0b1",
        "1e5",
        "1.5e-3",
        "22:22",
        "07:30",
        "1:20:30",
        ".inf",
        "-.INF",
        ".nan",
        "yes",
        "Yes",
        "NO",
        "no",
        "on",
        "Off",
        "y",
        "N",
        "True",
        "FALSE",
        "Null",
        "NULL",
        "~",
        "1234567890123456789",
    ],
)
def test_what_another_reader_would_bend_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        plain(written)
