"""What each slip of a dossier says; drawing it is `motcua.slips`, its wording is the slip document's."""

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

from msgspec import Struct

from motcua import money
from motcua.calendar import long_date, long_moment
from motcua.catalog import Catalog, Rulebook
from motcua.catalog.model import Slip
from motcua.decide import FeeDue
from motcua.dossier import Dossier, Event, EventType
from motcua.spelled import amount_in_words
from motcua.texts import say

Told = Callable[[Dossier, Rulebook, Event], dict[str, Any]]
_LANG = "vi"  # slips are official papers, whatever language the clerk's screen speaks
_HANDS_ON: frozenset[EventType] = frozenset({"handed_over", "step_completed", "signed", "sent_back"})


class Printable(Struct, frozen=True):
    """A slip that may be printed: its document, and the event of the dossier that it tells of."""

    slip: Slip
    rulebook: Rulebook
    event: Event


def printable(catalog: Catalog, dossier: Dossier) -> tuple[Printable, ...]:
    """List the slips that a dossier has come to; each is the form in force on the day of what it tells."""
    found = []
    for name, (kind, _) in _SLIPS.items():
        event = next((event for event in reversed(dossier.events) if event.type == kind), None)
        rulebook = catalog.resolve(dossier.unit, event.at.date()) if event else None
        if event and rulebook and name in rulebook.slips:
            found.append(Printable(rulebook.slip(name), rulebook, event))
    return tuple(found)


def slip_data(
    what: Printable, dossier: Dossier, moment: datetime, look_up: str, extra: tuple[str, ...]
) -> dict[str, Any]:
    """Compose what `motcua.slips` prints.

    :param moment: when it is printed.
    :param look_up: address before the dossier's code in the QR code; empty where nobody can be asked for it.
    :param extra: lines of plugins.
    """
    slip, rulebook, person = what.slip, what.rulebook, dossier.applicant
    _, told = _SLIPS[slip.id]
    return {
        "slip": {"number": slip.number, "basis": list(slip.basis), "texts": dict(slip.texts)},
        "office": {"above": rulebook.unit_name, "name": rulebook.desk_name, "place": rulebook.names.place},
        "date": long_date(moment.date()),
        "code": dossier.code,
        "qr": f"{look_up}{dossier.code}".upper(),
        "applicant": {"name": person.name, "address": person.address, "phone": person.phone, "email": person.email},
        "filed_by": person.name,
        "officer": what.event.by_name,
        "procedure": {"name": dossier.decision.name, "code": dossier.decision.code},
        "extra": list(extra),
        **told(dossier, rulebook, what.event),
    }


def _receipt(dossier: Dossier, rulebook: Rulebook, _: Event) -> dict[str, Any]:
    decision = dossier.decision
    place = rulebook.vocabulary("return-places").items.get(dossier.applicant.return_place)
    return {
        "papers": _papers(dossier),
        "sets": rulebook.find(dossier.procedure).sets,
        "within": decision.deadline.within.text(_LANG) if decision.deadline else "",
        "received_at": long_moment(dossier.received_at),
        "due_at": _moment(dossier.due_at),
        "return_place": place.name if place else "",
        "fee": _fee(dossier),
    }


def _papers(dossier: Dossier) -> list[dict[str, Any]]:
    listed = dossier.known_papers
    return [
        {
            "name": listed[name].name if name in listed else name,
            "originals": given.originals,
            "copies": given.copies,
            "electronic": given.electronic,
            "note": dict(listed[name].one_of or ()).get(given.chosen, "") if name in listed else "",
        }
        for name, given in dossier.papers.items()
    ]


def _fee(dossier: Dossier) -> dict[str, Any]:
    fee, paid = dossier.decision.fee, dossier.fee.paid and not dossier.fee.due
    return {
        "lines": [_fee_line(line) for line in fee.lines],
        "total": _amount(fee.total),
        "total_in_words": "" if fee.total is None else amount_in_words(fee.total),
        "note": say("slip/paid", _LANG) if paid else "",
    }


def _fee_line(line: FeeDue) -> dict[str, Any]:
    amount = say("slip/waived", _LANG) if line.waived else _amount(line.amount)
    return {"name": line.name, "amount": amount, "reason": line.reason, "basis": "; ".join(line.basis)}


def _amount(dong: int | None) -> str:
    return say("slip/undetermined", _LANG) if dong is None else money.written(dong)


def _request(dossier: Dossier, rulebook: Rulebook, asked: Event) -> dict[str, Any]:
    names = dossier.known_papers
    asks = [names[paper].name if paper in names else paper for paper in asked.data["papers"]]
    contact = ", ".join(text for text in (asked.by_name, rulebook.contacts.get("phone", "")) if text)
    return {"asks": asks, "reason": asked.data["reason"], "contact": contact}


def _refusal(_: Dossier, __: Rulebook, refused: Event) -> dict[str, Any]:
    return {"reason": refused.data["reason"], "basis": refused.data.get("basis", "")}


def _control(dossier: Dossier, _: Rulebook, __: Event) -> dict[str, Any]:
    """Tell each hand-over: those that happened with their moment and result, those to come with room to write."""
    known = {step.id: step for decision in (*dossier.earlier, dossier.decision) for step in decision.route}
    happened = [event for event in dossier.events if event.type in _HANDS_ON]
    stops = [*(known[event.data["step"]] for event in happened), dossier.step]
    steps = []
    for event, (step, following) in zip(happened, pairwise(stops), strict=True):
        due_at = None if dossier.pauses else step.due_at  # after a pause the planned times no longer hold
        passed = {
            "at": long_moment(event.at),
            "result": _result(event.at, due_at),
            "note": event.data.get("reason", ""),
        }
        steps.append({"from": step.office, "to": following.office, **passed})
    to_come = dossier.decision.route[dossier.at :]
    steps += [{"from": step.office, "to": following.office} for step, following in pairwise(to_come)]
    return {"received_at": long_moment(dossier.received_at), "due_at": _moment(dossier.due_at), "steps": steps}


def _result(at: datetime, due_at: datetime | None) -> str | None:
    """Compare to the minute, as internal times are."""
    if due_at is None:
        return None
    return "early" if at < due_at else "on_time" if at == due_at else "late"


def _moment(moment: datetime | None) -> str:
    return long_moment(moment) if moment else ""


_SLIPS: Mapping[str, tuple[EventType, Told]] = {
    "giay-tiep-nhan": ("received", _receipt),
    "phieu-yeu-cau-bo-sung": ("papers_asked", _request),
    "phieu-tu-choi": ("refused", _refusal),
    "phieu-kiem-soat": ("received", _control),
}
