"""What one law claims of every dossier of a procedure: each thing it may decide, and the dossiers of which it does.

This says of all dossiers what `motcua.decide` says of one; a dossier found by it is always decided in earnest before
anybody hears of it.
"""

from collections.abc import Hashable, Iterator, Mapping
from itertools import chain, combinations

from msgspec import Struct

from motcua.analysis.equivalence.asked import Asked
from motcua.analysis.equivalence.names import Names, first_of, name_all
from motcua.calendar import Within
from motcua.catalog import Rulebook
from motcua.catalog.model import DeadlineRow, Exemption, FeeLine, Paper, Procedure
from motcua.catalog.period import Period
from motcua.catalog.reading.compiled import Compiled
from motcua.catalog.reading.facts import CHANNEL
from motcua.catalog.reading.workshop import Built
from motcua.decide.papers import mode_of
from motcua.lang.facts import RECEIVED_ON
from motcua.lang.joining import FALSE, TRUE, choice, either, equal, every, opposite
from motcua.lang.threefold import Three, TooHeavy, threefold
from motcua.lang.tree import Call, Const, Node, Ref

_MOST_EXTENSIONS = 6  # of one deadline row: their sums are 64


class Unreadable(Exception):  # noqa: N818 - an answer, not a mistake
    """A law says something of which no claims are written."""


class Claim(Struct, frozen=True):
    """Something decided of the dossiers of which `when` holds, with the numbers that belong to it."""

    when: Node
    numbers: tuple[Node, ...] = ()


Claims = dict[Hashable, Claim]


class Law(Struct, frozen=True):
    """What one law says of a procedure: `complete` dossiers lack no answer, `received` ones nothing else either.

    `parts` are the claims about case, fee, papers, deadline and route; `route` is the order of its steps.
    """

    complete: Node
    received: Node
    parts: Mapping[str, Claims]
    route: tuple[tuple[str, Node], ...]


def read_law(rulebook: Rulebook, built: Built, asked: Asked) -> Law:
    """Read what a rulebook says of all dossiers of a procedure.

    :param asked: what dossiers are asked, by this law and the one it is compared with.
    :raises Unreadable: for what no claims are written of.
    """
    try:
        names = name_all(built.procedure, built.compiled, asked)
        return _Reading(rulebook, built.procedure, built.compiled, names).law()
    except (TooHeavy, RecursionError):
        raise Unreadable from None


