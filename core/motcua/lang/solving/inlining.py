"""Derived facts written out: a tree over facts alone, which is what a solver can reason about."""

from collections.abc import Sequence
from dataclasses import replace

from motcua.lang.functions import Step
from motcua.lang.ranges import Range
from motcua.lang.to_python import needed
from motcua.lang.tree import Call, Const, Node, Quantified, Ref, Unknown


def inlined(tree: Node, steps: Sequence[Step]) -> Node:
    """Write every derived fact of a tree out as what it is derived from.

    Outside its own bounds a derived fact is unknown, and so it is in the tree: ``least <= x && x <= greatest ? x : ?``.

    :param steps: the derived facts in the order in which they are computed (`Program.steps`).
    """
    known: dict[str, Node] = {}
    for step in steps:
        known[step.name] = _bounded(_written(step.tree, known), step.bounds)
    return _written(tree, known)


def _written(node: Node, known: dict[str, Node]) -> Node:
    match node:
        case Ref(name=name) if name in known:
            return known[name]
        case Call(op="present", args=(Ref(name=name),)) if name in known:
            return _present(known[name])
        case Call(args=args):
            inner = tuple(_written(arg, known) for arg in args)
            return node if all(map(_is, inner, args)) else replace(node, args=inner)
        case Quantified(body=body):
            return replace(node, body=_written(body, known))
    return node


def _is(one: Node, other: Node) -> bool:
    return one is other


def _bounded(tree: Node, bounds: Range | None) -> Node:
    if bounds is None:
        return tree
    return Call("?:", (_inside(tree, bounds), tree, Unknown(tree.kind)), tree.kind)


def _inside(tree: Node, bounds: Range) -> Node:
    least = Call("<=", (Const(bounds.least, "integer"), tree), "boolean")
    return Call("&&", (least, Call("<=", (tree, Const(bounds.greatest, "integer")), "boolean")), "boolean")


def _present(tree: Node) -> Node:
    """Say that a derived fact is known: so are all its facts, and it lies within its bounds."""
    terms: list[Node] = [Call("present", (Ref(name, "text"),), "boolean") for name in sorted(needed(tree))]
    match tree:
        case Call(op="?:", args=(inside, _, Unknown())):
            terms.append(inside)
    return Call("&&", (Const(value=True, kind="boolean"), *terms), "boolean")
