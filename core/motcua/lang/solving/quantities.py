"""Quantities of one question: which numbers stand for the answers to facts, and for what is counted from them."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from motcua.lang.facts import RECEIVED_ON, Fact
from motcua.lang.ranges import Range, range_of
from motcua.lang.solving.ages import years_between
from motcua.lang.solving.formula import TRUE, Formula, Quantity, within
from motcua.lang.solving.numbers import YES, YES_OR_NO, Numbers
from motcua.lang.solving.plain import least, most, plain_answer
from motcua.lang.solving.result import Span
from motcua.lang.tree import Call, Const, Node, Ref

Terms = tuple[tuple[int, int], ...]
"""The terms of a sum: number of a variable and its coefficient, in the order of the variables."""


class Variable(Struct, frozen=True):
    """A term of sums: a fact that is a number or a day; the years between two days; else a part nobody looks into."""

    domain: Numbers
    plain: int
    fact: Fact | None = None
    between: tuple[int, int] | None = None


class Quantities(Struct):
    """The quantities that the conditions of one question look at, each made once.

    :param silent: the facts that may be without an answer.
    """

    facts: Mapping[str, Fact]
    span: Span
    silent: frozenset[str] = frozenset()
    variables: list[Variable] = []
    answers: dict[str, Quantity] = {}
    members: dict[tuple[str, str], Quantity] = {}
    given: dict[str, Quantity] = {}
    sums: dict[Terms, Quantity] = {}
    used: set[str] = set()
    _opaque: dict[Node, Quantity] = {}
    _numbers: dict[str | Node, int] = {}
    _words: dict[str, dict[str, int]] = {}

    def words(self, name: str) -> Mapping[str, int]:
        """Return the choices of a fact with their numbers."""
        if (words := self._words.get(name)) is None:
            words = {choice.id: number for number, choice in enumerate(self.facts[name].choices)}
            self._words[name] = words
        return words

    def answer(self, name: str) -> Quantity:
        """Return the answer to a boolean fact or to a choice."""
        if (quantity := self.answers.get(name)) is None:
            fact = self.facts[name]
            domain = YES_OR_NO if fact.type == "boolean" else ((0, len(fact.choices) - 1),)
            quantity = self.answers[name] = Quantity(domain, self._plain(fact))
        return quantity

    def member(self, name: str, word: str) -> Quantity:
        """Return whether a choice is among those chosen."""
        if (quantity := self.members.get((name, word))) is None:
            default = self.facts[name].default
            plain = int(isinstance(default, frozenset) and word in default)
            quantity = self.members[name, word] = Quantity(YES_OR_NO, plain)
        return quantity

    def known(self, name: str) -> Formula:
        """Say that a fact, which is used, has an answer."""
        self.used.add(name)
        if name not in self.silent:
            return TRUE
        return within(self.given.setdefault(name, Quantity(YES_OR_NO, 1)), YES)

    def sum(self, terms: Terms) -> Quantity:
        """Return a sum of variables."""
        if (quantity := self.sums.get(terms)) is None:
            used = [(self.variables[number], factor) for number, factor in terms]
            ends = [(factor * each.domain[0][0], factor * each.domain[-1][1]) for each, factor in used]
            domain = ((sum(map(min, ends)), sum(map(max, ends))),)
            plain = sum(factor * each.plain for each, factor in used)
            quantity = self.sums[terms] = Quantity(domain, plain)
        return quantity

    def opaque(self, node: Node) -> Quantity:
        """Return the truth of a condition nobody looks into."""
        return self._opaque.setdefault(node, Quantity(YES_OR_NO, 0))

    def variable(self, node: Node) -> int:
        """Return the number of a term of sums: of a fact, or of a part known by its range alone."""
        key = node.name if isinstance(node, Ref) else node
        if (number := self._numbers.get(key)) is None:
            made = self._variable(node)
            number = self._numbers[key] = len(self.variables)
            self.variables.append(made)
        return number

    def _variable(self, node: Node) -> Variable:
        match node:
            case Ref(name=name):
                return self._fact(name)
            case Const(value=date() as day):
                return Variable(((day.toordinal(), day.toordinal()),), day.toordinal())
            case Call(op="years", args=(Ref() | Const() as start, Ref() | Const() as end)):
                return self._age(self.variable(start), self.variable(end))
        return self._part(node)

    def _age(self, start: int, end: int) -> Variable:
        one, other = self.variables[start], self.variables[end]
        youngest = years_between(one.domain[-1][1], other.domain[0][0])
        oldest = years_between(one.domain[0][0], other.domain[-1][1])
        return Variable(((youngest, oldest),), years_between(one.plain, other.plain), between=(start, end))

    def _fact(self, name: str) -> Variable:
        fact = self.facts[name]
        if fact.type == "integer":
            return Variable(((least(fact), most(fact)),), self._plain(fact), fact)
        first, last = self.span if name == RECEIVED_ON else (date.min, date.max)
        return Variable(((first.toordinal(), last.toordinal()),), self._plain(fact), fact)

    def _part(self, node: Node) -> Variable:
        integers = [fact for fact in self.facts.values() if fact.type == "integer"]
        can, _ = range_of(node, {fact.id: Range(least(fact), most(fact)) for fact in integers})
        return Variable(((can.least, can.greatest),), min(max(can.least, 0), can.greatest))

    def _plain(self, fact: Fact) -> int:
        """Return the number of the plain answer."""
        match value := plain_answer(fact, self.span):
            case date():
                return value.toordinal()
            case str():
                return self.words(fact.id).get(value, 0)
            case int():
                return int(value)
        return 0
