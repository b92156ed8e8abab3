"""Conditions as one document may write them: its facts by name, and for each fact the tests that suit its type.

What a test means is said once, in the schema of any test; here it is narrowed.
"""

import json
from collections.abc import Mapping
from hashlib import sha256

from motcua.document import schema
from motcua.document.kinds import Schema
from motcua.editing.names import listed, one_of
from motcua.editing.walking import rewritten
from motcua.lang import Fact
from motcua.texts import say

Facts = Mapping[str, Fact | None]

_COMPARISONS = ("over", "under", "from", "up_to")
_MEMBERSHIPS = ("any_of", "all_of", "none_of")
_TYPES = {"boolean": "boolean", "integer": "integer"}
_NULL: Schema = {"type": "null"}
_DROPPING: Schema = {"type": "object", "not": {"additionalProperties": {"not": _NULL}}}  # a part that drops a test


def conditions(name: str, facts: Facts) -> dict[str, Schema]:
    """Return what goes under ``$defs`` for the conditions over some facts.

    ``<name>.cells`` are conditions, ``<name>.cells_part`` what an amendment may set in them; the tests of a fact that
    several documents share are there once.
    """
    tests = {fact: _test(known) if known else {} for fact, known in facts.items()}
    refs = {fact: _reference(list(made)[-1]) if made else _reference("test") for fact, made in tests.items()}
    parts: dict[str, Schema] = {fact: {"anyOf": [ref, _NULL, _DROPPING]} for fact, ref in refs.items()}
    told = say("editing/facts", known=listed({fact: known.title if known else "" for fact, known in facts.items()}))
    shared = {key: part for made in tests.values() for key, part in made.items()}
    return shared | {
        f"{name}.cells": _cells("cells", refs, f"{name}.cells", told),
        f"{name}.cells_part": _cells("cells_part", parts, f"{name}.cells_part", told),
    }


def _cells(form: str, tests: dict[str, Schema], name: str, told: str) -> Schema:
    general = schema("amendment" if form == "cells_part" else "procedure")["$defs"][form]
    inner = rewritten(general["properties"], lambda part: _over_same(part, name))
    kept = {key: value for key, value in general.items() if key not in {"propertyNames", "properties"}}
    return kept | {"properties": tests | inner, "additionalProperties": False, "errorMessage": told}


def _over_same(part: Schema, name: str) -> Schema:
    """Let the conditions within conditions be over the same facts."""
    match str(part.get("$ref", "")).removeprefix("#/$defs/"):
        case "cells" | "cells_part":
            return part | _reference(name)
        case "cells_part_or_null":
            return {"title": part["title"], "description": part["description"], "anyOf": [_reference(name), _NULL]}
    return part


def _test(fact: Fact) -> dict[str, Schema]:
    """Define what a fact may be put to; the last definition is the test itself.

    It is one schema for one value, several values and words, not a choice of three: so that an editor marks the word
    or the value that is wrong, and not the whole test.
    """
    choices = {_named("choice", value): value for value in [_choice(fact)] if value}
    value = _reference(next(iter(choices))) if choices else _value(fact)
    test = _explained(fact) | _forms(fact, value)
    name = _named(f"fact.{fact.id}", test)
    test["properties"]["not"] = _told("not") | _reference(name)
    return choices | {name: test}


def _forms(fact: Fact, value: Schema) -> Schema:
    """Say which forms a test has. Texts and sets are tested by words alone."""
    narrow: dict[str, Schema] = {word: {"const": True} for word in ("present", "absent")}
    if fact.type in ("integer", "date"):  # a threshold may well lie outside what the fact itself may be
        threshold = {key: said for key, said in value.items() if key in ("type", "format")}
        narrow |= dict.fromkeys(_COMPARISONS, threshold)
    if fact.type == "choices":
        narrow |= {word: _several(value) for word in _MEMBERSHIPS}
    words: Schema = {
        "type": "object",
        "properties": {word: _told(word) | form for word, form in narrow.items()},
        "additionalProperties": False,
        "minProperties": 1,
    }
    if fact.type in ("choices", "text"):
        return words
    if fact.choices:
        lone: Schema = {"oneOf": [value, {"type": ["array", "object"]}]}
    else:
        lone = value
    return words | _several(value) | lone | {"type": [_TYPES.get(fact.type, "string"), "array", "object"]}


def _choice(fact: Fact) -> Schema:
    return one_of({choice.id: choice.name for choice in fact.choices}) if fact.choices else {}


def _value(fact: Fact) -> Schema:
    match fact.type:
        case "integer":
            bounds = {"minimum": fact.min, "maximum": fact.max}
            return {"type": "integer"} | {key: bound for key, bound in bounds.items() if bound is not None}
        case "date":
            return {"type": "string", "format": "date"}
    return {"type": _TYPES.get(fact.type, "string")}


def _several(value: Schema) -> Schema:
    return {"type": "array", "items": value, "minItems": 1}


def _told(word: str) -> Schema:
    general = schema("procedure")["$defs"]["test"]["properties"][word]
    return {key: general[key] for key in ("title", "description")}


def _explained(fact: Fact) -> Schema:
    """Say what a fact is, how it is tested and on what it rests."""
    bounds = {name: "…" if bound is None else bound for name, bound in _bounds(fact).items()}
    tests = say(f"editing/{fact.type}")
    lines = [f"**{fact.title}**", fact.help, tests]
    lines += [say("editing/bounds", **bounds)] if bounds else []
    lines += [say("editing/basis", basis="; ".join(fact.basis))] if fact.basis else []
    return {
        "title": fact.id,
        "description": f"{fact.title} – {tests}",
        "markdownDescription": "\n\n".join(filter(None, lines)),
        "errorMessage": say("editing/unfit", fact=fact.title, tests=tests),
    }


def _bounds(fact: Fact) -> dict[str, int | None]:
    bounded = fact.type == "integer" and (fact.min, fact.max) != (None, None)
    return {"min": fact.min, "max": fact.max} if bounded else {}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _named(prefix: str, part: Schema) -> str:
    """Name a part by what it says, so that equal parts are one."""
    return f"{prefix}.{sha256(json.dumps(part, ensure_ascii=False).encode()).hexdigest()[:8]}"
