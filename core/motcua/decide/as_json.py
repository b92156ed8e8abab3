"""The decision in the shape of ``motcua decide --json``: a contract with other programs, kept in one place."""

from collections.abc import Mapping
from typing import Any

from motcua.calendar import DayCount
from motcua.catalog import Rulebook, as_row
from motcua.catalog.origin import Origin
from motcua.decide.decision import Deadline, Decision, FeeDue, PaperDue, StepDue

# What an author sets on a row and a citizen may ask about; a row that has none of it is told by its name.
_TOLD = ("amount", "within", "add", "percent", "originals", "copies", "electronic")


def as_json(decision: Decision, rulebook: Rulebook, lang: str = "vi") -> dict[str, Any]:
    """Return the decision as JSON values; dates and moments in ISO 8601, money in whole đồng.

    :param rulebook: the one that made the decision: it knows where each value comes from.
    """
    return {
        "procedure": {"id": decision.procedure, "code": decision.code, "name": decision.name, "case": decision.case},
        "unit": decision.unit,
        "at": decision.at.isoformat(),
        "acceptable": decision.acceptable,
        "problems": [
            {
                "rule": problem.rule,
                "about": problem.about,
                "message": problem.message(lang),
                "remedy": problem.remedy(lang),
            }
            for problem in decision.problems
        ],
        "papers": [_paper(paper) for paper in decision.papers],
        "fee": {
            "total": decision.fee.total,
            "currency": "VND",
            "lines": [_fee_line(line) for line in decision.fee.lines],
            "note": decision.fee.note,
            "basis": list(decision.fee.basis),
        },
        "deadline": _deadline(decision.deadline, lang) if decision.deadline else None,
        "route": [_step(step) for step in decision.route],
        "why": [as_row(path, origin) for path, origin in why(decision, rulebook)],
    }


def why(decision: Decision, rulebook: Rulebook) -> list[tuple[str, Origin]]:
    """List the values the decision rests on, each with where it was set; paths as in the provenance."""
    origins = rulebook.provenance(decision.procedure)
    return [(path, origins[path]) for row in dict.fromkeys(decision.rows) for path in _told(row, origins)]


def _told(row: str, origins: Mapping[str, Origin]) -> list[str]:
    paths = [f"{row}.{key}" for key in _TOLD if f"{row}.{key}" in origins]
    return paths or [path for path in (f"{row}.name",) if path in origins]


def _paper(paper: PaperDue) -> dict[str, Any]:
    return {
        "id": paper.id,
        "name": paper.name,
        "mode": paper.mode,
        "originals": paper.originals,
        "copies": paper.copies,
        "electronic": paper.electronic,
        "as_many_as_needed": paper.as_many_as_needed,
        "one_of": None if paper.one_of is None else [{"id": key, "name": name} for key, name in paper.one_of],
        "note": paper.note,
        "basis": list(paper.basis),
    }


def _fee_line(line: FeeDue) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.name,
        "quantity": line.quantity,
        "amount": line.amount,
        "waived": line.waived,
        "full": line.full,
        "reason": line.reason,
        "basis": list(line.basis),
    }


def _deadline(deadline: Deadline, lang: str) -> dict[str, Any]:
    return {
        "due_at": deadline.due_at.isoformat() if deadline.due_at else None,
        "within": deadline.within.as_json(),
        "ledger": ledger(deadline.ledger, lang),
        "basis": list(deadline.basis),
        "warnings": [finding.message(lang) for finding in deadline.warnings],
    }


def ledger(days: tuple[DayCount, ...], lang: str) -> list[dict[str, Any]]:
    """Return the day ledger as JSON values."""
    return [
        {"date": day.date.isoformat(), "counts": day.counts, "why": day.why_in(lang), "sure": day.sure} for day in days
    ]


def _step(step: StepDue) -> dict[str, Any]:
    return {
        "id": step.id,
        "name": step.name,
        "role": step.role,
        "office": step.office,
        "unit": step.unit,
        "allows": list(step.allows),
        "due_at": step.due_at.isoformat() if step.due_at else None,
        "within": str(step.within) if step.within else None,
        "basis": list(step.basis),
    }
