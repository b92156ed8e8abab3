"""One dossier: where it stands, what may be done now, what happened, and why its fee and due date are what they are."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from motcua import money
from motcua.catalog import Rulebook
from motcua.dossier import MOVES, Dossier
from motcua.findings import MotcuaError
from motcua_web import examination, forms
from motcua_web.pages import render
from motcua_web.reasons import reasons
from motcua_web.visit import Visit, redirect
from motcua_web.words import standing_word

LOOK_UP = "/H/"  # the address in a slip's QR code: upper case, so that the code stays coarse


def show(visit: Visit) -> Response:
    """Show a dossier."""
    return _show(visit, find(visit))


def act(visit: Visit) -> Response:
    """Do what the clerk asks; when it may not be done, say why and keep what was typed."""
    dossier = find(visit)
    action = str(visit.form.get("action", ""))
    try:
        data = _data(visit, dossier, action)
        visit.desk.act(visit.staff.actor, dossier.code, action, data, _seq(visit), visit.now)
    except MotcuaError as refused:
        return _show(visit, find(visit), action, refused)
    return redirect(f"/ho-so/{dossier.code}")


def print_slip(visit: Visit) -> Response:
    """Print a slip as PDF."""
    dossier = find(visit)
    slip = visit.request.path_params["slip"]
    if slip not in dict(visit.desk.slips(dossier)):
        raise HTTPException(404)
    name, pdf = visit.desk.slip(dossier.code, slip, str(visit.request.base_url).rstrip("/") + LOOK_UP)
    return Response(pdf, media_type="application/pdf", headers={"content-disposition": f'inline; filename="{name}"'})


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


def _show(visit: Visit, dossier: Dossier, tried: str = "", refused: MotcuaError | None = None) -> Response:
    rules = _pinned(visit, dossier)
    names = {paper.id: paper.name for paper in dossier.known_papers.values()}
    return render(
        visit,
        "dossier.html",
        422 if refused else 200,
        dossier=dossier,
        standing=standing_word(dossier.status, visit.desk.standing(dossier, visit.now)),
        moves=[MOVES[action] for action in visit.desk.actions(visit.staff.actor, dossier)],
        facts=examination.told(visit, rules, dossier),
        questions=examination.questions(visit, rules, dossier, refused),
        history=examination.history(visit, dossier),
        paper_names=names,
        papers=dossier.known_papers,
        papers_listed=[(paper.id, paper.name) for paper in dossier.decision.papers],
        papers_missing=[(paper, names.get(paper, paper)) for paper in dossier.missing],
        papers_wanted=[names[paper] for paper in dossier.not_brought if paper not in dossier.missing],
        step_names={step.id: step.name for step in dossier.decision.route},
        following=next(iter(dossier.decision.route[dossier.at + 1 :]), None),
        reasons=reasons(dossier.decision, rules, visit.lang),
        slips=visit.desk.slips(dossier),
        tried=tried,
        refusal=visit.explain(refused) if refused else (),
    )


def _pinned(visit: Visit, dossier: Dossier) -> Rulebook:
    return visit.desk.catalog.resolve(dossier.unit, dossier.received_at.date())


def _data(visit: Visit, dossier: Dossier, action: str) -> dict[str, Any]:
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
    if "facts" in needs:
        data["facts"] = examination.answers(visit, _pinned(visit, dossier), dossier)
    return data


def _seq(visit: Visit) -> int:
    text = str(visit.form.get("seq", ""))
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise HTTPException(400)
    return int(text)
