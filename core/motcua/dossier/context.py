"""What the rulebook says of one dossier: its decision, and the rules of time that its later events need."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from motcua.calendar import Calendar, Hours, Pause, Policy, due, hand_over_by, latest_notice
from motcua.catalog import Rulebook
from motcua.catalog.model import Procedure
from motcua.decide import decide
from motcua.decide.decision import Decision
from motcua.dossier.reception import Reception
from motcua.findings import MotcuaError
from motcua.lang import Fact, Value


class Context(Struct, frozen=True):
    """The decision of the reception and what follows from it; all moments are Asia/Ho_Chi_Minh.

    `due_from` counts the decision's deadline from a moment, leaving out pauses (None: the law gives no deadline).
    `hand_over_by` and `ask_by` are the latest moments to hand over and to ask for papers.
    `supplement` is the policy's choice: `restart` or `continue` when papers asked for are all there.
    `facts` are the questions of the procedure; `changed` decides the case again from the same moment, with other
    answers to some of them.
    """

    decision: Decision
    due_from: Callable[[datetime, Sequence[Pause]], datetime | None]
    hand_over_by: datetime
    ask_by: datetime | None
    supplement: str
    facts: tuple[Fact, ...]
    changed: "Changed"


Changed = Callable[[Mapping[str, Any]], Context]


def context(rulebook: Rulebook, reception: Reception, received_at: datetime) -> Context:
    """Decide the case again as it was received, under the given rulebook: the pinned one, or a draft to compare with.

    :raises MotcuaError: when the rulebook does not know the procedure or no longer takes the facts.
    """
    return _decided(rulebook, rulebook.find(reception.procedure), reception.facts, received_at)


def _decided(rulebook: Rulebook, procedure: Procedure, given: Mapping[str, Any], received_at: datetime) -> Context:
    questions = rulebook.program(procedure).questions
    facts = given_facts(rulebook, procedure, given)

    def changed(found: Mapping[str, Any]) -> Context:
        """Keep only what was really answered: what nobody was asked may have to be asked now."""
        unasked = questions.not_asked(facts)
        answered = {name: value for name, value in facts.items() if name not in unasked}
        return _decided(rulebook, procedure, {**answered, **found}, received_at)

    decision = decide(rulebook, procedure, facts, received_at)
    calendar = rulebook.calendar.known_at(received_at.date())
    return timed(decision, calendar, rulebook.hours, rulebook.policy, questions.facts, changed)


def given_facts(rulebook: Rulebook, procedure: Procedure, given: Mapping[str, Any]) -> dict[str, Value | None]:
    """Read the facts of a case, as texts of a form or as JSON values, into the value or None of every fact.

    :raises MotcuaError: every fact that is unknown or of the wrong type.
    """
    facts, findings = rulebook.program(procedure).questions.read(given)
    if errors := [finding for finding in findings if finding.severity == "error"]:
        raise MotcuaError(*errors)
    return facts


def timed(
    decision: Decision, calendar: Calendar, hours: Hours, policy: Policy, facts: tuple[Fact, ...], changed: Changed
) -> Context:
    """Join a decision with the rules of time of its unit and the way to decide again."""

    def due_from(start: datetime, pauses: Sequence[Pause]) -> datetime | None:
        if decision.deadline is None:
            return None
        return due(start, decision.deadline.within, calendar, hours, policy, pauses).due_at

    return Context(
        decision=decision,
        due_from=due_from,
        hand_over_by=hand_over_by(decision.at, calendar, hours, policy),
        ask_by=latest_notice(decision.at, calendar, hours, policy).due_at,
        supplement=policy.supplement,
        facts=facts,
        changed=changed,
    )
