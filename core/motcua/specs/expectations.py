"""What a spec may expect of a decision. Each function passes silently or raises `Unmet` with what it found instead."""

from collections.abc import Iterable
from datetime import date, time

from motcua import money
from motcua.decide.decision import Deadline, PaperDue
from motcua.similar import fold
from motcua.specs.situation import Situation, Unmet
from motcua.specs.values import moment
from motcua.texts import Words


def accepted(situation: Situation) -> None:
    """Expect that the case can be received as it stands."""
    if problems := situation.decision().problems:
        raise Unmet("spec/not-accepted", *problems)


def not_accepted(situation: Situation) -> None:
    """Expect that the case cannot be received as it stands."""
    if situation.decision().acceptable:
        raise Unmet("spec/accepted")


def fact_missing(situation: Situation, name: str) -> None:
    """Expect that a required fact is still missing."""
    decision = situation.decision()
    facts = {fact.id: fact.title for fact in situation.rulebook().find(decision.procedure).facts}
    missing = [facts[problem.about] for problem in decision.problems if problem.rule == "decide/fact-missing"]
    _one_of("spec/fact-not-missing", name, missing)


def case(situation: Situation, name: str) -> None:
    """Expect the case of the procedure that fits, by its name or id."""
    decision = situation.decision()
    cases = situation.rulebook().find(decision.procedure).cases
    hit = [text for one in cases if one.id == decision.case for text in (one.name, one.id)]
    _one_of("spec/other-case", name, hit)


def fee(situation: Situation, amount: int) -> None:
    """Expect the total of the fee in đồng."""
    _amount(amount, situation.decision().fee.total)


def fee_because(situation: Situation, amount: int, reason: str) -> None:
    """Expect the total, and the exemption, reduction or line that explains it."""
    fee(situation, amount)
    lines = situation.decision().fee.lines
    _one_of("spec/other-reason", reason, [text for line in lines for text in (line.reason, line.name) if text])


def fee_undetermined(situation: Situation) -> None:
    """Expect nobody has set the fee yet: unknown, never zero."""
    if (total := situation.decision().fee.total) is not None:
        raise Unmet("spec/fee-determined", actual=money.written(total))


def fee_line(situation: Situation, name: str, amount: int) -> None:
    """Expect one line of the fee by its name."""
    amounts = {fold(line.name): line.amount for line in situation.decision().fee.lines}
    if fold(name) not in amounts:
        _one_of("spec/no-such-line", name, [line.name for line in situation.decision().fee.lines])
    _amount(amount, amounts[fold(name)])


def fee_basis(situation: Situation, text: str) -> None:
    """Expect a basis of the fee names this document."""
    answer = situation.decision().fee
    _contains("spec/no-basis", text, [basis for line in answer.lines for basis in line.basis] + list(answer.basis))


def due_at(situation: Situation, hour: time, day: date) -> None:
    """Expect the hour and day on which the result is due."""
    due = _deadline(situation).due_at
    if due != moment(day, hour):
        raise Unmet(
            "spec/other-due", expected=f"{hour:%H:%M} {day:%d/%m/%Y}", actual=f"{due:%H:%M %d/%m/%Y}" if due else "—"
        )


def due_on(situation: Situation, day: date) -> None:
    """Expect the day on which the result is due."""
    due = _deadline(situation).due_at
    if due is None or due.date() != day:
        raise Unmet("spec/other-due", expected=f"{day:%d/%m/%Y}", actual=f"{due:%d/%m/%Y}" if due else "—")


def within(situation: Situation, text: str) -> None:
    """Expect the time the law allows, in its own words."""
    _one_of("spec/other-within", text, [_deadline(situation).within.text("vi"), str(_deadline(situation).within)])


def deadline_basis(situation: Situation, text: str) -> None:
    """Expect a basis of the deadline names this document."""
    _contains("spec/no-basis", text, list(_deadline(situation).basis))


def day_not_counted(situation: Situation, day: date) -> None:
    """Expect that the day stands in the ledger and does not count."""
    ledger = _deadline(situation).ledger
    if not (entries := [entry for entry in ledger if entry.date == day]):
        days = _listed(f"{entry.date:%d/%m/%Y}" for entry in (ledger[:1] + ledger[-1:]))
        raise Unmet("spec/day-outside", day=f"{day:%d/%m/%Y}", days=days)
    if all(entry.counts for entry in entries):
        raise Unmet("spec/day-counts", day=f"{day:%d/%m/%Y}")


