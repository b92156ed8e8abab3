"""The slips of a dossier: which may be printed now, and what each says. Drawing them is the core's (`motcua.slips`)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from motcua import money
from motcua.calendar import long_date, long_moment
from motcua.catalog import Rulebook
from motcua.catalog.model import Procedure
from motcua.decide.decision import Decision, Fee, FeeDue, PaperDue
from motcua.dossier import Dossier, Event
from motcua.slips import render_apart
from motcua.spelled import amount_in_words

from motcua_web.visit import Visit

GUIDE = "phieu-huong-dan"
LOOK_UP = "/H/"  # the address in the QR code: upper case, so that the code stays coarse


def slip_names(visit: Visit, dossier: Dossier) -> list[tuple[str, str]]:
    """List the slips that may be printed now, as (id, name)."""
    rules = _rules(visit, dossier)
    return [(slip, rules.slip(slip).name) for slip, fits in _FITS.items() if slip in rules.slips and fits(dossier)]


def slip_pdf(visit: Visit, dossier: Dossier, slip: str) -> bytes:
    """Print a slip as the form of the day on which the dossier was received asks.

    :raises MotcuaError: when a province's template is broken.
    """
    rules = _rules(visit, dossier)
    answers = visit.desk.plugins.call("motcua_slip_lines", dossier=dossier, slip=slip)
    extra = {"extra": [line for _plugin, lines in answers for line in lines]}
    return _printed(visit, rules, slip, _person(visit, dossier) | _TOLD[slip](dossier, rules) | extra)


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
    return _printed(visit, visit.rulebook(), GUIDE, told)


def _printed(visit: Visit, rules: Rulebook, slip: str, told: dict[str, Any]) -> bytes:
    """Print in a process apart: a template may come from a plugin, and must not stop the desk."""
    form = rules.slip(slip)
    frame = {
        "slip": {"number": form.number, "basis": list(form.basis), "texts": dict(form.texts)},
        "office": {"above": rules.unit_name, "name": rules.desk_name, "place": rules.names.place},
        "date": long_date(visit.now.date()),
    }
    return render_apart(form.template.encode(), frame | told, name=slip)


def _rules(visit: Visit, dossier: Dossier) -> Rulebook:
    return visit.desk.catalog.resolve(dossier.unit, dossier.received_at.date())


def _person(visit: Visit, dossier: Dossier) -> dict[str, Any]:
    person = dossier.applicant
    address = f"{visit.request.base_url}".rstrip("/") + LOOK_UP + dossier.code
    return {
        "code": dossier.code,
        "qr": address.upper(),
        "applicant": {"name": person.name, "address": person.address, "phone": person.phone, "email": person.email},
        "filed_by": person.name,
        "procedure": {"name": dossier.decision.name, "code": dossier.decision.code},
        "officer": dossier.events[0].by_name,
    }


def _receipt(dossier: Dossier, rules: Rulebook) -> dict[str, Any]:
    decision = dossier.decision
    places = rules.vocabulary("return-places").items
    place = places.get(dossier.applicant.return_place)
    return {
        "papers": list(_papers(dossier)),
        "sets": rules.find(dossier.procedure).sets,
        "within": decision.deadline.within.text() if decision.deadline else "",
        "received_at": long_moment(dossier.received_at),
        "due_at": _moment(dossier.due_at),
        "return_place": place.name if place else "",
        "fee": _fee(decision.fee) | {"note": "đã nộp" if dossier.fee.paid and not dossier.fee.due else ""},
    }


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


def _papers(dossier: Dossier) -> Iterator[dict[str, Any]]:
    names = {paper.id: paper for paper in dossier.decision.papers}
    for paper, given in dossier.papers.items():
        listed = names.get(paper)
        chosen = dict(listed.one_of or ()).get(given.chosen, "") if listed else ""
        yield {
            "name": listed.name if listed else paper,
            "originals": given.originals,
            "copies": given.copies,
            "electronic": given.electronic,
            "note": chosen,
        }


def _fee_line(line: FeeDue) -> dict[str, Any]:
    amount = "miễn" if line.waived else "" if line.amount is None else money.written(line.amount)
    return {"name": line.name, "amount": amount, "reason": line.reason, "basis": "; ".join(line.basis)}


def _request(dossier: Dossier, _rules: Rulebook) -> dict[str, Any]:
    asked = _last(dossier, "papers_asked")
    names = {paper.id: paper.name for paper in dossier.decision.papers}
    return {
        "asks": [names.get(paper, paper) for paper in asked.data["papers"]],
        "reason": asked.data.get("reason", ""),
        "officer": asked.by_name,
    }


def _refusal(dossier: Dossier, _rules: Rulebook) -> dict[str, Any]:
    refused = _last(dossier, "refused")
    return {"reason": refused.data.get("reason", ""), "officer": refused.by_name}


def _control(dossier: Dossier, _rules: Rulebook) -> dict[str, Any]:
    return {
        "received_at": long_moment(dossier.received_at),
        "due_at": _moment(dossier.due_at),
        "steps": [
            {"from": step.office, "to": following.office}
            for step, following in zip(dossier.decision.route, dossier.decision.route[1:], strict=False)
        ],
    }


def _moment(moment: datetime | None) -> str:
    return long_moment(moment) if moment else ""


def _last(dossier: Dossier, event: str) -> Event:
    return next(each for each in reversed(dossier.events) if each.type == event)


def _happened(event: str) -> Callable[[Dossier], bool]:
    return lambda dossier: any(each.type == event for each in dossier.events)


_TOLD: Mapping[str, Callable[[Dossier, Rulebook], dict[str, Any]]] = {
    "giay-tiep-nhan": _receipt,
    "phieu-yeu-cau-bo-sung": _request,
    "phieu-tu-choi": _refusal,
    "phieu-kiem-soat": _control,
}
_FITS: Mapping[str, Callable[[Dossier], bool]] = {
    "giay-tiep-nhan": lambda _dossier: True,
    "phieu-yeu-cau-bo-sung": _happened("papers_asked"),
    "phieu-tu-choi": _happened("refused"),
    "phieu-kiem-soat": lambda _dossier: True,
}
