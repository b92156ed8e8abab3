"""The fact `case` written out: “the case is b” says that b's condition holds and that of no case before it."""

from collections.abc import Sequence
from dataclasses import replace

from motcua.catalog.reading.facts import CASE
from motcua.lang.tree import Call, Const, Members, Node, Ref, Unknown, names

Cases = Sequence[tuple[str, Node]]
"""The ids of the cases in their order, each with its condition over facts alone."""


def cases_written_out(tree: Node, cases: Cases) -> Node:
    """Return a tree that asks for facts alone; while no case fits, the case is unknown, and so is what asks for it.

    What asks for the case in another way than by ``==``, ``!=`` and ``in`` stays unknown.
    """
    return _written(tree, cases) if CASE in names(tree) else tree


def _written(node: Node, cases: Cases) -> Node:
    match node:
        case Call(op="==", args=(Ref(name="case"), Const(value=str(wanted)))):
            return _among(cases, [wanted])
        case Call(op="!=", args=(Ref(name="case"), Const(value=str(wanted)))):
            return Call("!", (_among(cases, [wanted]),), "boolean")
        case Call(op="in", args=(Ref(name="case"), Members(items=items))):
            return _among(cases, [str(item.value) for item in items])
        case Call(args=args):
            return replace(node, args=tuple(_written(arg, cases) for arg in args))
        case Ref(name="case", kind=kind):
            return Unknown(kind)
    return node


def _among(cases: Cases, wanted: Sequence[str]) -> Node:
    """Return what says that the first case that fits is one of those wanted: a chain of questions, in their order."""
    chain: Node = Unknown("boolean")
    for name, when in reversed(cases):
        chain = Call("?:", (when, Const(value=name in wanted, kind="boolean"), chain), "boolean")
    return chain
