"""Random conditions over few answers: what is found exists, what is ruled out does not, as trying everything shows."""

from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.lang import Choice, Fact, Value
from motcua.lang.cel import Checker
from motcua.lang.functions import evaluating
from motcua.lang.solving import Found, Nothing, Solved, Unsure, find
from motcua.lang.solving.confirming import judged
from motcua.lang.to_z3 import solve
from motcua.lang.tree import Node

WORDS = ("counter", "online", "postal")
CHOICES = tuple(Choice(word, word) for word in WORDS)
FIRST = date(2026, 1, 3)  # a Saturday
SPAN = (FIRST, FIRST + timedelta(days=3))
FACTS = {
    fact.id: fact
    for fact in (
        Fact("pages", "integer", "Số trang", min=0, max=6),
        Fact("copies", "integer", "Số bản", min=1, max=3),
        Fact("poor", "boolean", "Hộ nghèo?"),
        Fact("by_proxy", "boolean", "Đi thay?", default=True),
        Fact("channel", "choice", "Cách nộp", choices=CHOICES),
        Fact("way", "choice", "Cách nhận", choices=CHOICES, default="online"),
        Fact("groups", "choices", "Các nhóm", choices=CHOICES[:2]),
        Fact("received_on", "date", "Ngày nhận"),
    )
}
CHECKER = Checker({name: fact.kind for name, fact in FACTS.items()})

words = st.sampled_from((*WORDS, "fax", "")).map(lambda word: f"'{word}'")
listed = st.lists(words, min_size=1, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
order = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
dates = st.integers(-1, 4).map(lambda n: f"date('{FIRST + timedelta(days=n)}')")
numbers = st.integers(-3, 12).map(str)
factors = st.integers(-3, 3).map(str)
sums = st.recursive(
    numbers | st.sampled_from(["pages", "copies", "size(channel)"]) | dates.map(lambda d: f"days({d}, received_on)"),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(factors, inner).map(lambda t: f"({t[0]} * {t[1]})"),
        st.tuples(st.sampled_from(["least", "greatest"]), inner, inner).map(lambda t: f"math.{t[0]}({t[1]}, {t[2]})"),
        st.tuples(inner, inner).map(lambda t: f"(poor ? {t[0]} : {t[1]})"),
        inner.map(lambda text: f"-({text})"),
    ),
    max_leaves=4,
)
members = st.one_of(
    st.tuples(st.sampled_from(["==", "!="]), words).map(lambda t: f"g {t[0]} {t[1]}"),
    words.map(lambda word: f"g.startsWith({word})"),
    listed.map(lambda items: f"g in {items} || by_proxy"),
    st.sampled_from(["g == channel", "poor"]),
)
tests = st.one_of(
    st.sampled_from(["poor", "by_proxy", "poor == by_proxy", "channel == way", "way in groups", "present(pages)"]),
    st.tuples(sums, order, sums).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
    st.tuples(order, dates).map(lambda t: f"received_on {t[0]} {t[1]}"),
    words.map(lambda word: f"channel != {word}"),
    listed.map(lambda items: f"way in {items}"),
    words.map(lambda word: f"{word} in groups"),
    words.map(lambda word: f"(poor ? way : channel) == {word}"),
    words.map(lambda word: f"channel.startsWith({word})"),
    st.tuples(st.sampled_from(["exists", "all"]), members).map(lambda t: f"groups.{t[0]}(g, {t[1]})"),
)
strange = st.sampled_from(["size(groups) > 1", "pages * copies == 15", "pages % 4 == 3", "pages / 2 > copies"])


def conditions(leaves: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
            inner.map(lambda text: f"!({text})"),
            st.tuples(inner, inner, inner).map(lambda t: f"({t[0]} ? {t[1]} : {t[2]})"),
        ),
        max_leaves=8,
    )


def possible(fact: Fact) -> list[Value]:
    match fact.type:
        case "integer":
            return list(range(fact.min or 0, (fact.max or 0) + 1))
        case "boolean":
            return [False, True]
        case "choice":
            return [choice.id for choice in fact.choices]
        case "choices":
            ids = [choice.id for choice in fact.choices]
            return [frozenset(some) for size in range(len(ids) + 1) for some in combinations(ids, size)]
    return [SPAN[0] + timedelta(days=n) for n in range((SPAN[1] - SPAN[0]).days + 1)]


DOSSIERS = [dict(zip(FACTS, values, strict=True)) for values in product(*map(possible, FACTS.values()))]


def compiled(text: str) -> Node:
    tree, troubles = CHECKER.check(text, "boolean")
    assert tree is not None, (text, troubles)
    return tree


def exists(goal: Node) -> bool:
    evaluate = evaluating(goal, ())
    return any(evaluate(dossier, {}) for dossier in DOSSIERS)


def assert_true_to_the_goal(solved: Solved, goal: Node) -> None:
    if isinstance(solved, Found):
        assert evaluating(goal, ())(solved.values, {}) is True
        assert dict(solved.values) in DOSSIERS
    elif isinstance(solved, Nothing):
        assert not exists(goal)


@settings(deadline=None, max_examples=300)
@given(conditions(tests))
def test_what_is_looked_into_is_decided_as_trying_everything_decides(text: str) -> None:
    goal = compiled(text)
    solved = find(goal, FACTS, SPAN)
    assert_true_to_the_goal(solved, goal)
    assert isinstance(solved, Found) is exists(goal), (text, solved)


@settings(deadline=None, max_examples=150)
@given(conditions(tests | strange))
def test_what_is_not_looked_into_is_never_guessed(text: str) -> None:
    goal = compiled(text)
    assert_true_to_the_goal(find(goal, FACTS, SPAN), goal)


@settings(deadline=None, max_examples=60)
@given(conditions(tests | strange))
def test_z3_contradicts_nothing(text: str) -> None:
    goal = compiled(text)
    alone, thought_over = find(goal, FACTS, SPAN), solve(goal, FACTS, SPAN, 2_000)
    assert_true_to_the_goal(thought_over, goal)
    assert {type(alone), type(thought_over)} != {Found, Nothing}


def test_z3_is_asked_what_is_not_looked_into() -> None:
    goal = compiled("pages * copies == 15")
    assert find(goal, FACTS, SPAN) == Unsure("outside")
    solved = find(goal, FACTS, SPAN, limit=2_000)
    assert isinstance(solved, Found)
    assert (solved.values["pages"], solved.values["copies"]) == (5, 3)


@settings(deadline=None, max_examples=200)
@given(conditions(tests | strange), st.sampled_from(DOSSIERS), st.frozensets(st.sampled_from(sorted(FACTS))))
def test_a_witness_is_judged_as_a_dossier_is(text: str, dossier: dict[str, Value], unknown: frozenset[str]) -> None:
    goal = compiled(text)
    known = {name: value for name, value in dossier.items() if name not in unknown}
    assert judged(goal, known) is evaluating(goal, ())(dossier | dict.fromkeys(unknown), {})
