"""The slips of a dossier: which may be printed now, and what each says. Drawing them is the core's (`motcua.slips`)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from motcua import money
from motcua.calendar import long_date, long_moment
from motcua.catalog import Rulebook
from motcua.decide.decision import FeeDue
from motcua.dossier import Dossier, Event
from motcua.slips import render
from motcua.spelled import amount_in_words

from motcua_web.visit import Visit

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
    form = rules.slip(slip)
    told = _common(visit, dossier, rules) | _TOLD[slip](dossier, rules)
    told["slip"] = {"number": form.number, "basis": list(form.basis), "texts": dict(form.texts)}
    answers = visit.desk.plugins.call("motcua_slip_lines", dossier=dossier, slip=slip)
    told["extra"] = [line for _plugin, lines in answers for line in lines]
    return render(form.template.encode(), told, name=slip)


def _rules(visit: Visit, dossier: Dossier) -> Rulebook:
    return visit.desk.catalog.resolve(dossier.unit, dossier.received_at.date())


def _common(visit: Visit, dossier: Dossier, rules: Rulebook) -> dict[str, Any]:
    person = dossier.applicant
    address = f"{visit.request.base_url}".rstrip("/") + LOOK_UP + dossier.code
    return {
        "office": {"above": rules.unit_name, "name": rules.desk_name, "place": rules.names.place},
        "date": long_date(visit.now.date()),
        "code": dossier.code,
        "qr": address.upper(),
        "applicant": {"name": person.name, "address": person.address, "phone": person.phone, "email": person.email},
        "filed_by": person.name,
        "procedure": {"name": dossier.decision.name, "code": dossier.decision.code},
        "officer": dossier.events[0].by_name,
    }


def _receipt(dossier: Dossier, rules: Rulebook) -> dict[str, Any]:
    decision, fee = dossier.decision, dossier.decision.fee
    places = rules.vocabulary("return-places").items
    place = places.get(dossier.applicant.return_place)
    return {
        "papers": list(_papers(dossier)),
        "sets": rules.find(dossier.procedure).sets,
        "within": decision.deadline.within.text() if decision.deadline else "",
        "received_at": long_moment(dossier.received_at),
        "due_at": _moment(dossier.due_at),
        "return_place": place.name if place else "",
        "fee": {
            "lines": [_fee_line(line) for line in fee.lines],
            "total": money.written(fee.total or 0),
            "total_in_words": amount_in_words(fee.total or 0),
            "note": "đã nộp" if dossier.fee.paid and not dossier.fee.due else "",
        },
    }


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
    amount = "miễn" if line.waived else money.written(line.amount or 0)
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
