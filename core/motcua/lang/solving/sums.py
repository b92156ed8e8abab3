"""Sums: what arithmetic over numbers and days comes to, case by case, as a constant and multiples of variables."""

from collections.abc import Callable
from math import gcd
from typing import NamedTuple, Protocol

from msgspec import Struct

from motcua.lang.solving.bare import bare
from motcua.lang.solving.formula import FALSE, TRUE, Formula, every, within
from motcua.lang.solving.numbers import gathered
from motcua.lang.solving.quantities import Quantities
from motcua.lang.tree import Call, Const, Node, Ref, Unknown

_ENDLESS = 1 << 200
_MOST_CASES = 64  # of one sum


class Unfit(Exception):  # noqa: N818 - it never leaves: what is unfit is taken for a quantity of its own
    """Of another form than what was tried."""


class Sum(NamedTuple):
    """A constant and multiples of variables, by their numbers."""

    constant: int
    factors: dict[int, int]


Cases = list[tuple[Formula, Sum]]
"""What something can come to, each with when it does; no two at once; where none does, it is unknown."""


class Says(Protocol):
    """When a condition is true, or when it is false."""

    def __call__(self, node: Node, *, truth: bool) -> Formula:
        """Return it as a formula."""


class Summing(Struct, frozen=True):
    """Turns arithmetic into sums.

    :param says: when a condition is true or false.
    :param guessed: a part as it is known by when it is taken for a variable.
    :param count: notes that a part was looked at.
    """

    quantities: Quantities
    says: Says
    guessed: Callable[[Node], Node]
    count: Callable[[], None]

    def cases(self, node: Node) -> Cases:
        """Return what arithmetic can come to; what is no sum is a variable of its own."""
        self.count()
        try:
            cases = self._cases(node)
            if len(cases) > _MOST_CASES:
                raise Unfit
        except Unfit:
            return [(TRUE, Sum(0, {self.quantities.variable(self.guessed(node)): 1}))]
        return cases

    def _cases(self, node: Node) -> Cases:  # noqa: C901, PLR0911 - one per kind of node
        match node:
            case Const(value=value):
                return [(TRUE, Sum(value if isinstance(value, int) else value.toordinal(), {}))]  # type: ignore[union-attr]
            case Ref(name=name):
                return [(self.quantities.known(name), Sum(0, {self.quantities.variable(node): 1}))]
            case Unknown():
                return []
            case Call(op="+", args=(one, other)):
                return self._added(one, other)
            case Call(op="-", args=(one, other)):
                return self._added(one, other, -1)
            case Call(op="days", args=(start, end)):
                return self._added(end, start, -1)
            case Call(op="years", args=(Ref() | Const() as one, Ref() | Const() as other)):
                return self._years(one, other)
            case Call(op="neg", args=(arg,)):
                return self._added(Const(0, "integer"), arg, -1)
            case Call(op="*", args=(one, other)):
                return self._multiplied(one, other)
            case Call(op="?:", args=(condition, then, otherwise)):
                return [*self._when(condition, then, truth=True), *self._when(condition, otherwise, truth=False)]
            case Call(op="least" | "greatest" as op, args=args):
                return self._outermost("<=" if op == "least" else ">=", [self.cases(arg) for arg in args])
            case Call(op="size", args=(Ref(kind="text", name=name),)):
                return self._lengths(name)
        raise Unfit

    def _added(self, one: Node, other: Node, times: int = 1) -> Cases:
        left, right = self.cases(one), self.cases(other)
        return [(every((g, h)), added(a, b, times)) for g, a in left for h, b in right]

    def _multiplied(self, one: Node, other: Node) -> Cases:
        nought = Sum(0, {})
        product = []
        for g, a in self.cases(one):
            for h, b in self.cases(other):
                if a.factors and b.factors:
                    raise Unfit
                many, times = (a, b.constant) if a.factors else (b, a.constant)
                product.append((every((g, h)), added(nought, many, times)))
        return product

    def _years(self, start: Ref | Const, end: Ref | Const) -> Cases:
        known = every([self.quantities.known(day.name) for day in (start, end) if isinstance(day, Ref)])
        one, other = bare(start), bare(end)
        age = Call("years", (one, other), "integer")
        return [(known, Sum(0, {} if one == other else {self.quantities.variable(age): 1}))]

    def _when(self, condition: Node, then: Node, *, truth: bool) -> Cases:
        guard = self.says(condition, truth=truth)
        return [(every((guard, inner)), sum_) for inner, sum_ in self.cases(then)]

    def _outermost(self, op: str, arguments: list[Cases]) -> Cases:
        """Choose the least or the greatest of arguments, of two that are equal the first."""
        first, *rest = arguments
        for more in rest:
            chosen = []
            for g, a in first:
                for h, b in more:
                    difference = added(a, b, -1)
                    for truth, sum_ in ((True, a), (False, b)):
                        chosen.append((every((g, h, compared(difference, op, self.quantities, truth=truth))), sum_))
            first = chosen
            if len(first) > _MOST_CASES:
                raise Unfit
        return first

    def _lengths(self, name: str) -> Cases:
        """Return how long the id of a choice can be."""
        words, known = self.quantities.words(name), self.quantities.known(name)
        if not words:
            raise Unfit
        long = {len(word): [number for w, number in words.items() if len(w) == len(word)] for word in words}
        answer = self.quantities.answer(name)
        return [(every((known, within(answer, gathered(which)))), Sum(length, {})) for length, which in long.items()]


def added(one: Sum, other: Sum, times: int = 1) -> Sum:
    """Add a multiple of a sum to another."""
    factors = dict(one.factors)
    for number, factor in other.factors.items():
        factors[number] = factors.get(number, 0) + times * factor
    return Sum(one.constant + times * other.constant, {number: f for number, f in factors.items() if f})


def compared(sum_: Sum, op: str, quantities: Quantities, *, truth: bool) -> Formula:
    """Say that a sum compares with nought as it should, or that it does not.

    Sums that differ by a factor are one quantity: ``2 * pages > 7`` tells what ``pages > 3`` tells.
    """
    if op == "!=":
        op, truth = "==", not truth
    first, last = _stretch(op, -sum_.constant)
    if not sum_.factors:
        return TRUE if (first <= 0 <= last) is truth else FALSE
    terms = sorted(sum_.factors.items())
    unit = gcd(*sum_.factors.values()) * (1 if terms[0][1] > 0 else -1)
    if unit < 0:
        first, last = -last, -first
    first, last = -(-first // abs(unit)), last // abs(unit)
    quantity = quantities.sum(tuple((number, factor // unit) for number, factor in terms))
    return within(quantity, ((first, last),) if first <= last else (), truth=truth)


def _stretch(op: str, bound: int) -> tuple[int, int]:
    """Return the numbers that compare so with a bound, from the first to the last."""
    match op:
        case "<":
            return -_ENDLESS, bound - 1
        case "<=":
            return -_ENDLESS, bound
        case ">":
            return bound + 1, _ENDLESS
        case ">=":
            return bound, _ENDLESS
    return bound, bound
