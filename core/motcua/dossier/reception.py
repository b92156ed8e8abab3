"""What was handed in at the counter and promised in return: the content of a dossier's first event."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from motcua.dossier.applicants import Applicant, applicant_as_json, applicant_from_json
from motcua.zone import in_zone


class PaperIn(Struct, frozen=True):
    """How much of one paper was handed in; `chosen` is the alternative taken of a paper that offers several.

    A paper that is only to be shown was shown when it is here at all.
    """

    originals: int = 0
    copies: int = 0
    electronic: int = 0
    chosen: str = ""


class Promise(Struct, frozen=True):
    """What the slip told the citizen: the moment of the result and the fee in whole đồng."""

    due_at: datetime | None
    fee: int | None


class Reception(Struct, frozen=True):
    """A dossier as it was received, pinned to the rulebook of that moment by its digest; `facts` are JSON values."""

    procedure: str
    code: str
    facts: Mapping[str, Any]
    applicant: Applicant
    papers: Mapping[str, PaperIn]
    rulebook: str
    promise: Promise


def facts_as_json(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Write facts for the journal: dates as ISO text, sets of choices as sorted lists."""
    return {name: _plain(value) for name, value in facts.items()}


def reception_as_json(reception: Reception) -> dict[str, Any]:
    """Write the data of the event `received`."""
    return {
        "procedure": reception.procedure,
        "code": reception.code,
        "facts": dict(reception.facts),
        "applicant": applicant_as_json(reception.applicant),
        "papers": {paper: asdict(given) for paper, given in reception.papers.items()},
        "rulebook": reception.rulebook,
        "promise": promise_as_json(reception.promise),
    }


def reception_from_json(data: Mapping[str, Any]) -> Reception:
    """Read the data of the event `received` back."""
    return Reception(
        procedure=data["procedure"],
        code=data["code"],
        facts=data["facts"],
        applicant=applicant_from_json(data["applicant"]),
        papers={paper: PaperIn(**given) for paper, given in data["papers"].items()},
        rulebook=data["rulebook"],
        promise=promise_from_json(data["promise"]),
    )


def promise_as_json(promise: Promise) -> dict[str, Any]:
    """Write a promise for the journal."""
    return {"due_at": promise.due_at.isoformat() if promise.due_at else None, "fee": promise.fee}


def promise_from_json(written: Mapping[str, Any]) -> Promise:
    """Read a promise back from the journal."""
    due_at = written["due_at"]
    return Promise(in_zone(datetime.fromisoformat(due_at)) if due_at else None, written["fee"])


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value
