"""A document: plain data, and where in its file every piece of it stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from motcua.document.source import clip, quote
from motcua.findings import Finding
from motcua.places import Place

Path = tuple[str | int, ...]


class Document(Struct, frozen=True, eq=False):
    """One YAML document. `kind` or `id` is empty where the author left it out: `validate` says so."""

    kind: str
    id: str
    data: dict[str, Any]
    file: str
    places: Mapping[Path, Place]
    keys: Mapping[Path, Place]
    lines: Sequence[str] = ()

    def __repr__(self) -> str:
        """Name it: all that it holds would fill pages."""
        return f"Document({self.kind}/{self.id}, {self.file})"

    def place(self, path: Path = ()) -> Place:
        """Return where the value at `path` stands, or else the nearest thing around it."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path) or Place(self.file)

    def key_place(self, path: Path) -> Place:
        """Return where the key that ends `path` stands; for a list item, the item."""
        return self.keys.get(path) or self.place(path)

    def finding(
        self, rule: str, path: Path = (), *, at_key: bool = False, related: Sequence[Place] = (), **params: Any
    ) -> Finding:
        """Make a finding about the value at `path`, or about its key, that quotes the line."""
        place = self.key_place(path) if at_key else self.place(path)
        return Finding(rule, place, params=params, excerpt=quote(self.lines, place), related=tuple(related))

    def name_of(self, path: Path) -> str:
        """Name a node as its author would, with the ids of list items: ``papers › to-khai › originals``."""
        names: list[str] = []
        node: Any = self.data
        for step in path:
            node = _child(node, step)
            own = node.get("id") if isinstance(step, int) and isinstance(node, dict) else None
            names.append(own if isinstance(own, str) else str(step + 1) if isinstance(step, int) else step)
        return clip(" › ".join(names), 100) or self.kind

    def excerpt(self, path: Path = ()) -> str:
        """Quote the line of the value at `path`, with a caret below it."""
        return quote(self.lines, self.place(path))


def _child(node: Any, step: str | int) -> Any:
    if isinstance(node, dict):
        return node.get(step)
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None
