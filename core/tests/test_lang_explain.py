"""Why a row did not fire, or cannot be decided, in plain sentences with the cell and the actual value."""

from datetime import date
from typing import Any

import pytest

from motcua.lang import Choice, Derived, Fact, Named, Value, compile_program, explain, why_not
from motcua.places import Place

CHANNELS = (Choice("counter", "Tại quầy"), Choice("online", "Trực tuyến"))
GROUPS = (Choice("ho-ngheo", "Hộ nghèo"), Choice("nguoi-co-cong", "Người có công"))
FACTS = (
    Fact("channel", "choice", "Kênh nộp", choices=CHANNELS),
    Fact("death_date", "date", "Ngày chết"),
    Fact("received_on", "date", "Ngày nhận"),
    Fact("pages", "integer", "Số trang", min=1, max=100),
    Fact("copies", "integer", "Số bản", min=1, max=100),
    Fact("poor", "boolean", "Hộ nghèo?"),
    Fact("groups", "choices", "Nhóm", choices=GROUPS),
    Fact("note_text", "text", "Ghi chú"),
)
DERIVED = (
    Derived("waited", "days(death_date, received_on)", title="Số ngày từ ngày chết đến ngày nộp"),
    Derived("on_time", "waited <= 15", title="Đúng hạn"),
)
KNOWN: dict[str, Value | None] = {
    "channel": "counter",
    "death_date": date(2026, 1, 22),
    "received_on": date(2026, 2, 13),
    "pages": 5,
    "copies": 2,
    "poor": False,
    "groups": frozenset({"ho-ngheo"}),
    "note_text": None,
}


def sentences(source: Any, lang: str = "vi", **given: Value | None) -> list[str]:
    program, findings = compile_program(FACTS, DERIVED, [Named("row", source)], [])
    assert findings == []
    return explain(program, 0, program.judge(KNOWN | given), lang)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ({"waited": {"up_to": 15}}, ["“Số ngày từ ngày chết đến ngày nộp” ≤ 15 sai: đang là 22"]),
        ({"on_time": True}, ["“Đúng hạn” = có sai: đang là không"]),
        ({"death_date": {"from": "2026-02-01"}}, ["“Ngày chết” ≥ 01/02/2026 sai: đang là 22/01/2026"]),
        ({"channel": ["online"]}, ["“Kênh nộp” là một trong (Trực tuyến) sai: đang là Tại quầy"]),
        ({"pages": 5, "poor": True}, ["“Hộ nghèo?” = có sai: đang là không"]),
        (
            {"groups": {"all_of": ["ho-ngheo", "nguoi-co-cong"]}},
            ["“Nhóm” có đủ (Hộ nghèo, Người có công) sai: đang là Hộ nghèo"],
        ),
        (
            {"groups": {"none_of": ["ho-ngheo"]}},
            ["“Nhóm” có Hộ nghèo đúng, mà điều kiện đòi ngược lại: đang là Hộ nghèo"],
        ),
        (
            {"any": [{"poor": True}, {"pages": 5, "channel": "online"}]},
            ["“Hộ nghèo?” = có sai: đang là không", "“Kênh nộp” = Trực tuyến sai: đang là Tại quầy"],
        ),
        (
            {"expression": "pages > copies * 3"},
            ["“Số trang” > (“Số bản” × 3) sai: đang là “Số bản” = 2; “Số trang” = 5"],
        ),
        ({"note_text": {"present": True}}, ["“Ghi chú” đã có sai: đang là chưa biết"]),
        ({"pages": 5}, []),
    ],
)
def test_the_cell_that_failed_is_told_with_the_actual_value(source: Any, expected: list[str]) -> None:
    assert sentences(source) == expected


def test_it_is_told_in_english_too() -> None:
    assert sentences({"waited": {"up_to": 15}}, "en") == ["“Số ngày từ ngày chết đến ngày nộp” ≤ 15 is false: it is 22"]


def test_what_cannot_be_decided_names_the_facts_that_are_missing_not_those_derived_from_them() -> None:
    assert sentences({"on_time": True, "pages": 5}, death_date=None) == ["chưa biết “Ngày chết”"]
    assert sentences({"any": [{"poor": True}, {"pages": 6}]}, poor=None) == ["chưa biết “Hộ nghèo?”"]


def test_a_condition_already_false_does_not_ask_for_more() -> None:
    assert sentences({"on_time": True, "pages": 6}, death_date=None) == ["“Số trang” = 6 sai: đang là 5"]


def test_a_reason_points_at_the_cell_in_the_file() -> None:
    places: dict[tuple[str | int, ...], Place] = {
        ("pages", "over"): Place("a.yaml", 7, 20),
        ("channel",): Place("a.yaml", 6, 12),
    }
    row = Named("row", {"channel": "online", "pages": {"over": 9}}, place=lambda path: places[path])
    program, _ = compile_program(FACTS, DERIVED, [row], [])
    reasons = why_not(program, 0, program.judge(KNOWN))
    assert [reason.place for reason in reasons] == [Place("a.yaml", 6, 12), Place("a.yaml", 7, 20)]


def test_a_condition_that_does_not_compile_says_so() -> None:
    program, _ = compile_program(FACTS, DERIVED, [Named("row", {"page": 5})], [])
    assert explain(program, 0, program.judge(KNOWN)) == ["điều kiện này viết sai nên chưa xét được"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_shape_of_expression_has_words(lang: str) -> None:
    shapes = (
        "poor ? pages > 6 : copies % 2 == 1",
        "groups.all(g, g in ['nguoi-co-cong'] || g.startsWith('x'))",
        "math.least(pages, -copies) + size(groups) == years(death_date, received_on)",
        "!(received_on in [date('2026-02-13')] && !poor)",
    )
    for shape in shapes:
        (told, *_) = sentences({"expression": shape}, lang)
        assert "{" not in told
        assert "None" not in told
