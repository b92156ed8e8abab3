"""The typed tree of one expression: what CEL was checked into and what every back-end is generated from.

`at` is the offset in code points of a node in its source text, so that a finding or an explanation can point there.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

Kind = Literal["boolean", "integer", "text", "date", "texts"]
"""What an expression yields; `texts` is a set of texts, the value of a fact of type `choices`."""


class Const(Struct, frozen=True):
    """A literal; a date literal is already a date."""

    value: bool | int | str | date
    kind: Kind
    at: int = 0


class Ref(Struct, frozen=True):
    """A fact or a derived fact."""

    name: str
    kind: Kind
    at: int = 0


class Item(Struct, frozen=True):
    """The member looked at by the `exists` or `all` around it."""

    kind: Kind = "text"
    at: int = 0


class Members(Struct, frozen=True):
    """A list of literals; it stands only at the right of `in`."""

    items: tuple[Const, ...]
    kind: Kind = "texts"
    at: int = 0


class Call(Struct, frozen=True):
    """An operator or a host function over its arguments; `&&` and `||` have as many arguments as were chained.

    `op` is one of ``&& || ! == != < <= > >= + - * / % neg ?: in``, ``least greatest size startsWith``,
    ``days years share present``.
    """

    op: str
    args: "tuple[Node, ...]"
    kind: Kind
    at: int = 0


class Quantified(Struct, frozen=True):
    """`exists` or `all` over the members of a set of texts; never nested."""

    op: Literal["exists", "all"]
    over: Ref
    body: "Node"
    kind: Kind = "boolean"
    at: int = 0


class Unknown(Struct, frozen=True):
    """What could not be compiled: it stays unknown, so that whoever judges anyway finds it undecidable."""

    kind: Kind
    at: int = 0


Node = Const | Ref | Item | Members | Call | Quantified | Unknown


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly under a node."""
    match node:
        case Call(args=args):
            return args
        case Quantified(over=over, body=body):
            return over, body
        case Members(items=items):
            return items
    return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything under it, left to right."""
    yield node
    for child in children(node):
        yield from walk(child)


def names(node: Node) -> frozenset[str]:
    """Return the facts and derived facts an expression uses."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Ref))
