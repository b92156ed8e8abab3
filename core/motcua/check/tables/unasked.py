"""Rows that want an answer which not everybody is asked for: whoever is not, gets no answer either.

A yes-or-no question that is not asked counts as no, and a question with a default as that; any other stays unknown.
"""

from collections.abc import Iterator, Sequence

from motcua.check.tables.look import Look
from motcua.check.tables.remark import Remark
from motcua.check.tables.wording import Goal, Row


def findings(look: Look) -> Iterator[Remark]:
    """Find rows that cannot be decided for some dossier, since a question is not asked."""
    if not look.wording.may_be_unknown:
        return
    for row, before, fits in _rows(look):
        if not look.wording.relies_on_unasked(row):
            continue  # at a glance, as most rows
        goal, missing = Goal(fits, tuple(before), undecided=row), look.wording.may_be_unknown & look.wording.asked(row)
        if missing and not look.proofs.is_impossible(goal):
            titles = ", ".join(f"“{look.wording.facts[name].title}”" for name in sorted(missing))
            where = f"{row.path}.when"
            yield look.remark("table/unasked", where, goal, needs_witness=True, path=row.path, titles=titles)


def _rows(look: Look) -> Iterator[tuple[Row, Sequence[Row], tuple[Row, ...]]]:
    """Walk rows with those that are heard before, and those that must fit for it to be heard at all."""
    procedure = look.procedure
    ordered: list[tuple[Sequence[Row], tuple[Row, ...]]] = [(procedure.cases, ()), (procedure.deadline, ())]
    ordered += [(paper.first_available, (paper,)) for paper in procedure.papers]
    for rows, fits in ordered:
        yield from ((row, rows[:at], fits) for at, row in enumerate(rows))
    for collected in (procedure.papers, procedure.extensions, procedure.fees, procedure.steps):
        yield from ((row, (), ()) for row in collected)
