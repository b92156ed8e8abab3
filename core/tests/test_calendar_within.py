"""Lengths of time: read from YAML and from words, told in both languages, compared."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.calendar import Term, Within, parse_clock, parse_within, shorter_or_equal
from motcua.findings import MotcuaError

COUNTED = ("working_days", "calendar_days", "weeks", "months", "years", "working_hours", "clock_hours")
terms = st.one_of(
    st.builds(Term, st.sampled_from(COUNTED), st.integers(1, 90).map(Fraction)),
    st.builds(Term, st.just("working_days"), st.integers(1, 120).map(lambda quarters: Fraction(quarters, 4))),
    st.sampled_from([Term("same_day"), Term("in_session"), Term("immediately"), Term("not_regulated")]),
)


@pytest.mark.parametrize(
    ("said", "canonical"),
    [
        ("3 ngày làm việc", "3 working_days"),
        ("0,5 ngày làm việc", "0.5 working_days"),
        ("17.5 working_days", "17.5 working_days"),
        ("15 ngày", "15 calendar_days"),
        ("2 tuần", "2 weeks"),
        ("1 tháng", "1 months"),
        ("4 giờ làm việc", "4 working_hours"),
        ("24 giờ", "24 clock_hours"),
        ("trong ngày (nhận trước 15 giờ)", "same_day cut_off=15:00"),
        ("ngay trong ngày", "same_day"),
        ("trong buổi", "in_session"),
        ("3 ngày làm việc cộng 3 ngày làm việc", "6 working_days"),
        ("7 working_days + 12 calendar_days", "7 working_days + 12 calendar_days"),
        ("1 working day", "1 working_days"),
        ("3  NGÀY làm việc ", "3 working_days"),
        ("trong nga\u0300y", "same_day"),
    ],
)
def test_a_length_is_read_from_words(said: str, canonical: str) -> None:
    assert str(parse_within(said)) == canonical


@given(st.lists(terms, min_size=1, max_size=3), st.sampled_from([None, "15:00", "9:30"]))
def test_what_is_written_reads_back_the_same_in_every_wording(parts: list[Term], hour: str | None) -> None:
    within = parse_within(" + ".join(str(Within((part,))) for part in parts))
    if hour and [part.unit for part in parts].count("same_day") == 1 and parts[-1].unit == "same_day":
        within = Within(within.terms, parse_clock(hour))
    for wording in (str(within), within.text("vi"), within.text("en")):
        assert parse_within(wording) == within


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "3",
        "0 working_days",
        "0.3 working_days",
        "1.5 months",
        "3 moons",
        "same_day cut_off=25:00",
        "-1 working_days",
    ],
)
def test_what_is_no_length_is_refused_with_the_known_forms(nonsense: str) -> None:
    with pytest.raises(MotcuaError) as refusal:
        parse_within(nonsense)
    assert refusal.value.findings[0].remedy("vi")


def test_a_length_tells_itself_as_json_without_floats() -> None:
    assert parse_within("3 working_days").as_json() == {"working_days": 3}
    assert parse_within("17.5 working_days").as_json() == {"working_days": "17.5"}
    assert parse_within("same_day cut_off=15:00 + 2 working_days").as_json() == {
        "same_day": True,
        "working_days": 2,
        "cut_off": "15:00",
    }


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("2 working_days", "3 working_days", True),
        ("4 working_days", "3 working_days", False),
        ("2.5 working_days", "3 working_days", True),
        ("same_day", "1 working_days", True),
        ("same_day cut_off=15:00", "1 working_days", True),
        ("1 working_days", "same_day cut_off=15:00", False),
        ("same_day", "same_day cut_off=15:00", True),
        ("same_day cut_off=15:00", "same_day", False),
        ("same_day cut_off=16:00", "same_day cut_off=15:00", True),
        ("immediately", "same_day", True),
        ("same_day", "immediately", False),
        ("same_day cut_off=15:00 + 2 working_days", "3 working_days", True),
        ("5 calendar_days", "5 working_days", True),
        ("5 working_days", "5 calendar_days", False),
        ("3 working_days", "15 calendar_days", None),
        ("30 calendar_days", "5 working_days", None),
        ("4 working_hours", "1 working_days", True),
        ("8 working_hours", "4 working_hours", False),
        ("1 working_days", "16 working_hours", True),
        ("24 clock_hours", "1 calendar_days", True),
        ("20 calendar_days", "1 months", True),
        ("30 calendar_days", "1 months", None),
        ("12 months", "1 years", True),
        ("5 working_days", "not_regulated", True),
        ("not_regulated", "5 working_days", False),
        ("2 working_days + 3 calendar_days", "2 working_days + 4 calendar_days", True),
        ("2 working_days + 3 calendar_days", "1 working_days + 4 calendar_days", None),
    ],
)
def test_one_length_never_ends_later_than_another(a: str, b: str, verdict: bool | None) -> None:
    assert shorter_or_equal(parse_within(a), parse_within(b)) is verdict


@given(terms, terms)
def test_two_lengths_are_each_never_later_only_when_they_say_the_same(a: Term, b: Term) -> None:
    one, other = Within((a,)), Within((b,))
    assert shorter_or_equal(one, one) is True
    if shorter_or_equal(one, other) and shorter_or_equal(other, one):
        assert one == other or {a.unit, b.unit} in ({"months", "years"}, {"calendar_days", "weeks"})
