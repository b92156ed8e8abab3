"""Proofs about the rows of a wording: at a glance, from memory, or by the solver."""

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations

from motcua.check.tables.simple import Allowed, allowed, are_apart, surely_possible
from motcua.check.tables.subjects import Meaning, Subjects, written
from motcua.check.tables.wording import EVER, Goal, Row, Wording
from motcua.lang.solving import Nothing, find

_KNOWN: dict[Hashable, bool] = {}
"""What is proved or refuted, by content: a condition stands in many procedures, and in many wordings of each."""
_MOST = 10_000


class Proofs:
    """What is proved of one wording: which rows no dossier fits, or fits while it misses others."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._free = wording.facts.keys() - wording.asked_when.keys()
        self._subjects = Subjects(wording.procedure, wording.compiled)
        self._lets_through: dict[str, Mapping[str, tuple[Allowed, ...]]] = {}
        self._contents: dict[tuple[str, int], tuple[str, frozenset[Meaning]]] = {}

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
            facts = {name: fact for name, fact in self._wording.facts.items() if name in subjects}
            asked = {name: tree for name, tree in self._wording.asked_when.items() if name in subjects}
            known = isinstance(find(self._wording.tree(goal), facts, EVER, asked=asked), Nothing)
            _remember(key, known=known)
        return known

    def _is_plain(self, goal: Goal) -> bool:
        rows = [row for row in goal.fits if row.when is not None]
        return not goal.misses and len(rows) == 1 and surely_possible(self._wording.condition(rows[0]).tree, self._free)

    def _are_apart(self, one: Row, other: Row) -> bool:
        return one.when is not None and other.when is not None and are_apart(self._allowed(one), self._allowed(other))

    def _allowed(self, row: Row) -> Mapping[str, tuple[Allowed, ...]]:
        if row.path not in self._lets_through:
            self._lets_through[row.path] = allowed(self._wording.condition(row).tree)
        return self._lets_through[row.path]

    def _content(self, row: Row) -> tuple[str, frozenset[Meaning]]:
        """Return what the answers about a row depend on: its text, and all that the text is about."""
        if row.when is None:
            return "", frozenset()
        if (row.path, row.when) not in self._contents:
            condition = self._wording.condition(row)
            about = frozenset(map(self._subjects.meaning, self._subjects.of(condition.tree)))
            self._contents[row.path, row.when] = written(condition), about
        return self._contents[row.path, row.when]


def _remember(key: Hashable, *, known: bool) -> None:
    if len(_KNOWN) >= _MOST:
        _KNOWN.clear()
    _KNOWN[key] = known
