"""The search for numbers that fulfil a formula: what follows is drawn first, then a quantity at a time is halved.

Of the two halves the one with the plain answer is tried first, so that the first solution is a plain one. A solution is
a box: for each quantity that matters, the numbers it may be, whatever the others are.
"""

from collections.abc import Iterator

from msgspec import Struct

from motcua.lang.solving.formula import FALSE, TRUE, Every, Formula, Quantity, Test, either, every
from motcua.lang.solving.numbers import Numbers, both, has, without

Box = dict[Quantity, Numbers]
_MOST_TESTS = 60_000  # looked at in one search: some 20 ms
_STRETCHES = 4  # of numbers: what takes as long to compare as another test


class Exhausted(Exception):  # noqa: N818 - it never leaves: the answer is `Unsure`
    """More tests were looked at than time allows."""


class Search(Struct):
    """One search; `tests` counts what was looked at."""

    tests: int = 0

    def boxes(self, formula: Formula) -> Iterator[Box]:
        """Walk boxes in which a formula holds; together they hold every solution.

        :raises Exhausted: when it takes too long.
        """
        branches: list[tuple[Box, list[Formula]]] = [({}, [formula])]
        while branches:
            box, open_ = branches.pop()
            left = self.drawn(box, open_)
            if left is None:
                continue
            if not left:
                yield box
                continue
            quantity, among = _most_asked(left)
            known = box.get(quantity, quantity.domain)
            halves = [both(known, among), without(known, among)]
            halves.sort(key=lambda half: has(half, quantity.plain))  # the last is tried first
            branches += [({**box, quantity: half}, left) for half in halves]

    def drawn(self, box: Box, formulas: list[Formula]) -> list[Formula] | None:
        """Narrow a box to what formulas demand of it and return what they leave open; None when they cannot hold."""
        while True:
            before = len(box), list(box.values())
            left = self.drawn_once(box, formulas)
            if not left or (len(box), list(box.values())) == before:
                return left
            formulas = left[::-1]  # there and back: chains run either way

    def drawn_once(self, box: Box, formulas: list[Formula]) -> list[Formula] | None:
        """Narrow a box by each formula in turn; a later one may have narrowed what an earlier one looked at."""
        left: list[Formula] = []
        for formula in formulas:
            reduced = self.reduced(formula, box)
            if reduced is FALSE:
                return None
            for part in reduced.parts if isinstance(reduced, Every) else (reduced,):
                if not isinstance(part, Test):
                    left.append(part)
                elif not self.narrowed(box, part):
                    return None
        return left

    def narrowed(self, box: Box, test: Test) -> Numbers:
        """Keep in a box, of what a quantity may be, what a test demands; return it."""
        known = box.get(test.quantity, test.quantity.domain)
        kept = box[test.quantity] = self.met(known, test.among)
        return kept

    def reduced(self, formula: Formula, box: Box) -> Formula:
        """Return what a formula still demands inside a box."""
        if isinstance(formula, Test):
            return self.tested(formula, box)
        join, settling = (every, FALSE) if isinstance(formula, Every) else (either, TRUE)
        parts: list[Formula] = []
        for part in formula.parts:
            if (reduced := self.reduced(part, box)) is settling:
                return settling
            parts.append(reduced)
        return join(parts)

    def tested(self, test: Test, box: Box) -> Formula:
        """Return what a test still demands inside a box."""
        known = box.get(test.quantity)
        inside = self.met(test.quantity.domain if known is None else known, test.among)
        return FALSE if not inside else TRUE if inside == known else test

    def met(self, known: Numbers, among: Numbers) -> Numbers:
        """Return what is in both sets, and count what that took."""
        self.tests += 1 + (len(known) + len(among)) // _STRETCHES
        if self.tests > _MOST_TESTS:
            raise Exhausted
        return both(known, among)


def _most_asked(formulas: list[Formula]) -> tuple[Quantity, Numbers]:
    """Choose the quantity that most tests look at, and one of these tests."""
    asked: dict[Quantity, int] = {}
    example: dict[Quantity, Numbers] = {}
    inner = list(formulas)
    while inner:
        formula = inner.pop()
        if isinstance(formula, Test):
            asked[formula.quantity] = asked.get(formula.quantity, 0) + 1
            example[formula.quantity] = formula.among
        else:
            inner += formula.parts
    quantity = max(asked, key=asked.__getitem__)
    return quantity, example[quantity]
