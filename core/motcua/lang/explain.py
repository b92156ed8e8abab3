"""Why a condition does not hold, or cannot be decided: the cell, the actual value, the facts that are missing.

The parts of a condition are judged by functions made from the same tree: no explanation disagrees with a decision.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from motcua.lang.compiling import Compiled
from motcua.lang.facts import Fact, Value
from motcua.lang.functions import Evaluate, evaluating
from motcua.lang.program import Judgement, Program
from motcua.lang.to_python import needed
from motcua.lang.tree import Call, Node, Ref, Unknown, names, walk
from motcua.lang.wording import Wording
from motcua.places import Place
from motcua.texts import say


class Reason(Struct, frozen=True, eq=False):
    """One part that speaks against a condition, and where it is written.

    `rule` is the key of its text: why/false (it is false), why/true (it is true and must not be), why/missing (`part`,
    a fact, is not known), why/broken (it could not be compiled).
    """

    rule: str
    part: Node
    place: Place | None
    facts: Mapping[str, Fact]
    known: Mapping[str, Value | None]

    def message(self, lang: str = "vi") -> str:
        """Say it in one sentence."""
        wording = Wording(self.facts, lang)
        values = {name: wording.value(name, self.known[name]) for name in sorted(names(self.part))}
        listed = [f"{wording.title(name)} = {value}" for name, value in values.items()]
        actual = "; ".join(listed if len(listed) > 1 else values.values())
        return say(self.rule, lang, test=wording.test(self.part), actual=actual)


def why_not(program: Program, index: int, judgement: Judgement) -> list[Reason]:
    """Return why the condition at `index` does not hold, cell by cell; nothing when it does."""
    condition = program.conditions[index]
    return list(_Why(program, condition, judgement).reasons(condition.tree, wanted=True))


def explain(program: Program, index: int, judgement: Judgement, lang: str = "vi") -> list[str]:
    """Say in plain sentences why the condition at `index` does not hold."""
    return list(dict.fromkeys(reason.message(lang) for reason in why_not(program, index, judgement)))


class _Why(Struct, frozen=True):
    program: Program
    condition: Compiled
    judgement: Judgement

    def reasons(self, node: Node, *, wanted: bool) -> Iterator[Reason]:
        truth = self.truth(node)
        if truth is wanted:
            return
        match node:
            case Call(op="!", args=(arg,)):
                yield from self.reasons(arg, wanted=not wanted)
            case Call(op="&&" | "||", args=args) if truth is None or not self.in_one_cell(node):
                for arg in args:
                    if self.truth(arg) is truth:
                        yield from self.reasons(arg, wanted=wanted)
            case Unknown():
                yield self.reason("why/broken", node)
            case _ if truth is None:
                yield from self.missing(node)
            case _:
                yield self.reason("why/true" if truth else "why/false", node)

    def missing(self, node: Node) -> Iterator[Reason]:
        """Name the facts whose values would decide a part; of a derived fact, those it is computed from."""
        steps = {step.name: step for step in self.program.steps}
        unknown = {name for name in needed(node) if self.known[name] is None}
        for part in walk(node):
            if not isinstance(part, Ref) or part.name not in unknown:
                continue
            step = steps.get(part.name)
            if step and any(self.known[used] is None for used in needed(step.tree)):
                yield from self.missing(step.tree)
            else:
                yield self.reason("why/missing", part)

    @property
    def known(self) -> Mapping[str, Value | None]:
        return self.judgement.env

    def truth(self, node: Node) -> object:
        derived = tuple(step.name for step in self.program.steps)
        return _evaluator(node, derived)(self.judgement.facts, self.judgement.derived)

    def in_one_cell(self, node: Node) -> bool:
        """Tell whether a whole part was written as one cell, such as `any_of`."""
        lowered = self.condition.lowered
        pieces = {lowered.piece(part.at) for part in walk(node)} if lowered else {None}
        piece = pieces.pop() if len(pieces) == 1 else None
        return piece is not None and not piece.expression

    def reason(self, rule: str, part: Node) -> Reason:
        return Reason(rule, part, self.place(part), self.program.facts, self.known)

    def place(self, part: Node) -> Place | None:
        named, lowered = self.condition.named, self.condition.lowered
        piece = lowered.piece(part.at) if lowered else None
        return named.at(piece.path if piece else ())


@lru_cache(maxsize=2048)
def _evaluator(node: Node, derived: tuple[str, ...]) -> Evaluate:
    return evaluating(node, derived)
