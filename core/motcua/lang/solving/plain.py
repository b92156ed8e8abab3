"""Plain answers: what a jurist who reads a witness would have put down for what does not matter."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from motcua.lang.facts import Fact, Value
from motcua.lang.solving.result import Span

RECEIVED_ON = "received_on"
_WORKING_DAYS = 5


def plain_answers(facts: Iterable[Fact], span: Span) -> dict[str, Value]:
    """Answer every fact plainly; one that has no possible answer is left out."""
    answers = {fact.id: plain_answer(fact, span) for fact in facts}
    return {name: value for name, value in answers.items() if value is not None}


def plain_answer(fact: Fact, span: Span) -> Value | None:
    """Answer one fact: by its default, no, the first choice, nobody's groups, one, an ordinary day."""
    if fact.id == RECEIVED_ON:
        return ordinary_day(span)
    if fact.default is not None:
        return fact.default
    match fact.type:
        case "boolean":
            return False
        case "choice":
            return next((choice.id for choice in fact.choices), None)
        case "choices":
            return frozenset()
        case "integer":
            return min(
                max(1, -(1 << 63) if fact.min is None else fact.min), (1 << 63) if fact.max is None else fact.max
            )
        case "date":
            return ordinary_day(span)
    return "…"


def ordinary_day(span: Span) -> date:
    """Return the first day from Monday to Friday of a span, its first day when there is none."""
    first, last = span
    day = first
    while day.weekday() >= _WORKING_DAYS and day < last:
        day += timedelta(days=1)
    return day if day.weekday() < _WORKING_DAYS else first
