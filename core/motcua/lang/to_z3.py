"""Questions for z3: whether there is a dossier that fulfils a goal, and which.

z3 keeps to its time limit while it searches, but not while it multiplies polynomials out: a goal that would grow too
large by that is not asked at all, and z3 thinks in a process of its own, which is ended when it is overdue.
"""

from collections.abc import Mapping
from importlib import import_module
from time import monotonic_ns

from msgspec import Struct

from motcua.lang.facts import Fact, Value
from motcua.lang.functions import evaluating
from motcua.lang.in_time import in_time
from motcua.lang.solving.plain import plain_answer
from motcua.lang.solving.result import Found, Nothing, Solved, Span, Unsure
from motcua.lang.threefold import HEAVIEST, TooHeavy, any_answer, threefold, weight
from motcua.lang.tree import Call, Node, children
from motcua.lang.z3_writing import Z3, Outside, Writing

_MS = 1_000_000  # nanoseconds
_GRACE = 2  # seconds, to begin and to end in
_MOST_PRODUCTS = 500


def solve(goal: Node, facts: Mapping[str, Fact], span: Span, limit: int) -> Solved:
    """Find a dossier that fulfils a goal, or prove that there is none among those in which every fact is known.

    :param goal: a boolean tree over facts alone.
    :param facts: what the goal speaks of; `received_on` lies in the span.
    :param limit: how long z3 may think, in milliseconds; the same again for making the dossier a plain one.
    """
    try:
        z3: Z3 = import_module("z3")  # an extra of 59 MB, loaded for who asks what it can prove
    except ImportError:
        return Unsure("no-solver")
    late: Solved = Unsure("time")
    overdue = 2 * limit / 1000 + _GRACE
    return in_time(overdue, lambda: _solve(Writing(z3, facts, span, z3.Context()), goal, limit), late)


def _solve(writing: Writing, goal: Node, limit: int) -> Solved:
    try:
        return _ask(writing, goal, limit)
    except (Outside, TooHeavy, RecursionError):  # deeper than anybody writes
        return Unsure("outside")


def _ask(writing: Writing, goal: Node, limit: int) -> Solved:
    if weight(goal) > HEAVIEST:
        return Unsure("outside")
    tree = threefold(goal, {fact.id: any_answer(fact) for fact in writing.facts.values()}).true
    if _Size().too_large(tree):
        return Unsure("outside")
    solver = writing.z3.Solver(ctx=writing.context)  # of its own: what was asked before has no say in the answer
    solver.set("random_seed", 0)
    solver.add(writing.write(tree), *writing.conditions)
    answer = _check(solver, limit)
    if answer == writing.z3.unsat:
        return Nothing()
    if answer != writing.z3.sat:
        return Unsure("time")
    values = _plainest(writing, solver, monotonic_ns() + limit * _MS)
    return Found(values) if evaluating(tree, ())(values, {}) is True else Unsure("outside")


def _plainest(writing: Writing, solver: Z3, until: int) -> dict[str, Value]:
    """Make the dossier as plain as the goal lets it be, one answer after the other, while there is time."""
    answers = ((fact.id, plain_answer(fact, writing.span)) for fact in writing.facts.values())
    model, plain = solver.model(), {name: value for name, value in answers if value is not None}
    for name in (name for name in writing.facts if name in writing.variables and name in plain):
        if (left := (until - monotonic_ns()) // _MS) <= 0:
            break
        solver.push()
        solver.add(*writing.is_answer(name, plain[name]))
        if _check(solver, left) == writing.z3.sat:
            model = solver.model()
        else:
            solver.pop()
    return plain | {name: writing.answer(name, model) for name in writing.variables}


def _check(solver: Z3, limit: int) -> Z3:
    solver.set("timeout", max(limit, 1))
    return solver.check()


class _Size(Struct):
    """Counts the products that a goal would come to were every polynomial multiplied out."""

    products: dict[int, int] = {}

    def too_large(self, tree: Node) -> bool:
        return self.count(tree) > _MOST_PRODUCTS or max(self.products.values()) > _MOST_PRODUCTS

    def count(self, node: Node) -> int:
        if id(node) not in self.products:
            inner = [self.count(child) for child in children(node)]
            self.products[id(node)] = min(self.products_of(node, inner), _MOST_PRODUCTS + 1)
        return self.products[id(node)]

    def products_of(self, node: Node, inner: list[int]) -> int:
        match node:
            case Call(op="+" | "-"):
                return sum(inner)
            case Call(op="*" | "share"):
                return inner[0] * inner[1]
            case Call(op="?:"):
                return inner[1] + inner[2]
            case Call(op="neg"):
                return inner[0]
        return 1
