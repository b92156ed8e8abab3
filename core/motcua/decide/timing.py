"""When the result is due and who handles the case until then."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from motcua.calendar import Pause, due
from motcua.catalog import Rulebook
from motcua.catalog.model import DeadlineRow, Extension, Procedure, Step
from motcua.decide.decision import Deadline, StepDue
from motcua.decide.verdict import Verdict


class Stop(Struct, frozen=True):
    """A stretch in which the clock stands still; `reason` is the id of one of the procedure's `not_counted`."""

    reason: str
    pause: Pause


def deadline_due(
    rulebook: Rulebook, procedure: Procedure, verdict: Verdict, start: datetime, stops: Sequence[Stop] = ()
) -> Deadline | None:
    """Find the first row that fits, add every extension that fits, and count the days.

    :param start: the moment from which the time runs (aware, Asia/Ho_Chi_Minh).
    :param stops: what the clock stands still for; for a reason that the procedure does not name it runs on, a problem.
    :returns: None, with a problem, when no row fits or one before it cannot be decided.
    :raises MotcuaError: when a year that the count reaches has no calendar.
    """
    if not (row := _row(procedure, verdict)):
        return None
    verdict.rows.append(row.path)
    added = [one for one in procedure.extensions if _extends(one, row, verdict)]
    pauses = list(_pauses(procedure, stops, verdict)) if stops else ()
    calendar = rulebook.calendar.known_at(start.date())
    counted = due(start, row.within, calendar, rulebook.hours, rulebook.policy, pauses, [one.add for one in added])
    deadline = Deadline(
        row=row.id,
        within=row.within,
        due_at=counted.due_at,
        ledger=counted.ledger,
        basis=row.basis,
        warnings=counted.warnings,
        note=row.note,
        to_verify=row.to_verify,
    )
    return _extended(deadline, added) if added else deadline


def _row(procedure: Procedure, verdict: Verdict) -> DeadlineRow | None:
    for row in procedure.deadline:
        if (truth := verdict.holds(row.when, row.path)) is None:
            return None
        if truth:
            return row
    verdict.problem("decide/no-deadline", "deadline")
    return None


def _pauses(procedure: Procedure, stops: Sequence[Stop], verdict: Verdict) -> Iterator[Pause]:
    for stop in stops:
        if any(remark.id == stop.reason for remark in procedure.not_counted):
            verdict.rows.append(f"not_counted.{stop.reason}")
            yield stop.pause
        else:
            verdict.problem("decide/clock-runs", "not_counted", reason=stop.reason)


def _extends(extension: Extension, row: DeadlineRow, verdict: Verdict) -> bool:
    concerns = extension.rows is None or row.id in extension.rows
    if concerns and verdict.holds(extension.when, extension.path):
        verdict.rows.append(extension.path)
        return True
    return False


def _extended(deadline: Deadline, added: Sequence[Extension]) -> Deadline:
    return replace(
        deadline,
        within=sum((one.add for one in added), deadline.within),
        basis=tuple(dict.fromkeys((*deadline.basis, *(text for one in added for text in one.basis)))),
        extensions=tuple(one.id for one in added),
        to_verify=deadline.to_verify or any(one.to_verify for one in added),
    )


def route_due(
    rulebook: Rulebook, procedure: Procedure, verdict: Verdict, start: datetime, latest: datetime | None
) -> tuple[StepDue, ...]:
    """List the steps of the case; each internal time runs from the end of the step before it, none past `latest`."""
    at, dues = start, []
    calendar, hours, policy = rulebook.calendar.known_at(start.date()), rulebook.hours, rulebook.policy
    for step in procedure.steps:
        if verdict.holds(step.when, step.path):
            verdict.rows.append(step.path)
            ends = due(at, step.within, calendar, hours, policy).due_at if step.within else None
            ends = min(ends, latest) if ends and latest else ends
            at = ends or at
            dues.append(_step(rulebook, step, ends))
    return tuple(dues)


def _step(rulebook: Rulebook, step: Step, ends: datetime | None) -> StepDue:
    return StepDue(
        id=step.id,
        name=step.name,
        role=step.role,
        office=rulebook.office(step.role),
        unit=step.unit or rulebook.unit,
        allows=step.allows,
        due_at=ends,
        within=step.within,
        basis=step.basis,
    )
