"""The guide slip: what somebody needs for their case, to take home. The slips of a dossier are the desk's."""

from typing import Any

from motcua import money
from motcua.calendar import long_date
from motcua.catalog.model import Procedure
from motcua.decide.decision import Decision, Fee, FeeDue, PaperDue
from motcua.slips import render_apart
from motcua.spelled import amount_in_words
from motcua_web.visit import Visit

GUIDE = "phieu-huong-dan"


def guide_pdf(visit: Visit, law: Procedure, decision: Decision) -> bytes:
    """Print what somebody needs for their case, to take home.

    :raises MotcuaError: when no such slip is in force, or its template is broken.
    """
    cases = {case.id: case.name for case in law.cases}
    shown = [paper for paper in decision.papers if paper.mode != "note"]
    told = {
        "procedure": {"name": law.name, "code": law.code},
        "case": cases.get(decision.case or "", ""),
        "papers": [_paper_due(paper) for paper in shown],
        "sets": law.sets,
        "within": decision.deadline.within.text() if decision.deadline else "",
        "fee": _fee(decision.fee),
        "channels": "; ".join(channel.name for channel in law.channels),
        "contact": "; ".join(visit.rulebook().contacts.values()),
        "basis": "; ".join(law.basis),
    }
    return _printed(visit, told)


def _printed(visit: Visit, told: dict[str, Any]) -> bytes:
    """Print in a process apart: a template may come from a plugin, and must not stop the desk."""
    rules = visit.rulebook()
    form = rules.slip(GUIDE)
    frame = {
        "slip": {"number": form.number, "basis": list(form.basis), "texts": dict(form.texts)},
        "office": {"above": rules.unit_name, "name": rules.desk_name, "place": rules.names.place},
        "date": long_date(visit.now.date()),
    }
    return render_apart(form.template.encode(), frame | told, name=GUIDE)


def _fee(fee: Fee) -> dict[str, Any]:
    """Tell the fee; an amount not known is left to be written by hand: unknown is never zero."""
    lines = [_fee_line(line) for line in fee.lines]
    if fee.total is None:
        return {"lines": lines, "total": ""}
    return {"lines": lines, "total": money.written(fee.total), "total_in_words": amount_in_words(fee.total)}


def _paper_due(paper: PaperDue) -> dict[str, Any]:
    counts = {"originals": paper.originals, "copies": paper.copies, "electronic": paper.electronic}
    one_of = "; ".join(name for _id, name in paper.one_of or ())
    return {"name": paper.name, "note": one_of or paper.note, "shown_only": paper.mode == "present", **counts}


def _fee_line(line: FeeDue) -> dict[str, Any]:
    amount = "miễn" if line.waived else "" if line.amount is None else money.written(line.amount)
    return {"name": line.name, "amount": amount, "reason": line.reason, "basis": "; ".join(line.basis)}
