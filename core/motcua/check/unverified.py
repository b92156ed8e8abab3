"""List the values that their own authors want verified."""

from collections.abc import Iterator
from typing import Any

from motcua.catalog.merging.spots import Spot
from motcua.check.survey import Survey
from motcua.document import Document
from motcua.findings import Finding

Node = tuple[str | int, ...]


def findings(seen: Survey) -> Iterator[Finding]:
    """List every place marked `to_verify`, with its note."""
    for document in seen.documents:
        for node, part in _marked(document.data, ()):
            note = part.get("note") or "–"
            yield Spot(document, (*node, "to_verify")).finding(
                "value/to-verify", "info", path=_path(document, node), note=note
            )


def _marked(value: Any, node: Node) -> Iterator[tuple[Node, dict[str, Any]]]:
    if isinstance(value, dict) and value.get("to_verify") is True:
        yield node, value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _marked(part, (*node, key))


def _path(document: Document, node: Node) -> str:
    """Tell a node by the ids on its way: ``procedure/dang-ky-khai-tu: papers.to-khai``."""
    names: list[str] = []
    value: Any = document.data
    for key in node:
        value = value[key]
        names.append(value["id"] if isinstance(key, int) and isinstance(value, dict) and "id" in value else str(key))
    return f"{document.kind}/{document.id}" + (f": {'.'.join(names)}" if names else "")
