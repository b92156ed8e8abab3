"""One case as it is being told: the questions to ask, what was answered, and what the rules say so far."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from starlette.datastructures import FormData

from motcua.calendar import written_date
from motcua.catalog.model import Procedure
from motcua.decide.decision import Decision, Problem
from motcua.findings import Finding, MotcuaError
from motcua.lang import Fact, read_day
from motcua_web import forms
from motcua_web.forms import Errors, Question
from motcua_web.language import gettext as _
from motcua_web.reasons import Reason, reasons, row_names
from motcua_web.visit import Visit

OLDEST = date(1900, 1, 1)


class Case(Struct, frozen=True):
    """What a page needs of a case.

    `asked` names the questions now asked, and `asked_changed` that they are others than the page shows; `given` are the
    facts to receive with; `reasons` are the rows of the law that the decision rests on; `doubts` tell of answers that
    can be, but hardly are.
    """

    questions: tuple[Question, ...]
    decision: Decision | None
    errors: Errors
    missing: Errors
    problems: tuple[str, ...]
    reasons: tuple[Reason, ...]
    given: Mapping[str, Any]
    asked: str
    asked_changed: bool
    doubts: tuple[str, ...]


def read_case(visit: Visit, law: Procedure, form: FormData, *, of: str = "", eager: bool = False) -> Case:
    """Read a case from a form and decide it.

    :param of: ask only what concerns the ``citizen``; everything when empty.
    :param eager: decide on the defaults, before anything was answered.
    """
    asking = visit.rulebook().program(law).questions
    facts = asking.facts
    typed = forms.typed(form, forms.FACT)
    shown = typed or _first_answers(facts)
    given = forms.given(facts, shown)
    values, findings = asking.read(given)
    errors = {_field(each): visit.advise(each) for each in findings if each.severity == "error"}
    unasked = asking.not_asked(values)
    asked = tuple(fact for fact in facts if fact.id not in unasked and of in ("", fact.asked_of))
    decision, refusals = _decided(visit, law, given) if (typed or eager) and not errors else (None, ())
    names = " ".join(fact.id for fact in asked)
    questions = tuple(forms.questions(asked, shown, errors, _defaults(asked)))
    return Case(
        questions=questions,
        decision=decision,
        errors=errors,
        missing=_missing(visit, law, facts, decision) | ({"decision": refusals[0]} if refusals else {}),
        problems=(
            *_homeless(errors, () if "hx-request" in visit.request.headers else asked),
            *(_told(visit, law, each) for each in _worth_saying(facts, decision)),
            *refusals,
        ),
        reasons=_reasons(visit, decision),
        given=given,
        asked=names,
        asked_changed=str(form.get("asked", "")) != names,
        doubts=strange_days(visit, _days(questions)),
    )


def _days(questions: Iterable[Question]) -> Iterator[tuple[str, object]]:
    for each in questions:
        if each.fact.type == "date" and each.typed:
            yield each.fact.title, read_day(each.typed[-1])


def strange_days(visit: Visit, days: Iterable[tuple[str, object]]) -> tuple[str, ...]:
    """Tell of days that are mostly slips of the finger: still to come, or before anybody alive was born."""
    text = visit.say(_("Xem lại: “%s” là %s."))
    told = [(title, day) for title, day in days if isinstance(day, date) and not OLDEST < day <= visit.now.date()]
    return tuple(text % (title, written_date(day)) for title, day in told)


def _homeless(errors: Errors, asked: tuple[Fact, ...]) -> list[str]:
    """Return the errors of facts that have no question to be told at: none has where htmx gets the answer alone."""
    shown = {f"{forms.FACT}.{fact.id}" for fact in asked}
    return [message for field, message in errors.items() if field not in shown]


def _field(finding: Finding) -> str:
    return f"{forms.FACT}.{finding.params.get('fact') or finding.params.get('name')}"


def _first_answers(facts: tuple[Fact, ...]) -> dict[str, list[str]]:
    """Answer the engine's own question, how the dossier comes in, with the first way that the procedure names."""
    return {fact.id: [fact.choices[0].id] for fact in facts if fact.id == "channel" and fact.choices}


def _defaults(facts: tuple[Fact, ...]) -> dict[str, tuple[str, ...]]:
    return {fact.id: forms.written(fact.default) for fact in facts if fact.default is not None}


def _decided(visit: Visit, law: Procedure, given: Mapping[str, Any]) -> tuple[Decision | None, tuple[str, ...]]:
    try:
        return visit.desk.decide(visit.site.unit, law.id, given, visit.now), ()
    except MotcuaError as refused:
        return None, visit.explain(refused)


def _worth_saying(facts: tuple[Fact, ...], decision: Decision | None) -> list[Problem]:
    """Leave out what only follows from a missing answer, as long as answers are missing."""
    problems = list(decision.problems) if decision else []
    ids = {fact.id for fact in facts}
    return [each for each in problems if each.about in ids] or problems


def _missing(visit: Visit, law: Procedure, facts: tuple[Fact, ...], decision: Decision | None) -> Errors:
    """Return the problems that keep a case from being received, by the field where they are mended."""
    ids = {fact.id for fact in facts}
    problems = _worth_saying(facts, decision)
    return {
        f"{forms.FACT}.{each.about}" if each.about in ids else "decision": _told(visit, law, each) for each in problems
    }


def _told(visit: Visit, law: Procedure, problem: Problem) -> str:
    """Say a problem by the name of the row it is about: a path means nothing to whoever fills in a form."""
    path = problem.params.get("path")
    names = {"path": row_names(law, visit.lang).get(path, path)} if path else {}
    return replace(problem, params={**problem.params, **names}).message(visit.lang)


def _reasons(visit: Visit, decision: Decision | None) -> tuple[Reason, ...]:
    """Return what the answer rests on; who handles it inside is not part of the answer."""
    told = reasons(decision, visit.rulebook(), visit.lang) if decision else ()
    return tuple(each for each in told if each.kind != "step")
