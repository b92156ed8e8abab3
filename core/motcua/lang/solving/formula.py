"""Formulas: what must hold of quantities, with `and` and `or` only; a test not to hold asks for the other numbers.

A condition has two of them, one for when it is true and one for when it is false: where neither holds, it is undecided.
"""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from motcua.lang.solving.numbers import Numbers, both, without


class Quantity(Struct, frozen=True, eq=False):
    """What tests look at, as a number: an answer, one member of a set, a sum; all it can be, and what it plainly is."""

    domain: Numbers
    plain: int


class Test(NamedTuple):
    """That a quantity is one of some numbers."""

    quantity: Quantity
    among: Numbers


class Every(NamedTuple):
    """That all parts hold."""

    parts: "tuple[Formula, ...]"


class Either(NamedTuple):
    """That a part holds."""

    parts: "tuple[Formula, ...]"


Formula = Test | Every | Either
TRUE = Every(())
FALSE = Either(())


def within(quantity: Quantity, among: Numbers, *, truth: bool = True) -> Formula:
    """Say that a quantity is among numbers, or that it is not; settled where it always or never is."""
    domain = quantity.domain
    inside = both(domain, among) if truth else without(domain, among)
    return FALSE if not inside else TRUE if inside == domain else Test(quantity, inside)


def every(parts: Iterable[Formula]) -> Formula:
    """Join parts that must all hold."""
    return _joined(Every, parts, nothing=TRUE, settling=FALSE)


def either(parts: Iterable[Formula]) -> Formula:
    """Join parts of which one must hold."""
    return _joined(Either, parts, nothing=FALSE, settling=TRUE)


def _joined(
    join: type[Every] | type[Either], parts: Iterable[Formula], *, nothing: Formula, settling: Formula
) -> Formula:
    """Join parts flatly; a `settling` one is all that counts, no part comes to `nothing`, one stands for itself."""
    kept: list[Formula] = []
    for part in parts:
        if type(part) is join:
            kept += part.parts
        elif part is settling:
            return settling
        else:
            kept.append(part)
    return kept[0] if len(kept) == 1 else join(tuple(kept)) if kept else nothing


def opposite(formula: Formula) -> Formula:
    """Say that a formula does not hold."""
    if isinstance(formula, Test):
        return within(formula.quantity, formula.among, truth=False)
    parts = map(opposite, formula.parts)
    return either(parts) if isinstance(formula, Every) else every(parts)
