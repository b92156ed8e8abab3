"""List what is shared but used by no procedure: fee schedules and their lines, routes, roles."""

from collections.abc import Iterable, Iterator

from motcua.catalog import Catalog
from motcua.catalog.merging.spots import Spot
from motcua.check.named import Named
from motcua.document import Document
from motcua.findings import Finding


def findings(catalog: Catalog) -> Iterator[Finding]:
    """Find shared law that nothing names, on no date; while documents cannot be read, nobody knows."""
    if catalog.broken:
        return
    named = Named()
    for document in catalog.documents:
        named.add(document)
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


def _finding(document: Document, node: tuple[str | int, ...], name: str) -> Finding:
    return Spot(document, node).finding(
        "reference/unnamed", "info", name=name, document=f"{document.kind}/{document.id}"
    )
