"""One procedure's conditions and amounts, compiled once."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

from msgspec import Struct

from motcua.catalog.merging.mentions import closure
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.merging.tree import Key, Table
from motcua.catalog.model import Condition, Procedure
from motcua.catalog.reading.facts import CASE
from motcua.findings import Finding
from motcua.lang import Derived, Fact, Named, Program, Questions, compile_program
from motcua.lang.facts import RECEIVED_ON
from motcua.places import Place

Lines = Mapping[str, Sequence[str]]


class Compiled(Struct, frozen=True):
    """The programs of one procedure.

    `program` answers for `Procedure.conditions` (`judgement.truths[row.when]`) and `Procedure.amounts`
    (`program.amount(line.rule, judgement)`). `cases` answers for `Procedure.case_conditions` and is judged first,
    because the hit case is itself the fact ``case``; it is None for a procedure without cases.
    `facts` are what `motcua.lang.read_facts` reads: all but the engine's own ``received_on`` and ``case``; `questions`
    reads the same and knows which of them are asked.
    """

    program: Program
    cases: Program | None
    facts: tuple[Fact, ...]
    questions: Questions


def compile_procedure(procedure: Procedure, tree: Table, lines: Lines) -> tuple[Compiled, list[Finding]]:
    """Compile all conditions and amounts of a procedure; what is wrong with them comes back in one list.

    :param tree: the joined tree the procedure was read from, for the places of the conditions.
    :param lines: the lines of each file, for the excerpts of findings.
    """

    def line_at(place: Place) -> str:
        known = lines.get(place.file, ())
        return known[place.line - 1] if 0 < place.line <= len(known) else ""

    conditions = _named(procedure.conditions, tree, "boolean")
    amounts = _named(procedure.amounts, tree, "integer")
    program, findings = compile_program(procedure.facts, procedure.derived, conditions, amounts, line_at)
    cases = None
    if procedure.cases:
        facts, derived = _before_the_case(procedure)
        named = _named(procedure.case_conditions, tree, "boolean")
        cases, more = compile_program(facts, derived, named, (), line_at)
        findings = [*findings, *(finding for finding in more if finding not in findings)]
    asked = tuple(fact for fact in procedure.facts if fact.id not in (RECEIVED_ON, CASE))
    questions = Questions(asked, line_at)
    findings = [*findings, *(finding for finding in questions.findings if finding not in findings)]
    return Compiled(program, cases, asked, questions), findings


def _before_the_case(procedure: Procedure) -> tuple[list[Fact], list[Derived]]:
    """Return what is known before the case is: all facts but itself, and what is derived without it."""
    sources = {derived.id: derived.source for derived in procedure.derived}
    free = [derived for derived in procedure.derived if CASE not in closure([derived.id], sources)]
    return [fact for fact in procedure.facts if fact.id != CASE], free


def _named(conditions: Sequence[Condition], tree: Table, wants: Literal["boolean", "integer"]) -> list[Named]:
    return [
        Named(each.path, each.source, wants, partial(_place, tree, each.path), partial(_key_place, tree, each.path))
        for each in conditions
    ]


def _place(tree: Table, path: str, inner: tuple[Key, ...]) -> Place:
    return spot_at(tree, path, inner).place


def _key_place(tree: Table, path: str, inner: tuple[Key, ...]) -> Place:
    spot = spot_at(tree, path, inner)
    return spot.document.key_place(spot.node)