class _Reading(Struct):
    rulebook: Rulebook
    procedure: Procedure
    compiled: Compiled
    names: Names
    needs: list[Node] = []
    freed: dict[Exemption, list[Node]] = {}

    def law(self) -> Law:
        steps = tuple((step.id, self.holds(step.when).true) for step in self.procedure.steps)
        parts: dict[str, Claims] = {
            "fee": self.fee(),
            "papers": self.papers(),
            "deadline": self.deadline(),
            "route": self.route(),
            "case": {case: Claim(hit) for case, hit in self.names.cases.items()},
        }
        level = TRUE if self.rulebook.layers[-1].level == self.procedure.level else FALSE
        received = every(level, self.names.settled, *self.needs)
        return Law(self.names.complete, received, parts, steps)

    def holds(self, when: int | None) -> Three:
        if when is None:
            return Three(TRUE)
        return threefold(self.compiled.program.trees.conditions[when], self.names.known)

    def number(self, rule: int) -> Three:
        return threefold(self.compiled.program.trees.amounts[rule], self.names.known)

    def need(self, condition: Node, where: Node = TRUE) -> None:
        """Note what must hold, of the dossiers of which something else does, or they cannot be received."""
        self.needs.append(either(opposite(where), condition))

    def fee(self) -> Claims:
        claims: Claims = {}
        for line in self.procedure.fees:
            owed = self.holds(line.when)
            self.need(owed.known)
            waived, charged = self.exempted(line, owed.true)
            amount, quantity = self.charged(line, charged)
            claims[line.id, "charged"] = Claim(charged, (amount, quantity))
            claims[line.id, "waived"] = Claim(waived)
        return claims  # the total is their sum

    def exempted(self, line: FeeLine, owed: Node) -> tuple[Node, Node]:
        """Return when a line is waived, and when it is charged."""
        offered = [one for one in self.procedure.exemptions if line.id in one.lines]
        hits, settled = first_of([self.holds(one.when) for one in offered])
        self.need(settled, owed)
        for one, hit in zip(offered, hits, strict=True):
            self.freed.setdefault(one, []).append(every(owed, hit))
        return every(owed, either(*hits)), every(owed, *(self.holds(one.when).false for one in offered))

    def charged(self, line: FeeLine, charged: Node) -> tuple[Node, Node]:
        """Return the amount of a line where it is charged, and its quantity."""
        full = self.number(line.rule) if line.rule is not None else _whole(line.amount)
        quantity = _whole(1) if line.quantity is None else self.number(line.quantity)
        self.need(every(full.known, quantity.known), charged)
        amount = full.value
        offered = [one for one in self.procedure.reductions if line.id in one.lines]
        for one in sorted(offered, key=lambda one: one.percent):
            fits, in_time = self.holds(one.when), _within(one.period)
            self.need(either(opposite(in_time), fits.known), charged)
            amount = choice(every(in_time, fits.true), _reduced(full.value, one.percent), amount, "integer")
        return amount, quantity.value

    def papers(self) -> Claims:
        found: dict[Hashable, list[Node]] = {}
        for paper, when in (*self.asked(), *self.evidence()):
            for mode, by in self.modes(paper).items():
                found.setdefault(_paper(paper, mode), []).append(every(by, when))
        return {key: Claim(either(*conditions)) for key, conditions in found.items()}

    def asked(self) -> Iterator[tuple[Paper, Node]]:
        for paper in self.procedure.papers:
            when = self.holds(paper.when)
            self.need(when.known)
            if not paper.first_available:
                yield paper, when.true
                continue
            hits, settled = first_of([self.holds(one.when) for one in paper.first_available])
            self.need(settled, when.true)
            yield from ((one, every(when.true, hit)) for one, hit in zip(paper.first_available, hits, strict=True))

    def evidence(self) -> Iterator[tuple[Paper, Node]]:
        proofs = [(one.evidence, either(*where)) for one, where in self.freed.items() if one.evidence]
        if len({paper.id for paper, _ in proofs}) < len({_paper(paper, paper.mode) for paper, _ in proofs}):
            raise Unreadable  # of two proofs of one name the later one counts: nobody writes that
        yield from proofs

    def modes(self, paper: Paper) -> dict[str, Node]:
        """Say how a paper is handed in, by the channel."""
        by: dict[str, list[Node]] = {}
        for channel in self.procedure.channels:
            is_it = equal(Ref(CHANNEL, "text"), Const(channel.id, "text"))
            by.setdefault(mode_of(paper, channel), []).append(is_it)
        return {mode: TRUE if len(by) == 1 else either(*conditions) for mode, conditions in by.items()}

    def deadline(self) -> Claims:
        rows = self.procedure.deadline
        hits, settled = first_of([self.holds(row.when) for row in rows])
        self.need(every(settled, either(*hits)))
        found: dict[Within, list[Node]] = {}
        for row, hit in zip(rows, hits, strict=True):
            for within, when in self.extended(row, hit):
                found.setdefault(within, []).append(every(hit, when))
        return {within: Claim(either(*conditions)) for within, conditions in found.items()}

    def extended(self, row: DeadlineRow, hit: Node) -> Iterator[tuple[Within, Node]]:
        """Walk the lengths of time that a row comes to with every choice of the extensions that concern it."""
        offered = [one for one in self.procedure.extensions if one.rows is None or row.id in one.rows]
        if len(offered) > _MOST_EXTENSIONS:
            raise Unreadable
        fits = {one.id: self.holds(one.when) for one in offered}
        for three in fits.values():
            self.need(three.known, hit)
        for some in chain.from_iterable(combinations(offered, size) for size in range(len(offered) + 1)):
            terms = (fits[one.id].true if one in some else fits[one.id].false for one in offered)
            yield sum((one.add for one in some), row.within), every(*terms)

    def route(self) -> Claims:
        claims: Claims = {}
        for step in self.procedure.steps:
            when = self.holds(step.when)
            self.need(when.known)
            unit = step.unit or self.rulebook.unit
            key = (step.id, step.role, self.rulebook.office(step.role), unit, step.allows, step.within)
            claims[key] = Claim(when.true)
        return claims


def _paper(paper: Paper, mode: str) -> Hashable:
    one_of = None if paper.one_of is None else tuple(item.id for item in paper.one_of)
    return paper.id, mode, paper.originals, paper.copies, paper.electronic, paper.as_many_as_needed, one_of


def _whole(amount: int | None) -> Three:
    return Three(Const(0, "integer"), FALSE) if amount is None else Three(Const(amount, "integer"))


def _reduced(amount: Node, percent: int) -> Node:
    return Call("share", (amount, Const(100 - percent, "integer"), Const(100, "integer")), "integer")


def _within(period: Period) -> Node:
    day = Ref(RECEIVED_ON, "date")
    begun = Call("<=", (Const(period.start, "date"), day), "boolean")
    return every(begun, Call("<", (day, Const(period.end, "date")), "boolean"))
