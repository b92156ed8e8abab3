"""Changes to whole rows: dropped, asked for in every case, in another order, played by another role, dearer, free."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from motcua import money
from motcua.calendar.days import ONE_DAY
from motcua.catalog.model import Paper, Procedure
from motcua.specs.mutation.altered import Change

_STEP = 1000  # đồng


def in_rows(procedure: Procedure) -> Iterator[Change]:
    """Change papers, exemptions, reductions, extensions, deadline rows, reasons to stop the clock, and steps."""
    yield from _in_papers(procedure)
    yield from _in_exemptions(procedure)
    yield from _in_reductions(procedure)
    for extension in procedure.extensions:
        after = _without(procedure, "extensions", extension)
        yield Change("mutation/extension-dropped", extension.path, after, "", {"name": extension.add})
    for row in procedure.deadline[:-1]:
        yield Change(
            "mutation/deadline-dropped", row.path, _without(procedure, "deadline", row), "", {"name": row.within}
        )
    for remark in procedure.not_counted:
        after = _without(procedure, "not_counted", remark)
        yield Change("mutation/pause-ignored", f"not_counted.{remark.id}", after, "", {"name": remark.text})
    yield from _in_route(procedure)


def in_fees(procedure: Procedure) -> Iterator[Change]:
    """Make each fixed amount a thousand đồng dearer; make each line free."""
    for line in procedure.fees:
        path = f"{line.path}.amount"
        if line.amount is not None:
            dearer = line.amount + _STEP
            after = _with(procedure, "fees", line, replace(line, amount=dearer))
            params = {"name": line.name, "was": money.written(line.amount), "now": money.written(dearer)}
            yield Change("mutation/fee", path, after, str(dearer), params)
        if line.amount or line.rule is not None:
            after = _with(procedure, "fees", line, replace(line, amount=0, rule=None))
            params = {"name": line.name, "now": money.written(0)}
            yield Change("mutation/fee-zero", path, after, "0", params)


def _in_papers(procedure: Procedure) -> Iterator[Change]:
    for paper in procedure.papers:
        params = {"name": paper.name}
        yield Change("mutation/paper-dropped", paper.path, _without(procedure, "papers", paper), "", params)
        if paper.when is not None:
            after = _with(procedure, "papers", paper, replace(paper, when=None))
            yield Change("mutation/paper-always", paper.path, after, "", params)
        yield from _swapped(procedure, paper)


def _swapped(procedure: Procedure, paper: Paper) -> Iterator[Change]:
    """Swap neighbours among the fall-backs of a paper."""
    rows = paper.first_available
    for at in range(len(rows) - 1):
        order = (*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :])
        after = _with(procedure, "papers", paper, replace(paper, first_available=order))
        params = {"first": rows[at].name, "second": rows[at + 1].name}
        yield Change("mutation/fall-backs", rows[at].path, after, "", params)


def _in_exemptions(procedure: Procedure) -> Iterator[Change]:
    for row in procedure.exemptions:
        params = {"name": row.name}
        yield Change("mutation/exemption-dropped", row.path, _without(procedure, "exemptions", row), "", params)
        if row.when is not None:
            after = _with(procedure, "exemptions", row, replace(row, when=None))
            yield Change("mutation/exemption-always", row.path, after, "", params)
        if row.evidence:
            after = _with(procedure, "exemptions", row, replace(row, evidence=None))
            told = {**params, "paper": row.evidence.name}
            yield Change("mutation/evidence-dropped", f"{row.path}.evidence", after, "", told)


def _in_reductions(procedure: Procedure) -> Iterator[Change]:
    for row in procedure.reductions:
        params = {"name": row.name}
        yield Change("mutation/reduction-dropped", row.path, _without(procedure, "reductions", row), "", params)
        for days in (-ONE_DAY, ONE_DAY):
            for end in ("start", "end"):
                day = getattr(row.period, end)
                if day.year in (1, 9999):
                    continue  # open
                moved: dict[str, Any] = {end: day + days}
                after = _with(procedure, "reductions", row, replace(row, period=replace(row.period, **moved)))
                told = {**params, "was": f"{day:%d/%m/%Y}", "now": f"{day + days:%d/%m/%Y}"}
                yield Change("mutation/reduction-date", f"{row.path}.in_force", after, f"{end}{days}", told)


def _in_route(procedure: Procedure) -> Iterator[Change]:
    """Swap the roles of neighbouring steps."""
    steps = procedure.steps
    for at in range(len(steps) - 1):
        one, other = steps[at], steps[at + 1]
        if one.role != other.role:
            swapped = (replace(one, role=other.role), replace(other, role=one.role))
            after = replace(procedure, steps=(*steps[:at], *swapped, *steps[at + 2 :]))
            params = {"first": one.name, "second": other.name}
            yield Change("mutation/roles", f"{one.path}.role", after, "", params)


def _without(procedure: Procedure, key: str, row: object) -> Procedure:
    changed: dict[str, Any] = {key: tuple(each for each in getattr(procedure, key) if each is not row)}
    return replace(procedure, **changed)


def _with(procedure: Procedure, key: str, row: object, instead: object) -> Procedure:
    changed: dict[str, Any] = {key: tuple(instead if each is row else each for each in getattr(procedure, key))}
    return replace(procedure, **changed)
