"""Law as a tree that remembers where every leaf comes from; what two layers wrote is merged on such trees.

A list of objects with `id` is a branch too (`Items`): its paths are told by id, `lines.khai-sinh.amount`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from motcua.catalog.origin import Origin
from motcua.document import Document
from motcua.places import Place

Key = str | int


class Leaf(Struct, frozen=True):
    """One value (a plain list counts as one) with its origin."""

    origin: Origin


class Table(Struct, frozen=True):
    """A mapping; `document` and `node` say where it was first written."""

    entries: Mapping[str, "Node"]
    document: Document
    node: tuple[Key, ...]

    @property
    def place(self) -> Place:
        """Where it was first written."""
        return self.document.place(self.node)


class Items(Struct, frozen=True):
    """A list of objects, by id, in order; `document` and `node` say where it was first written."""

    entries: Mapping[str, Table]
    document: Document
    node: tuple[Key, ...]

    @property
    def place(self) -> Place:
        """Where it was first written."""
        return self.document.place(self.node)


Node = Leaf | Table | Items


class Scope(Struct, frozen=True):
    """What every value of a part of a document inherits: layer, basis, whether it is to be verified."""

    document: Document
    layer: str
    basis: tuple[str, ...] = ()
    since: date | None = None
    to_verify: bool = False

    def narrowed(self, part: Mapping[str, Any]) -> "Scope":
        """Return the scope of a part that may have a basis of its own."""
        if "basis" not in part and "to_verify" not in part:
            return self
        basis = tuple(part.get("basis") or ()) or self.basis
        return replace(self, basis=basis, to_verify=bool(part.get("to_verify", self.to_verify)))


def plant(value: Any, node: tuple[Key, ...], scope: Scope) -> Node:
    """Make the tree of a value that stands at `node` of the scope's document."""
    if isinstance(value, dict):
        return _table(value, node, scope)
    if is_items(value):
        rows = {row["id"]: _table(row, (*node, at), scope) for at, row in enumerate(value)}
        return Items(rows, scope.document, node)
    origin = Origin(value, scope.layer, scope.basis, scope.since, scope.to_verify, None, scope.document, node)
    return Leaf(origin)


def _table(value: Mapping[str, Any], node: tuple[Key, ...], scope: Scope) -> Table:
    inner = scope.narrowed(value)
    return Table({key: plant(part, (*node, key), inner) for key, part in value.items()}, scope.document, node)


def is_items(value: Any) -> bool:
    """Tell whether a value is a list of objects with `id`."""
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) and "id" in row for row in value)


def plain(node: Node) -> Any:
    """Return the tree as the plain data an author would have written."""
    match node:
        case Leaf(origin):
            return origin.value
        case Table(entries):
            return {key: plain(part) for key, part in entries.items()}
        case Items(entries):
            return [plain(row) for row in entries.values()]


def leaves(node: Node, path: str = "") -> Iterator[tuple[str, Origin]]:
    """Walk every leaf with its path, but for the ids, which are part of the paths."""
    if isinstance(node, Leaf):
        yield path, node.origin
        return
    for key, part in node.entries.items():
        if not (isinstance(node, Table) and key == "id" and path):
            yield from leaves(part, f"{path}.{key}" if path else key)


def word(row: Table, key: str) -> str:
    """Return a row's text under a key; empty when there is none."""
    part = row.entries.get(key)
    return str(part.origin.value) if isinstance(part, Leaf) and part.origin.value is not None else ""


def entries_of(node: Node | None) -> Mapping[str, Node]:
    """Return what stands in a mapping, by key; nothing for anything else."""
    return node.entries if isinstance(node, Table) else {}


def rows_of(node: Node | None) -> Mapping[str, Table]:
    """Return the rows of a list, by id; nothing for anything else."""
    return node.entries if isinstance(node, Items) else {}
