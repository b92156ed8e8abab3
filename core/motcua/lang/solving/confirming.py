"""Witnesses judged as dossiers are: every test of a condition by the function generated for it by the Python back-end.

A test is generated once for all its constants, and only what joins tests, `&& || !`, is done here.
"""

from collections.abc import Mapping
from functools import lru_cache

from motcua.lang.facts import Value
from motcua.lang.functions import Evaluate, evaluating
from motcua.lang.solving.bare import bare
from motcua.lang.tree import Call, Const, Node, Ref, names

Values = Mapping[str, Value]


def judged(goal: Node, values: Values) -> bool | None:
    """Judge a condition; None when what nobody answered leaves it undecided."""
    match goal:
        case Call(op="!", args=(arg,)):
            truth = judged(arg, values)
            return None if truth is None else not truth
        case Call(op="&&" | "||" as op, args=args):
            settled, truths = op == "||", [judged(arg, values) for arg in args]
            return settled if settled in truths else None if None in truths else not settled
        case Const(value=value):
            return bool(value)
    return _test(goal, values)


def _test(test: Node, values: Values) -> bool | None:
    constants: dict[str, Value] = {}
    evaluate, used = _generated(_shape(test, constants))
    known = {name: constants[name] if name in constants else values.get(name) for name in used}
    truth: bool | None = evaluate(known, {})
    return truth


def _shape(test: Node, constants: dict[str, Value]) -> Node:
    """Name the constants of a comparison, so that all comparisons with them are generated once."""
    match test:
        case Call(op="==" | "!=" | "<" | "<=" | ">" | ">=" | "in" as op, args=(one, other)):
            return Call(op, (_named(one, constants), _named(other, constants)), "boolean")
    return bare(test)


def _named(node: Node, constants: dict[str, Value]) -> Node:
    if not isinstance(node, Const):
        return bare(node)
    name = f"constant {len(constants)}"  # no fact can be called so
    constants[name] = node.value
    return Ref(name, node.kind)


@lru_cache(maxsize=4096)
def _generated(test: Node) -> tuple[Evaluate, tuple[str, ...]]:
    return evaluating(test, ()), tuple(names(test))
