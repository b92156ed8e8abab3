"""What a procedure's conditions and amounts are for a whole table: one column each, null where it is unknown."""

from collections.abc import Sequence

import polars as pl
from msgspec import Struct

from motcua.catalog.model import Case, Procedure
from motcua.catalog.reading.compiled import Compiled
from motcua.catalog.reading.facts import CASE
from motcua.decide.bulk.rows import Rows
from motcua.lang import Program
from motcua.lang.facts import RECEIVED_ON
from motcua.lang.tables import columns_of
from motcua.lang.to_polars import TRUE, Columns, expression, member_column
from motcua.lang.tree import Call, Ref

_OF_CASES = "case "


class Stage(Struct, frozen=True):
    """One program over the facts: its derived facts, one after the other, then all its answers."""

    derived: tuple[tuple[pl.Expr, ...], ...]
    answers: tuple[pl.Expr, ...]

    def run(self, facts: pl.DataFrame) -> pl.DataFrame:
        """Return a column for each answer, and the day of receipt, which makes the table as long as the facts'."""
        frame = facts.lazy()
        for step in self.derived:
            frame = frame.with_columns(*step)
        return frame.select(RECEIVED_ON, *self.answers).collect()


class Answering(Struct, frozen=True):
    """Makes the table of answers; the case that fits is found first, because it is itself a fact."""

    cases: Stage
    hit: pl.Expr | None
    rest: Stage

    def run(self, facts: pl.DataFrame) -> pl.DataFrame:
        """Return all answers, and the case."""
        if self.hit is None:
            return self.rest.run(facts)
        cases = self.cases.run(facts).with_columns(self.hit)
        return pl.concat([cases, self.rest.run(facts.with_columns(cases[CASE])).drop(RECEIVED_ON)], how="horizontal")


def answering(procedure: Procedure, compiled: Compiled, rows: Rows) -> Answering:
    """Prepare the answers; what is missing and undecidable on the way to the case is noted in `rows`."""
    rest = _stage(compiled.program, rows, _missing(compiled, rows))
    if compiled.cases is None:
        return Answering(Stage((), ()), None, rest)
    of_cases = Rows(_OF_CASES, rows.problems)
    hit = _hit(procedure.cases, of_cases)
    return Answering(_stage(compiled.cases, of_cases, ()), hit.alias(CASE), rest)


def _stage(program: Program, rows: Rows, more: Sequence[pl.Expr]) -> Stage:
    columns = _columns(program)
    trees = program.trees
    truths = (expression(tree, columns).alias(rows.truth(index)) for index, tree in enumerate(trees.conditions))
    amounts = (expression(tree, columns).alias(rows.amount(index)) for index, tree in enumerate(trees.amounts))
    return Stage(tuple(_derived(program, columns)), (*truths, *amounts, *more))


def _derived(program: Program, columns: Columns) -> list[tuple[pl.Expr, ...]]:
    """Return the expressions of each derived fact; outside its own bounds it is unknown."""
    steps = []
    for step in program.steps:
        if isinstance(step.tree, Ref) and step.tree.kind == "texts":
            name = step.tree.name
            copies = [pl.col(member_column(name, m)).alias(member_column(step.name, m)) for m in columns.sets[name]]
            steps.append(tuple(copies))
            continue
        value = expression(step.tree, columns)
        if step.bounds:
            value = pl.when(value.is_between(step.bounds.least, step.bounds.greatest)).then(value)
        steps.append((value.alias(step.name),))
    return steps


def _columns(program: Program) -> Columns:
    columns = columns_of(program.facts.values())
    sets = dict(columns.sets)
    for step in program.steps:
        if isinstance(step.tree, Ref) and step.tree.kind == "texts":
            sets[step.name] = sets[step.tree.name]
    return Columns(columns.listed, sets)


def _hit(cases: Sequence[Case], rows: Rows) -> pl.Expr:
    """Find the first case that fits; one that cannot be decided hides those after it."""
    kind = pl.Enum([case.id for case in cases])
    hit, reached = pl.lit(None, dtype=kind), TRUE
    for case in cases:
        rows.ask(case.when, case.path, reached)
        hit = pl.when(reached & rows.held(case.when)).then(pl.lit(case.id, dtype=kind)).otherwise(hit)
        reached = reached & rows.failed(case.when)
    return hit


def _missing(compiled: Compiled, rows: Rows) -> list[pl.Expr]:
    """Tell for each required fact where it is asked, given the others, and has no answer."""
    conditions, columns = compiled.questions.conditions, columns_of(compiled.facts)
    told = []
    for fact in compiled.facts:
        if fact.required:
            answered = expression(Call("present", (Ref(fact.id, fact.kind),), "boolean"), columns)
            asked = expression(conditions[fact.id], columns).fill_null(value=True) if fact.id in conditions else TRUE
            name = f"missing {fact.id}"
            told.append((answered.not_() & asked).alias(name))
            rows.problem("decide/fact-missing", fact.id, pl.col(name))
    return told
