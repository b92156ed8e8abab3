"""What everybody may see: the procedures as posted on the wall, the answer for one's own case, the way of a dossier."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from motcua.catalog.model import Procedure
from motcua.desk import Tracked
from motcua.findings import MotcuaError
from motcua_web import forms, guard
from motcua_web.case import Case, read_case
from motcua_web.pages import render
from motcua_web.search import search
from motcua_web.slips import guide_pdf
from motcua_web.visit import Visit, redirect


def home(visit: Visit) -> Response:
    """List the procedures that fit what is searched."""
    rules = visit.rulebook()
    text, field = forms.clean(str(visit.query.get("q", ""))), str(visit.query.get("field", ""))
    fields = rules.vocabulary("fields").items
    used = {each.field for each in rules.procedures.values()}
    return render(
        visit,
        "home.html",
        found=search(rules.procedures.values(), text, field),
        fields=[(item.id, item.name) for item in fields.values() if item.id in used],
        names={item.id: item.name for item in fields.values()},
        text=text,
        field=field,
        total=len(rules.procedures),
    )


def procedure(visit: Visit) -> Response:
    """Show a procedure as it is posted, and the answer for the visitor's case once they have told it."""
    law = find_procedure(visit)
    case = read_case(visit, law, visit.query, of="citizen")
    if "hx-request" in visit.request.headers:
        return render(visit, "parts/case.html", procedure=law, case=case)
    return render(visit, "procedure.html", procedure=law, rules=visit.rulebook(), case=case, asked=_asked(case))


def guide(visit: Visit) -> Response:
    """Print the answer for the visitor's case as a slip to take home."""
    law = find_procedure(visit)
    case = read_case(visit, law, visit.query, of="citizen")
    if not case.decision:
        raise HTTPException(404)
    visit.site.limits.count(guard.PRINT, guard.address(visit.request))
    pdf = guide_pdf(visit, law, case.decision)
    return Response(pdf, media_type="application/pdf", headers={"content-disposition": "inline"})


def track(visit: Visit) -> Response:
    """Tell of a dossier its code and how far it is: the law lets a stranger see no more."""
    code = forms.clean(str(visit.query.get("code", "")))
    tracked = _tracked(visit, code) if code else None
    stages = visit.rulebook().vocabulary("stages").items
    stage = stages[tracked.status].name if tracked else ""
    return render(visit, "track.html", 404 if code and not tracked else 200, code=code, tracked=tracked, stage=stage)


def track_short(visit: Visit) -> Response:
    """Lead on from the short address in a slip's QR code."""
    return redirect("/tra-cuu", code=visit.request.path_params["code"])


def _tracked(visit: Visit, code: str) -> Tracked | None:
    visit.site.limits.count(guard.TRACK, guard.address(visit.request))
    try:
        return visit.desk.track(code)
    except MotcuaError:
        return None


def find_procedure(visit: Visit) -> Procedure:
    """Return the procedure that the path names, by id or national code.

    :raises HTTPException: 404.
    """
    try:
        return visit.rulebook().find(visit.request.path_params["id"])
    except MotcuaError as unknown:
        raise HTTPException(404) from unknown


def _asked(case: Case) -> bool:
    return case.decision is not None
