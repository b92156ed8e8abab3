"""A program judges the facts of a case: derived facts, conditions, amounts; what is unknown stays undecidable."""

from datetime import date
from typing import Any

import pytest

from motcua.lang import Choice, Derived, Fact, Named, compile_program
from motcua.lang.facts import Value

CHANNEL = Fact("channel", "choice", "Kênh nộp", choices=(Choice("counter", "Tại quầy"), Choice("online", "Trực tuyến")))
BIRTH = Fact("birth_date", "date", "Ngày sinh")
RECEIVED = Fact("received_on", "date", "Ngày nhận")
PAGES = Fact("pages", "integer", "Số trang", min=1, max=10_000)
COPIES = Fact("copies", "integer", "Số bản", min=1, max=1_000)
POOR = Fact("poor", "boolean", "Hộ nghèo?")
NOTE = Fact("note_text", "text", "Ghi chú")
WORDS = (Choice("ho-ngheo", "Hộ nghèo"), Choice("nguoi-co-cong", "Người có công"))
GROUPS = Fact("groups", "choices", "Nhóm", choices=WORDS)
FACTS = (CHANNEL, BIRTH, RECEIVED, PAGES, COPIES, POOR, NOTE, GROUPS)
LATE = Derived("days_late", "days(birth_date, received_on) - 60", title="Số ngày trễ", min=-60, max=40_000)
KNOWN: dict[str, Value | None] = {
    "channel": "counter",
    "birth_date": date(2025, 11, 23),
    "received_on": date(2026, 2, 13),
    "pages": 5,
    "copies": 2,
    "poor": False,
    "note_text": "gấp",
    "groups": frozenset({"ho-ngheo"}),
}


def truth(cells: Any, **given: Value | None) -> bool | None:
    program, findings = compile_program(FACTS, [LATE], [Named("row", cells)], [])
    assert findings == []
    return program.judge(KNOWN | given).truths[0]


def amount(source: Any, **given: Value | None) -> int | None:
    program, findings = compile_program(FACTS, [LATE], [], [Named("fee", source, "integer")])
    assert [f for f in findings if f.severity == "error"] == []
    return program.amount(0, program.judge(KNOWN | given))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (None, True),
        ({}, True),
        ({"channel": "counter"}, True),
        ({"channel": ["online", "counter"]}, True),
        ({"channel": ["online"]}, False),
        ({"channel": {"not": "online"}}, True),
        ({"poor": True}, False),
        ({"pages": 5, "copies": 3}, False),
        ({"pages": {"over": 5}}, False),
        ({"pages": {"from": 5, "up_to": 5}}, True),
        ({"pages": {"under": 5}}, False),
        ({"birth_date": {"from": "2025-11-23"}}, True),
        ({"birth_date": "2025-11-24"}, False),
        ({"days_late": {"over": 21, "up_to": 22}}, True),
        ({"groups": {"any_of": ["ho-ngheo", "nguoi-co-cong"]}}, True),
        ({"groups": {"all_of": ["ho-ngheo", "nguoi-co-cong"]}}, False),
        ({"groups": {"none_of": ["nguoi-co-cong"]}}, True),
        ({"note_text": {"present": True}, "birth_date": {"absent": False}}, True),
        ({"note_text": {"absent": True}}, False),
        ({"any": [{"poor": True}, {"pages": 5}], "copies": 2}, True),
        ({"not": {"channel": "counter", "poor": False}}, False),
        ({"expression": "pages > copies * 3"}, False),
        ({"channel": "counter", "expression": "pages > copies * 2 // nhiều trang"}, True),
        ({"expression": "groups.exists(g, g.startsWith('ho-') && g != 'nguoi-co-cong') && size(groups) == 1"}, True),
        ({"expression": "groups.all(g, g in ['nguoi-co-cong'])"}, False),
        ({"expression": "received_on in [date('2026-02-13'), date('2026-02-14')]"}, True),
        ("years(birth_date, received_on) == 0 ? !poor : false", True),
    ],
)
def test_cells_hold_as_they_read(cells: Any, expected: bool) -> None:
    assert truth(cells) is expected


