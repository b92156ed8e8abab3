"""List what is shared but used by no procedure: fee schedules and their lines, routes, roles."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from motcua.catalog import Catalog
from motcua.catalog.merging.spots import Spot
from motcua.document import Document
from motcua.findings import Finding


class _Named(Struct):
    """The names that procedures, routes and amendments of either use."""

    schedules: set[str] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    routes: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)

    def add(self, law: Mapping[str, Any]) -> None:
        """Add what a procedure, a route, or a patch of one names; a patch need not say all of it."""
        route = law.get("route") or {}
        self.routes.add(route.get("use", ""))
        for step in (*_rows(law, "steps"), *_rows(route, "steps")):
            self.roles.add(step.get("role", ""))
        for fee in _rows(law, "fees"):
            self.schedules.add(fee.get("use", ""))
            self.items.add(fee.get("item", ""))


def findings(catalog: Catalog) -> Iterator[Finding]:
    """Find shared law that nothing names, on no date; while documents cannot be read, nobody knows."""
    if catalog.broken:
        return
    named = _Named()
    for document in catalog.documents:
        named.add(document.data.get("set") or {} if document.kind == "amendment" else document.data)
    for document in (definition.document for definition in catalog.definitions):
        match document.kind:
            case "fee_schedule" if document.id not in named.schedules:
                yield _finding(document, ("id",), document.id)
            case "fee_schedule":
                yield from _unnamed(document, "lines", named.items)
            case "route" if document.id not in named.routes:
                yield _finding(document, ("id",), document.id)
            case "vocabulary" if document.id == "roles":
                yield from _unnamed(document, "items", named.roles)


def _unnamed(document: Document, key: str, named: Iterable[str]) -> Iterator[Finding]:
    for at, row in enumerate(document.data[key]):
        if row["id"] not in named:
            yield _finding(document, (key, at, "id"), row["id"])


def _rows(law: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    rows = law.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _finding(document: Document, node: tuple[str | int, ...], name: str) -> Finding:
    return Spot(document, node).finding(
        "reference/unnamed", "info", name=name, document=f"{document.kind}/{document.id}"
    )
