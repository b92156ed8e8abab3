"""The worklist: open dossiers of the unit, the most urgent first; or those that a name or code finds."""

from itertools import groupby

from starlette.responses import Response

from motcua.desk import Line, Page, Wanted
from motcua.dossier import STATUSES
from motcua.findings import MotcuaError
from motcua_web import forms
from motcua_web.pages import render
from motcua_web.powers import worker
from motcua_web.search import search
from motcua_web.visit import Visit, redirect
from motcua_web.words import COLOURS, standing_word

LINES = 200  # on one page: a commune's day fits


def show(visit: Visit) -> Response:
    """List what is asked for, a page at a time; a whole code in the search field leads straight to its dossier."""
    if not worker(visit):
        return redirect("/quan-tri")
    query = {name: forms.clean(str(value)) for name, value in visit.query.items()}
    text = query.get("q", "")
    if text and _known(visit, text):
        return redirect(f"/ho-so/{text.upper()}")
    wanted = _wanted(query, text)
    page = visit.desk.worklist(visit.staff.actor, wanted, visit.now, after=query.get("after", ""), limit=LINES)
    return render(
        visit,
        "worklist.html",
        page=page,
        groups=_groups(page, found=bool(text)),
        statuses=STATUSES,
        wanted=wanted,
        procedures=[(each.id, each.name) for each in search(visit.rulebook().procedures.values())],
    )


def _wanted(query: dict[str, str], text: str) -> Wanted:
    """Read the filters; who looks for somebody by name, or for what is closed, wants the whole unit's."""
    statuses = tuple(status for status in STATUSES if status == query.get("status"))
    mine = query.get("mine", "yes") == "yes" and not statuses and not text
    return Wanted(statuses, query.get("procedure", ""), mine=mine, text=text)


def _groups(page: Page, *, found: bool) -> list[tuple[str, list[Line]]]:
    """Set the lines under headings, the most urgent first; what was searched stays in the order it was found."""
    if found:
        return [("", list(page.lines))]
    order = list(COLOURS)
    lines = sorted(page.lines, key=lambda line: order.index(_standing(line)))
    return [(standing, list(same)) for standing, same in groupby(lines, key=_standing)]


def _standing(line: Line) -> str:
    return standing_word(line.status, line.standing)


def _known(visit: Visit, code: str) -> bool:
    try:
        return visit.desk.dossier(code.upper()).unit == visit.site.unit
    except MotcuaError:
        return False
