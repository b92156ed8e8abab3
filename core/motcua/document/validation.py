"""A document held against the schema of its kind: every problem at once, in the order of its lines.

jsonschema judges; it is imported when first needed, because it takes longer to import than a small command to run.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from motcua.document.faults import Fault, say_fault
from motcua.document.kinds import KINDS, schema
from motcua.document.model import Document
from motcua.document.source import clip
from motcua.document.structure import structural_findings
from motcua.findings import Finding, in_order
from motcua.similar import nearest

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

_REMARKS = {"$ref", "title", "description"}  # what may stand beside a reference without judging anything


def validate(document: Document) -> list[Finding]:
    """Say everything that is wrong with a document's shape, in the order of its lines."""
    if document.kind not in KINDS:
        return [_unknown_kind(document)]
    problems = [*_against_schema(document), *structural_findings(document)]
    # jsonschema may reach one fault twice, by a part and by a condition on it
    return in_order({(problem.rule, problem.place, problem.message("en")): problem for problem in problems}.values())


@cache
def required_keys(kind: str) -> frozenset[str]:
    """Return the keys that the schema of a kind requires in some place."""
    return frozenset(_required(schema(kind)))


def _required(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        wanted = part.get("required")
        yield from wanted if isinstance(wanted, list) else ()
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _required(inner)


def incomplete(kind: str, data: Mapping[str, Any]) -> Iterator[tuple[str | int, ...]]:
    """Walk the paths of the mappings in a document's data that lack something, or are wrong in another way."""
    errors = _validator(kind).iter_errors(data)
    return (tuple(error.absolute_path) for error in errors if isinstance(error.instance, Mapping))


def _unknown_kind(document: Document) -> Finding:
    kinds = ", ".join(KINDS)
    if not document.kind:
        return document.finding("document/no-kind", ("kind",), kinds=kinds)
    near = nearest(document.kind, KINDS)
    rule = "document/misspelt-kind" if near else "document/unknown-kind"
    return document.finding(rule, ("kind",), kind=clip(document.kind), nearest=near, kinds=kinds)


def _against_schema(document: Document) -> Iterator[Finding]:
    for error in _validator(document.kind).iter_errors(document.data):
        yield from say_fault(_fault(document, error))


def _fault(document: Document, error: "ValidationError") -> Fault:
    on_key = "propertyNames" in error.absolute_schema_path
    path = (*error.absolute_path, *([str(error.instance)] if on_key else []))
    return Fault(document, path, str(error.validator), error.validator_value, error.instance, error.schema, on_key)


@cache
def _validator(kind: str) -> "Draft202012Validator":
    from motcua.document.judge import judge  # noqa: PLC0415 - see the module's docstring

    whole = schema(kind)
    return judge(_written_out(whole, whole["$defs"]))


def _written_out(part: Any, definitions: Mapping[str, Any], around: tuple[str, ...] = ()) -> Any:
    """Put each definition where it is referred to, unless inside itself: following references is half the judging."""
    if isinstance(part, list):
        return [_written_out(item, definitions, around) for item in part]
    if not isinstance(part, dict):
        return part
    name = part.get("$ref", "").removeprefix("#/$defs/")
    if name and name not in around and not part.keys() - _REMARKS:
        return _written_out(definitions[name], definitions, (*around, name))
    return {key: _written_out(value, definitions, around) for key, value in part.items()}