def test_the_certified_copy_fee_is_tiered_and_capped() -> None:
    tiers = "math.least(200000, 2000 * math.least(pages, 2) + 1000 * math.greatest(pages - 2, 0)) * copies"
    assert amount(tiers) == 14_000
    assert amount(tiers, pages=10_000, copies=3) == 600_000


def test_the_least_and_the_greatest_of_one_two_or_three() -> None:
    assert amount("math.least(pages) + math.greatest(pages, copies) + math.least(9, pages, copies)") == 5 + 5 + 2


def test_a_plain_number_is_an_amount() -> None:
    assert amount(8000) == 8000


def test_division_truncates_toward_zero_as_cel_says_and_not_down_as_python_does() -> None:
    assert amount("math.greatest(0, (pages - 12) / 2 + 10)") == 7
    assert amount("math.greatest(0, (pages - 12) % 5 + 10)") == 8


def test_a_share_is_rounded_down_to_whole_dong() -> None:
    assert amount("share(pages * 1001, 50, 100)") == 2502


def test_an_unknown_fact_leaves_its_condition_undecided() -> None:
    assert truth({"pages": {"over": 2}}, pages=None) is None
    assert truth({"days_late": {"over": 2}}, birth_date=None) is None
    assert amount("pages * 1000", pages=None) is None


def test_false_settles_and_even_beside_unknown() -> None:
    assert truth({"poor": True, "pages": {"over": 2}}, pages=None) is False
    assert truth({"poor": False, "pages": {"over": 2}}, pages=None) is None
    assert truth({"any": [{"poor": False}, {"pages": {"over": 2}}]}, pages=None) is True
    assert truth({"not": {"pages": {"over": 2}}}, pages=None) is None
    assert truth({"expression": "groups.exists(g, g == 'ho-ngheo' || poor)"}, poor=None) is True
    assert truth({"expression": "groups.exists(g, g == 'nguoi-co-cong' || poor)"}, poor=None) is None


def test_a_derived_fact_outside_its_own_bounds_is_unknown() -> None:
    program, findings = compile_program(FACTS, [LATE], [Named("row", {"days_late": {"over": 0}})], [])
    judgement = program.judge(KNOWN | {"birth_date": date(1850, 1, 1)})
    assert findings == []
    assert (judgement.derived["days_late"], judgement.truths) == (None, (None,))


def test_a_condition_that_does_not_compile_is_undecidable_and_never_true() -> None:
    program, findings = compile_program(FACTS, [], [Named("row", {"page": 3}), Named("other", {"pages": 5})], [])
    assert program.judge(KNOWN).truths == (None, True)
    assert [finding.rule for finding in findings] == ["lang/unknown-name"]


def test_words_of_an_author_never_reach_the_generated_source() -> None:
    evil = "');__import__('os').abort()#"
    fact = Fact("said", "choice", "Nói", choices=(Choice(evil, "Xấu"),))
    program, findings = compile_program([fact], [], [Named("row", {"said": evil})], [])
    assert findings == []
    assert program.judge({"said": evil}).truths == (True,)


@pytest.mark.parametrize("opening", ["!(poor && ", "(poor || ", "(poor ? false : ", "(pages == 1) == !("])
def test_the_deepest_nesting_that_cel_takes_still_compiles(opening: str) -> None:
    assert truth(opening * 15 + "pages > 3" + ")" * 15, poor=None, pages=None) is None
    assert truth(opening * 15 + "pages > 3" + ")" * 15) is not None


def test_a_long_vocabulary_may_be_listed_in_a_cell() -> None:
    words = tuple(Choice(f"nganh-nghe-{number}", str(number)) for number in range(150))
    trade = Fact("trade", "choice", "Ngành nghề", choices=words)
    row = Named("row", {"trade": [word.id for word in words]})
    program, findings = compile_program([trade], [], [row], [])
    assert findings == []
    assert program.judge({"trade": "nganh-nghe-149"}).truths == (True,)


def test_a_name_that_is_no_name_is_refused_before_it_is_used() -> None:
    _, findings = compile_program([Fact("x); import os", "integer", "?"), Fact("in", "integer", "?")], [], [], [])
    assert [finding.rule for finding in findings] == ["lang/bad-name", "lang/bad-name"]
