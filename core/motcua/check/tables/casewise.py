"""The fact `case` written out: “the case is b” says that b's condition holds and that of no case before it."""

from collections.abc import Callable, Collection, Sequence

from msgspec.structs import replace

from motcua.catalog.reading.facts import CASE
from motcua.lang.joining import FALSE, TRUE
from motcua.lang.tree import Call, Const, Members, Node, Quantified, Ref, Unknown, names

Cases = Sequence[tuple[str, Node]]
"""The ids of the cases in their order, each with its condition over facts alone."""


def cases_written_out(tree: Node, cases: Cases) -> Node:
    """Return a tree that asks for facts alone; while no case fits, the case is unknown, and so is what asks for it.

    Whether the case is present is left unknown where it cannot be decided which case fits.
    """
    return _written(tree, cases) if CASE in names(tree) else tree


def _written(node: Node, cases: Cases) -> Node:
    match node:
        case Call(op=op, args=(Ref(name="case"), *others)) if asked := _asked(op, others, cases):
            return asked
        case Call(args=args):
            return replace(node, args=tuple(_written(arg, cases) for arg in args))
        case Quantified(body=body):
            return replace(node, body=_written(body, cases))
        case Ref(name="case"):
            return _first(cases, lambda name: Const(name, "text"), Unknown("text"))
    return node


def _asked(op: str, others: Sequence[Node], cases: Cases) -> Node | None:
    """Return what is most often asked of the case, without its name; None for anything else."""
    match op, others:
        case "==", [Const(value=str(wanted))]:
            return _among(cases, [wanted])
        case "in", [Members(items=items)]:
            return _among(cases, [str(item.value) for item in items])
        case "present", []:
            return _first(cases, lambda _: TRUE, FALSE)
    return None


def _among(cases: Cases, wanted: Collection[str]) -> Node:
    """Return what says that the first case that fits is one of those wanted."""
    return _first(cases, lambda name: TRUE if name in wanted else FALSE, Unknown("boolean"))


def _first(cases: Cases, told: Callable[[str], Node], otherwise: Node) -> Node:
    """Return what is told of the first case that fits: a chain of questions, in their order."""
    chain = otherwise
    for name, when in reversed(cases):
        chain = Call("?:", (when, told(name), chain), otherwise.kind)
    return chain
