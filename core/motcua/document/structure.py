"""What a JSON Schema cannot say of a document: ids are unique within a list, a period has a day in it."""

from collections.abc import Iterator
from typing import Any

from motcua.document.model import Document, Path
from motcua.document.source import clip
from motcua.findings import Finding


def structural_findings(document: Document) -> Iterator[Finding]:
    """Walk a document for items of one list that a patch could not tell apart, and for periods without a day."""
    for path, value in _walk(document.data):
        if isinstance(value, list):
            yield from _same_ids(document, path, value)
        elif isinstance(value, dict) and path[-1:] == ("in_force",):
            yield from _empty_period(document, path, value)


def _same_ids(document: Document, path: Path, items: list[Any]) -> Iterator[Finding]:
    first: dict[str, Path] = {}
    for index, item in enumerate(items):
        if not isinstance(item, dict) or not isinstance(name := item.get("id"), str):
            continue
        here = (*path, index, "id")
        if name in first:
            other = document.place(first[name])
            told: dict[str, Any] = {"id": clip(name), "at": document.name_of(path), "line": other.line}
            yield document.finding("document/duplicate-id", here, related=[other], **told)
        first.setdefault(name, here)


def _empty_period(document: Document, path: Path, period: dict[str, Any]) -> Iterator[Finding]:
    start, end = period.get("from"), period.get("to")
    if isinstance(start, str) and isinstance(end, str) and start >= end:  # ISO dates sort as text
        yield document.finding("document/empty-period", (*path, "to"), start=clip(start), end=clip(end))


def _walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from _walk(child, (*path, key))
