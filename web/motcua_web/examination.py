"""What an officer finds out, on the page of a dossier: the questions, the answers of the form, and the tale of them."""

from collections.abc import Iterator
from typing import Any

from motcua.catalog import Rulebook
from motcua.dossier import Dossier, Event, promise_from_json
from motcua.findings import MotcuaError
from motcua.lang import Fact
from motcua.lang.reading import read_value
from motcua_web import forms, show
from motcua_web.forms import Question
from motcua_web.language import gettext as _
from motcua_web.visit import Visit

YES, NO, UNKNOWN = _("Có"), _("Không"), _("Chưa biết")
DUE, FEE = _("Hẹn trả"), _("Phí, lệ phí")
Line = tuple[str, str]


def questions(visit: Visit, rules: Rulebook, dossier: Dossier, refused: MotcuaError | None) -> list[Question]:
    """Make the questions that the procedure asks of an officer, filled in with what is known or was just typed."""
    asked = [fact for fact in _asked(rules, dossier) if fact.asked_of == "officer"]
    held = dossier.decision.facts
    known = {fact.id: forms.written(held[fact.id]) for fact in asked if held[fact.id] is not None}
    wrong = [each for each in refused.findings if "fact" in each.params] if refused else []
    errors = {f"{forms.FACT}.{each.params['fact']}": each.message(visit.lang) for each in wrong}
    return forms.questions(asked, forms.typed(visit.form, forms.FACT), errors, known)


def answers(visit: Visit, rules: Rulebook, dossier: Dossier) -> dict[str, Any]:
    """Read the answers from the form; a question that was shown and left empty is answered by nothing."""
    asked = [fact for fact in _asked(rules, dossier) if fact.asked_of == "officer"]
    empty: dict[str, Any] = {fact.id: [] if fact.type == "choices" else None for fact in asked}
    return empty | forms.given(dossier.facts, forms.typed(visit.form, forms.FACT))


def told(visit: Visit, rules: Rulebook, dossier: Dossier) -> list[Line]:
    """List what was asked and is known, as question and answer."""
    known = [(fact, dossier.decision.facts.get(fact.id)) for fact in _asked(rules, dossier)]
    return [(fact.title, _answer(visit, fact, value)) for fact, value in known if value not in (None, frozenset())]


def history(visit: Visit, dossier: Dossier) -> dict[int, list[Line]]:
    """Tell of each event what it found and what it promised anew, by the event's number."""
    return {event.seq: list(_lines(visit, dossier, event)) for event in dossier.events[1:]}


def _lines(visit: Visit, dossier: Dossier, event: Event) -> Iterator[Line]:
    found = event.data.get("facts", {})
    for fact in dossier.facts:
        if fact.id in found:
            yield fact.title, _answer(visit, fact, read_value(fact, found[fact.id]))
    if "promise" in event.data:
        promise = promise_from_json(event.data["promise"])
        yield visit.say(DUE), show.moment(visit.lang)(promise.due_at)
        yield visit.say(FEE), show.amount(visit.lang)(promise.fee)


def _asked(rules: Rulebook, dossier: Dossier) -> list[Fact]:
    held = dossier.decision.facts
    unasked = rules.program(rules.find(dossier.procedure)).questions.not_asked(
        {fact.id: held.get(fact.id) for fact in dossier.facts}
    )
    return [fact for fact in dossier.facts if fact.id not in unasked]


def _answer(visit: Visit, fact: Fact, value: Any) -> str:
    if value is None:
        return visit.say(UNKNOWN)
    return visit.say(YES if value else NO) if isinstance(value, bool) else fact.shown(value)
