"""The schemas themselves: whole, explained to an officer, usable by an editor."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from motcua.document import KINDS, schema
from motcua.document.kinds import schema_file
from motcua.document.patches import amendment_schema

FOLDER = Path(__file__).parents[1] / "motcua" / "schemas"
FILES = sorted(FOLDER.glob("*.schema.json"))


def parts(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    if isinstance(node, dict):
        yield path, node
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from parts(child, (*path, str(key)))


def conditional(path: tuple[str, ...]) -> bool:
    return bool({"if", "then", "else"} & set(path))


def explained(part: dict[str, Any]) -> bool:
    if part.get("title") and part.get("description"):
        return True
    file, _, name = part.get("$ref", "").rpartition("#/$defs/")
    home = [file.removesuffix(".schema.json")] if file else [path.name.split(".")[0] for path in FILES]
    targets = [schema_file(one).get("$defs", {}).get(name) for one in home if name]
    if not file and name.endswith(
        "_or_null"
    ):  # the form a key has in an amendment; the key it is made from is explained
        return explained(next(target for target in targets if target)["then"])
    return any(target and explained(target) for target in targets)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_schema_is_one(file: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(file.read_text("utf-8")))


def test_there_is_a_schema_for_every_kind() -> None:
    assert {file.name.split(".")[0] for file in FILES} == {*KINDS, "common", "document"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_key_is_explained_in_vietnamese(file: Path) -> None:
    unexplained = [
        (*path, key)
        for path, part in parts(json.loads(file.read_text("utf-8")))
        if not conditional(path) and isinstance(part.get("properties"), dict)
        for key, value in part["properties"].items()
        if not explained(value)
    ]
    assert unexplained == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_object_admits_a_key_nobody_declared(file: Path) -> None:
    open_ones = [
        path
        for path, part in parts(json.loads(file.read_text("utf-8")))
        if not conditional(path) and part.get("type") == "object" and "additionalProperties" not in part
    ]
    # `document` leaves it to the kind; what an amendment may set is left to the kind it amends
    assert open_ones == {"document.schema.json": [()], "amendment.schema.json": [("properties", "set")]}.get(
        file.name, []
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_editor_finds_what_a_schema_refers_to(file: Path) -> None:
    whole = json.loads(file.read_text("utf-8"))
    for _, part in parts(whole):
        if "$ref" in part:
            name, _, pointer = part["$ref"].partition("#")
            target = json.loads((FOLDER / name).read_text("utf-8")) if name else whole
            for step in pointer.strip("/").split("/") if pointer else []:
                target = target[step]


def test_the_schema_of_amendments_is_made_from_the_others() -> None:
    assert schema_file("amendment") == amendment_schema(), "run: python -m motcua.document.patches"


@pytest.mark.parametrize("kind", [*KINDS, None])
def test_a_schema_is_handed_out_in_one_piece(kind: str | None) -> None:
    whole = schema(kind)
    jsonschema.Draft202012Validator.check_schema(whole)
    references = {part["$ref"] for _, part in parts(whole) if isinstance(part.get("$ref"), str)}
    assert {reference for reference in references if reference.removeprefix("#/$defs/") not in whole["$defs"]} == set()


def test_parts_of_different_files_never_share_a_name() -> None:
    names = [name for file in FILES for name in json.loads(file.read_text("utf-8")).get("$defs", {})]
    assert len(names) == len(set(names))


def test_the_schema_of_any_document_judges_by_kind() -> None:
    judge = jsonschema.Draft202012Validator(schema())
    good = {"kind": "vocabulary", "id": "a", "name": "A", "items": [{"id": "b", "name": "B"}]}
    assert judge.is_valid(good)
    assert not judge.is_valid(good | {"item": []})
    assert not judge.is_valid(good | {"kind": "route"})


def test_an_unknown_kind_has_no_schema() -> None:
    with pytest.raises(KeyError):
        schema("procedures")
