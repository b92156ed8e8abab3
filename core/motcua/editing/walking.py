"""Two ways through a schema: to write it anew part by part, and to say something more of a few parts of it."""

from collections.abc import Callable, Mapping
from typing import Any

from motcua.document.kinds import Schema

_INNER = ("items", "additionalProperties")


def rewritten(node: Any, change: Callable[[Schema], Schema]) -> Any:
    """Write a schema anew: each of its parts, inner ones first, as `change` makes it."""
    if isinstance(node, list):
        return [rewritten(item, change) for item in node]
    if not isinstance(node, dict):
        return node
    return change({key: rewritten(value, change) for key, value in node.items()})


def overlay(
    part: Schema,
    definitions: Mapping[str, Schema],
    say: Callable[[Schema], Schema | None],
    within: tuple[str, ...] = (),
) -> Schema | None:
    """Return a schema that only says what `say` says of some parts of another; None where it says nothing.

    A part that contains itself is followed once.
    """
    if (said := say(part)) is not None:
        return said
    name = part.get("$ref", "").removeprefix("#/$defs/")
    if name:
        return None if name in within else overlay(not_null(definitions[name]), definitions, say, (*within, name))
    inner = {key: overlay(part[key], definitions, say, within) for key in _INNER if isinstance(part.get(key), dict)}
    properties = {key: overlay(value, definitions, say, within) for key, value in part.get("properties", {}).items()}
    told = {key: value for key, value in properties.items() if value}
    whole = {key: value for key, value in inner.items() if value} | ({"properties": told} if told else {})
    return whole or None


def not_null(part: Schema) -> Schema:
    """Return what a part that may be null is otherwise, or the part itself."""
    return dict(part["then"]) if part.get("if") == {"not": {"type": "null"}} else part


def reached(part: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """Follow references to the part that is meant."""
    while "$ref" in (part := not_null(part)):
        part = definitions[part["$ref"].removeprefix("#/$defs/")]
    return part
