"""What an amendment cannot drop: what a document, or a row of it, cannot be read without."""

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.catalog.merging.spots import Spot
from motcua.catalog.merging.tree import Node, Table, leaves, plain
from motcua.document.validation import incomplete, required_keys
from motcua.findings import Finding


def dropped_though_needed(after: Table, patch: Node, kind: str) -> Iterator[Finding]:
    """Find what a patch drops of a document of a kind that its schema wants to be there.

    The judge is asked only where something is dropped that is needed in some place: seldom.
    """
    needed = required_keys(kind)
    nulls = {path: origin for path, origin in leaves(patch) if origin.value is None}
    dropped = {path: origin for path, origin in nulls.items() if path.rpartition(".")[2] in needed}
    if not dropped:
        return
    data = plain(after)
    lacking = {_named(data, path) for path in incomplete(kind, data)}
    for path, origin in dropped.items():
        around, _, key = path.rpartition(".")
        if around in lacking and key not in _at(data, around):
            yield Spot(origin.document, origin.node).finding("amendment/needed", name=key, path=around or kind)


def _named(data: Any, path: tuple[str | int, ...]) -> str:
    """Write a path with the ids of rows in the place of their numbers."""
    parts = []
    for key in path:
        data = data[key]
        parts.append(str(data.get("id", key)) if isinstance(key, int) and isinstance(data, Mapping) else str(key))
    return ".".join(parts)


def _at(data: Any, path: str) -> Mapping[str, Any]:
    for name in path.split(".") if path else ():
        data = data[name] if isinstance(data, Mapping) else next(row for row in data if row["id"] == name)
    found: Mapping[str, Any] = data
    return found
