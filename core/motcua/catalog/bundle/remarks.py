"""Findings as JSON and back, each value of the type it had."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from motcua.calendar import TZ
from motcua.findings import Finding
from motcua.places import Place
from motcua.texts import Words
from motcua.witness import Answer, Witness


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
    seen = finding.witness and _dossier(finding.witness)
    return [finding.rule, place and _spot(place), finding.severity, params, finding.excerpt, related, seen]


def _decoded(rule: str, place: Any, severity: Any, params: Any, excerpt: str, related: Any, seen: Any) -> Finding:
    given = {key: Words(tuple(value)) if isinstance(value, list) else value for key, value in params.items()}
    places = tuple(Place(*each) for each in related)
    witness = _witness(*seen) if seen else None
    return Finding(rule, Place(*place) if place else None, severity, given, excerpt, places, witness)


def _dossier(witness: Witness) -> list[Any]:
    answers = [[each.fact, each.title, each.value, each.shown] for each in witness.answers]
    at = witness.at.isoformat()
    return [witness.procedure, witness.name, witness.unit, witness.unit_name, at, answers]


def _witness(procedure: str, name: str, unit: str, unit_name: str, at: str, answers: Any) -> Witness:
    moment = datetime.fromisoformat(at).astimezone(TZ)
    return Witness(procedure, name, unit, unit_name, moment, tuple(_answer(*each) for each in answers))


def _answer(fact: str, title: str, value: Any, shown: str) -> Answer:
    return Answer(fact, title, tuple(value) if isinstance(value, list) else value, shown)


def _spot(place: Place) -> list[str | int]:
    return [place.file, place.line, place.column]


def _value(value: Any) -> Any:
    if isinstance(value, Words):
        return list(value.keys)
    if value is None or type(value) in (str, int, bool):
        return value
    raise TypeError(value)
