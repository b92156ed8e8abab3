"""Findings as JSON and back, each value of the type it had."""

from collections.abc import Sequence
from typing import Any

from motcua.findings import Finding
from motcua.places import Place
from motcua.texts import Words


def encode_findings(findings: Sequence[Finding]) -> list[Any]:
    """Return what JSON can say of findings.

    :raises TypeError: when one carries a value that would not come back as it was.
    """
    return [_encoded(finding) for finding in findings]


def decode_findings(rows: Any) -> tuple[Finding, ...]:
    """Return the findings that `encode_findings` was given."""
    return tuple(_decoded(*row) for row in rows)


def _encoded(finding: Finding) -> list[Any]:
    place, related = finding.place, [_spot(each) for each in finding.related]
    params = {key: _value(value) for key, value in finding.params.items()}
    return [finding.rule, place and _spot(place), finding.severity, params, finding.excerpt, related]


def _decoded(rule: str, place: Any, severity: Any, params: Any, excerpt: str, related: Any) -> Finding:
    given = {key: Words(tuple(value)) if isinstance(value, list) else value for key, value in params.items()}
    return Finding(rule, Place(*place) if place else None, severity, given, excerpt, tuple(Place(*p) for p in related))


def _spot(place: Place) -> list[str | int]:
    return [place.file, place.line, place.column]


def _value(value: Any) -> Any:
    if isinstance(value, Words):
        return list(value.keys)
    if value is None or type(value) in (str, int, bool):
        return value
    raise TypeError(value)
