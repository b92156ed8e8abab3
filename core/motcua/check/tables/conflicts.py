"""Conflicts inside one source: two rows on the same basis that want different things for one dossier.

The order of the rows decides, but nothing in the source says so: neither row is an exception from the other.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from motcua.catalog.model import Case, DeadlineRow
from motcua.check.tables.look import Look
from motcua.check.tables.remark import Remark
from motcua.check.tables.wording import Goal

T = TypeVar("T", Case, DeadlineRow)


def findings(look: Look) -> Iterator[Remark]:
    """Find pairs of deadlines, and pairs of cases, that overlap without one being within the other."""
    deadline, cases = look.procedure.deadline, look.procedure.cases
    for one, other in _pairs(deadline):
        if one.within != other.within:
            yield from _conflict(look, one, other, deadline)
    for case, later in _pairs(cases):
        yield from _conflict(look, case, later, cases)


def _pairs(rows: Sequence[T]) -> Iterator[tuple[T, T]]:
    pairs = combinations([row for row in rows if row.when is not None], 2)
    return ((one, other) for one, other in pairs if not set(one.basis).isdisjoint(other.basis))


def _conflict(
    look: Look, one: Case | DeadlineRow, other: Case | DeadlineRow, rows: Sequence[Case | DeadlineRow]
) -> Iterator[Remark]:
    """Tell of two rows that share dossiers which no row before takes, and of which each has others beside."""
    never = look.proofs.never
    if never([one, other]):
        return  # most pairs: told apart without a look at other rows
    before, until = tuple(rows[: rows.index(one)]), rows[: rows.index(other)]
    if never([one, other], before) or never([one], [*before, other]) or never([other], until):
        return
    goal, told = Goal((one, other), before), {"path": other.path, "other": one.path}
    yield look.remark("table/conflict", other.path, goal, [one], "info", needs_witness=True, **told)
