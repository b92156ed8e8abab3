"""Order: rows of tables whose first fitting row counts, that never get their turn."""

from collections.abc import Iterator, Sequence

from motcua.catalog.model import Case, DeadlineRow, Paper
from motcua.check.tables.look import Look
from motcua.check.tables.remark import Remark
from motcua.check.tables.wording import Goal, Row


def findings(look: Look) -> Iterator[Remark]:
    """Find cases, deadlines and fall-backs that no dossier fits, or whose dossiers all go to rows before them."""
    procedure = look.procedure
    tables: list[Sequence[Case | DeadlineRow | Paper]] = [procedure.cases, procedure.deadline]
    tables += (paper.first_available for paper in procedure.papers)
    for rows in filter(None, tables):
        yield from _table(look, rows)


def _table(look: Look, rows: Sequence[Case | DeadlineRow | Paper]) -> Iterator[Remark]:
    never = {row.id for row in rows if row.when is not None and look.proofs.never([row])}
    if len(never) == len(rows):
        return  # then the table is for nobody, and that is told
    for at, row in enumerate(rows):
        if row.id in never:
            yield look.remark("table/never", f"{row.path}.when", path=row.path)
        elif takers := _takers(look, row, rows[:at], last=at == len(rows) - 1):
            named = ", ".join(f"“{taker.id}”" for taker in takers)
            yield look.remark("table/dead-row", row.path, Goal((row,)), takers, path=row.path, before=named)


def _takers(look: Look, row: Row, before: Sequence[Row], *, last: bool) -> list[Row]:
    """Return the rows before one that leave nothing for it; a last row for all the rest may be left without any."""
    always = [each for each in before if each.when is None]
    if always or (row.when is None and last) or not look.proofs.never([row], before):
        return always[:1]
    return [each for at, each in enumerate(before) if not look.proofs.never([row, each], before[:at])]
