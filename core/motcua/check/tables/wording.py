"""One wording of a procedure as conditions to ask about: which dossier fits these rows and misses those, if any."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from motcua.catalog.model import Case, DeadlineRow, Exemption, Extension, FeeLine, Paper, Reduction, Step
from motcua.catalog.reading.facts import CASE
from motcua.catalog.reading.workshop import Built
from motcua.check.tables.casewise import cases_written_out
from motcua.check.tables.simple import terms_of
from motcua.lang import Compiled, Program
from motcua.lang.solving import Solved, Span, find, inlined
from motcua.lang.tree import Call, Const, Node, names

Row = Case | DeadlineRow | Paper | Extension | FeeLine | Exemption | Reduction | Step
EVER: Span = (date(1900, 1, 1), date(2999, 12, 31))
"""All days that matter: what no dossier of any day fulfils, none does while the wording is in force."""
ALWAYS = Const(value=True, kind="boolean")


class Goal(Struct, frozen=True):
    """A dossier that is sought: rows it shall fit, rows it shall miss, an amount (its number) below zero.

    `undecided` is a row that it neither fits nor misses, since something is not asked.
    """

    fits: tuple[Row, ...] = ()
    misses: tuple[Row, ...] = ()
    negative: int | None = None
    undecided: Row | None = None


class Wording:
    """Answers questions about the conditions of a procedure, derived facts and the case written out."""

    def __init__(self, built: Built) -> None:
        self.procedure = built.procedure
        self.compiled = built.compiled
        self.facts = {fact.id: fact for fact in built.procedure.facts if fact.id != CASE}
        self.asked_when = self.compiled.questions.conditions

    def solve(self, goal: Goal, span: Span = EVER) -> Solved:
        """Find a dossier, among those received in a span of days, or prove that there is none."""
        return find(self.tree(goal), self.facts, span, asked=self.asked_when)

    def tree(self, goal: Goal) -> Node:
        """Return a goal as one condition over facts alone."""
        terms = [*map(self.when, goal.fits), *(_not(self.when(row)) for row in goal.misses)]
        if goal.negative is not None:
            terms.append(Call("<", (self._amount(goal.negative), Const(0, "integer")), "boolean"))
        if goal.undecided:
            terms += self._undecided(goal.undecided)
        return Call("&&", tuple(terms), "boolean") if len(terms) > 1 else terms[0]

    def when(self, row: Row) -> Node:
        """Return the condition of a row over facts alone."""
        if row.when is None:
            return ALWAYS
        return self._of_cases[row.when] if isinstance(row, Case) else self._of_rows[row.when]

    def _undecided(self, row: Row) -> Iterator[Node]:
        """Say of each part of a condition that it holds or is not known, and that something is not known."""
        when = self.when(row)
        for term in terms_of(when):
            yield _either(term, *self._not_asked(term))
        yield _either(*self._not_asked(when))

    def _not_asked(self, tree: Node) -> Iterator[Node]:
        return (_not(self.asked_when[name]) for name in sorted(names(tree) & self.may_be_unknown))

    @cached_property
    def may_be_unknown(self) -> frozenset[str]:
        """Return the facts that are not always asked, and of which nothing is known when they are not."""
        facts = (self.facts[name] for name in self.asked_when)
        return frozenset(fact.id for fact in facts if fact.type != "boolean" and fact.default is None)

    def relies_on_unasked(self, row: Row) -> bool:
        """Tell whether a row names something that rests on facts that may be unknown."""
        return row.when is not None and not names(self.condition(row).tree).isdisjoint(self._resting_on_unasked)

    @cached_property
    def _resting_on_unasked(self) -> frozenset[str]:
        resting = set(self.may_be_unknown)
        for step in self.compiled.program.steps:
            if not names(step.tree).isdisjoint(resting | {CASE}):
                resting.add(step.name)
        return frozenset(resting | {CASE})

    def asked(self, row: Row) -> frozenset[str]:
        """Return the facts that a row asks for, and the derived facts that it names."""
        return names(self.condition(row).tree) | names(self.when(row)) if row.when is not None else frozenset()

    @cached_property
    def used(self) -> frozenset[str]:
        """Return the facts on which anything depends."""
        whole = (program.trees for program in self._programs)
        roots = (root for trees in whole for root in (*trees.derived.values(), *trees.conditions, *trees.amounts))
        return frozenset().union(*map(names, roots))

    @property
    def _programs(self) -> list[Program]:
        return [program for program in (self.compiled.cases, self.compiled.program) if program]

    def condition(self, row: Row) -> Compiled:
        """Return the compiled condition of a row that has one."""
        program = self.compiled.cases if isinstance(row, Case) and self.compiled.cases else self.compiled.program
        return program.conditions[row.when or 0]

    def _amount(self, number: int) -> Node:
        program = self.compiled.program
        return self._whole(inlined(program.amounts[number].tree, program.steps))

    @cached_property
    def _of_cases(self) -> list[Node]:
        program = self.compiled.cases
        return [inlined(each.tree, program.steps) for each in program.conditions] if program else []

    @cached_property
    def _of_rows(self) -> list[Node]:
        program = self.compiled.program
        return [self._whole(inlined(each.tree, program.steps)) for each in program.conditions]

    def _whole(self, tree: Node) -> Node:
        """Write out what decides the case."""
        return cases_written_out(tree, [(case.id, self.when(case)) for case in self.procedure.cases])


def _either(*terms: Node) -> Node:
    return Call("||", terms, "boolean") if len(terms) > 1 else terms[0]


def _not(tree: Node) -> Node:
    return Call("!", (tree,), "boolean")
