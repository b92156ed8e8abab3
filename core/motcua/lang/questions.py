"""Questions: the facts of a procedure as they are asked, some only when earlier answers make them sensible.

>>> proxy = Fact("by_proxy", "boolean", "Có người đi thay?", default=False)
>>> kin = Fact("close_kin", "boolean", "Người thân ruột thịt?", asked_when={"by_proxy": True})
>>> read_facts([proxy, kin], {"by_proxy": "không"})
({'by_proxy': False, 'close_kin': False}, [])
"""

from collections.abc import Mapping, Sequence
from typing import Any

from motcua.findings import Finding
from motcua.lang.compiling import Named
from motcua.lang.facts import Fact, Value
from motcua.lang.program import Program, compile_program
from motcua.lang.reading import read_given
from motcua.lang.spots import LineAt, excerpt
from motcua.lang.tree import Node, names

Values = dict[str, Value | None]


class Questions:
    """The facts of one procedure, with the conditions under which they are asked compiled once.

    `findings` says what is wrong with those conditions; with `line_at`, which gives the line of a place, they quote it.
    """

    def __init__(self, facts: Sequence[Fact], line_at: LineAt | None = None) -> None:
        self.facts = tuple(facts)
        self._conditional = [fact for fact in facts if fact.asked_when is not None]
        named = [Named(f"{fact.id}.asked_when", fact.asked_when, place=fact.place) for fact in self._conditional]
        self._program: Program | None = None
        self.findings: list[Finding] = []
        if named:
            self._program, self.findings = compile_program(facts, [], named, [], line_at)
            self.findings += self._out_of_order(self._program, line_at)

    def _out_of_order(self, program: Program, line_at: LineAt | None) -> list[Finding]:
        """Refuse a question that hangs on one asked after it."""
        order = {fact.id: index for index, fact in enumerate(self.facts)}
        return [
            Finding(
                "lang/asked-later",
                fact.place,
                params={"fact": fact.id, "later": name},
                excerpt=excerpt(fact.place, line_at) if fact.place and line_at else "",
            )
            for fact, tree in zip(self._conditional, program.trees.conditions, strict=True)
            for name in sorted(names(tree))
            if order[name] >= order[fact.id]
        ]

    @property
    def conditions(self) -> Mapping[str, Node]:
        """Return the typed tree of each condition, by the fact that is asked only when it holds or is undecided."""
        trees = self._program.trees.conditions if self._program else ()
        return {fact.id: tree for fact, tree in zip(self._conditional, trees, strict=True)}

    def not_asked(self, values: Mapping[str, Value | None]) -> frozenset[str]:
        """Return the facts that these answers make senseless to ask."""
        if self._program is None:
            return frozenset()
        truths = self._program.judge(values).truths
        return frozenset(fact.id for fact, truth in zip(self._conditional, truths, strict=True) if truth is False)

    def missing(self, values: Mapping[str, Value | None]) -> tuple[Fact, ...]:
        """Return the required facts that are asked and have no answer."""
        skipped = self.not_asked(values)
        return tuple(
            fact for fact in self.facts if fact.required and values[fact.id] is None and fact.id not in skipped
        )

    def read(self, given: Mapping[str, Any]) -> tuple[Values, list[Finding]]:
        """Read answers (texts of a form, or JSON) into a value or None for every fact.

        A fact not asked takes its default, a boolean without one false; an answer to it is dropped with a warning.
        """
        told, findings = read_given(self.facts, given)
        values, skipped = told, frozenset[str]()
        for _ in self._conditional:  # dropping one answer may make another question senseless, or sensible again
            if (now := self.not_asked(values)) == skipped:
                break
            skipped = now
            values = told | {fact.id: unasked(fact) for fact in self._conditional if fact.id in skipped}
        dropped = [
            fact for fact in self._conditional if fact.id in skipped and told[fact.id] not in (None, values[fact.id])
        ]
        findings += [
            Finding("fact/not-asked", severity="warning", params={"fact": f.id, "title": f.title}) for f in dropped
        ]
        return values, findings


def read_facts(facts: Sequence[Fact], given: Mapping[str, Any]) -> tuple[Values, list[Finding]]:
    """Read answers once; who reads often keeps a `Questions`."""
    return Questions(facts).read(given)


def unasked(fact: Fact) -> Value | None:
    """Return what a fact is when nobody asks for it; None: unknown."""
    return False if fact.type == "boolean" and fact.default is None else fact.default
