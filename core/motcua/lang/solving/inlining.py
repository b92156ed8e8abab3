"""Derived facts written out: a tree over facts alone, which is what a solver can reason about."""

from collections.abc import Mapping, Sequence
from operator import is_

from msgspec import Struct
from msgspec.structs import replace

from motcua.lang.functions import Step
from motcua.lang.ranges import Range
from motcua.lang.to_python import needed
from motcua.lang.tree import Call, Const, Node, Quantified, Ref, Unknown


def inlined(tree: Node, steps: Sequence[Step]) -> Node:
    """Write every derived fact of a tree out as what it is derived from.

    Outside its own bounds a derived fact is unknown, and so it is in the tree: ``least <= x && x <= greatest ? x : ?``.

    :param steps: the derived facts in the order in which they are computed (`Program.steps`).
    """
    known: dict[str, _Derived] = {}
    for step in steps:
        known[step.name] = _derived(step, known)
    return _written(tree, known)


class _Derived(Struct, frozen=True):
    """A derived fact written out, the facts it needs, and what must hold for it and those before it to be known."""

    tree: Node
    facts: frozenset[str]
    inside: tuple[Node, ...]


def _derived(step: Step, known: Mapping[str, _Derived]) -> _Derived:
    tree, uses = _written(step.tree, known), needed(step.tree)
    before = [known[name] for name in sorted(uses & known.keys())]
    facts = (uses - known.keys()).union(*(each.facts for each in before))
    inside = tuple({id(part): part for each in before for part in each.inside}.values())
    if step.bounds is None:
        return _Derived(tree, facts, inside)
    within = _within(tree, step.bounds)
    return _Derived(Call("?:", (within, tree, Unknown(tree.kind)), tree.kind), facts, (*inside, within))


def _written(node: Node, known: Mapping[str, _Derived]) -> Node:
    match node:
        case Ref(name=name) if name in known:
            return known[name].tree
        case Call(op="present", args=(Ref(name=name),)) if name in known:
            return _present(known[name])
        case Call(args=args):
            inner = tuple(_written(arg, known) for arg in args)
            return node if all(map(is_, inner, args)) else replace(node, args=inner)
        case Quantified(over=over, body=body):
            of = _written(over, known)  # a derived set is a set by another name
            return replace(node, over=of if isinstance(of, Ref) else over, body=_written(body, known))
    return node


def _within(tree: Node, bounds: Range) -> Node:
    least = Call("<=", (Const(bounds.least, "integer"), tree), "boolean")
    return Call("&&", (least, Call("<=", (tree, Const(bounds.greatest, "integer")), "boolean")), "boolean")


def _present(derived: _Derived) -> Node:
    """Say that a derived fact is known: so are the facts it needs, and all on the way lies within its bounds."""
    given = (Call("present", (Ref(name, "text"),), "boolean") for name in sorted(derived.facts))
    return Call("&&", (Const(value=True, kind="boolean"), *given, *derived.inside), "boolean")
