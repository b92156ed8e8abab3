"""Editing the source of a condition: a copy of its cells or its text with one value replaced."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from motcua.catalog.model import Condition

Path = tuple[str | int, ...]


def spliced(text: str, start: int, was: str, now: str) -> str:
    """Write `now` for the first `was` at or after an offset."""
    return text[:start] + text[start:].replace(was, now, 1)


def put(conditions: Sequence[Condition], index: int, source: Any) -> tuple[Condition, ...]:
    """Return conditions with the source of one replaced."""
    return (*conditions[:index], replace(conditions[index], source=source), *conditions[index + 1 :])


def at(source: Any, path: Path) -> Any:
    """Return the value at a path in cells."""
    for key in path:
        source = source[key]
    return source


def replaced(source: Any, path: Path, value: Any) -> Any:
    """Return a copy of cells with the value at a path replaced."""
    if not path:
        return value
    inner = replaced(source[path[0]], path[1:], value)
    if isinstance(source, Mapping):
        return {**source, path[0]: inner}
    return [inner if index == path[0] else part for index, part in enumerate(source)]


def lists(cells: Any, path: Path) -> Iterator[tuple[Path, list[Any]]]:
    """Walk the lists of choices in cells, of two members or more."""
    if isinstance(cells, Mapping):
        for key, value in cells.items():
            yield from lists(value, (*path, key))
    elif isinstance(cells, list) and cells and isinstance(cells[0], Mapping):
        for index, value in enumerate(cells):
            yield from lists(value, (*path, index))
    elif isinstance(cells, list) and len(cells) > 1:
        yield path, cells
