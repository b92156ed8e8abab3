"""The judge says of any document what jsonschema itself says, each part of its schema made ready once or not."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import islice
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from motcua.catalog import builtin_home
from motcua.document import KINDS, Document, read_file, schema
from motcua.document.judge import judge

Verdict = tuple[Any, ...]
WRONG: tuple[Any, ...] = (None, 7, "2026-13-01", [{}], {"id": 1, "any": [{"not": 3}]})


@cache
def shipped() -> dict[str, list[Document]]:
    """Return the documents of the home by kind, the shortest ones first."""
    home = builtin_home().folder
    files = [file for top in ("catalogs", "rules", "plugins") for file in (home / top).rglob("*.yaml")]
    documents = [document for file in sorted(files) for document in read_file(file)[0]]
    documents.sort(key=lambda document: len(document.lines))
    return {kind: [document for document in documents if document.kind == kind] for kind in KINDS}


def verdicts(validator: Draft202012Validator, data: Any) -> list[Verdict]:
    return [
        (list(error.absolute_path), list(error.absolute_schema_path), error.validator, error.message)
        for error in validator.iter_errors(data)
    ]


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield (*path, key)
        yield from nodes(child, (*path, key))


def spoiled(data: dict[str, Any], path: tuple[Any, ...], wrong: Any) -> dict[str, Any]:
    """Put something wrong in the place of a node."""
    copied = deepcopy(data)
    around: Any = copied
    for key in path[:-1]:
        around = around[key]
    around[path[-1]] = wrong
    return copied


@pytest.mark.parametrize("kind", KINDS)
def test_a_judge_says_what_jsonschema_says(kind: str) -> None:
    whole = schema(kind)
    plain, ours = Draft202012Validator(whole, format_checker=FormatChecker(formats=["date"])), judge(whole)
    for document in shipped()[kind]:
        assert verdicts(ours, document.data) == verdicts(plain, document.data)
    found = 0
    for document in shipped()[kind][:2]:
        for path in islice(nodes(document.data), 60):
            for wrong in WRONG:
                data = spoiled(document.data, path, wrong)
                told = verdicts(ours, data)
                found += bool(told)
                assert told == verdicts(plain, data)
    assert found > 20
