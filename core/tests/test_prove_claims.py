"""What is claimed of all dossiers of the shipped law is what is decided of each, and no change to it goes unnoticed."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

from motcua.analysis.equivalence.asked import asked_by
from motcua.analysis.equivalence.claims import Law, read_law
from motcua.analysis.equivalence.proving import prove
from motcua.analysis.equivalence.questions import PARTS
from motcua.analysis.equivalence.refutation import Refutation
from motcua.analysis.equivalence.stretches import Stretch
from motcua.calendar import TZ
from motcua.catalog import Catalog, Rulebook
from motcua.decide import Decision, decide
from motcua.findings import MotcuaError
from motcua.house import open_house
from motcua.lang import Fact, Value
from motcua.lang.functions import Evaluate, evaluating
from motcua.lang.threefold import answered
from motcua.lang.tree import Node
from motcua.specs.mutation.altered import Altered, Mutant
from motcua.specs.mutation.cases import Usual, cases
from motcua.specs.mutation.gather import mutants
from motcua.specs.scenario import Case
from motcua.specs.standing import Standing

Deciding = Callable[[Mapping[str, str]], Catalog]
LAW = Path(__file__).parent / "data" / "prove"
FILES = {f"catalogs/vn/{file.name}": file.read_text("utf-8") for file in sorted(LAW.iterdir())}
UNIT, DAY = "vn/38/ha-trung", date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_house().catalog


def standing_in(book: Rulebook, name: str) -> Standing:
    return Standing(book.built(name), UNIT, DAY, date(2027, 1, 1))


def test_claims_about_all_dossiers_are_what_is_decided_of_each(catalog: Catalog) -> None:
    book = catalog.resolve(UNIT, DAY)
    received = 0
    for name in book.resolved.names("procedure"):
        built = book.built(name)
        asked = asked_by(built.compiled, built.compiled)
        assert asked is not None
        law, facts = read_law(book, built, asked), built.compiled.facts
        for case in islice(cases(standing_in(book, name), Usual(UNIT, DAY)), 60):
            decision = decide(book, built.procedure, case.values, case.at)
            blank = {answered(fact.id): case.values[fact.id] is not None for fact in facts}
            known = {fact.id: case.values[fact.id] for fact in facts}
            values: dict[str, Value | None] = {**known, **blank, "received_on": case.at.date()}
            assert holds(law.received, values) is decision.acceptable, (name, case.given)
            if decision.acceptable:
                received += 1
                assert claimed(law, values) == decided(decision), (name, case.given)
    assert received > 500


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("present(stamped) && ", ""),  # a paper
        ("{age: {from: 14}}", "{stamped: {over: 2}}"),  # one that may take the place of another
        ("{groups: {any_of: [ngheo]}}", "{stamped: {over: 2}}"),  # an exemption
        ("{groups: {any_of: [gia]}}", "{stamped: {over: 2}}"),  # a reduction
        ("when: {by_proxy: true}, add", "when: {stamped: {over: 2}}, add"),  # more time
        ("when: {pages: {over: 100}}", "when: {stamped: {over: 2}}"),  # a case
        ("2000 * pages", "2000 * stamped"),  # an amount
        ("name: Tờ, amount", "name: Tờ, when: {stamped: {over: 2}}, amount"),  # a line of the fee
        ("id: it, within", "id: it, when: {stamped: {over: 2}}, within"),  # the last row of the deadline
    ],
)
def test_what_an_answer_left_out_keeps_from_being_decided_is_claimed_so(deciding: Deciding, old: str, new: str) -> None:
    changed = {name: text.replace(old, new) for name, text in FILES.items()}
    assert changed != FILES
    received = received_as_claimed(deciding(changed).resolve(UNIT, DAY))
    assert min(received[True], received[False]) > 5


def test_claims_are_right_about_dossiers_of_any_answers(deciding: Deciding) -> None:
    assert received_as_claimed(deciding(FILES).resolve(UNIT, DAY)) == {True: 200}


def received_as_claimed(book: Rulebook) -> Counter[bool]:
    """Decide dossiers of any answers, some left out, and compare; count which can be received."""
    built, random = book.built("chung-thuc"), Random(7)  # noqa: S311 - the same dossiers at every run
    asked = asked_by(built.compiled, built.compiled)
    assert asked is not None
    assert asked.blanks == {"stamped"}
    law, received = read_law(book, built, asked), Counter[bool]()
    for _ in range(200):
        given = {f.id: answer(f, random) for f in built.compiled.facts if f.required or random.random() < 0.7}
        values, _ = built.compiled.questions.read(given)
        decision = decide(book, built.procedure, values, datetime.combine(DAY, time(9), TZ))
        told = {"received_on": DAY, **{fact.id: given.get(fact.id, fact.default) for fact in built.compiled.facts}}
        told |= {answered(name): value is not None for name, value in told.items()}
        assert holds(law.complete, told) is True
        assert holds(law.received, told) is decision.acceptable, given
        assert not decision.acceptable or claimed(law, told) == decided(decision), given
        received[decision.acceptable] += 1
    return received


def answer(fact: Fact, random: Random) -> Value:
    words = [choice.id for choice in fact.choices]
    match fact.type:
        case "boolean":
            return random.random() < 0.5
        case "integer":
            return random.randint(fact.min or 0, min(fact.max or 0, 200))
        case "date":
            return DAY - timedelta(days=random.randint(0, 8000))
        case "choice":
            return random.choice(words)
    return frozenset(word for word in words if random.random() < 0.5)


def holds(node: Node, values: dict[str, Value | None]) -> Any:
    return compiled(node)(values, {})


@lru_cache(maxsize=4096)
def compiled(node: Node) -> Evaluate:
    return evaluating(node, ())


def claimed(law: Law, values: dict[str, Value | None]) -> dict[str, set[Hashable]]:
    return {
        part: {
            (key, *(holds(number, values) for number in claim.numbers))
            for key, claim in claims.items()
            if holds(claim.when, values) is True
        }
        for part, claims in law.parts.items()
    }


def decided(decision: Decision) -> dict[str, set[Hashable]]:
    fee: set[Hashable] = {
        ((line.id, "waived"),) if line.waived else ((line.id, "charged"), line.amount, line.quantity)
        for line in decision.fee.lines
    }
    papers: set[Hashable] = {
        ((p.id, p.mode, p.originals, p.copies, p.electronic, p.as_many_as_needed, one_of(p.one_of)),)
        for p in decision.papers
    }
    route: set[Hashable] = {((s.id, s.role, s.office, s.unit, s.allows, s.within),) for s in decision.route}
    case: set[Hashable] = {(decision.case,)} if decision.case else set()
    deadline: set[Hashable] = {(decision.deadline.within,)} if decision.deadline else set()
    return {"fee": fee, "papers": papers, "deadline": deadline, "route": route, "case": case}


def one_of(listed: tuple[tuple[str, str], ...] | None) -> tuple[str, ...] | None:
    return None if listed is None else tuple(key for key, _ in listed)


def test_no_change_to_the_shipped_law_that_a_dossier_shows_is_proved_to_be_none(catalog: Catalog) -> None:
    every = [mutant for mutant in mutants(catalog) if any(one.unit == UNIT for one in mutant.where)]
    told = {"differs": 0, "same": 0, "unknown": 0}
    for mutant in Random(5).sample(every, 60):  # noqa: S311 - the same ones at every run
        standing = next(one for one in mutant.where if one.unit == UNIT)
        altered = Altered(catalog, mutant.alter)
        day = max(standing.start, DAY) if standing.end > DAY else standing.start
        stretch = Stretch(day, day, catalog.resolve(UNIT, day), altered.resolve(UNIT, day))
        name = standing.built.procedure.id
        if name not in stretch.after.resolved.names("procedure") or stretch.after.built(name).errors:
            continue
        proof = prove(name, [stretch], 2000)
        told[proof.verdict] += 1
        if proof.verdict == "same":
            assert not shown_by_trying(mutant, stretch, standing), mutant.message()
    assert told["differs"] > 40
    assert told["unknown"] < 5


def shown_by_trying(mutant: Mutant, stretch: Stretch, standing: Standing) -> list[str]:
    """Try cases one by one; name the parts that one of them shows to be decided otherwise."""
    at = Usual(UNIT, stretch.first)
    for case in islice(cases(Standing(standing.built, UNIT, stretch.first, stretch.first), at), 1500):
        try:
            both = [given_to(book, case) for book in (stretch.before, stretch.after)]
        except MotcuaError:
            continue
        if parts := [part for part in PARTS if Refutation((), *both).differs(part)]:
            return parts
    return []


def given_to(book: Rulebook, case: Case) -> Decision:
    built = book.built(case.procedure.id)
    asked = {fact.id for fact in built.compiled.facts}
    values, _ = built.compiled.questions.read({name: value for name, value in case.given.items() if name in asked})
    return decide(book, built.procedure, values, case.at)
