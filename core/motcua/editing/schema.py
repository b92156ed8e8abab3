"""The schema of any document of one catalog: the general one, and for each document what only it may say."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from motcua.catalog import Catalog
from motcua.document import schema
from motcua.document.kinds import Schema
from motcua.editing.cells import conditions
from motcua.editing.knowledge import Knowledge, gather
from motcua.editing.references import everywhere, inside
from motcua.editing.rows import rows
from motcua.editing.shared import of_shared, with_route
from motcua.editing.walking import overlay, rewritten
from motcua.texts import say

_CELLS = ("cells", "cells_part", "cells_part_or_null")
_JUDGING = ("procedure", "fee_schedule", "route")  # the kinds in which conditions stand


def catalog_schema(catalog: Catalog, at: date) -> Schema:
    """Return the JSON Schema (draft 2020-12) of any document that belongs to a catalog, in one piece.

    A document nobody has read yet is judged by the general schema, but for what it refers to.

    :param at: the day on which documents in force are looked at.
    """
    known = gather(catalog, at)
    whole: Schema = rewritten(schema(), partial(everywhere, known=known))
    general = whole["$defs"]
    defined = general | _set_aside(general) | of_shared(general, known)
    for document, facts in known.facts.items():
        defined |= conditions(document.replace("/", "."), facts)
    for kind in _JUDGING:
        defined[f"{kind}_document"] = _with(general[f"{kind}_document"], _documents(kind, general, known))
    defined["amendment_document"] = _with(general["amendment_document"], _amendments(general, known))
    return {**whole, "description": say("editing/schema"), "$defs": defined}


def _set_aside(general: dict[str, Schema]) -> dict[str, Schema]:
    """Keep the schema of any conditions under other names, for documents whose facts are not known."""

    def renamed(part: Schema) -> Schema:
        name = part.get("$ref", "").removeprefix("#/$defs/")
        return part | {"$ref": f"#/$defs/any_{name}"} if name in _CELLS else part

    kept = {f"any_{name}": rewritten(general[name], renamed) for name in _CELLS}
    return kept | {name: {"type": ["object", "null"] if "null" in name else "object"} for name in _CELLS}


def _with(whole: Schema, branches: Iterator[Schema]) -> Schema:
    return whole | {"allOf": [*whole.get("allOf", ()), *branches]}


def _documents(kind: str, general: dict[str, Schema], known: Knowledge) -> Iterator[Schema]:
    """Judge each document of a kind by what it holds itself, and any other by the general schema."""
    part = general[f"{kind}_document"]
    names = [name for name in known.names.get(kind, {}) if f"{kind}/{name}" in known.facts]
    for name in names:
        yield _when("id", name, _said(part, f"{kind}/{name}", general, known))
    any_other = overlay(part, general, _any_cells) or {}
    yield {"if": _one_of("id", names), "else": any_other}


def _amendments(general: dict[str, Schema], known: Knowledge) -> Iterator[Schema]:
    for document in known.contents:
        patch = general.get(f"{document.partition('/')[0]}_patch")
        if patch:
            said = [_said(patch, document, general, known), rows(patch, general, with_route(document, known))]
            if said := [each for each in said if each]:
                yield _when("amends", document, {"properties": {"set": {"allOf": said}}})


def _said(part: Schema, document: str, general: dict[str, Schema], known: Knowledge) -> Schema:
    """Return what a document's own facts and rows say of its conditions and references."""

    def own(node: Schema) -> Schema | None:
        return _cells_of(document, node) or inside(node, document, known)

    return overlay(part, general, own if document in known.facts else _any_cells) or {}


def _cells_of(document: str, node: Schema) -> Schema | None:
    match node.get("$ref", "").removeprefix("#/$defs/"):
        case "cells":
            return {"$ref": f"#/$defs/{document.replace('/', '.')}.cells"}
        case "cells_part" | "cells_part_or_null":
            return {
                "if": {"not": {"type": "null"}},
                "then": {"$ref": f"#/$defs/{document.replace('/', '.')}.cells_part"},
            }
    return None


def _any_cells(node: Schema) -> Schema | None:
    name = node.get("$ref", "").removeprefix("#/$defs/")
    return {"$ref": f"#/$defs/any_{name}"} if name in _CELLS else None


def _when(key: str, value: str, then: Schema) -> Schema:
    # A pattern, because an editor that completes takes a constant for met by the beginning of it.
    return {"if": {"properties": {key: {"pattern": f"^{value}$"}}, "required": [key]}, "then": then}


def _one_of(key: str, values: list[str]) -> Schema:
    return {"properties": {key: {"pattern": f"^({'|'.join(values)})$"}}, "required": [key]}
