"""Plain answers: what a jurist who reads a witness would have put down for what does not matter."""

from datetime import date, timedelta

from motcua.lang.facts import INT64, RECEIVED_ON, Fact, Value
from motcua.lang.solving.result import Span

_WORKING_DAYS = 5
_ONE_DAY = timedelta(days=1)


def plain_answer(fact: Fact, span: Span) -> Value | None:
    """Answer by the default, else: no, the first choice, none of the groups, one, the day before an ordinary day.

    None when a fact has no possible answer.
    """
    if fact.id == RECEIVED_ON:
        return ordinary_day(span)
    if fact.default is not None:
        return fact.default
    if fact.type == "integer":
        return min(max(1, least(fact)), most(fact))
    if fact.type == "choice":
        return fact.choices[0].id if fact.choices else None
    plain: dict[str, Value] = {"boolean": False, "choices": frozenset(), "date": _day_before(ordinary_day(span))}
    return plain.get(fact.type, "…")


def _day_before(day: date) -> date:
    return day - _ONE_DAY if day > date.min else day


def ordinary_day(span: Span) -> date:
    """Return the first day from Monday to Friday of a span, its first day when there is none."""
    first, last = span
    until_monday = 7 - first.weekday()
    if first.weekday() < _WORKING_DAYS or (last - first).days < until_monday:
        return first
    return first + until_monday * _ONE_DAY


def least(fact: Fact) -> int:
    """Return the least number an integer fact can be."""
    return INT64[0] if fact.min is None else fact.min


def most(fact: Fact) -> int:
    """Return the greatest number an integer fact can be."""
    return INT64[-1] if fact.max is None else fact.max
