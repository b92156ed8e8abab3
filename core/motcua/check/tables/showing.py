"""Dossiers that show a trouble: what a solver found, as somebody would hand it in, judged as decisions judge it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from motcua.calendar import TZ
from motcua.catalog.model import Case
from motcua.catalog.reading.facts import CASE
from motcua.check.tables.standing import Standing
from motcua.check.tables.wording import Goal, Row, Wording
from motcua.lang import Fact, Judgement, Value
from motcua.lang.facts import RECEIVED_ON
from motcua.lang.solving import Found
from motcua.witness import Answer, Witness

_MORNING = time(9)
Values = Mapping[str, Value | None]


def witness_of(wording: Wording, goal: Goal, standing: Standing) -> Witness | None:
    """Find a dossier that fulfils a goal in a unit, on the likeliest of its days; None when none is found."""
    for span in standing.days:
        solved = wording.solve(goal, span)
        if isinstance(solved, Found):
            return _witness(wording, goal, standing, solved.values)
    return None


def _witness(wording: Wording, goal: Goal, standing: Standing, found: Values) -> Witness | None:
    day = found.get(RECEIVED_ON, standing.days[0][0])
    given = _given(wording, found)
    values, _ = wording.compiled.questions.read(given)
    if not isinstance(day, date) or not _fulfils(wording, goal, {**values, RECEIVED_ON: day}):
        return None
    facts = {fact.id: fact for fact in wording.compiled.facts}
    answers = tuple(answer_of(facts[name], value) for name, value in given.items())
    procedure, at = wording.procedure, datetime.combine(day, _MORNING, TZ)
    return Witness(procedure.id, procedure.name, standing.unit, standing.unit_name, at, answers)


def _given(wording: Wording, found: Values) -> dict[str, Value]:
    """Return the answers somebody would give: none that is the default, is not asked, or of no account."""
    questions = wording.compiled.questions
    known = {fact.id: value for fact in questions.facts if (value := found.get(fact.id)) is not None}
    values, _ = questions.read(known)
    skipped = questions.not_asked(values)
    asked = (fact for fact in questions.facts if fact.id not in skipped and (fact.required or fact.id in wording.used))
    return {fact.id: known[fact.id] for fact in asked if fact.id in known and known[fact.id] != fact.default}


def answer_of(fact: Fact, value: Value) -> Answer:
    """Return an answer as witnesses carry it."""
    match value:
        case frozenset():
            return Answer(fact.id, fact.title, tuple(sorted(value)), fact.shown(value))
        case date():
            return Answer(fact.id, fact.title, value.isoformat(), fact.shown(value))
    return Answer(fact.id, fact.title, value, fact.shown(value))


def _fulfils(wording: Wording, goal: Goal, known: Values) -> bool:
    """Tell whether the programs themselves find a goal fulfilled: no witness rests on a solver's word alone."""
    cases, program = wording.compiled.cases, wording.compiled.program
    of_cases = cases.judge(known) if cases else None
    fitting = _case(wording, of_cases) if of_cases else None
    judgement = program.judge({**known, CASE: fitting})
    sought = {True: goal.fits, False: goal.misses, None: (goal.undecided,) if goal.undecided else ()}
    as_sought = all(truth is each for each, rows in sought.items() for truth in _truths(rows, judgement, of_cases))
    amount = None if goal.negative is None else program.amount(goal.negative, judgement)
    owed = goal.negative is None or (amount is not None and amount < 0)
    return owed and as_sought


def _case(wording: Wording, judgement: Judgement) -> str | None:
    """Return the case that decisions choose: an undecidable one hides those after it."""
    for case in wording.procedure.cases:
        truth = True if case.when is None else judgement.truths[case.when]
        if truth is not False:
            return case.id if truth else None
    return None


def _truths(rows: tuple[Row, ...], judgement: Judgement, of_cases: Judgement | None) -> Iterator[bool | None]:
    for row in rows:
        judged = of_cases if isinstance(row, Case) and of_cases else judgement
        yield True if row.when is None else judged.truths[row.when]
