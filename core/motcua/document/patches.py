"""The schema of amendments, made from the schemas of what they amend: a patch form of each.

``python -m motcua.document.patches`` writes `schemas/amendment.schema.json` anew after another schema has changed.
In a patch nothing is required but the `id` of a list's item, `null` drops a key, and items may be removed or placed.
"""

import json
from pathlib import Path
from typing import Any

from motcua.document.kinds import KINDS, Schema, schema_file

AMENDABLE = tuple(kind for kind in KINDS if kind not in {"layer", "bounds", "amendment"})

_COMMON = "common.schema.json#/$defs/"
_CONDITIONS = ("if", "then", "else", "allOf")  # they speak of whole objects; a patch is only a part of one
_DROPPED = {"required", "minProperties", "default", "$schema", "$defs", *_CONDITIONS}
_NOT_NULL: Schema = {"if": {"not": {"type": "null"}}}


def amendment_schema() -> Schema:
    """Make the schema of kind `amendment`."""
    patches = _Patches()
    for kind in AMENDABLE:
        patches.add_kind(kind)
    frame = schema_file("amendment")
    return {**{key: value for key, value in frame.items() if key != "$defs"}, "$defs": patches.made}


class _Patches:
    """Collects the patch form of every part that is reached from the amendable kinds."""

    def __init__(self) -> None:
        self.made: dict[str, Schema] = {}

    def add_kind(self, kind: str) -> None:
        form = self._form(schema_file(kind))
        form["properties"] = {key: part for key, part in form["properties"].items() if key not in {"kind", "id"}}
        self.made[f"{kind}_patch"] = {key: part for key, part in form.items() if key != "required"} | {
            "minProperties": 1
        }

    def _form(self, part: Schema) -> Schema:
        form: Schema = {key: value for key, value in part.items() if key not in _DROPPED}
        if "properties" in part:
            form["properties"] = {key: self._value(value) for key, value in part["properties"].items()}
        if isinstance(extra := part.get("additionalProperties"), dict):
            form["additionalProperties"] = self._value(extra)
        if "items" in part:
            form["items"] = self._reached(part["items"])
        if "id" in part.get("properties", {}):
            form["properties"] = {**form["properties"], "id": part["properties"]["id"], **_placing()}
            form["required"] = ["id"]
        return form

    def _value(self, part: Schema) -> Schema:
        """Return the form of a key's value, which may also be null."""
        form = self._reached(part)
        if "$ref" in form:
            return form | {"$ref": self._or_null(form["$ref"])}
        if "const" in form:
            told = {key: form.pop(key) for key in ("title", "description")}
            return told | _NOT_NULL | {"then": form}
        types = form["type"] if isinstance(form["type"], list) else [form["type"]]
        return form | {"type": [*types, "null"]} | ({"enum": [*form["enum"], None]} if "enum" in form else {})

    def _reached(self, part: Schema) -> Schema:
        if "$ref" not in part:
            return self._form(part)
        name = part["$ref"].rpartition("/")[2]
        target = self._target(part["$ref"])
        if not _has_keys(target):
            return part
        if f"{name}_part" not in self.made:
            self.made[f"{name}_part"] = {}  # holds the name while a part that contains itself is made
            self.made[f"{name}_part"] = self._form(target)
        return part | {"$ref": f"#/$defs/{name}_part"}

    def _or_null(self, reference: str) -> str:
        name = f"{reference.rpartition('/')[2]}_or_null"
        self.made.setdefault(name, _NOT_NULL | {"then": {"$ref": reference}})
        return f"#/$defs/{name}"

    @staticmethod
    def _target(reference: str) -> Schema:
        name = reference.rpartition("/")[2]
        homes = ("common",) if reference.startswith(_COMMON) else AMENDABLE
        return next(dict(defs[name]) for home in homes if name in (defs := schema_file(home).get("$defs", {})))


def _has_keys(part: Schema) -> bool:
    return "properties" in part or isinstance(part.get("additionalProperties"), dict)


def _placing() -> dict[str, Any]:
    return dict(schema_file("common")["$defs"]["placing"]["properties"])


if __name__ == "__main__":
    target = Path(__file__).parent.parent / "schemas" / "amendment.schema.json"
    target.write_text(json.dumps(amendment_schema(), ensure_ascii=False, indent=2) + "\n", "utf-8")
