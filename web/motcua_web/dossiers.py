"""One dossier: where it stands, what may be done now, what happened, and why its fee and due date are what they are."""

from typing import Any

from motcua import money
from motcua.catalog import Rulebook
from motcua.decide.as_json import why
from motcua.dossier import MOVES, Dossier
from motcua.findings import MotcuaError
from motcua.lang import Fact
from starlette.exceptions import HTTPException
from starlette.responses import Response

from motcua_web import forms
from motcua_web.language import gettext as _
from motcua_web.pages import render
from motcua_web.slips import slip_names, slip_pdf
from motcua_web.visit import Visit, redirect

YES, NO = _("Có"), _("Không")


def show(visit: Visit) -> Response:
    """Show a dossier."""
    return _show(visit, find(visit))


def act(visit: Visit) -> Response:
    """Do what the clerk asks; when it may not be done, say why and keep what was typed."""
    dossier = find(visit)
    action = str(visit.form.get("action", ""))
    try:
        data = _data(visit, action)
        visit.desk.act(visit.staff.actor, dossier.code, action, data, _seq(visit), visit.now)
    except MotcuaError as refused:
        return _show(visit, find(visit), action, visit.explain(refused))
    return redirect(f"/ho-so/{dossier.code}")


def print_slip(visit: Visit) -> Response:
    """Print a slip as PDF."""
    dossier = find(visit)
    slip = visit.request.path_params["slip"]
    if slip not in dict(slip_names(visit, dossier)):
        raise HTTPException(404)
    named = f'inline; filename="{dossier.code}-{slip}.pdf"'
    return Response(
        slip_pdf(visit, dossier, slip), media_type="application/pdf", headers={"content-disposition": named}
    )


def find(visit: Visit) -> Dossier:
    """Return the dossier that the path names, if it is one of this unit.

    :raises HTTPException: 404.
    """
    try:
        dossier = visit.desk.dossier(visit.request.path_params["code"])
    except MotcuaError as unknown:
        raise HTTPException(404) from unknown
    if dossier.unit != visit.site.unit:
        raise HTTPException(404)
    return dossier


def _show(visit: Visit, dossier: Dossier, tried: str = "", refusal: tuple[str, ...] = ()) -> Response:
    rules = visit.desk.catalog.resolve(dossier.unit, dossier.received_at.date())
    names = {paper.id: paper.name for paper in dossier.decision.papers}
    return render(
        visit,
        "dossier.html",
        422 if refusal else 200,
        dossier=dossier,
        standing=visit.desk.standing(dossier, visit.now),
        moves=[MOVES[action] for action in visit.desk.actions(visit.staff.actor, dossier)],
        facts=_told(visit, rules, dossier),
        paper_names=names,
        papers={paper.id: paper for paper in dossier.decision.papers},
        papers_listed=list(names.items()),
        papers_missing=[(paper, names.get(paper, paper)) for paper in dossier.missing],
        reasons=why(dossier.decision, rules),
        slips=slip_names(visit, dossier),
        tried=tried,
        refusal=refusal,
    )


def _told(visit: Visit, rules: Rulebook, dossier: Dossier) -> list[tuple[str, str]]:
    """List what was asked and is known, as question and answer."""
    asking = rules.program(rules.find(dossier.procedure)).questions
    answers = dossier.decision.facts
    unasked = asking.not_asked({fact.id: answers.get(fact.id) for fact in asking.facts})
    known = ((fact, answers.get(fact.id)) for fact in asking.facts if fact.id not in unasked)
    return [(fact.title, _answer(visit, fact, value)) for fact, value in known if value not in (None, frozenset())]


def _answer(visit: Visit, fact: Fact, value: Any) -> str:
    return visit.say(YES if value else NO) if isinstance(value, bool) else fact.shown(value)


def _data(visit: Visit, action: str) -> dict[str, Any]:
    """Read what an action needs from its form.

    :raises MotcuaError: when the amount is not one.
    """
    needs = MOVES[action].needs if action in MOVES else ()
    data: dict[str, Any] = {
        name: text for name in ("reason", "basis", "note") if (text := forms.clean(str(visit.form.get(name, ""))))
    }
    if "papers" in needs:
        data["papers"] = [str(paper) for paper in visit.form.getlist("papers")]
    if "amount" in needs and (amount := forms.clean(str(visit.form.get("amount", "")))):
        data["amount"] = money.read(amount)
    return data


def _seq(visit: Visit) -> int:
    text = str(visit.form.get("seq", ""))
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise HTTPException(400)
    return int(text)
