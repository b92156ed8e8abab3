"""The questions whether two laws decide dossiers of a procedure alike.

Each is a goal that only a dossier decided otherwise fulfils.
"""

from collections.abc import Iterator
from itertools import combinations

from motcua.analysis.equivalence.claims import Claim, Law
from motcua.lang.joining import FALSE, either, equal, every, opposite
from motcua.lang.tree import Node

PARTS = ("reception", "fee", "papers", "deadline", "route", "case")
"""What a decision is made of; of `reception` two laws differ when only one of them can decide a dossier at all."""
_NONE = Claim(FALSE)


def questions(before: Law, after: Law, part: str) -> Iterator[Node]:
    """Walk the goals of one part of the decision, each fulfilled by the dossiers that the two laws decide otherwise."""
    complete = every(before.complete, after.complete)
    if part == "reception":
        differs = either(
            every(before.received, opposite(after.received)), every(after.received, opposite(before.received))
        )
        goals = [differs]
    else:
        complete = every(complete, before.received, after.received)
        mine, theirs = before.parts[part], after.parts[part]
        goals = [_differ(mine.get(key, _NONE), theirs.get(key, _NONE)) for key in dict.fromkeys([*theirs, *mine])]
        goals += _orders(before, after) if part == "route" else ()
    yield from (goal for goal in (every(complete, goal) for goal in goals if goal != FALSE) if goal != FALSE)


def decidable(before: Law, after: Law) -> Node:
    """Return the goal of a dossier that at least one of the laws can decide."""
    return every(before.complete, after.complete, either(before.received, after.received))


def _differ(one: Claim, other: Claim) -> Node:
    """Ask first of whom the number is another, as readers do, and then of whom there is none."""
    if one == other:
        return FALSE
    numbers = either(*(opposite(equal(a, b)) for a, b in zip(one.numbers, other.numbers, strict=False)))
    if one.when == other.when:
        return every(one.when, numbers)
    apart = either(every(one.when, opposite(other.when)), every(other.when, opposite(one.when)))
    return either(every(one.when, other.when, numbers), apart)


def _orders(before: Law, after: Law) -> Iterator[Node]:
    """Walk the pairs of steps that the two laws take in another order."""
    place = {name: at for at, (name, _) in enumerate(after.route)}
    theirs = dict(after.route)
    shared = [(name, when) for name, when in before.route if name in place]
    for (one, when), (other, then) in combinations(shared, 2):
        if place[one] > place[other]:
            yield every(when, then, theirs[one], theirs[other])
