"""Findings as SARIF 2.1.0, which code hosts show beside the lines they concern."""

from typing import Any

from motcua import __version__
from motcua.check.ignored import Sifted
from motcua.findings import Finding
from motcua.places import Place

LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(said: Sifted, lang: str) -> dict[str, Any]:
    """Return one SARIF run with a rule for every kind of finding; what is silenced says so."""
    silenced = [each.finding for each in said.silenced]
    rules = [{"id": rule} for rule in sorted({finding.rule for finding in (*said.findings, *silenced)})]
    results = [_result(finding, lang) for finding in said.findings]
    results += [{**_result(each.finding, lang), "suppressions": [_suppression(each.reason)]} for each in said.silenced]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "motcua", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _result(finding: Finding, lang: str) -> dict[str, Any]:
    example = finding.witness.message(lang) if finding.witness else ""
    text = " ".join(filter(None, [finding.message(lang), example, finding.remedy(lang)]))
    result: dict[str, Any] = {"ruleId": finding.rule, "level": LEVELS[finding.severity], "message": {"text": text}}
    if finding.place:
        result["locations"] = [_location(finding.place)]
    if finding.related:
        result["relatedLocations"] = [_location(place) for place in finding.related]
    if finding.witness:
        result["properties"] = {"witness": finding.witness.as_json(lang)}
    return result


def _suppression(reason: str) -> dict[str, str]:
    return {"kind": "inSource", "justification": reason}


def _location(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": {"uri": place.file.replace("\\", "/")}, "region": region}}
