"""Rows that are collected, every one that fits, and that no dossier ever fits."""

from collections.abc import Iterator

from motcua.catalog.model import Extension
from motcua.check.tables.look import Look
from motcua.check.tables.remark import Remark


def findings(look: Look) -> Iterator[Remark]:
    """Find papers nobody is asked for, fee lines nobody owes, extensions nobody gets and steps nobody reaches."""
    procedure, never = look.procedure, look.proofs.never
    for paper in procedure.papers:
        if paper.when is not None and never([paper]):
            yield look.remark("paper/never-asked", f"{paper.path}.when", path=paper.path)
    for line in procedure.fees:
        if line.when is not None and never([line]):
            own = look.is_own(f"{line.path}.when")
            yield look.remark("fee/never-owed", f"{line.path}.{'when' if own else 'item'}", path=line.path)
    for extension in procedure.extensions:
        if _is_never_added(look, extension):
            yield look.remark("deadline/never-extended", extension.path, path=extension.path)
    for step in procedure.steps:
        # A shared route may have steps for other procedures.
        if step.when is not None and look.is_own(f"{step.path}.when") and never([step]):
            yield look.remark("step/never-reached", f"{step.path}.when", path=step.path)


def _is_never_added(look: Look, extension: Extension) -> bool:
    if extension.when is None and extension.rows is None:
        return False
    rows = look.procedure.deadline
    concerned = [(at, row) for at, row in enumerate(rows) if extension.rows is None or row.id in extension.rows]
    return bool(concerned) and all(look.proofs.never([extension, row], rows[:at]) for at, row in concerned)
