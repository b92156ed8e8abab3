"""z3 formulas written from two-valued trees (`threefold`): the third back-end of the typed trees.

Dates are day numbers, words numbers, a set of texts one boolean a member. z3 divides downwards where CEL divides toward
zero, and so do the others; nothing overflows within the bounds of the facts, as the compiler has proven.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from itertools import product
from operator import add, eq, ge, gt, le, lt, mul, neg, sub
from typing import Any

from msgspec import Struct

from motcua.lang.facts import RECEIVED_ON, Fact, Value
from motcua.lang.solving.plain import least, most
from motcua.lang.solving.result import Span
from motcua.lang.tree import Call, Const, Node, Ref
from motcua.lang.z3_days import dated

Z3 = Any  # the wheel of z3 has no types: nothing of it leaves this module and `to_z3`


class Outside(Exception):  # noqa: N818 - an answer, not a mistake
    """A tree says something that no formula is written for."""


class Writing(Struct):
    """One goal being written; `conditions` hold what its facts can be, `variables` what was written of each."""

    z3: Z3
    facts: Mapping[str, Fact]
    span: Span
    context: Z3
    conditions: list[Z3] = []
    variables: dict[str, Z3] = {}
    _words: dict[str, int] = {}
    _written: dict[int, tuple[Node, Z3]] = {}
    _calendar: dict[int, tuple[Z3, Z3, Z3]] = {}

    def write(self, node: Node) -> Z3:
        """Write a tree; parts that are one object are written once.

        :raises Outside: for what cannot be written.
        """
        if id(node) not in self._written:
            self._written[id(node)] = node, self._new(node)
        return self._written[id(node)][1]

    def _new(self, node: Node) -> Z3:  # noqa: PLR0911 - one per kind of node
        match node:
            case Const(value=value):
                return self.constant(value)
            case Ref(name=name):
                return self.variable(name)
            case Call(op="in", args=(Const(value=str(word)), Ref(name=name))):
                return self.variable(name)[word]
            case Call(op="startsWith", args=(one, other)):
                return self._starts_with(one, other)
            case Call(op="size", args=(text,)):
                lengths = [(self.write(text) == self.constant(word), len(word)) for word in self._possible(text)]
                return reduce(lambda size, each: self.z3.If(each[0], each[1], size), lengths, self.constant(0))
            case Call(op=op, args=args) if op in _PLAIN:
                return _PLAIN[op](*map(self.write, args))
            case Call(op=op, args=args) if op in _WRITTEN:
                return _WRITTEN[op](self, *map(self.write, args))
        raise Outside

    def constant(self, value: Value) -> Z3:
        """Write a value of a fact, or a literal."""
        match value:
            case bool():
                return self.z3.BoolVal(value, self.context)
            case date():
                return self.z3.IntVal(value.toordinal(), self.context)
            case str():
                return self.z3.IntVal(self._words.setdefault(value, len(self._words)), self.context)
        return self.z3.IntVal(value, self.context)

    def is_answer(self, name: str, value: Value) -> list[Z3]:
        """Say that a fact has a value."""
        of = self.variables[name]
        if isinstance(value, frozenset):
            return [member == self.constant(word in value) for word, member in of.items()]
        return [of == self.constant(value)]

    def answer(self, name: str, model: Z3) -> Value:
        """Read the answer to a fact out of a model."""
        of = self.variables[name]
        if isinstance(of, dict):
            seen = {word: model.eval(member, model_completion=True) for word, member in of.items()}
            return frozenset(word for word, member in seen.items() if self.z3.is_true(member))
        seen = model.eval(of, model_completion=True)
        match self.facts[name].type:
            case "boolean":
                return bool(self.z3.is_true(seen))
            case "date":
                return date.fromordinal(int(seen.as_long()))
            case "choice":
                return list(self._words)[int(seen.as_long())]
        return int(seen.as_long())

    def variable(self, name: str) -> Z3:
        """Return what stands for a fact; of a set of texts, for each of its members."""
        if name not in self.variables:
            self.variables[name] = self._variable(self.facts[name])
        return self.variables[name]

    def _variable(self, fact: Fact) -> Z3:
        if fact.type == "boolean":
            return self.z3.Bool(fact.id, self.context)
        if fact.type == "choices":
            return {choice.id: self.z3.Bool(f"{fact.id}.{choice.id}", self.context) for choice in fact.choices}
        of = self.z3.Int(fact.id, self.context)
        self.conditions.append(self._possible_answer(fact, of))
        return of

    def _possible_answer(self, fact: Fact, of: Z3) -> Z3:
        match fact.type:
            case "choice":
                return self._or(of == self.constant(choice.id) for choice in fact.choices)
            case "integer":
                first, last = least(fact), most(fact)
            case "date":
                days = self.span if fact.id == RECEIVED_ON else (date.min, date.max)
                first, last = (day.toordinal() for day in days)
            case _:
                raise Outside
        return self._and((first <= of, of <= last))

    def _starts_with(self, one: Node, other: Node) -> Z3:
        pairs = product(self._possible(one), self._possible(other))
        text, start = self.write(one), self.write(other)
        return self._or(
            self._and((text == self.constant(a), start == self.constant(b))) for a, b in pairs if a.startswith(b)
        )

    def _possible(self, text: Node) -> list[str]:
        """List the words that a text can be."""
        match text:
            case Const(value=str(word)):
                return [word]
            case Ref(name=name) if self.facts[name].type == "choice":
                return [choice.id for choice in self.facts[name].choices]
            case Call(op="?:", args=(_, then, otherwise)):
                return [*self._possible(then), *self._possible(otherwise)]
        raise Outside

    def _and(self, terms: Any) -> Z3:
        return self.z3.And([*terms, self.z3.BoolVal(True, self.context)])  # noqa: FBT003 - z3's way

    def _or(self, terms: Any) -> Z3:
        return self.z3.Or([*terms, self.z3.BoolVal(False, self.context)])  # noqa: FBT003 - z3's way

    def quotient(self, dividend: Z3, divisor: Z3) -> Z3:
        """Divide toward zero; the divisor is a literal other than zero."""
        size = abs(divisor.as_long())
        down = self.z3.If(dividend >= 0, dividend / size, -(-dividend / size))
        return down if divisor.as_long() > 0 else -down

    def remainder(self, dividend: Z3, divisor: Z3) -> Z3:
        """Return what is left of the quotient."""
        return dividend - divisor * self.quotient(dividend, divisor)

    def years(self, start: Z3, end: Z3) -> Z3:
        """Count whole years as `host.years` does."""
        forth, back = self._years_on(start, end), -self._years_on(end, start)
        return self.z3.If(end < start, back, forth)

    def _years_on(self, start: Z3, end: Z3) -> Z3:
        (year, in_year), (later, in_later) = self._dated(start), self._dated(end)
        return later - year - self.z3.If(in_later < in_year, 1, 0)

    def _dated(self, day: Z3) -> tuple[Z3, Z3]:
        """Return the year of a day, and a number that grows with the day within it."""
        if day.get_id() not in self._calendar:
            year, in_year, condition = dated(self.z3, day)
            self.conditions.append(condition)
            self._calendar[day.get_id()] = day, year, in_year
        _, year, in_year = self._calendar[day.get_id()]
        return year, in_year


def _least(writing: Writing, *terms: Z3) -> Z3:
    return reduce(lambda one, other: writing.z3.If(one <= other, one, other), terms)


def _greatest(writing: Writing, *terms: Z3) -> Z3:
    return reduce(lambda one, other: writing.z3.If(one >= other, one, other), terms)


_PLAIN: Mapping[str, Callable[..., Z3]] = {
    "==": eq, "<": lt, "<=": le, ">": gt, ">=": ge, "+": add, "-": sub, "*": mul, "neg": neg,
    "days": lambda start, end: end - start,
    "share": lambda amount, numerator, denominator: amount * numerator / denominator,  # down, as z3 divides
}  # fmt: skip
_WRITTEN: Mapping[str, Callable[..., Z3]] = {
    "&&": lambda writing, *terms: writing.z3.And(*terms),
    "||": lambda writing, *terms: writing.z3.Or(*terms),
    "!": lambda writing, term: writing.z3.Not(term),
    "?:": lambda writing, condition, then, otherwise: writing.z3.If(condition, then, otherwise),
    "/": Writing.quotient, "%": Writing.remainder, "least": _least, "greatest": _greatest, "years": Writing.years,
}  # fmt: skip
