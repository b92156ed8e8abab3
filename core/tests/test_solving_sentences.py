"""Questions about rules as people write them: which dossier does a row fit, and which does no row answer."""

from datetime import date

import pytest

from motcua.lang import Choice, Derived, Fact, Named, Value, compile_program
from motcua.lang.solving import Found, Nothing, Solved, Unsure, find, inlined
from motcua.lang.tree import Call, Node

SPAN = (date(2026, 8, 1), date(2026, 12, 31))  # begins on a Saturday
MONDAY = date(2026, 8, 3)
GROUPS = (Choice("ho-ngheo", "Hộ nghèo"), Choice("nguoi-co-cong", "Người có công"), Choice("khuyet-tat", "Khuyết tật"))
CHANNELS = (Choice("counter", "Tại quầy"), Choice("online", "Trực tuyến"), Choice("postal", "Bưu chính"))
FACTS = [
    Fact("received_on", "date", "Ngày nhận"),
    Fact("birth_date", "date", "Ngày sinh"),
    Fact("channel", "choice", "Cách nộp", choices=CHANNELS),
    Fact("pages", "integer", "Số trang", min=1, max=1000),
    Fact("copies", "integer", "Số bản", min=1, max=100, default=2),
    Fact("by_proxy", "boolean", "Đi thay?", default=False),
    Fact("applicant_groups", "choices", "Diện ưu tiên", choices=GROUPS),
    Fact("child_name", "text", "Tên trẻ", max_length=20),
]
DERIVED = [
    Derived("days_late", "days(birth_date, received_on) - 60", min=-60, max=40000),
    Derived("on_time", "days_late <= 0"),
    Derived("groups", "applicant_groups"),
]
PLAIN: dict[str, Value] = {
    "received_on": MONDAY,
    "birth_date": date(2026, 8, 2),
    "channel": "counter",
    "pages": 1,
    "copies": 2,
    "by_proxy": False,
    "applicant_groups": frozenset(),
    "child_name": "…",
}


def rows(*cells: object) -> list[Node]:
    program, findings = compile_program(FACTS, DERIVED, [Named(str(cell), cell) for cell in cells], [])  # type: ignore[arg-type]
    assert findings == []
    return [inlined(tree, program.steps) for tree in program.trees.conditions]


def asked(*goals: Node, limit: int | None = None) -> Solved:
    goal = Call("&&", goals, "boolean") if len(goals) > 1 else goals[0]
    return find(goal, {fact.id: fact for fact in FACTS}, SPAN, limit)


def misses(*cells: object) -> list[Node]:
    return [Call("!", (row,), "boolean") for row in rows(*cells)]


def found(*goals: Node) -> dict[str, Value]:
    """Return what is not plain about the dossier found."""
    solved = asked(*goals)
    assert isinstance(solved, Found), solved
    assert list(solved.values) == [fact.id for fact in FACTS]
    return {name: value for name, value in solved.values.items() if value != PLAIN[name]}


def test_what_asks_for_nothing_special_is_fulfilled_by_the_plain_dossier() -> None:
    assert found(*rows(None)) == {}
    assert found(*misses({"by_proxy": True})) == {}


@pytest.mark.parametrize("cells", [{"by_proxy": True, "channel": "counter"}, {"channel": "counter", "by_proxy": True}])
def test_of_two_ways_to_miss_a_row_the_plain_one_is_taken(cells: object) -> None:
    assert found(*misses(cells)) == {}


def test_a_number_is_as_near_to_the_plain_one_as_may_be() -> None:
    assert found(*rows({"copies": {"not": [1, 2, 3, 50]}})) == {"copies": 4}
    assert found(*rows({"expression": "2 * pages >= 7"})) == {"pages": 4}
    assert found(*rows({"expression": "-3 * pages < -7"})) == {"pages": 3}


def test_a_birth_is_late_from_the_sixty_first_day() -> None:
    assert found(*rows({"days_late": {"over": 0}})) == {"birth_date": date(2026, 6, 3)}
    assert found(*rows({"on_time": True})) == {}


def test_late_and_on_time_leave_nobody_out_but_the_unborn() -> None:
    assert asked(*misses({"on_time": True}, {"on_time": False})) == Nothing()
    gap = found(*rows({"expression": "days(birth_date, received_on) < 0"}))
    assert gap == {"birth_date": date(2026, 8, 4)}


def test_outside_its_bounds_a_derived_fact_decides_nothing() -> None:
    unborn = rows({"expression": "days(birth_date, received_on) < 0"})
    assert asked(*unborn, *rows({"days_late": {"up_to": 0}})) == Nothing()
    assert asked(*unborn, *misses({"days_late": {"up_to": 0}})) == Nothing()
    assert found(*unborn, *misses({"days_late": {"present": True}})) == {"birth_date": date(2026, 8, 4)}
    assert found(*unborn, *misses({"on_time": {"present": True}})) == {"birth_date": date(2026, 8, 4)}
    assert asked(*unborn, *rows({"on_time": {"present": True}})) == Nothing()


