"""Check that the tables of cases and deadlines answer for everybody, and that every row can be reached."""

from collections.abc import Iterator, Sequence

from motcua.catalog.merging.spots import spot_at
from motcua.catalog.model import Case, DeadlineRow, Paper
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.findings import Finding


def findings(seen: Survey) -> Iterator[Finding]:
    """Find tables without a row for all the rest, and rows behind one that always fits."""
    for built, _ in seen.procedures:
        procedure = built.procedure
        yield from _table(built, "cases", procedure.cases)
        yield from _table(built, "deadline", procedure.deadline)
        for paper in procedure.papers:
            yield from _dead_rows(built, paper.first_available)


def _table(built: Built, key: str, rows: Sequence[Case | DeadlineRow]) -> Iterator[Finding]:
    if rows and all(row.when is not None for row in rows):
        yield spot_at(built.tree, key).finding("table/no-catch-all", "warning", table=key, name=built.procedure.name)
    yield from _dead_rows(built, rows)


def _dead_rows(built: Built, rows: Sequence[Case | DeadlineRow | Paper]) -> Iterator[Finding]:
    always = next((at for at, row in enumerate(rows) if row.when is None), len(rows))
    for row in rows[always + 1 :]:
        related = (spot_at(built.tree, rows[always].path),)
        spot = spot_at(built.tree, row.path)
        yield spot.finding("table/dead-row", "warning", related=related, path=row.path, always=rows[always].id)
