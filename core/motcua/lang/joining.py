"""Conditions joined, and nothing written that is always so: what is left of a tree when its constants are worked out.

>>> from motcua.lang.tree import Ref
>>> poor = Ref("poor", "boolean")
>>> every(poor, TRUE) == poor, either(poor, TRUE) == TRUE, opposite(opposite(poor)) == poor
(True, True, True)
"""

from collections.abc import Sequence

from motcua.lang.tree import Call, Const, Kind, Node

TRUE, FALSE = Const(value=True, kind="boolean"), Const(value=False, kind="boolean")


def every(*terms: Node) -> Node:
    """Join conditions that must all hold."""
    return _chain("&&", terms, neutral=TRUE, settling=FALSE)


def either(*terms: Node) -> Node:
    """Join conditions of which one must hold."""
    return _chain("||", terms, neutral=FALSE, settling=TRUE)


def opposite(node: Node) -> Node:
    """Return the condition that holds where another does not."""
    match node:
        case Const(value=value):
            return FALSE if value else TRUE
        case Call(op="!", args=(inner,)):
            return inner
    return Call("!", (node,), "boolean")


def equal(one: Node, other: Node) -> Node:
    """Return the condition that two values are the same."""
    if one == other:
        return TRUE
    if isinstance(one, Const) and isinstance(other, Const):
        return FALSE
    return _compared("==", one, other)


def choice(condition: Node, then: Node, otherwise: Node, kind: Kind) -> Node:
    """Return one of two values."""
    if then == otherwise or condition == TRUE:
        return then
    if condition == FALSE:
        return otherwise
    if kind == "boolean" and isinstance(then, Const):
        return either(condition, otherwise) if then.value else every(opposite(condition), otherwise)
    if kind == "boolean" and isinstance(otherwise, Const):
        return either(opposite(condition), then) if otherwise.value else every(condition, then)
    return Call("?:", (condition, then, otherwise), kind)


def _compared(op: str, one: Node, other: Node) -> Node:
    return Call(op, (one, other), "boolean")


def _chain(op: str, terms: Sequence[Node], neutral: Const, settling: Const) -> Node:
    flat = [part for term in terms for part in (term.args if isinstance(term, Call) and term.op == op else (term,))]
    kept = tuple(dict.fromkeys(part for part in flat if part != neutral))
    if settling in kept:
        return settling
    return Call(op, kept, "boolean") if len(kept) > 1 else kept[0] if kept else neutral
