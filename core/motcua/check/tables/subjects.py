"""What conditions are about: every fact they depend on, by way of derived facts, cases and earlier answers too."""

from collections.abc import Hashable

from motcua.catalog.model import Procedure
from motcua.catalog.reading.compiled import Compiled
from motcua.catalog.reading.facts import CASE
from motcua.lang import Compiled as Condition
from motcua.lang.tree import Node, names

Meaning = tuple[str, Hashable]
"""A fact, a derived fact or the case by its name, and all of it on which answers depend."""


class Subjects:
    """The facts of one wording, what each depends on, and what each means whatever procedure it stands in."""

    def __init__(self, procedure: Procedure, compiled: Compiled) -> None:
        self._facts = {fact.id: fact for fact in procedure.facts}
        self._derived = {derived.id: derived for derived in procedure.derived}
        self._cases = tuple(
            (case.id, written(compiled.cases.conditions[case.when]) if compiled.cases and case.when is not None else "")
            for case in procedure.cases
        )
        self._trees: dict[str, list[Node]] = {step.name: [step.tree] for step in compiled.program.steps}
        self._trees |= {name: [tree] for name, tree in compiled.questions.conditions.items()}
        self._trees[CASE] = [each.tree for each in compiled.cases.conditions] if compiled.cases else []
        self._meanings: dict[str, Meaning] = {}

    def of(self, tree: Node) -> frozenset[str]:
        """Return all facts, derived facts and the case on which a tree depends."""
        found: set[str] = set()
        todo = set(names(tree))
        while todo:
            name = todo.pop()
            found.add(name)
            todo |= {each for tree in self._trees.get(name, ()) for each in names(tree)} - found
        return frozenset(found)

    def meaning(self, name: str) -> Meaning:
        """Return the meaning of a fact, a derived fact or the case."""
        if name not in self._meanings:
            self._meanings[name] = name, self._meaning(name)
        return self._meanings[name]

    def _meaning(self, name: str) -> Hashable:
        if name == CASE:
            return self._cases
        if derived := self._derived.get(name):
            return derived.source, derived.min, derived.max
        fact = self._facts[name]
        choices = tuple(choice.id for choice in fact.choices)
        return fact.type, fact.min, fact.max, fact.default, choices, repr(fact.asked_when)


def written(condition: Condition) -> str:
    """Return the text of a condition, equal for equal conditions."""
    return condition.lowered.text if condition.lowered else str(condition.named.source)
