"""Receiving a dossier: choose the procedure, one form, check what was written, receive."""

import secrets
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import Response

from motcua.catalog.model import Procedure
from motcua.desk.papers import paper_findings
from motcua.dossier import Applicant, PaperIn, read_applicant
from motcua.findings import Finding, MotcuaError
from motcua_web import forms
from motcua_web.case import Case, read_case, strange_days
from motcua_web.checklist import PaperLine, papers_as_typed, read_papers
from motcua_web.forms import Errors
from motcua_web.language import gettext as _
from motcua_web.pages import render
from motcua_web.public import find_procedure
from motcua_web.search import search
from motcua_web.visit import Visit, redirect

LONGEST_KEY = 100


class Intake(Struct, frozen=True):
    """Everything the reception form holds at one moment, right or wrong.

    `key` makes a second post harmless; `aside` are fields of papers that the case does not ask for now, carried along
    in case that it asks for them again.
    """

    law: Procedure
    case: Case
    applicant: Applicant
    typed: dict[str, list[str]]
    papers: tuple[PaperLine, ...]
    errors: Errors
    warnings: tuple[str, ...]
    key: str
    aside: tuple[tuple[str, str], ...] = ()

    @property
    def given(self) -> dict[str, PaperIn]:
        """The papers that were handed in or shown."""
        return {line.due.id: line.given for line in self.papers if line.given}


def choose(visit: Visit) -> Response:
    """List the procedures to receive for."""
    text = forms.clean(str(visit.query.get("q", "")))
    found = search(visit.rulebook().procedures.values(), text)
    return render(visit, "choose.html", found=found, text=text)


def form(visit: Visit) -> Response:
    """Show the empty form."""
    return _show(visit, _read(visit))


def post(visit: Visit) -> Response:
    """Recalculate, check or receive, as the button says; nothing typed is lost whatever is wrong."""
    intake = _read(visit)
    match visit.form.get("do"):
        case "receive" if visit.desk.received(visit.staff.actor.unit, intake.key):
            return _receive(visit, intake, papers_as_typed(visit))  # whatever the rules ask for by now
        case "check" | "receive" if intake.errors:
            return _show(visit, intake, errors=intake.errors)
        case "check":
            return _check(visit, intake)
        case "receive":
            return _receive(visit, intake, intake.given)
    if "hx-request" in visit.request.headers:
        return render(visit, "parts/intake.html", intake=intake, law=intake.law, errors={})
    return _show(visit, intake)


def _read(visit: Visit) -> Intake:
    law = find_procedure(visit)
    case = read_case(visit, law, visit.form, eager=True)
    typed = forms.typed(visit.form, "applicant")
    applicant, findings = read_applicant({name: values[-1] for name, values in typed.items()})
    papers, wrong = read_papers(visit, case.decision.papers if case.decision else ())
    return Intake(
        law=law,
        case=case,
        applicant=applicant,
        typed=typed,
        papers=papers,
        errors=case.errors
        | case.missing
        | _about_applicant(visit, findings)
        | _about_return_place(visit, applicant)
        | _about_papers(visit, papers)
        | wrong,
        warnings=(
            *(each.message(visit.lang) for each in findings if each.severity == "warning"),
            *case.doubts,
            *strange_days(visit, [(visit.say(_("Ngày sinh")), applicant.born)]),
        ),
        aside=tuple(_aside(visit, papers)),
        key=_key(visit) or secrets.token_urlsafe(16),
    )


def _aside(visit: Visit, papers: tuple[PaperLine, ...]) -> Iterator[tuple[str, str]]:
    shown = {line.name for line in papers}
    return (pair for pair in forms.pairs(visit.form, "papers") if pair[0].rpartition(".")[0] not in shown)


def _about_applicant(visit: Visit, findings: list[Finding]) -> Errors:
    wrong = (each for each in findings if each.severity == "error")
    return {f"applicant.{each.params['field']}": visit.advise(each) for each in wrong}


def _about_return_place(visit: Visit, applicant: Applicant) -> Errors:
    known = {"", *visit.rulebook().vocabulary("return-places").items}
    text = visit.say(_("Chọn nơi nhận kết quả trong danh sách."))
    return {} if applicant.return_place in known else {"applicant.return_place": text}


def _key(visit: Visit) -> str:
    key = str(visit.form.get("key", ""))
    return key if len(key) <= LONGEST_KEY and key.isprintable() else ""


def _about_papers(visit: Visit, papers: tuple[PaperLine, ...]) -> Errors:
    found = paper_findings((line.due for line in papers), {line.due.id: line.given for line in papers if line.given})
    return {f"papers.{each.params['id']}.here": each.message(visit.lang) for each in found}


def _show(visit: Visit, intake: Intake, errors: Errors | None = None) -> Response:
    shown = errors or {}
    questions = tuple(replace(each, error=shown.get(each.name, each.error)) for each in intake.case.questions)
    intake = replace(intake, case=replace(intake.case, questions=questions))
    places = [(item.id, item.name) for item in visit.rulebook().vocabulary("return-places").items.values()]
    status = 422 if shown else 200
    return render(visit, "receive.html", status, intake=intake, law=intake.law, errors=shown, places=places)


def _check(visit: Visit, intake: Intake, refusal: tuple[str, ...] = ()) -> Response:
    carried = [*forms.pairs(visit.form, forms.FACT, "applicant", "papers"), ("key", intake.key)]
    status = 422 if refusal else 200
    return render(visit, "check.html", status, intake=intake, law=intake.law, carried_pairs=carried, refusal=refusal)


def _receive(visit: Visit, intake: Intake, papers: Mapping[str, PaperIn]) -> Response:
    try:
        dossier = visit.desk.receive(
            visit.staff.actor, intake.law.id, intake.case.given, intake.applicant, papers, intake.key, visit.now
        )
    except MotcuaError as refused:
        told = visit.explain(refused)
        return _check(visit, intake, told) if intake.case.decision else _show(visit, intake, {"decision": told[0]})
    return redirect(f"/ho-so/{dossier.code}")
