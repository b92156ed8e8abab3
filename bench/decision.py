"""One whole decision against a Python function written by hand for the same rules of the same procedure.

Both stand on the same calendar and give the same `Decision`, value for value: what is measured is what it costs that
the rules are data. The hand-written side is what a programmer would write who hard-codes one procedure of one commune.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from bench.rows import Row, row
from motcua.calendar import TZ, due
from motcua.catalog import Rulebook
from motcua.decide import Deadline, Decision, Fee, FeeDue, PaperDue, StepDue, decide
from motcua.house import open_house
from motcua.lang import Value, read_facts

UNIT, CODE, DAY = "vn/38/ha-trung", "1.000656", date(2026, 10, 5)
TARGET = 1.5
ROUNDS, CALLS = 15, 400
FREED = frozenset({"nguoi-co-cong", "ho-ngheo", "nguoi-khuyet-tat"})

Facts = dict[str, Value | None]


def by_hand(rulebook: Rulebook, sample: Decision, freed: Decision) -> Callable[[Facts, datetime], Decision]:
    """Return the hand-written decision; names and bases are taken from two samples, as constants would hold them."""
    form, notice, identity = (paper for paper in sample.papers)
    evidence, late = freed.papers[-1], sample.fee.lines[0]
    calendar, hours, policy = rulebook.calendar, rulebook.hours, rulebook.policy
    promised = sample.deadline
    assert promised
    steps, group = sample.route, ("Người có công, hộ nghèo, người khuyết tật", ("Luật Hộ tịch 60/2014/QH13 Đ11",))
    on_time = ("Đăng ký đúng hạn", ("Luật Hộ tịch 60/2014/QH13 Đ11",))
    always = tuple(path for path in sample.rows if not path.startswith(("fees", "exempt")))

    def fee(facts: Facts, received_on: date) -> FeeDue:
        died = facts["death_date"]
        assert isinstance(died, date)
        groups = facts["applicant_groups"]
        assert isinstance(groups, frozenset)
        reason = on_time if (received_on - died).days <= 15 else group if groups & FREED else None
        if reason is None:
            return FeeDue(late.id, late.name, 1, 8000, waived=False, basis=late.basis, full=8000)
        return FeeDue(late.id, late.name, None, 0, waived=True, basis=reason[1], full=8000, reason=reason[0])

    def decision(facts: Facts, at: datetime) -> Decision:
        known = {**facts, "received_on": at.date(), "case": "thuong"}
        papers: list[PaperDue] = []
        if facts["channel"] in ("counter", "postal"):
            papers.append(form)
        if not facts["notice_in_database"] and facts["has_notice_of_death"]:
            papers.append(notice)
        papers.append(identity)
        line = fee(facts, at.date())
        if line.reason == group[0]:
            papers.append(evidence)
        known_calendar = calendar.known_at(at.date())
        counted = due(at, promised.within, known_calendar, hours, policy)
        route, reached = [], at
        for step in steps:
            assert step.within
            ends = due(reached, step.within, known_calendar, hours, policy).due_at
            assert ends
            reached = min(ends, counted.due_at) if counted.due_at else ends
            route.append(
                StepDue(
                    step.id, step.name, step.role, step.office, step.unit, step.allows, reached, step.within, step.basis
                )
            )
        return Decision(
            procedure=sample.procedure,
            code=sample.code,
            name=sample.name,
            case="thuong",
            unit=sample.unit,
            at=at,
            facts=known,
            acceptable=True,
            problems=(),
            papers=tuple(papers),
            fee=Fee(line.amount, (line,)),
            deadline=Deadline(promised.row, promised.within, counted.due_at, counted.ledger, promised.basis),
            route=tuple(route),
            rows=always,
        )

    return decision


def cases(rulebook: Rulebook) -> list[tuple[Facts, datetime]]:
    """Make forty cases: early and late, morning and afternoon, with and without an exemption."""
    asked = rulebook.program(rulebook.find(CODE)).facts
    made = []
    for number in range(40):
        given = {
            "channel": "counter",
            "death_date": DAY - timedelta(days=number),
            "has_notice_of_death": True,
            "applicant_groups": ["ho-ngheo"] if number % 7 == 0 else [],
        }
        values, findings = read_facts(asked, given)
        assert not findings
        made.append((values, datetime(2026, 10, 5 + number % 4, 8 + number % 9, 30, tzinfo=TZ)))
    return made


def rows() -> list[Row]:
    """Check that both sides agree, then time them in turns."""
    rulebook = open_house().catalog.resolve(UNIT, DAY)
    procedure = rulebook.find(CODE)
    given = cases(rulebook)
    written = by_hand(rulebook, *(decide(rulebook, procedure, *given[number]) for number in (30, 35)))
    for facts, at in given:
        _agree(decide(rulebook, procedure, facts, at), written(facts, at))
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_seconds(lambda facts, at: decide(rulebook, procedure, facts, at), given))
        theirs.append(_seconds(written, given))
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    micro = statistics.median(ours) * 1e6
    name = "whole decision / hand-written Python on the same calendar"
    return [row(name, ratio, "×", at_most=TARGET), row("whole decision", micro, "µs")]


def _agree(ours: Decision, theirs: Decision) -> None:
    for part in ("acceptable", "papers", "fee", "deadline", "route", "case", "facts"):
        assert getattr(ours, part) == getattr(theirs, part), (part, getattr(ours, part), getattr(theirs, part))


def _seconds(answer: Callable[[Facts, datetime], Decision], given: list[tuple[Facts, datetime]]) -> float:
    begins = time.perf_counter()
    for number in range(CALLS):
        answer(*given[number % len(given)])
    return (time.perf_counter() - begins) / CALLS


if __name__ == "__main__":
    for measured in rows():
        print(measured)
