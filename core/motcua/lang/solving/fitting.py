"""Numbers that fit sums: one for each variable, plain where that is free, so that every sum and age is what it may be.

>>> born, received = ((0, 100),), ((90, 100),)
>>> late = Ties([(((0, -1), (1, 1)), ((61, 99),))])
>>> next(fitting({0: born, 1: received}, late, {0: 94, 1: 95}, [1, 0]))
{1: 95, 0: 34}
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from motcua.lang.solving.ages import Age, allowed
from motcua.lang.solving.numbers import Numbers, both, nearest
from motcua.lang.solving.quantities import Terms

_MOST_ROUNDS = 50
_ENDS = 3  # stretches of which the ends are tried besides the number nearest to the plain one
Domains = dict[int, Numbers]


class Ties(Struct, frozen=True):
    """What ties numbers together: sums with what they may be, and ages."""

    sums: Sequence[tuple[Terms, Numbers]]
    ages: Sequence[Age] = ()

    def allowed(self, domains: Domains) -> Iterator[tuple[int, Numbers]]:
        """Walk what variables can be, each given what the others can be by then."""
        for terms, among in self.sums:
            for number, factor in terms:
                others = [term for term in terms if term[0] != number]
                yield number, _left(factor, others, among, domains)
        for age in self.ages:
            yield from allowed(age, domains)


def narrowed(domains: Domains, ties: Ties) -> Domains | None:
    """Take from domains what their ties do not allow; None when that leaves nothing: a proof that they do not fit."""
    domains = dict(domains)
    if not all(domains.values()):
        return None
    for _ in range(_MOST_ROUNDS):
        before = list(domains.values())
        for number, among in ties.allowed(domains):
            domains[number] = both(domains[number], among)
            if not domains[number]:
                return None
        if list(domains.values()) == before:
            break
    return domains


def _left(factor: int, others: Terms | list[tuple[int, int]], among: Numbers, domains: Domains) -> Numbers:
    """Return what a term can be, given the others."""
    ends = [(f * domains[number][0][0], f * domains[number][-1][1]) for number, f in others]
    low, high = sum(map(min, ends)), sum(map(max, ends))
    stretches = among if low == high else ((among[0][0], among[-1][1]),)
    return tuple(sorted(_divided(first - high, last - low, factor) for first, last in stretches))


def _divided(first: int, last: int, factor: int) -> tuple[int, int]:
    if factor < 0:
        first, last, factor = -last, -first, -factor
    return -(-first // factor), last // factor


def fitting(domains: Domains, ties: Ties, plain: Mapping[int, int], order: Sequence[int]) -> Iterator[dict[int, int]]:
    """Walk choices of numbers that fit, the plain ones first; not all of them.

    :param order: the variables in the order in which their numbers are chosen.
    """
    if not order:
        yield {}
        return
    number, *rest = order
    for choice in _worth_trying(domains[number], plain[number]):
        left = narrowed({**domains, number: ((choice, choice),)}, ties)
        if left is not None:
            yield from ({number: choice, **more} for more in fitting(left, ties, plain, rest))


def _worth_trying(among: Numbers, plain: int) -> list[int]:
    ends = [end for stretch in among[:_ENDS] for end in stretch]
    return list(dict.fromkeys([nearest(among, plain), *ends]))
