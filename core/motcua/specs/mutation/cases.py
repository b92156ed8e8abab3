"""Cases to try: from the plainest one outward, one more answer off the plain one at a time."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import chain, combinations, product
from typing import Any

from msgspec import Struct

from motcua.calendar import Pause
from motcua.calendar.days import ONE_DAY
from motcua.catalog.reading.workshop import Built
from motcua.decide import Stop
from motcua.lang import Fact, Value
from motcua.lang.tree import Const, walk
from motcua.specs.scenario import Case
from motcua.specs.standing import Standing
from motcua.specs.values import around, moment

Answers = Mapping[str, Any]
Values = Mapping[str, Value | None]
_MORNING = time(9)
_PLAIN = (0, 1)  # how many answers are off the plain ones
_A_WHILE = timedelta(days=7)
_WEEK = 5  # working days: one of them is followed by days off
_LONGEST = 1000  # days: what a rule calls a number of days, no amount of money


class Usual(Struct, frozen=True):
    """Where and on which day cases are filed, as far as the wording in question is in force there and then."""

    unit: str = ""
    day: date = date.min


def cases(standing: Standing, usual: Usual) -> Iterator[Case]:
    """Walk cases to be decided by one wording of a procedure, the plainest first."""
    built, first = standing.built, _first_day(standing, usual.day)
    asking = _Asking(built, first, _constants(built))
    for sizes in (_PLAIN, (2,), (3,)):
        for at in _moments(built, standing, first):
            for given, values in asking.answers(sizes):
                yield Case(built.procedure, standing.unit, at, given, values)
        if sizes == _PLAIN:
            yield from _stopped(built, standing, moment(first, _MORNING), asking)


def _stopped(built: Built, standing: Standing, at: datetime, asking: "_Asking") -> Iterator[Case]:
    """Walk plain cases whose clock stands still for a while, from the hour they are filed at."""
    for remark in built.procedure.not_counted:
        stop = Stop(remark.id, Pause(at, at + _A_WHILE))
        for given, values in asking.answers(_PLAIN):
            yield Case(built.procedure, standing.unit, at, given, values, (stop,))


def _first_day(standing: Standing, usual: date) -> date:
    if standing.start <= usual < standing.end:
        return usual
    monday = standing.start + timedelta(days=-standing.start.weekday() % 7)
    return monday if monday < standing.end else standing.start


def _moments(built: Built, standing: Standing, first: date) -> Iterator[datetime]:
    """Walk moments of filing: in the morning, at each cut-off hour and a minute past it, then on the next days."""
    yield moment(first, _MORNING)
    for row in built.procedure.deadline:
        if clock := row.within.cut_off:
            at = moment(first, clock)
            yield from (at, at + timedelta(minutes=1))
    for days in range(1, _WEEK):
        if (day := first + timedelta(days=days)) < standing.end:
            yield moment(day, _MORNING)


class _Asking:
    """Answers the questions of a procedure as somebody would who hands in on a day."""

    def __init__(self, built: Built, day: date, constants: frozenset[int | date]) -> None:
        self.questions = built.compiled.questions
        self.domains = {fact.id: _domain(fact, day, constants) for fact in built.compiled.facts}

    def answers(self, sizes: Iterable[int]) -> Iterator[tuple[Answers, Values]]:
        """Walk sensible answers with what they come to, so many of them other than the plain ones."""
        plain, _ = self.completed({}) or ({}, {})
        others = {name: [value for value in known if value != plain.get(name)] for name, known in self.domains.items()}
        for size in sizes:
            for names in combinations(others, size):
                for chosen in product(*(others[name] for name in names)):
                    if done := self.completed(dict(zip(names, chosen, strict=True))):
                        yield done

    def completed(self, chosen: Answers) -> tuple[Answers, Values] | None:
        """Answer what must be answered besides the chosen answers; None when one of these was not asked for."""
        given = dict(chosen)
        while True:
            values, findings = self.questions.read(given)
            missing = [fact.id for fact in self.questions.missing(values)]
            if findings:
                return None
            if not missing:
                return given, values
            given[missing[0]] = self.domains[missing[0]][0]


def _domain(fact: Fact, day: date, constants: frozenset[int | date]) -> list[Any]:
    """List the answers worth trying: all there are of a closed question, else those around the constants of the law."""
    match fact.type:
        case "boolean":
            return [True, False]
        case "choice" | "choices":
            return [choice.id for choice in fact.choices]
        case "integer":
            return _integers(fact, constants)
        case "date":
            return _dates(day, constants)
    return ["…"]


def _integers(fact: Fact, constants: frozenset[int | date]) -> list[int]:
    near = [number + off for number in constants if isinstance(number, int) for off in (-1, 0, 1)]
    least, most = fact.min if fact.min is not None else 0, fact.max if fact.max is not None else _LONGEST
    return list(dict.fromkeys(n for n in chain((max(1, least), 2, 3, least), sorted(near)) if least <= n <= most))


def _dates(day: date, constants: frozenset[int | date]) -> list[date]:
    spans = [span + off for span in constants if isinstance(span, int) and span < _LONGEST for off in (0, 1)]
    fixed = [near for each in constants if isinstance(each, date) for near in around(each)]
    return list(dict.fromkeys([day - ONE_DAY, *(day - timedelta(days=span) for span in sorted(spans)), *sorted(fixed)]))


def _constants(built: Built) -> frozenset[int | date]:
    """Collect the numbers and days that the rules of a procedure name."""
    trees = built.compiled.program.trees
    roots = (*trees.derived.values(), *trees.conditions, *trees.amounts)
    found = [node.value for root in roots for node in walk(root) if isinstance(node, Const)]
    return frozenset(value for value in found if type(value) is int or isinstance(value, date))
