"""What every name in a procedure's rules comes to, for a dossier whose answers are not yet known.

It follows the reading of answers (`Questions.read`): one left out takes its default, one not asked is as if nobody had
given it.
"""

from collections.abc import Mapping, Sequence
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from motcua.analysis.equivalence.asked import Asked
from motcua.catalog.model import Procedure
from motcua.catalog.reading.compiled import Compiled
from motcua.catalog.reading.facts import CASE
from motcua.lang import Fact, Value
from motcua.lang.facts import RECEIVED_ON
from motcua.lang.joining import FALSE, TRUE, choice, either, every
from motcua.lang.questions import unasked
from motcua.lang.threefold import Three, answered, any_answer, derived, picked, threefold
from motcua.lang.tree import Const, Node, Ref


class Names(Struct, frozen=True):
    """Facts, the case and derived facts.

    `complete` says that no answer is missing, `settled` that it can be decided which case is hit.
    """

    known: Mapping[str, Three]
    cases: Mapping[str, Node]
    complete: Node
    settled: Node


def name_all(procedure: Procedure, compiled: Compiled, asked: Asked) -> Names:
    """Say what the names of a procedure come to, for dossiers that answer what is asked."""
    known, complete = _facts(compiled, asked)
    if compiled.cases is None:
        return Names(derived(compiled.program.steps, known), {}, complete, TRUE)
    before = derived(compiled.cases.steps, known)
    trees = compiled.cases.trees.conditions
    threes = [Three(TRUE) if case.when is None else threefold(trees[case.when], before) for case in procedure.cases]
    hits, settled = first_of(threes)
    cases = {case.id: hit for case, hit in zip(procedure.cases, hits, strict=True)}
    known[CASE] = Three(_chosen(cases), either(*hits))
    return Names(derived(compiled.program.steps, known), cases, complete, settled)


def first_of(threes: Sequence[Three]) -> tuple[list[Node], Node]:
    """Return when each of several conditions is the first that holds, and when it can be decided which is."""
    hits = [every(*(earlier.false for earlier in threes[:at]), three.true) for at, three in enumerate(threes)]
    settled = (either(*(earlier.true for earlier in threes[:at]), three.known) for at, three in enumerate(threes))
    return hits, every(*settled)


def _facts(compiled: Compiled, asked: Asked) -> tuple[dict[str, Three], Node]:
    known = {RECEIVED_ON: Three(Ref(RECEIVED_ON, "date"))}
    complete: list[Node] = []
    conditions = compiled.questions.conditions
    for fact in compiled.facts:
        is_answered = Ref(answered(fact.id), "boolean") if fact.id in asked.blanks else TRUE
        given = _given(fact, is_answered, any_answer(asked.facts[fact.id]))
        idle = threefold(conditions[fact.id], known).false if fact.id in conditions else FALSE
        known[fact.id] = _either_way(fact, idle, _constant(fact, unasked(fact)), given)
        if fact.required:
            complete.append(either(idle, known[fact.id].known))
    return known, every(*complete)


def _given(fact: Fact, is_answered: Node, common: Three) -> Three:
    """Return an answer that both laws accept, or what stands in its place."""
    words = (one.id for one in fact.choices) if fact.type == "choices" else ()
    asked = replace(common, members={word: common.members.get(word, FALSE) for word in words})
    if fact.default is None:
        return replace(asked, known=is_answered)
    return _either_way(fact, is_answered, asked, _constant(fact, fact.default))


def _either_way(fact: Fact, condition: Node, then: Three, otherwise: Three) -> Three:
    members = {word: choice(condition, then.members[word], otherwise.members[word], "boolean") for word in then.members}
    value = then.value if fact.type == "choices" else picked(condition, then, otherwise, fact.kind)
    return Three(value, choice(condition, then.known, otherwise.known, "boolean"), members)


def _constant(fact: Fact, value: Value | None) -> Three:
    words = (one.id for one in fact.choices) if fact.type == "choices" else ()
    held = value if isinstance(value, frozenset) else frozenset()
    members: dict[str, Node] = {word: TRUE if word in held else FALSE for word in words}
    if value is None or isinstance(value, frozenset):
        return Three(Ref(fact.id, fact.kind), FALSE if value is None else TRUE, members)
    return Three(Const(value, fact.kind), TRUE, members)


def _chosen(cases: Mapping[str, Node]) -> Node:
    """Write the id of the case that is hit; which one stands for none does not matter."""
    ids = list(cases)
    last: Node = Const(ids[-1], "text")
    return reduce(lambda rest, each: choice(cases[each], Const(each, "text"), rest, "text"), reversed(ids[:-1]), last)
