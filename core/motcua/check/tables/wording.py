"""One wording of a procedure as conditions to ask about: which dossier fits these rows and misses those, if any."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from motcua.catalog.model import Case, DeadlineRow, Exemption, Extension, FeeLine, Paper, Reduction, Step
from motcua.catalog.reading.facts import CASE
from motcua.catalog.reading.workshop import Built
from motcua.check.tables.casewise import cases_written_out
from motcua.check.tables.simple import Allowed, allowed, are_apart, surely_possible, terms_of
from motcua.check.tables.subjects import Meaning, Subjects, written
from motcua.lang import Compiled, Program
from motcua.lang.solving import Nothing, Solved, Span, find, inlined
from motcua.lang.tree import Call, Const, Node, names

Row = Case | DeadlineRow | Paper | Extension | FeeLine | Exemption | Reduction | Step
EVER: Span = (date(1900, 1, 1), date(2999, 12, 31))
"""All days that matter: what no dossier of any day fulfils, none does while the wording is in force."""
ALWAYS = Const(value=True, kind="boolean")
_KNOWN: dict[Hashable, bool] = {}
"""What is proved or refuted, by content: a condition stands in many procedures, and in many wordings of each."""
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Goal:
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
        self._asked = self.compiled.questions.conditions
        self._free = self.facts.keys() - self._asked.keys()
        self._subjects = Subjects(self.procedure, self.compiled)
        self._lets_through: dict[str, Mapping[str, tuple[Allowed, ...]]] = {}
        self._contents: dict[tuple[str, int], tuple[str, frozenset[Meaning]]] = {}

    def solve(self, goal: Goal, span: Span = EVER) -> Solved:
        """Find a dossier, among those received in a span of days, or prove that there is none."""
        return find(self.tree(goal), self.facts, span, asked=self._asked)

    def never(self, fits: Iterable[Row], misses: Iterable[Row] = ()) -> bool:
        """Tell whether it is proved that no dossier fits these rows and misses those."""
        wanted = tuple(fits)
        if any(self._are_apart(one, other) for one, other in combinations(wanted, 2)):
            return True
        others = (row for row in misses if not any(self._are_apart(row, one) for one in wanted))
        goal = Goal(wanted, tuple(others))
        return not self._is_plain(goal) and self.is_impossible(goal)

    def is_impossible(self, goal: Goal) -> bool:
        """Tell whether it is proved that no dossier fulfils a goal about rows; what is proved once is remembered."""
        rows = [self._content(row) for row in (*goal.fits, *goal.misses)]
        undecided = [self._content(goal.undecided)] if goal.undecided else []
        about = frozenset().union(*(about for _, about in (*rows, *undecided)))
        key = len(goal.fits), tuple(text for text, _ in rows), tuple(text for text, _ in undecided), about
        if (known := _KNOWN.get(key)) is None:
            subjects = {name for name, _ in about}
            facts = {name: fact for name, fact in self.facts.items() if name in subjects}
            asked = {name: tree for name, tree in self._asked.items() if name in subjects}
            known = isinstance(find(self.tree(goal), facts, EVER, asked=asked), Nothing)
            _remember(key, known=known)
        return known

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
        return (_not(self._asked[name]) for name in sorted(names(tree) & self.may_be_unknown))

    @cached_property
    def may_be_unknown(self) -> frozenset[str]:
        """Return the facts that are not always asked, and of which nothing is known when they are not."""
        facts = (self.facts[name] for name in self._asked)
        return frozenset(fact.id for fact in facts if fact.type != "boolean" and fact.default is None)

    def relies_on_unasked(self, row: Row) -> bool:
        """Tell whether a row names something that rests on facts that may be unknown."""
        return row.when is not None and not names(self._compiled(row).tree).isdisjoint(self._resting_on_unasked)

    @cached_property
    def _resting_on_unasked(self) -> frozenset[str]:
        resting = set(self.may_be_unknown)
        for step in self.compiled.program.steps:
            if not names(step.tree).isdisjoint(resting | {CASE}):
                resting.add(step.name)
        return frozenset(resting | {CASE})

    def asked(self, row: Row) -> frozenset[str]:
        """Return the facts that a row asks for, and the derived facts that it names."""
        return names(self._compiled(row).tree) | names(self.when(row)) if row.when is not None else frozenset()

    @cached_property
    def used(self) -> frozenset[str]:
        """Return the facts on which anything depends."""
        whole = (program.trees for program in self._programs)
        roots = (root for trees in whole for root in (*trees.derived.values(), *trees.conditions, *trees.amounts))
        return frozenset().union(*map(names, roots))

    @property
    def _programs(self) -> list[Program]:
        return [program for program in (self.compiled.cases, self.compiled.program) if program]

    def _is_plain(self, goal: Goal) -> bool:
        rows = [row for row in goal.fits if row.when is not None]
        return not goal.misses and len(rows) == 1 and surely_possible(self._compiled(rows[0]).tree, self._free)

    def _are_apart(self, one: Row, other: Row) -> bool:
        return one.when is not None and other.when is not None and are_apart(self._allowed(one), self._allowed(other))

    def _allowed(self, row: Row) -> Mapping[str, tuple[Allowed, ...]]:
        if row.path not in self._lets_through:
            self._lets_through[row.path] = allowed(self._compiled(row).tree)
        return self._lets_through[row.path]

    def _compiled(self, row: Row) -> Compiled:
        program = self.compiled.cases if isinstance(row, Case) and self.compiled.cases else self.compiled.program
        return program.conditions[row.when or 0]

    def _content(self, row: Row) -> tuple[str, frozenset[Meaning]]:
        """Return what the answers about a row depend on: its text, and all that the text is about."""
        if row.when is None:
            return "", frozenset()
        if (row.path, row.when) not in self._contents:
            condition = self._compiled(row)
            about = frozenset(map(self._subjects.meaning, self._subjects.of(condition.tree)))
            self._contents[row.path, row.when] = written(condition), about
        return self._contents[row.path, row.when]

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


def _remember(key: Hashable, *, known: bool) -> None:
    if len(_KNOWN) >= _MOST:
        _KNOWN.clear()
    _KNOWN[key] = known


def _either(*terms: Node) -> Node:
    return Call("||", terms, "boolean") if len(terms) > 1 else terms[0]


def _not(tree: Node) -> Node:
    return Call("!", (tree,), "boolean")
