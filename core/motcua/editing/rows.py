"""The rows that are there to be amended: their ids offered wherever an amendment may name one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from motcua.document.kinds import Schema
from motcua.editing.knowledge import names_of
from motcua.editing.names import suggested
from motcua.editing.walking import reached

Contents = Sequence[Mapping[str, Any]]


def rows(part: Schema, definitions: Mapping[str, Schema], contents: Contents) -> Schema | None:
    """Return what to offer within an object, from everything known to stand there; None for nothing."""
    part = reached(part, definitions)
    told = {key: _value(value, definitions, _under(contents, key)) for key, value in part.get("properties", {}).items()}
    if isinstance(free := part.get("additionalProperties"), dict):
        told |= {key: _named(free, definitions, _under(contents, key)) for key in _keys(contents)}
    known = {key: value for key, value in told.items() if value is not None}
    return {"properties": known} if known else None


def _value(part: Schema, definitions: Mapping[str, Schema], found: Sequence[Any]) -> Schema | None:
    part = reached(part, definitions)
    objects = [value for value in found if isinstance(value, Mapping)]
    listed = [row for value in found if isinstance(value, list) for row in value if isinstance(row, Mapping)]
    if isinstance(item := part.get("items"), dict) and listed:
        return _list(item, definitions, listed)
    return rows(part, definitions, objects) if objects else None


def _list(item: Schema, definitions: Mapping[str, Schema], listed: Contents) -> Schema | None:
    names = names_of(listed)
    if not names:
        return None
    inner = rows(item, definitions, listed) or {"properties": {}}
    placing = {key: suggested(names) for key in ("before", "after")}
    return {"items": {"properties": {**inner["properties"], "id": suggested(names), **placing}}}


def _named(part: Schema, definitions: Mapping[str, Schema], found: Sequence[Any]) -> Schema:
    """Offer a key that its author chose, such as a fact's name, under the title he gave it."""
    titles = [str(value["title"]) for value in found if isinstance(value, Mapping) and value.get("title")]
    return (_value(part, definitions, found) or {}) | ({"description": titles[0]} if titles else {})


def _keys(contents: Contents) -> Iterable[str]:
    return dict.fromkeys(key for content in contents for key in content)


def _under(contents: Contents, key: str) -> list[Any]:
    return [content[key] for content in contents if key in content]
