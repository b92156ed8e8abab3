"""The answers to all conditions of one case, and what came of asking them: rows that fired, problems met."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from motcua.decide.decision import Problem
from motcua.lang import Fact, Judgement, Program, why_not
from motcua.lang.tree import names


class Verdict(Struct):
    """Collects, while one decision is made, the rows that fired and the problems met; it does not outlive it."""

    program: Program
    judgement: Judgement
    facts: Sequence[Fact]
    rows: list[str] = []
    problems: dict[tuple[str, str], Problem] = {}

    def holds(self, when: int | None, path: str) -> bool | None:
        """Tell whether a condition holds; None, and a problem, when a fact it needs is unknown."""
        if when is None:
            return True
        if (truth := self.judgement.truths[when]) is None:
            self.problem("decide/undecidable", path, path=path, facts=self._unknown(when))
        return truth

    def amount(self, rule: int, path: str) -> int | None:
        """Compute an amount in whole đồng; None, and a problem, when a fact it needs is unknown."""
        if (amount := self.program.amount(rule, self.judgement)) is None:
            self.problem("decide/amount-unknown", path, path=path)
        return amount

    def _unknown(self, when: int) -> str:
        """Name the facts without a value that keep a condition from being decided."""
        known = self.judgement.env
        waiting = {name for reason in why_not(self.program, when, self.judgement) for name in names(reason.part)}
        return ", ".join(f"“{fact.title}”" for fact in self.facts if fact.id in waiting and known.get(fact.id) is None)

    def problem(self, rule: str, about: str, **params: Any) -> None:
        """Note, once, why the case cannot be received as it stands."""
        self.problems.setdefault((rule, about), Problem(rule, about, params))
