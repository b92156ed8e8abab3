"""What is claimed of all dossiers of the shipped law is what is decided of each, and no change to it goes unnoticed."""

from collections.abc import Hashable
from datetime import date
from itertools import islice
from random import Random
from typing import Any

import pytest

from motcua.analysis.equivalence.asked import asked_by
from motcua.analysis.equivalence.claims import Law, read_law
from motcua.analysis.equivalence.proving import prove
from motcua.analysis.equivalence.questions import PARTS
from motcua.analysis.equivalence.refutation import Refutation
from motcua.analysis.equivalence.stretches import Stretch
from motcua.catalog import Catalog, Rulebook
from motcua.decide import Decision, decide
from motcua.findings import MotcuaError
from motcua.house import open_house
from motcua.lang import Value
from motcua.lang.functions import evaluating
from motcua.lang.threefold import answered
from motcua.lang.tree import Node
from motcua.specs.mutation.altered import Altered, Mutant
from motcua.specs.mutation.cases import Usual, cases
from motcua.specs.mutation.gather import mutants
from motcua.specs.scenario import Case
from motcua.specs.standing import Standing

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


def holds(node: Node, values: dict[str, Value | None]) -> Any:
    return evaluating(node, ())(values, {})


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
