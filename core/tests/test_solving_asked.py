"""Facts asked only under a condition: a witness answers what is asked and nothing else, as the questions read it."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.lang import Choice, Fact, Named, Questions, Value, compile_program
from motcua.lang.functions import evaluating
from motcua.lang.solving import Found, Nothing, Unsure, find, inlined
from motcua.lang.tree import Call, Node

SPAN = (date(2026, 7, 1), date(2026, 12, 31))
WAYS = (Choice("counter", "Tại quầy"), Choice("online", "Trực tuyến"))
PROXY = Fact("by_proxy", "boolean", "Có người đi thay?", default=False)
KIN = Fact("close_kin", "boolean", "Người thân ruột thịt?", required=True, asked_when={"by_proxy": True})
WAY = Fact(
    "way", "choice", "Gửi giấy ủy quyền cách nào?", choices=WAYS, asked_when={"close_kin": False, "by_proxy": True}
)
PAGES = Fact("pages", "integer", "Số trang", min=0, max=2, default=2, asked_when={"way": "online"})
GROUPS = Fact(
    "groups", "choices", "Diện", choices=WAYS, asked_when={"not": {"pages": 1}}, default=frozenset({"online"})
)
FACTS = [PROXY, KIN, WAY, PAGES, GROUPS]
QUESTIONS = Questions(FACTS)


def goal(text: str) -> Node:
    program, findings = compile_program(FACTS, [], [Named("goal", {"expression": text})], [])
    assert findings == []
    return inlined(program.trees.conditions[0], program.steps)


def found(text: str) -> dict[str, Value]:
    solved = find(goal(text), {fact.id: fact for fact in FACTS}, SPAN, asked=QUESTIONS.conditions)
    assert isinstance(solved, Found), (text, solved)
    return dict(solved.values)


def every_answer() -> list[dict[str, Value | None]]:
    """Answer the questions in every way in which all that is asked is answered."""
    answers: list[tuple[Any, ...]] = [
        (False, True),
        (False, True),
        ("counter", "online"),
        (0, 1, 2),
        ([], ["counter"], ["online"], ["counter", "online"]),
    ]
    ways = (dict(zip([fact.id for fact in FACTS], each, strict=True)) for each in product(*answers))
    return [QUESTIONS.read(way)[0] for way in ways]


DOSSIERS = every_answer()
tests = st.sampled_from(
    [
        "by_proxy", "close_kin", "way == 'online'", "way != 'online'", "present(way)", "pages < 1", "pages > 1",
        "pages == 1", "'counter' in groups", "'online' in groups", "groups.exists(g, g == way)", "present(groups)",
    ]
)  # fmt: skip
conditions = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda text: f"!({text})"),
    ),
    max_leaves=7,
)


def test_kin_are_asked_about_only_of_a_proxy() -> None:
    assert found("close_kin") == {"by_proxy": True, "close_kin": True, "pages": 2, "groups": frozenset({"online"})}


def test_no_proxy_stays_away_and_is_kin() -> None:
    goal_ = goal("close_kin && !by_proxy")
    facts = {fact.id: fact for fact in FACTS}
    assert find(goal_, facts, SPAN, asked=QUESTIONS.conditions) == Nothing()
    assert isinstance(find(goal_, facts, SPAN), Found)


def test_what_is_not_asked_and_has_no_default_stays_without_an_answer() -> None:
    assert "way" not in found("!by_proxy")
    assert "way" not in found("!present(way)")


def test_a_fact_whose_condition_is_undecided_is_asked() -> None:
    assert found("!present(way) && pages == 0")["pages"] == 0


@pytest.mark.parametrize("text", ["by_proxy", "way == 'online'", "pages == 0", "'counter' in groups", "!present(way)"])
def test_a_witness_is_read_back_as_it_is(text: str) -> None:
    values = found(text)
    read, findings = QUESTIONS.read({name: _as_given(value) for name, value in values.items()})
    assert findings == []
    assert QUESTIONS.missing(read) == ()
    assert {name: value for name, value in read.items() if value is not None} == values


@settings(deadline=None, max_examples=200)
@given(conditions)
def test_what_is_found_is_what_somebody_can_answer(text: str) -> None:
    tree = goal(text)
    evaluate = evaluating(tree, ())
    solved = find(tree, {fact.id: fact for fact in FACTS}, SPAN, asked=QUESTIONS.conditions)
    assert isinstance(solved, Found | Nothing)
    assert isinstance(solved, Found) is any(evaluate(dossier, {}) is True for dossier in DOSSIERS)
    if isinstance(solved, Found):
        assert {fact.id: solved.values.get(fact.id) for fact in FACTS} in DOSSIERS


def _as_given(value: Value) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def test_z3_too_is_told_what_is_not_asked() -> None:
    facts = {fact.id: fact for fact in [*FACTS, Fact("copies", "integer", "Số bản", min=1, max=9)]}
    program, _ = compile_program([*facts.values()], [], [Named("goal", {"expression": "copies * pages == 14"})], [])
    (tree,) = program.trees.conditions
    assert find(tree, facts, SPAN, asked=QUESTIONS.conditions) == Unsure("outside")
    solved = find(tree, facts, SPAN, 2_000, QUESTIONS.conditions)
    assert isinstance(solved, Found)
    assert (solved.values["copies"], solved.values["pages"]) == (7, 2)
    alone = Call("&&", (tree, goal("!by_proxy")), "boolean")  # nobody is asked the way, which leaves the pages open
    assert isinstance(find(alone, facts, SPAN, 2_000, QUESTIONS.conditions), Found)
    absent = Call("&&", (tree, goal("!present(way)")), "boolean")
    assert find(absent, facts, SPAN, 2_000, QUESTIONS.conditions) != Nothing()
