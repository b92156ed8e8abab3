"""A dossier that two laws decide otherwise: filed as a solver found it, and decided in earnest under both."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec import Struct

from motcua.calendar import TZ
from motcua.catalog import Rulebook
from motcua.check.tables.showing import answer_of
from motcua.decide import Decision, PaperDue, StepDue, decide
from motcua.lang import Fact, Value
from motcua.lang.facts import RECEIVED_ON
from motcua.lang.threefold import answered
from motcua.witness import Witness

_MORNING = time(9)
_MINUTE = timedelta(minutes=1)


class Refutation(Struct, frozen=True):
    """What somebody would answer other than by default, and what either law makes of the dossier."""

    given: tuple[tuple[Fact, Value], ...]
    before: Decision
    after: Decision

    def differs(self, part: str) -> bool:
        """Tell whether the two laws decide a part otherwise."""
        both = self.before.acceptable and self.after.acceptable
        if part == "reception":
            return self.before.acceptable != self.after.acceptable
        return both and _PARTS[part](self.before) != _PARTS[part](self.after)

    def witness(self, unit_name: str) -> Witness:
        """Return the dossier as findings carry one."""
        answers = tuple(answer_of(fact, value) for fact, value in self.given)
        after = self.after
        return Witness(after.procedure, after.name, after.unit, unit_name, after.at, answers)


def file(values: Mapping[str, Value], before: Rulebook, after: Rulebook, procedure: str) -> Refutation:
    """Decide a dossier under both laws, in the morning or, where that alone tells them apart, about a cut-off hour.

    :raises MotcuaError: when one of them cannot count its deadline.
    """
    given = {name: value for name, value in values.items() if values.get(answered(name), True)}
    day = values[RECEIVED_ON]
    assert isinstance(day, date)  # noqa: S101 - its type says so
    found = [_filed(given, before, after, procedure, at) for at in _moments(before, after, procedure, day)]
    return next((one for one in found if one.differs("due")), found[0])


def _filed(given: Mapping[str, Value], before: Rulebook, after: Rulebook, procedure: str, at: datetime) -> Refutation:
    one, other = (_decided(book, procedure, given, at) for book in (before, after))
    facts = {**_telling(before, procedure, one, given), **_telling(after, procedure, other, given)}
    return Refutation(tuple((fact, given[name]) for name, fact in facts.items()), one, other)


def _telling(book: Rulebook, procedure: str, decision: Decision, given: Mapping[str, Value]) -> dict[str, Fact]:
    """Return the facts that a law asks for and that are answered other than by default."""
    compiled = book.built(procedure).compiled
    idle = compiled.questions.not_asked(decision.facts)
    return {f.id: f for f in compiled.facts if f.id not in idle and f.id in given and given[f.id] != f.default}


def _decided(book: Rulebook, procedure: str, given: Mapping[str, Value], at: datetime) -> Decision:
    built = book.built(procedure)
    known = {fact.id for fact in built.compiled.facts}
    values, _ = built.compiled.questions.read({name: value for name, value in given.items() if name in known})
    return decide(book, built.procedure, values, at)


def _moments(before: Rulebook, after: Rulebook, procedure: str, day: date) -> Iterator[datetime]:
    yield datetime.combine(day, _MORNING, TZ)
    rows = (row for book in (before, after) for row in book.built(procedure).procedure.deadline)
    for hour in sorted({row.within.cut_off for row in rows if row.within.cut_off}):
        yield (at := datetime.combine(day, hour, TZ))
        yield at + _MINUTE


def handed_in(paper: PaperDue) -> tuple[object, ...]:
    """Return how a paper is to be handed in, whatever it is called."""
    one_of = None if paper.one_of is None else tuple(key for key, _ in paper.one_of)
    return paper.mode, paper.originals, paper.copies, paper.electronic, paper.as_many_as_needed, one_of


def worked(step: StepDue) -> tuple[object, ...]:
    """Return who does what at a step, and how long they have, whatever it is called."""
    return step.role, step.office, step.unit, step.allows, step.within


_PARTS: Mapping[str, Any] = {
    "fee": lambda d: (d.fee.total, {(line.id, line.quantity, line.amount, line.waived) for line in d.fee.lines}),
    "papers": lambda d: {(paper.id, *handed_in(paper)) for paper in d.papers},
    "deadline": lambda d: d.deadline and d.deadline.within,
    "due": lambda d: d.deadline and d.deadline.due_at,
    "route": lambda d: [(step.id, *worked(step)) for step in d.route],
    "case": lambda d: d.case,
}
