"""The decision: a pure function of rulebook, procedure, facts and moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from motcua.catalog import Rulebook
from motcua.catalog.model import Procedure
from motcua.catalog.reading.compiled import Compiled
from motcua.decide.decision import Decision
from motcua.decide.fees import fee_due
from motcua.decide.papers import papers_due
from motcua.decide.timing import Stop, deadline_due, route_due
from motcua.decide.verdict import Verdict
from motcua.lang import Value
from motcua.texts import Words


def decide(
    rulebook: Rulebook,
    procedure: Procedure,
    facts: Mapping[str, Value | None],
    moment: datetime,
    stops: Sequence[Stop] = (),
) -> Decision:
    """Say what the rulebook holds for one case: papers, fee, deadline, route, and what is still missing.

    :param facts: every fact of the procedure by id, as `motcua.lang.read_facts` gives them; None is unknown.
    :param moment: when the complete dossier is received (aware, Asia/Ho_Chi_Minh).
    :param stops: the stretches in which its clock stands still.
    :raises MotcuaError: when a year that the deadline reaches has no calendar.
    """
    compiled = rulebook.program(procedure)
    known: dict[str, Value | None] = {**facts, "received_on": moment.date(), "case": None}
    cases = _cases(procedure, compiled, known)
    verdict = Verdict(compiled.program, compiled.program.judge(known), procedure.facts, cases.rows, cases.problems)
    _require_facts(compiled, known, verdict)
    _require_level(rulebook, procedure, verdict)
    channel = next((item for item in procedure.channels if item.id == known.get("channel")), None)
    fee, exemptions = fee_due(procedure, verdict, moment.date())
    papers = papers_due(procedure, verdict, channel, exemptions)
    deadline = deadline_due(rulebook, procedure, verdict, moment, stops)
    latest = deadline.due_at if deadline else None
    route = route_due(rulebook, procedure, verdict, moment, latest)
    return Decision(
        procedure=procedure.id,
        code=procedure.code,
        name=procedure.name,
        case=str(known["case"]) if known["case"] else None,
        unit=rulebook.unit,
        at=moment,
        facts=known,
        acceptable=not verdict.problems,
        problems=tuple(verdict.problems.values()),
        papers=papers,
        fee=fee,
        deadline=deadline,
        route=route,
        rows=tuple(verdict.rows),
    )


def _cases(procedure: Procedure, compiled: Compiled, known: dict[str, Value | None]) -> Verdict:
    """Find the case that fits and make it known as the fact ``case``; an undecidable one hides those after it."""
    program = compiled.cases or compiled.program
    verdict = Verdict(program, program.judge(known), procedure.facts)
    for case in procedure.cases:
        if (truth := verdict.holds(case.when, case.path)) is not False:
            if truth:
                known["case"] = case.id
                verdict.rows.append(case.path)
            break
    return verdict


def _require_facts(compiled: Compiled, known: Mapping[str, Value | None], verdict: Verdict) -> None:
    """Note the required facts that are asked, given the others, and have no answer."""
    if all(known.get(fact.id) is not None for fact in compiled.facts if fact.required):
        return  # the common case, without asking what is asked
    for fact in compiled.questions.missing(known):
        verdict.problem("decide/fact-missing", fact.id, fact=fact.title)


def _require_level(rulebook: Rulebook, procedure: Procedure, verdict: Verdict) -> None:
    """Note that the procedure belongs to another level of government than this unit."""
    if rulebook.layers[-1].level != procedure.level:
        where = Words((f"level/{procedure.level}",))
        verdict.problem("decide/other-level", "level", unit=rulebook.layers[-1].name, level=where)
