"""Random conditions over days and ages: what some dossier out of thousands fulfils is found, and found rightly."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.lang import Fact, Value
from motcua.lang.cel import Checker
from motcua.lang.functions import evaluating
from motcua.lang.solving import Found, Nothing, find
from motcua.lang.tree import Node

FIRST = date(2024, 2, 27)
SPAN = (FIRST, FIRST + timedelta(days=5))  # over 29 February
NAMES = ("birth_date", "death_date", "received_on")
FACTS = {name: Fact(name, "date", name) for name in NAMES}
CHECKER = Checker({name: fact.kind for name, fact in FACTS.items()})

names = st.sampled_from(NAMES)
order = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
near = st.builds(
    lambda years, off: FIRST.replace(year=FIRST.year - years) + timedelta(days=off),
    st.integers(0, 9),
    st.integers(-1, 5),
)
days = near.map(lambda day: f"date('{day}')")
ages = st.tuples(names | days, names).map(lambda t: f"years({t[0]}, {t[1]})")
tests = st.one_of(
    st.tuples(ages, order, st.integers(-1, 9)).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
    st.tuples(names, names, order, st.integers(-3, 400)).map(lambda t: f"days({t[0]}, {t[1]}) {t[2]} {t[3]}"),
    st.tuples(names, order, days | names).map(" ".join),
)
sums_of_ages = st.tuples(ages, ages, order, st.integers(0, 9)).map(lambda t: f"{t[0]} + {t[1]} {t[2]} {t[3]}")
conditions = st.recursive(
    tests | sums_of_ages,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda text: f"!({text})"),
    ),
    max_leaves=5,
)
LONG_AGO = [
    FIRST.replace(year=FIRST.year - years) + timedelta(days=off) for years in range(10) for off in (-1, 0, 1, 2, 5)
]
RECEIVED = [FIRST + timedelta(days=off) for off in range(6)]
DOSSIERS: list[dict[str, Value]] = [
    dict(zip(NAMES, each, strict=True)) for each in product(LONG_AGO, LONG_AGO[::3], RECEIVED)
]


def compiled(text: str) -> Node:
    tree, troubles = CHECKER.check(text, "boolean")
    assert tree is not None, (text, troubles)
    return tree


@settings(deadline=None, max_examples=200)
@given(conditions)
def test_days_that_fit_are_found(text: str) -> None:
    goal = compiled(text)
    evaluate = evaluating(goal, ())
    solved = find(goal, FACTS, SPAN)
    if isinstance(solved, Found):
        assert evaluate(solved.values, {}) is True
        assert SPAN[0] <= solved.values["received_on"] <= SPAN[1]  # type: ignore[operator]
    elif isinstance(solved, Nothing):
        assert not any(evaluate(dossier, {}) for dossier in DOSSIERS)
