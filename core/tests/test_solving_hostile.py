"""Goals that nobody would write: each is answered quickly, and honestly where it is not decided."""

from collections.abc import Callable
from datetime import date
from functools import reduce
from time import process_time

import pytest

from motcua.lang import Choice, Fact
from motcua.lang.functions import Step
from motcua.lang.solving import Found, Nothing, Solved, Unsure, find, inlined
from motcua.lang.tree import Call, Const, Node, Ref

SPAN = (date(2026, 7, 1), date(2026, 12, 31))
FACTS = {f"f{n}": Fact(f"f{n}", "boolean", f"f{n}") for n in range(300)}
NUMBERS = {f"n{n}": Fact(f"n{n}", "integer", f"n{n}") for n in range(40)}
PLACES = {"xa": Fact("xa", "choice", "Xã", choices=tuple(Choice(f"x{n}", f"x{n}") for n in range(4000)))}
LONGEST = 0.5  # seconds of the processor: two hundred times what is usual


def flag(number: int) -> Node:
    return Ref(f"f{number}", "boolean")


def no(node: Node) -> Node:
    return Call("!", (node,), "boolean")


def some(*nodes: Node) -> Node:
    return Call("||", nodes, "boolean")


def all_of(*nodes: Node) -> Node:
    return Call("&&", nodes, "boolean")


def pigeons() -> Node:
    """Nine pigeons in eight holes: short to say, and long to refute for whoever tries."""
    at = [[flag(9 * pigeon + hole) for hole in range(8)] for pigeon in range(9)]
    alone = [no(all_of(at[a][hole], at[b][hole])) for hole in range(8) for a in range(9) for b in range(a)]
    return all_of(*(some(*holes) for holes in at), *alone)


def twice(levels: int) -> list[Step]:
    """Derived facts each of which uses the one before twice: written out, 2 ** levels parts."""
    steps = [Step("d0", some(flag(0), flag(1)))]
    for level in range(1, levels):
        before = Ref(f"d{level - 1}", "boolean")
        steps.append(Step(f"d{level}", some(all_of(before, flag(level)), no(before))))
    return steps


def twice_as_much(levels: int) -> list[Step]:
    """Derived facts each of which is the one before added to itself."""
    steps = [Step("d0", Ref("n0", "integer"))]
    for level in range(1, levels):
        before = Ref(f"d{level - 1}", "integer")
        steps.append(Step(f"d{level}", Call("+", (before, before), "integer")))
    return steps


def powers() -> Node:
    number: Node = Ref("n0", "integer")
    for _ in range(5_000):
        number = Call("*", (number, Ref("n0", "integer")), "integer")
    return Call("<", (number, Const(1, "integer")), "boolean")


def equal_in_turn(count: int) -> Node:
    return reduce(lambda one, other: Call("==", (one, other), "boolean"), map(flag, range(count)))


def numbers_in_order() -> Node:
    refs = [Ref(name, "integer") for name in NUMBERS]
    return all_of(*(Call("<", (a, b), "boolean") for a, b in zip(refs, [*refs[1:], refs[0]], strict=True)))


def circles() -> Node:
    refs = [Ref(name, "integer") for name in NUMBERS]
    either = [some(Call("<", (refs[n], refs[(n * 7 + 3) % 40]), "boolean"), flag(n)) for n in range(40)]
    return all_of(*either, *(no(flag(n)) for n in range(40)))


def elsewhere(number: int) -> Node:
    return no(Call("==", (Ref("xa", "text"), Const(f"x{number}", "text")), "boolean"))


HOSTILE: dict[str, Callable[[], Node]] = {
    "deep": lambda: reduce(lambda node, _: no(node), range(50_000), flag(0)),
    "pigeons": pigeons,
    "doubling": lambda: inlined(Ref("d60", "boolean"), twice(61)),
    "doubling, if known": lambda: inlined(Call("present", (Ref("d60", "boolean"),), "boolean"), twice(61)),
    "doubling numbers": lambda: Call(
        ">", (inlined(Ref("d60", "integer"), twice_as_much(61)), Const(0, "integer")), "boolean"
    ),
    "a deep product": powers,
    "equal in turn": lambda: equal_in_turn(60),
    "in a circle": numbers_in_order,
    "in circles": circles,
    "every other place": lambda: all_of(*map(elsewhere, range(0, 4000, 2))),
    "many places": lambda: all_of(*map(elsewhere, range(3999))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_goal_is_answered_quickly(name: str) -> None:
    goal = HOSTILE[name]()
    started = process_time()
    solved = find(goal, {**FACTS, **NUMBERS, **PLACES}, SPAN)
    took = process_time() - started
    assert isinstance(solved, Found | Nothing | Unsure)
    assert took < LONGEST


def test_a_wide_goal_is_decided() -> None:
    wide = all_of(*(some(flag(n), no(flag(n + 1))) for n in range(299)), flag(299))
    assert isinstance(find(wide, FACTS, SPAN), Found)
    assert find(all_of(wide, no(flag(0))), FACTS, SPAN) == Nothing()


def test_the_last_of_many_places_is_found() -> None:
    solved: Solved = find(HOSTILE["many places"](), PLACES, SPAN)
    assert solved == Found({"xa": "x3999"})
