"""Dossiers made of boxes: concrete, plain answers to every fact, such that each quantity lies where the box has it."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from motcua.lang.facts import RECEIVED_ON, Fact, Value
from motcua.lang.solving.ages import Age
from motcua.lang.solving.asking import Asked, settled
from motcua.lang.solving.fitting import Domains, Ties, fitting, narrowed
from motcua.lang.solving.numbers import Numbers, both, has, nearest
from motcua.lang.solving.plain import ordinary_day, plain_answer
from motcua.lang.solving.quantities import Quantities, Terms
from motcua.lang.solving.search import Box

_MOST_TRIES = 50
Values = dict[str, Value]


def dossiers(box: Box, quantities: Quantities, asked: Asked) -> Iterator[Values] | None:
    """Walk dossiers of a box, the plainest first; None when its sums or ages contradict one another.

    A part that nobody looks into is left to chance.
    """
    domains: Domains = {number: variable.domain for number, variable in enumerate(quantities.variables)}
    sums: list[tuple[Terms, Numbers]] = []
    for terms, quantity in quantities.sums.items():
        if (among := box.get(quantity)) is None:
            continue
        if len(terms) > 1:
            sums.append((terms, among))
        else:
            domains[terms[0][0]] = both(domains[terms[0][0]], among)
    ages = [Age(*each.between, number) for number, each in enumerate(quantities.variables) if each.between]
    ties = Ties(sums, ages)
    possible = narrowed(domains, ties)
    return None if possible is None else _walked(box, quantities, possible, ties, asked)


def _walked(box: Box, quantities: Quantities, domains: Domains, ties: Ties, asked: Asked) -> Iterator[Values]:
    variables = quantities.variables
    order = [number for number, variable in enumerate(variables) if variable.fact]
    order.sort(key=lambda number: _readiness(variables[number].fact))
    plain = {number: _plain(quantities, number, domains[number]) for number in order}
    for chosen in islice(fitting(domains, ties, plain, order), _MOST_TRIES):
        numbers = {fact.id: number for at, number in chosen.items() if (fact := variables[at].fact)}
        yield settled(_answers(box, quantities, numbers), quantities.facts, asked)


def _plain(quantities: Quantities, number: int, among: Numbers) -> int:
    """Return the plain number of a variable; dossiers are received on ordinary days, wherever possible."""
    variable = quantities.variables[number]
    if variable.fact is not quantities.facts.get(RECEIVED_ON) or has(among, variable.plain):
        return variable.plain
    return ordinary_day((date.fromordinal(nearest(among, variable.plain)), quantities.span[1])).toordinal()


def _readiness(fact: Fact | None) -> int:
    """Rank facts by how readily their plain answer is given up: the day last, before it what has a default."""
    return 0 if fact and fact.id == RECEIVED_ON else 1 if fact and fact.default is not None else 2


def _answers(box: Box, quantities: Quantities, numbers: dict[str, int]) -> Values:
    answers: Values = {}
    for name, fact in quantities.facts.items():
        given = quantities.given.get(name)
        if given and nearest(box.get(given, given.domain), 1) == 0:
            continue
        value = _answer(fact, box, quantities, numbers)
        if value is not None:
            answers[name] = value
    return answers


def _answer(fact: Fact, box: Box, quantities: Quantities, numbers: dict[str, int]) -> Value | None:
    if fact.id in numbers:
        number = numbers[fact.id]
        return date.fromordinal(number) if fact.type == "date" else number
    if fact.type == "choices":
        return _chosen(fact, box, quantities)
    if quantity := quantities.answers.get(fact.id):
        number = nearest(box.get(quantity, quantity.domain), quantity.plain)
        return bool(number) if fact.type == "boolean" else fact.choices[number].id
    return plain_answer(fact, quantities.span)


def _chosen(fact: Fact, box: Box, quantities: Quantities) -> frozenset[str]:
    default = fact.default if isinstance(fact.default, frozenset) else frozenset()
    members = ((choice.id, quantities.members.get((fact.id, choice.id))) for choice in fact.choices)
    return frozenset(
        word
        for word, member in members
        if (nearest(box.get(member, member.domain), member.plain) if member else word in default)
    )