def day_not_counted_because(situation: Situation, day: date, why: str) -> None:
    """Expect that the day does not count, for this reason."""
    day_not_counted(situation, day)
    _contains("spec/other-why", why, [entry.why for entry in _deadline(situation).ledger if entry.date == day])


def paper(situation: Situation, name: str) -> None:
    """Expect that the paper is asked for, to hand in or to show."""
    _paper(situation, name)


def submit(situation: Situation, name: str) -> None:
    """Expect that the paper is to be handed in."""
    _mode(_paper(situation, name), "submit")


def present(situation: Situation, name: str) -> None:
    """Expect that the paper is to be shown."""
    _mode(_paper(situation, name), "present")


def certified_copy(situation: Situation, name: str) -> None:
    """Expect that the paper is sent as a certified copy instead of being shown."""
    _mode(_paper(situation, name), "certified_copy")


def originals(situation: Situation, number: int, name: str) -> None:
    """Expect so many originals of the paper are to be handed in."""
    _count(name, number, _paper(situation, name).originals)


def copies(situation: Situation, number: int, name: str) -> None:
    """Expect so many copies of the paper are to be handed in."""
    _count(name, number, _paper(situation, name).copies)


def no_paper(situation: Situation, name: str) -> None:
    """Expect that the paper is not asked for."""
    if any(fold(name) in _names(one) for one in situation.decision().papers):
        raise Unmet("spec/paper-asked", paper=name)


def no_papers(situation: Situation) -> None:
    """Expect that no paper at all is asked for."""
    if asked := [one.name for one in situation.decision().papers if one.mode != "note"]:
        raise Unmet("spec/paper-asked", paper=", ".join(asked))


def steps(situation: Situation, number: int) -> None:
    """Expect the number of steps of the route."""
    route = situation.decision().route
    if len(route) != number:
        raise Unmet("spec/other-steps", expected=number, actual=len(route), steps=_listed(step.name for step in route))


def step_named(situation: Situation, number: int, name: str) -> None:
    """Expect the name of the n-th step."""
    names = [step.name for step in situation.decision().route]
    if not 1 <= number <= len(names):
        raise Unmet("spec/no-step", step=number, steps=_listed(names))
    _one_of("spec/other-step", name, names[number - 1 : number])


def step_office(situation: Situation, name: str, office: str) -> None:
    """Expect the office that handles a step."""
    route = situation.decision().route
    if not (offices := [step.office for step in route if fold(step.name) == fold(name)]):
        raise Unmet("spec/no-step", step=f"“{name}”", steps=_listed(step.name for step in route))
    _one_of("spec/other-office", office, offices)


def _deadline(situation: Situation) -> Deadline:
    if (deadline := situation.decision().deadline) is None:
        raise Unmet("spec/no-deadline")
    return deadline


def _paper(situation: Situation, name: str) -> PaperDue:
    for one in situation.decision().papers:
        if fold(name) in _names(one):
            return one
    raise Unmet("spec/no-paper", paper=name, papers=_listed(one.name for one in situation.decision().papers))


def _names(paper_due: PaperDue) -> list[str]:
    return [fold(paper_due.id), fold(paper_due.name), *(fold(name) for _, name in paper_due.one_of or ())]


def _mode(paper_due: PaperDue, mode: str) -> None:
    if paper_due.mode != mode:
        raise Unmet("spec/other-mode", paper=paper_due.name, mode=Words((f"cli/mode/{paper_due.mode}",)))


def _count(what: str, expected: int, actual: int) -> None:
    if expected != actual:
        raise Unmet("spec/other-count", what=what, expected=expected, actual=actual)


def _amount(expected: int, actual: int | None) -> None:
    if actual is None:
        raise Unmet("spec/fee-unknown", expected=money.written(expected))
    if actual != expected:
        raise Unmet("spec/other-fee", expected=money.written(expected), actual=money.written(actual))


def _one_of(rule: str, expected: str, actual: list[str]) -> None:
    if fold(expected) not in [fold(text) for text in actual]:
        raise Unmet(rule, expected=expected, actual=_listed(actual))


def _contains(rule: str, expected: str, actual: list[str]) -> None:
    if not any(fold(expected) in fold(text) for text in actual):
        raise Unmet(rule, expected=expected, actual=_listed(actual))


def _listed(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(names)) or "—"
