"""The worklist: open dossiers of the unit, the most urgent first."""

from motcua.desk import Wanted
from motcua.dossier import STATUSES
from motcua.findings import MotcuaError
from starlette.responses import Response

from motcua_web import forms
from motcua_web.pages import render
from motcua_web.powers import worker
from motcua_web.search import search
from motcua_web.visit import Visit, redirect


def show(visit: Visit) -> Response:
    """List what is asked for, a page at a time; a code in the search field leads straight to its dossier."""
    if not worker(visit):
        return redirect("/quan-tri")
    query = {name: forms.clean(str(value)) for name, value in visit.query.items()}
    if (code := query.get("code", "")) and _known(visit, code):
        return redirect(f"/ho-so/{code}")
    status = query.get("status", "")
    mine = query.get("mine", "yes") == "yes"
    wanted = Wanted((status,) if status in STATUSES else (), query.get("procedure", ""), mine=mine and not status)
    page = visit.desk.worklist(visit.staff.actor, wanted, visit.now, after=query.get("after", ""))
    return render(
        visit,
        "worklist.html",
        page=page,
        statuses=STATUSES,
        status=status,
        mine=mine,
        code=code,
        procedure=wanted.procedure,
        procedures=[(each.id, each.name) for each in search(visit.rulebook().procedures.values())],
    )


def _known(visit: Visit, code: str) -> bool:
    try:
        return visit.desk.dossier(code).unit == visit.site.unit
    except MotcuaError:
        return False
