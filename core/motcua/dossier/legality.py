"""Whether a move may be made now, and if not, why: refusals in words, with what is possible instead."""

from collections.abc import Mapping
from typing import Any

from motcua import money
from motcua.dossier.dossier import Dossier
from motcua.dossier.examination import read_changes
from motcua.findings import Finding
from motcua.moves import DATA, FINAL, MOVES, Move, lacking
from motcua.texts import Words

LONGEST = 2000  # characters of a text told with an action


def possible(dossier: Dossier) -> tuple[str, ...]:
    """List the actions that status and step allow now, whoever may do them."""
    return tuple(action for action, move in MOVES.items() if _fits(dossier, move))


def objections(dossier: Dossier, action: str, data: Mapping[str, Any]) -> list[Finding]:
    """List everything that stands against an action with its data; an empty list means it may be done."""
    move = MOVES.get(action)
    if move is None:
        return [Finding("dossier/unknown-action", params={"action": action, "known": ", ".join(MOVES)})]
    if not _fits(dossier, move):
        return [_illegal(dossier, action)]
    unknown = [Finding("dossier/unknown-data", params={"key": key}) for key in data if key not in DATA | {*move.needs}]
    about = [finding for concern in _CONCERNS for finding in concern(dossier, move, data)]
    return [*unknown, *lacking(move, data), *about]


def _fits(dossier: Dossier, move: Move) -> bool:
    allowed = bool(dossier.fee.due) if move.by == "cashier" else move.action in dossier.step.allows
    return (
        dossier.status in move.states
        and allowed
        and (move.action != "change_facts" or bool(dossier.officer_facts))
        and (move.goes != "next" or dossier.at + 1 < len(dossier.decision.route))
        and (move.goes != "back" or dossier.at > 0)
    )


def _illegal(dossier: Dossier, action: str) -> Finding:
    rule = "dossier/closed" if dossier.status in FINAL else "dossier/illegal-move"
    told = {
        "code": dossier.code,
        "action": _words("action", action),
        "status": _words("status", dossier.status),
        "step": dossier.step.name,
        "possible": _words("action", *possible(dossier)),
    }
    return Finding(rule, params=told)


def _about_papers(dossier: Dossier, move: Move, data: Mapping[str, Any]) -> list[Finding]:
    papers = tuple(data.get("papers") or ())
    if move.action == "ask_for_papers":
        return _about_asking(dossier, papers, data.get("basis", ""))
    if move.action == "papers_received":
        return [_paper("dossier/not-asked", dossier, paper) for paper in papers if paper not in dossier.missing]
    return []


def _about_asking(dossier: Dossier, papers: tuple[str, ...], basis: str) -> list[Finding]:
    """Refuse to ask twice for the same, and to ask for what the procedure does not list unless a basis is given."""
    listed = {paper.id for paper in dossier.decision.papers}
    before = {paper for event in dossier.events if event.type == "papers_asked" for paper in event.data["papers"]}
    extra = [_paper("dossier/extra-paper", dossier, paper) for paper in papers if paper not in listed and not basis]
    return extra + [_paper("dossier/asked-twice", dossier, paper) for paper in papers if paper in before]


def _about_money(dossier: Dossier, move: Move, data: Mapping[str, Any]) -> list[Finding]:
    if move.action != "pay" or not data.get("amount"):
        return []
    amount, due = data["amount"], dossier.fee.due
    if type(amount) is not int or amount < 0 or due is None or amount > due:
        return [Finding("dossier/pay-amount", params={"amount": _dong(amount), "due": _dong(due)})]
    return []


def _dong(amount: object) -> object:
    return money.written(amount) if type(amount) is int else amount


def _about_facts(dossier: Dossier, move: Move, data: Mapping[str, Any]) -> list[Finding]:
    if move.action != "change_facts" or not data.get("facts"):
        return []
    return read_changes(dossier, data["facts"])[1]


def _about_length(_: Dossier, __: Move, data: Mapping[str, Any]) -> list[Finding]:
    """Keep the journal, and the slips printed from it, to what people say: a reason of a megabyte is none."""
    texts = [text for value in data.values() for text in (value if isinstance(value, list | tuple) else [value])]
    too_long = any(isinstance(text, str) and len(text) > LONGEST for text in texts)
    return [Finding("dossier/too-long", params={"longest": LONGEST})] if too_long else []


def _paper(rule: str, dossier: Dossier, paper: str) -> Finding:
    """Name a paper as the clerk knows it; one that the procedure does not know, as it was sent."""
    known = dossier.known_papers.get(paper)
    return Finding(rule, params={"paper": known.name if known else paper})


def _words(kind: str, *names: str) -> Words:
    return Words(tuple(f"{kind}/{name}" for name in names))


_CONCERNS = (_about_papers, _about_money, _about_facts, _about_length)
