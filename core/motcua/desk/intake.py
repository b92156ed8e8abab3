"""What may be received: a case that the rules decide, of an applicant with a name, with every paper it needs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.catalog import Rulebook
from motcua.decide import Decision, decide
from motcua.desk.papers import paper_findings
from motcua.dossier import (
    Applicant,
    PaperIn,
    Promise,
    Reception,
    applicant_as_json,
    facts_as_json,
    given_facts,
    read_applicant,
)
from motcua.findings import Finding, MotcuaError


def intake(
    rulebook: Rulebook,
    procedure_id: str,
    facts: Mapping[str, Any],
    applicant: Applicant,
    papers: Mapping[str, PaperIn],
    moment: datetime,
) -> Reception:
    """Make the reception, pinned to the rulebook, with what the citizen is promised.

    :raises MotcuaError: every problem of the decision, every missing paper, every wrong field of the applicant.
    """
    procedure = rulebook.find(procedure_id)
    known = given_facts(rulebook, procedure, facts)
    decision = decide(rulebook, procedure, known, moment)
    if against := [*_problems(decision), *paper_findings(decision.papers, papers), *_about(applicant)]:
        raise MotcuaError(*against)
    return Reception(
        procedure=procedure.id,
        code=procedure.code,
        facts=facts_as_json({name: value for name, value in known.items() if value is not None}),
        applicant=applicant,
        papers=papers,
        rulebook=rulebook.digest,
        promise=Promise(decision.deadline.due_at if decision.deadline else None, decision.fee.total),
    )


def _problems(decision: Decision) -> list[Finding]:
    return [Finding(problem.rule, params=problem.params) for problem in decision.problems]


def _about(applicant: Applicant) -> list[Finding]:
    """Check the applicant as the form does: the desk is the only door, whoever comes through it."""
    written = {name: value or "" for name, value in applicant_as_json(applicant).items()}
    return [finding for finding in read_applicant(written)[1] if finding.severity == "error"]
