"""z3 says of an expression what the Python back-end says of every dossier, and never thinks longer than it may."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from motcua.lang import Choice, Derived, Fact, Named, Value, compile_program, to_z3
from motcua.lang.functions import evaluating
from motcua.lang.joining import TRUE
from motcua.lang.solving import Found, Nothing, Unsure, inlined
from motcua.lang.threefold import answered, any_answer, threefold
from motcua.lang.to_z3 import solve
from motcua.lang.tree import Call, Const, Node, Ref

WORDS = ("ho-ngheo", "kt-nang")
CHOICES = tuple(Choice(word, word) for word in WORDS)
FIRST, LAST = date(2028, 2, 27), date(2028, 3, 2)
FACTS = [
    Fact("pages", "integer", "pages", min=-5, max=6),
    Fact("poor", "boolean", "poor"),
    Fact("channel", "choice", "channel", choices=CHOICES),
    Fact("groups", "choices", "groups", choices=CHOICES),
    Fact("received_on", "date", "received_on"),
]
BY_ID = {fact.id: fact for fact in FACTS}
NAMES = {fact.id: any_answer(fact) for fact in FACTS}


def every_dossier() -> Iterator[dict[str, Value | None]]:
    """Walk all dossiers that these facts allow."""
    sets = [frozenset(), *(frozenset({word}) for word in WORDS), frozenset(WORDS)]
    days = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]
    for pages, poor, channel, groups, day in product(range(-5, 7), (True, False), WORDS, sets, days):
        yield {"pages": pages, "poor": poor, "channel": channel, "groups": groups, "received_on": day}


DOSSIERS = list(every_dossier())

words = st.sampled_from(WORDS).map(lambda word: f'"{word}"')
divisors = st.sampled_from(["2", "3", "-2", "-5"])
integers = st.recursive(
    st.integers(-9, 9).map(str)
    | st.sampled_from(
        ["pages", "size(groups)", "size(channel)"]
        + [
            f"{count}(date('{day}'), received_on)"
            for day in ("2008-02-29", "2027-03-01", "2028-03-01")
            for count in ("days", "years")
        ]
        + ["share(pages, 33, 10)"]
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, st.sampled_from("/%"), divisors).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(st.sampled_from(["least", "greatest"]), inner, inner).map(lambda t: f"math.{t[0]}({t[1]}, {t[2]})"),
        inner.map(lambda text: f"-({text})"),
        st.tuples(inner, inner).map(lambda t: f"(poor ? {t[0]} : {t[1]})"),
    ),
    max_leaves=5,
)
members = st.one_of(
    words.map(lambda word: f"g == {word}"),
    words.map(lambda word: f"g.startsWith({word})"),
    words.map(lambda word: f"(g in [{word}] || pages > 2)"),
)
atoms = st.one_of(
    st.sampled_from(["poor", "true", "received_on <= date('2028-02-29')", "channel in groups"]),
    st.tuples(integers, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), integers).map(" ".join),
    words.map(lambda word: f"channel != {word}"),
    words.map(lambda word: f"{word} in groups"),
    words.map(lambda word: f"(poor ? channel : {word}).startsWith({word})"),
    st.tuples(st.sampled_from(["exists", "all"]), members).map(lambda t: f"groups.{t[0]}(g, {t[1]})"),
)
booleans = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda text: f"!({text})"),
        st.tuples(inner, inner, inner).map(lambda t: f"({t[0]} ? {t[1]} : {t[2]})"),
    ),
    max_leaves=5,
)


def compiled(text: str, *derived: Derived) -> Node:
    program, findings = compile_program(FACTS, derived, [Named("goal", {"expression": text})], [])
    assert not [finding for finding in findings if finding.severity == "error"], text
    return inlined(program.trees.conditions[0], program.steps)


def amount(text: str) -> Node:
    return compile_program(FACTS, [], [], [Named("goal", text, "integer")])[0].trees.amounts[0]


@settings(max_examples=60, deadline=None)
@given(booleans)
def test_z3_finds_a_dossier_exactly_where_trying_all_of_them_does(text: str) -> None:
    goal = compiled(text)
    evaluate = evaluating(goal, ())
    fulfilling = any(evaluate(dossier, {}) is True for dossier in DOSSIERS)
    solved = solve(goal, BY_ID, (FIRST, LAST), 5000)
    if isinstance(solved, Found):
        assert evaluate(solved.values, {}) is True
        assert solved.values in DOSSIERS
    else:
        assert solved == Nothing()
        assert not fulfilling


trees = booleans.map(compiled) | integers.map(amount)


@settings(max_examples=150, deadline=None)
@given(trees, st.sets(st.sampled_from(sorted(BY_ID)), max_size=3))
def test_where_answers_are_missing_as_much_is_known_as_python_knows(tree: Node, unknown: set[str]) -> None:
    missing = {name: Ref(answered(name), "boolean") for name in unknown}
    names = {name: replace(three, known=missing.get(name, TRUE)) for name, three in NAMES.items()}
    three = threefold(tree, names)
    for dossier in DOSSIERS[::37]:
        expected = evaluating(tree, ())(dossier | dict.fromkeys(unknown), {})
        answers = dossier | {answered(name): False for name in unknown}
        assert evaluating(three.known, ())(answers, {}) is (expected is not None)
        if expected is not None:
            assert evaluating(three.value, ())(answers, {}) == expected


@pytest.mark.parametrize(("pages", "quotient", "remainder"), [(-7, -3, -1), (7, 3, 1), (-6, -3, 0)])
def test_division_goes_toward_zero(pages: int, quotient: int, remainder: int) -> None:
    facts = {"pages": Fact("pages", "integer", "pages", min=-7, max=7)}
    program, _ = compile_program(
        list(facts.values()),
        [],
        [Named("goal", {"expression": f"pages / 2 == {quotient} && pages % 2 == {remainder}"})],
        [],
    )
    goal = program.trees.conditions[0]
    assert solve(goal, facts, (FIRST, LAST), 5000) == Found({"pages": pages})


def test_a_derived_fact_outside_its_bounds_is_unknown_to_z3_too() -> None:
    twice = Derived("twice", "pages * 2", min=0, max=6)
    assert isinstance(solve(compiled("twice == 6", twice), BY_ID, (FIRST, LAST), 5000), Found)
    assert solve(compiled("twice == 8 || twice < 0", twice), BY_ID, (FIRST, LAST), 5000) == Nothing()
    assert solve(compiled("!(twice == 8) && pages == 4", twice), BY_ID, (FIRST, LAST), 5000) == Nothing()


def test_what_the_goal_leaves_open_is_answered_plainly() -> None:
    solved = solve(compiled("size(groups) + pages > 2"), BY_ID, (FIRST, LAST), 5000)
    assert isinstance(solved, Found)
    assert solved.values["received_on"] == date(2028, 2, 28)  # the first day of the span that is no weekend
    assert (solved.values["poor"], solved.values["channel"]) == (False, WORDS[0])


def hostile_goals() -> Iterator[tuple[str, Node]]:
    """Walk goals that z3 would think about for hours, most of them while it only tidies them up."""
    x, y, z = (Ref(name, "integer") for name in "xyz")
    power: Node = x
    for step in range(60):
        power = Call("+", (Call("*", (power, Call("+", (y, number(step)), "integer")), "integer"), z), "integer")
    yield "a product of sixty sums", equals(power, 123_456_789_123_456_789)
    yield "the factors of a large number", equals(Call("*", (x, y), "integer"), 1_000_000_007 * 998_244_353)
    cubes = [Call("*", (each, Call("*", (each, each), "integer")), "integer") for each in (x, y, z)]
    yield "three cubes", equals(Call("+", (Call("+", (cubes[0], cubes[1]), "integer"), cubes[2]), "integer"), 114)
    yield "seven choices", equals(mixed(7), 17)
    yield "three hundred choices", equals(mixed(300), 17)


def mixed(steps: int) -> Node:
    x, y, z = (Ref(name, "integer") for name in "xyz")
    mixed: Node = x
    for step in range(steps):
        odd = Call("==", (Call("%", (mixed, number(7)), "integer"), number(step % 7)), "boolean")
        third = Call("/", (Call("*", (mixed, y), "integer"), number(3)), "integer")
        mixed = Call("?:", (odd, third, Call("+", (mixed, z), "integer")), "integer")
    return mixed


def number(value: int) -> Const:
    return Const(value, "integer")


def equals(node: Node, value: int) -> Node:
    return Call("==", (node, number(value)), "boolean")


HOSTILE = dict(hostile_goals())


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_goal_is_left_open_in_time(what: str) -> None:
    facts = {name: Fact(name, "integer", name, min=2, max=10**12) for name in "xyz"}
    began = monotonic()
    assert isinstance(solve(HOSTILE[what], facts, (FIRST, LAST), 300), Unsure)
    assert monotonic() - began < 3


def test_z3_is_ended_where_it_does_not_mind_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_z3, "_MOST_PRODUCTS", 2**100)  # or it would not be asked
    monkeypatch.setattr(to_z3, "_GRACE", 0.5)
    facts = {name: Fact(name, "integer", name) for name in "xyz"}
    began = monotonic()
    assert solve(HOSTILE["a product of sixty sums"], facts, (FIRST, LAST), 200) == Unsure("time")
    assert 0.9 <= monotonic() - began < 4


def test_without_z3_nothing_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    assert solve(compiled("pages * pages == 4"), BY_ID, (FIRST, LAST), 1000) == Unsure("no-solver")
