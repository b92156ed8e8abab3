"""Spots: where in the files something of the law was written, and how a finding quotes it."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from motcua.catalog.merging.tree import Items, Key, Leaf, Node, Table
from motcua.document import Document
from motcua.findings import Finding, Severity
from motcua.places import Place
from motcua.similar import nearest


class Spot(Struct, frozen=True):
    """A node of a document."""

    document: Document
    node: tuple[Key, ...]

    @property
    def place(self) -> Place:
        """Its place."""
        return self.document.place(self.node)

    @property
    def line(self) -> str:
        """Its line with the place before it, to be quoted beside lines of other files."""
        place, lines = self.place, self.document.lines
        return f"{place}: {lines[place.line - 1].strip()}" if 0 < place.line <= len(lines) else str(place)

    def finding(
        self, rule: str, severity: Severity = "error", related: "Sequence[Spot]" = (), **params: Any
    ) -> Finding:
        """Make a finding that quotes the line of the spot, and after it those of related spots."""
        excerpt = "\n".join(filter(None, [self.document.excerpt(self.node), *(spot.line for spot in related)]))
        places = tuple(spot.place for spot in related)
        return Finding(rule, self.place, severity, params=params, excerpt=excerpt, related=places)

    def unknown(self, rule: str, name: str, known: Iterable[str], **params: Any) -> Finding:
        """Make the finding of a name that leads nowhere: `nearest` is the likest known one, or else some of them."""
        names = list(known)
        near = nearest(name, names) or ", ".join(names[:8])
        return self.finding(rule, name=name, nearest=near, **params)


def spot_of(node: Node) -> Spot:
    """Return where a node was written."""
    written = node.origin if isinstance(node, Leaf) else node
    return Spot(written.document, written.node)


def spot_at(tree: Table, path: str, inner: tuple[Key, ...] = ()) -> Spot:
    """Return where the value at a path, or something inside it, was written; or else the nearest thing around it."""
    keys: list[Key] = [*path.split("."), *inner]
    node: Node = tree
    while keys and isinstance(node, (Table, Items)) and str(keys[0]) in node.entries:
        node = node.entries[str(keys.pop(0))]
    spot = spot_of(node)
    rest = tuple(_index(key) for key in keys) if isinstance(node, Leaf) else ()
    return Spot(spot.document, (*spot.node, *rest))


def _index(key: Key) -> Key:
    return int(key) if isinstance(key, str) and key.isdecimal() else key