def test_a_table_of_pages_has_a_gap_where_a_row_begins_too_late() -> None:
    assert asked(*misses({"pages": {"up_to": 10}}, {"pages": {"over": 10}})) == Nothing()
    assert found(*misses({"pages": {"up_to": 10}}, {"pages": {"over": 12}})) == {"pages": 11}


def test_two_rows_that_ask_for_different_channels_never_meet() -> None:
    assert asked(*rows({"channel": ["counter", "postal"]}, {"channel": "online"})) == Nothing()
    assert found(*rows({"channel": ["online", "postal"]}, {"channel": {"not": "online"}})) == {"channel": "postal"}


def test_choices_are_told_by_how_their_ids_start() -> None:
    assert found(*rows({"expression": "channel.startsWith('post')"})) == {"channel": "postal"}
    assert found(*misses({"expression": "channel.startsWith('c')"})) == {"channel": "online"}


def test_groups_are_nobodys_unless_a_row_asks_for_them() -> None:
    assert found(*rows({"applicant_groups": {"none_of": ["ho-ngheo"]}})) == {}
    assert found(*rows({"applicant_groups": {"any_of": ["ho-ngheo", "nguoi-co-cong"]}})) == {
        "applicant_groups": frozenset({"ho-ngheo"})
    }
    exempt_and_charged = rows(
        {"applicant_groups": {"all_of": ["ho-ngheo"]}}, {"expression": "applicant_groups.all(g, g != 'ho-ngheo')"}
    )
    assert asked(*exempt_and_charged) == Nothing()


def test_a_set_may_have_a_second_name() -> None:
    poor = {"applicant_groups": frozenset({"ho-ngheo"})}
    assert found(*rows({"expression": "groups.exists(g, g == 'ho-ngheo')"})) == poor
    assert found(*rows({"groups": {"any_of": ["ho-ngheo"]}})) == poor
    assert asked(*rows({"expression": "groups.exists(g, g == 'ho-ngheo') && !('ho-ngheo' in groups)"})) == Nothing()


def test_pages_and_copies_together_are_one_sum() -> None:
    assert found(*rows({"expression": "pages * 2 + copies > 40"})) == {"pages": 20}
    assert found(*rows({"expression": "pages + copies != 3"})) == {"pages": 2}
    assert asked(*rows({"expression": "pages + copies > 1100"})) == Nothing()
    assert (
        asked(*rows({"expression": "pages + copies > 40", "pages": {"under": 5}, "copies": {"under": 5}})) == Nothing()
    )


def test_a_day_of_the_law_is_looked_for_within_the_span() -> None:
    assert found(*rows({"received_on": {"from": "2026-10-01"}}))["received_on"] == date(2026, 10, 1)
    assert found(*rows({"received_on": {"over": "2026-10-09"}}))["received_on"] == date(2026, 10, 12)  # a Monday
    assert asked(*rows({"received_on": {"under": "2026-08-01"}})) == Nothing()
    born = found(*rows({"received_on": {"from": "2026-10-01"}, "days_late": {"over": 0}}))
    assert born["birth_date"] == date(2026, 8, 1)


def test_who_comes_of_age_is_eighteen_to_the_day() -> None:
    grown = {"expression": "years(birth_date, received_on) >= 18"}
    assert found(*rows(grown)) == {"birth_date": date(2008, 8, 3)}
    assert found(*misses(grown)) == {}
    assert asked(*rows(grown, {"days_late": {"up_to": 0}})) == Nothing()
    assert found(*rows({"expression": "years(birth_date, received_on) == 60"}))["birth_date"] == date(1966, 8, 3)
    assert found(*rows({"expression": "years(date('2024-02-29'), received_on) == 2"})) == {}
    assert asked(*rows({"expression": "years(date('2024-02-29'), received_on) > 2"})) == Nothing()


def test_everything_is_present_once_it_is_known() -> None:
    assert asked(*rows({"child_name": {"absent": True}})) == Nothing()
    assert found(*rows({"child_name": {"present": True}})) == {}


def test_what_is_not_looked_into_is_tried_and_not_guessed() -> None:
    assert found(*rows({"expression": "pages * copies < 3"})) == {}
    assert found(*rows({"expression": "pages * copies > 99999"})) == {"pages": 1000, "copies": 100}
    assert asked(*rows({"expression": "pages * copies == 1517"})) == Unsure("outside")
    assert (
        asked(*rows({"expression": "pages * copies == 1517"}), *misses({"expression": "copies * 0 == 0"})) == Nothing()
    )
    same = {"expression": "pages % 7 == 3"}
    assert asked(*rows({"by_proxy": True, **same}), *misses(same)) == Nothing()


@pytest.mark.parametrize("span", [(date.min, date.max), (date.max, date.max), (date(2026, 8, 1), date(2026, 8, 2))])
def test_any_span_has_its_day(span: tuple[date, date]) -> None:
    (row,) = rows({"days_late": {"up_to": 0}})
    solved = find(row, {fact.id: fact for fact in FACTS}, span)
    assert isinstance(solved, Found)
    assert span[0] <= solved.values["received_on"] <= span[1]  # type: ignore[operator]
