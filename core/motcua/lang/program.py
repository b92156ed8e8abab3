"""Programs: the conditions and amounts of one procedure, checked and compiled once, judged in microseconds.

>>> pages = Fact("pages", "integer", "Số trang", min=1, max=1000)
>>> row, fee = Named("row", {"pages": {"over": 2}}), Named("fee", "2000 * pages", "integer")
>>> program, findings = compile_program([pages], [], [row], [fee])
>>> judgement = program.judge({"pages": 3})
>>> judgement.truths, program.amount(0, judgement), findings
((True,), 6000, [])
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from motcua.findings import Finding, in_order
from motcua.lang.compiling import Compiled, Compiling, Named, compiled_all
from motcua.lang.facts import Derived, Fact, Value
from motcua.lang.functions import Evaluate, Judge, Known, Step, evaluating, judging
from motcua.lang.spots import LineAt
from motcua.lang.tree import Node


class Judgement(Struct, frozen=True):
    """What a program says of facts: the derived facts, and for each condition True, False or None (undecidable)."""

    facts: Known
    derived: Known
    truths: tuple[bool | None, ...]

    @property
    def env(self) -> dict[str, Value | None]:
        """Return facts and derived facts together."""
        return {**self.facts, **self.derived}


class Trees(Struct, frozen=True):
    """The typed trees of a program, from which any other back-end is made."""

    derived: Mapping[str, Node]
    conditions: tuple[Node, ...]
    amounts: tuple[Node, ...]


class Program(Struct, frozen=True, eq=False, dict=True):
    """Checked conditions and amounts; made by `compile_program`, written as Python when first judged."""

    facts: Mapping[str, Fact]
    steps: tuple[Step, ...]
    conditions: tuple[Compiled, ...]
    amounts: tuple[Compiled, ...]

    def judge(self, facts: Mapping[str, Value | None]) -> Judgement:
        """Judge facts, as `read_facts` gives them: every fact a key, None for what is unknown."""
        return Judgement(facts, *self._judge(facts))

    def amount(self, index: int, judgement: Judgement) -> int | None:
        """Compute an amount (whole đồng, or a quantity); None while a fact it needs is unknown."""
        value: int | None = self._amounts[index](judgement.facts, judgement.derived)
        return value

    @cached_property
    def _judge(self) -> Judge:
        return judging(self.steps, [condition.tree for condition in self.conditions])

    @cached_property
    def _amounts(self) -> tuple[Evaluate, ...]:
        names = [step.name for step in self.steps]
        return tuple(evaluating(amount.tree, names) for amount in self.amounts)

    @property
    def trees(self) -> Trees:
        """Return the typed trees."""
        return Trees(
            {step.name: step.tree for step in self.steps},
            tuple(condition.tree for condition in self.conditions),
            tuple(amount.tree for amount in self.amounts),
        )


def compile_program(
    facts: Sequence[Fact],
    derived: Sequence[Derived],
    conditions: Sequence[Named],
    amounts: Sequence[Named],
    line_at: LineAt | None = None,
) -> tuple[Program, list[Finding]]:
    """Check and compile; everything wrong comes back at once, and what is wrong stays unknown in the program.

    :param line_at: gives the line of a file at a place; with it findings have excerpts, and exact columns in quoted or
        block text.
    """
    compiling = Compiling(line_at)
    steps = tuple(compiled_all(compiling, facts, derived))
    judged = tuple(compiling.condition(named) for named in conditions)
    counted = tuple(compiling.amount(named) for named in amounts)
    return Program(compiling.facts, steps, judged, counted), in_order(compiling.findings)
