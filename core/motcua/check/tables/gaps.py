"""Gaps: dossiers that no row of a table answers."""

from collections.abc import Iterator, Sequence

from motcua.catalog.model import Case, DeadlineRow, Paper
from motcua.check.tables.look import Look
from motcua.check.tables.remark import Remark
from motcua.check.tables.wording import Goal
from motcua.lang.solving import Nothing, Unsure


def findings(look: Look) -> Iterator[Remark]:
    """Find tables that leave somebody without a case, a deadline, or any of a paper's fall-backs."""
    yield from _table(look, "cases", look.procedure.cases)
    yield from _table(look, "deadline", look.procedure.deadline)
    for paper in look.procedure.papers:
        yield from _fall_backs(look, paper)


def _table(look: Look, key: str, rows: Sequence[Case | DeadlineRow]) -> Iterator[Remark]:
    if not rows or any(row.when is None for row in rows):
        return
    goal, name = Goal(misses=tuple(rows)), look.procedure.name
    match look.wording.solve(goal):
        case Nothing():
            return  # the rows cover everybody, though none says so
        case Unsure():
            yield look.remark("table/no-catch-all", key, table=key, name=name)
            return
    if all(look.proofs.never([row]) for row in rows):
        yield look.remark("table/for-nobody", key, goal, severity="error", table=key, name=name)
    else:
        yield look.remark("table/gap", key, goal, needs_witness=True, table=key, name=name)


def _fall_backs(look: Look, paper: Paper) -> Iterator[Remark]:
    rows = paper.first_available
    if not rows or any(row.when is None for row in rows):
        return
    if not look.proofs.never([paper], rows):
        where, goal = f"{paper.path}.first_available", Goal((paper,), rows)
        yield look.remark("paper/none-available", where, goal, needs_witness=True, paper=paper.name)
