"""Facts that are asked only under a condition: where it fails they have their default, no, or no answer at all."""

from collections.abc import Iterable, Mapping

from motcua.lang.facts import Fact, Value
from motcua.lang.questions import unasked
from motcua.lang.solving.conditions import Conditions
from motcua.lang.solving.confirming import judged
from motcua.lang.solving.formula import TRUE, Formula, either, every, opposite
from motcua.lang.tree import Call, Const, Node, Ref, names

Asked = Mapping[str, Node]
"""The condition under which a fact is asked, by fact, in the order of the questions: `Questions.conditions`."""


def concerned(used: Iterable[str], asked: Asked) -> list[str]:
    """Return the conditional facts among those used and among those that decide whether these are asked."""
    reached, waiting = set[str](), [name for name in used if name in asked]
    while waiting:
        if (name := waiting.pop()) not in reached:
            reached.add(name)
            waiting += [other for other in names(asked[name]) if other in asked]
    return [name for name in asked if name in reached]


def as_asked(fact: Fact, condition: Node, conditions: Conditions) -> Formula:
    """Say that a fact has the answer of a question not asked wherever its condition is false.

    Nothing is said where the condition has parts that are not looked into.
    """
    guesses = conditions.guesses
    skipped = conditions.says(condition, truth=False)
    if conditions.guesses > guesses:
        return TRUE
    if unasked(fact) is None:
        given = conditions.quantities.known(fact.id)
        return either((every((skipped, opposite(given))), every((opposite(skipped), given))))
    return either((opposite(skipped), conditions.says(_as_unasked(fact), truth=True)))


def with_questions(goal: Node, facts: Mapping[str, Fact], asked: Asked) -> Node:
    """Add to a goal what the questions make of facts not asked, as far as those have an answer all the same."""
    silent = {name for name in asked if unasked(facts[name]) is None}
    told = [name for name in concerned(names(goal), asked) if not silent & {name, *names(asked[name])}]
    if not told:
        return goal
    given = (Call("||", (asked[name], _as_unasked(facts[name])), "boolean") for name in told)
    return Call("&&", (goal, *given), "boolean")


def _as_unasked(fact: Fact) -> Node:
    """Say that a fact is what it is where it is not asked."""
    value = unasked(fact)
    if value is None:
        return Call("!", (Call("present", (Ref(fact.id, fact.kind),), "boolean"),), "boolean")
    if not isinstance(value, frozenset):
        return Call("==", (Ref(fact.id, fact.kind), Const(value, fact.kind)), "boolean")
    taken = [
        (choice, Call("in", (Const(choice.id, "text"), Ref(fact.id, "texts")), "boolean")) for choice in fact.choices
    ]
    terms = (member if choice.id in value else Call("!", (member,), "boolean") for choice, member in taken)
    return Call("&&", (Const(value=True, kind="boolean"), *terms), "boolean")


def settled(values: dict[str, Value], facts: Mapping[str, Fact], asked: Asked) -> dict[str, Value]:
    """Give every fact that these answers leave unasked what it then is."""
    values = dict(values)
    for name, condition in asked.items():
        if name in facts and judged(condition, values) is False:
            value = unasked(facts[name])
            if value is None:
                values.pop(name, None)
            else:
                values[name] = value
    return values
