"""From the journal to the dossier: the events in their order, judged by the rulebook, give status, clock and dates."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from motcua.calendar import Pause
from motcua.decide.decision import Fee, StepDue
from motcua.dossier.context import Context
from motcua.dossier.dossier import Dossier, FeeStanding, Flag
from motcua.dossier.reception import Promise, reception_from_json
from motcua.events import Event, EventType
from motcua.moves import BY_EVENT, Move, Status


def replay(events: Sequence[Event], context: Context) -> Dossier:
    """Make the dossier of its events; the first one is its reception."""
    dossier = _received(events[0], context)
    for event in events[1:]:
        if event.type == "facts_changed":
            context = context.changed(event.data["facts"])
        dossier = _after(dossier, event, context)
    return dossier


def _received(event: Event, context: Context) -> Dossier:
    reception, decision = reception_from_json(event.data), context.decision
    due_at = decision.deadline.due_at if decision.deadline else None
    return Dossier(
        code=event.dossier,
        unit=event.where,
        procedure=reception.procedure,
        decision=decision,
        rulebook=reception.rulebook,
        applicant=reception.applicant,
        papers=reception.papers,
        promise=reception.promise,
        received_at=event.at,
        events=(event,),
        status="received",
        clock="running",
        due_dates=(due_at,),
        fee=_owed(decision.fee),
        flags=_flag("promise_differs", raised=reception.promise != Promise(due_at, decision.fee.total)),
        facts=context.facts,
    )


def _after(dossier: Dossier, event: Event, context: Context) -> Dossier:
    dossier = replace(dossier, events=(*dossier.events, event))
    move = BY_EVENT.get(event.type)
    if move is None:  # a failed plugin is worth telling but changes nothing of the dossier
        return dossier
    if effect := _EFFECTS.get(event.type):
        dossier = effect(dossier, event, context)
    return dossier if _still_waits(dossier, move) else _moved(dossier, move)


def _still_waits(dossier: Dossier, move: Move) -> bool:
    """Only all the papers asked for set the clock going again."""
    return move.event == "papers_received" and bool(dossier.missing)


def _moved(dossier: Dossier, move: Move) -> Dossier:
    at = dossier.at + {"stays": 0, "next": 1, "back": -1}[move.goes]
    moved = replace(dossier, at=min(max(at, 0), len(dossier.decision.route) - 1), clock=move.clock or dossier.clock)
    return replace(moved, status=_status(moved, move))


def _status(dossier: Dossier, move: Move) -> Status:
    if move.to == "same" or (move.to == "by_step" and dossier.status == "signed"):
        return dossier.status
    if move.to != "by_step":
        return move.to
    if dossier.handed_over_at is None:
        return "received"
    return "in_progress" if dossier.step.unit == dossier.unit else "waiting_for_agency"


def _handed_over(dossier: Dossier, event: Event, context: Context) -> Dossier:
    if dossier.handed_over_at:
        return dossier
    late = event.at > context.hand_over_by
    return replace(dossier, handed_over_at=event.at, flags=dossier.flags | _flag("late_hand_over", raised=late))


def _papers_asked(dossier: Dossier, event: Event, context: Context) -> Dossier:
    late = context.ask_by is not None and event.at > context.ask_by
    return replace(dossier, missing=tuple(event.data["papers"]), flags=dossier.flags | _flag("asked_late", raised=late))


def _papers_received(dossier: Dossier, event: Event, context: Context) -> Dossier:
    missing = tuple(paper for paper in dossier.missing if paper not in event.data["papers"])
    dossier = replace(dossier, missing=missing)
    return dossier if missing else _clock_again(dossier, event.at, context)


def _clock_again(dossier: Dossier, moment: datetime, context: Context) -> Dossier:
    asked = next(event for event in reversed(dossier.events) if event.type == "papers_asked")
    return _due_again(replace(dossier, pauses=(*dossier.pauses, Pause(asked.at, moment))), context)


def _due_again(dossier: Dossier, context: Context) -> Dossier:
    """Count from the moment all papers were there, or from the reception without the waiting, as the policy says."""
    restarted = dossier.pauses and context.supplement == "restart"
    start, pauses = (dossier.pauses[-1].ends, ()) if restarted else (dossier.received_at, dossier.pauses)
    due_at = context.due_from(start, pauses)
    return dossier if due_at == dossier.due_at else replace(dossier, due_dates=(*dossier.due_dates, due_at))


def _facts_changed(dossier: Dossier, _: Event, context: Context) -> Dossier:
    """Put the decision on the facts found in the place of the one before; what is paid stays paid."""
    decision = context.decision
    decided = replace(
        dossier,
        decision=decision,
        earlier=(*dossier.earlier, dossier.decision),
        fee=replace(_owed(decision.fee), paid=dossier.fee.paid),
        at=_same_step(dossier, decision.route),
    )
    return _due_again(decided, context)


def _same_step(dossier: Dossier, route: Sequence[StepDue]) -> int:
    """Find the step at which the dossier lies in another route; where it is gone, the last one passed before it."""
    passed = {step.id for step in dossier.decision.route[: dossier.at + 1]}
    return max((index for index, step in enumerate(route) if step.id in passed), default=0)


def _made_ready(dossier: Dossier, event: Event, _: Context) -> Dossier:
    return replace(dossier, ready_at=event.at)


def _paid(dossier: Dossier, event: Event, _: Context) -> Dossier:
    return replace(dossier, fee=replace(dossier.fee, paid=dossier.fee.paid + event.data["amount"]))


_EFFECTS: Mapping[EventType, Callable[[Dossier, Event, Context], Dossier]] = {
    "handed_over": _handed_over,
    "papers_asked": _papers_asked,
    "papers_received": _papers_received,
    "facts_changed": _facts_changed,
    "made_ready": _made_ready,
    "paid": _paid,
}


def _owed(fee: Fee) -> FeeStanding:
    return FeeStanding(fee.total, 0, waived=fee.total == 0 and any(line.waived for line in fee.lines))


def _flag(flag: Flag, *, raised: bool) -> frozenset[Flag]:
    return frozenset({flag}) if raised else frozenset()
