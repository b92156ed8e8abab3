"""The kinds of documents and their JSON Schemas (draft 2020-12), which live as files beside the code.

The files name each other by relative `$ref`, as editors want them; `schema` hands them out in one piece.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

Schema = dict[str, Any]

KINDS = (
    "layer",
    "procedure",
    "fee_schedule",
    "calendar",
    "deadline_policy",
    "route",
    "vocabulary",
    "slip",
    "bounds",
    "amendment",
)

_FOLDER = Path(__file__).parents[1] / "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def schema_file(name: str) -> Schema:
    """Return one schema file as it lies in `motcua/schemas`: a kind, ``common`` or ``document``."""
    return dict(json.loads((_FOLDER / f"{name}.schema.json").read_text("utf-8")))


@cache
def schema(kind: str | None = None) -> Schema:
    """Return the schema of a kind, or of any document, that needs no other file.

    :raises KeyError: when there is no such kind.
    """
    if kind is not None and kind not in KINDS:
        raise KeyError(kind)
    main = {key: value for key, value in schema_file(kind or "document").items() if key not in {"$schema", "$defs"}}
    parts = ("common", kind) if kind else ("common", *KINDS)
    shared = {name: part for file in parts for name, part in schema_file(file).get("$defs", {}).items()}
    whole = {} if kind else {_whole(name): _body(name) for name in KINDS}
    return {"$schema": _DIALECT, **_joined(main), "$defs": _joined(shared | whole)}


def _body(kind: str) -> Schema:
    return {key: value for key, value in schema_file(kind).items() if key not in {"$schema", "$defs"}}


def _whole(kind: str) -> str:
    return f"{kind}_document"


def _joined(part: Any) -> Any:
    """Turn references to other files into references within this one."""
    if isinstance(part, list):
        return [_joined(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {key: _local(value) if key == "$ref" else _joined(value) for key, value in part.items()}


def _local(reference: str) -> str:
    file, _, name = reference.partition(".schema.json#/$defs/")
    if name:
        return f"#/$defs/{name}"
    return reference if reference.startswith("#") else f"#/$defs/{_whole(file.removesuffix('.schema.json'))}"
