"""Typed trees as JSON and back: data only, that says what an expression means and can do nothing."""

from datetime import date
from typing import Any

from motcua.lang.tree import Call, Const, Item, Members, Node, Quantified, Ref


def encode_tree(node: Node) -> list[Any]:  # noqa: PLR0911 - one per kind of node
    """Return what JSON can say of a tree.

    :raises TypeError: when some of it is unknown: it is to be checked again.
    """
    match node:
        case Const(value=date() as day):
            return ["day", day.isoformat(), node.at]
        case Const():
            return ["const", node.value, node.kind, node.at]
        case Ref():
            return ["ref", node.name, node.kind, node.at]
        case Item():
            return ["item", node.kind, node.at]
        case Members():
            return ["members", [encode_tree(item) for item in node.items], node.kind, node.at]
        case Call():
            return ["call", node.op, [encode_tree(arg) for arg in node.args], node.kind, node.at]
        case Quantified():
            return ["quantified", node.op, encode_tree(node.over), encode_tree(node.body), node.kind, node.at]
    raise TypeError(node)


def decode_tree(row: Any) -> Node:  # noqa: PLR0911 - one per kind of node
    """Return the tree that `encode_tree` was given."""
    what, *parts, at = row
    match what:
        case "day":
            return Const(date.fromisoformat(parts[0]), "date", at)
        case "const":
            value, kind = parts
            return Const(value, kind, at)
        case "ref":
            name, kind = parts
            return Ref(name, kind, at)
        case "item":
            return Item(parts[0], at)
        case "members":
            items, kind = parts
            return Members(tuple(_const(item) for item in items), kind, at)
        case "call":
            op, args, kind = parts
            return Call(op, tuple(map(decode_tree, args)), kind, at)
        case "quantified":
            op, over, body, kind = parts
            return Quantified(op, _ref(over), decode_tree(body), kind, at)
    raise ValueError(what)


def _const(row: Any) -> Const:
    node = decode_tree(row)
    if not isinstance(node, Const):
        raise TypeError(node)
    return node


def _ref(row: Any) -> Ref:
    node = decode_tree(row)
    if not isinstance(node, Ref):
        raise TypeError(node)
    return node
