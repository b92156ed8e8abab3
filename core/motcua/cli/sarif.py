"""Findings as SARIF 2.1.0, which code hosts show beside the lines they concern."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any
from unicodedata import normalize
from urllib.parse import quote

from motcua import __version__
from motcua.check.ignored import Sifted
from motcua.findings import Finding
from motcua.places import Place
from motcua.texts import catalog, say

LEVELS = {"info": "note", "warning": "warning", "error": "error"}  # the gravest last

_ROOT = "%SRCROOT%"  # by custom the folder from which the command was run: the top of the repository
_WORD = re.compile(r""" "(?:[^"\\]|\\.)*" | '[^']*' | [^,\[\]{}\#]+?(?=\s*(?:[,\]}\#]|:(?:\s|$)|$)) """, re.VERBOSE)


class Sources:
    """The files that findings speak of, by the names they call them.

    :param files: where each lies.
    :param root: the folder from which places inside it are told; of others, such as the nation's law in a province's
        repository, the whole path is.
    """

    def __init__(self, files: Mapping[str, str], root: Path) -> None:
        self.files = files
        self.root = root
        self.lines = cache(self._lines)

    def _lines(self, name: str) -> Sequence[str]:
        """Return the lines of a file, none where it cannot be read."""
        try:
            return normalize("NFC", Path(self.files[name]).read_text("utf-8", errors="replace")).split("\n")
        except (KeyError, OSError):
            return ()

    def artifact(self, name: str) -> dict[str, str]:
        """Tell where a file lies, as SARIF does."""
        path = self.root / self.files.get(name, name)
        if not path.is_relative_to(self.root):
            return {"uri": path.as_uri()}
        return {"uri": quote(path.relative_to(self.root).as_posix()), "uriBaseId": _ROOT}


def sarif(said: Sifted, lang: str, sources: Sources) -> dict[str, Any]:
    """Return one SARIF run with a rule for every kind of finding; what is silenced says so."""
    found = [*said.findings, *(each.finding for each in said.silenced)]
    rules = sorted({finding.rule for finding in found})
    results = [_result(finding, lang, rules, sources) for finding in found]
    for result, silenced in zip(results[len(said.findings) :], said.silenced, strict=True):
        result["suppressions"] = [{"kind": "inSource", "justification": silenced.reason}]
    driver = {"name": "motcua", "version": __version__, "rules": [_rule(rule, found, lang) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": say("cli/sarif-root", lang)}}},
        "results": results,
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _rule(rule: str, found: Iterable[Finding], lang: str) -> dict[str, Any]:
    """Describe a kind of finding by its own text, with nothing filled in."""
    levels = [LEVELS[finding.severity] for finding in found if finding.rule == rule]
    told = {"text": _template(rule, lang, "message")}
    return {
        "id": rule,
        "shortDescription": told,
        "fullDescription": told,
        "help": {"text": _template(rule, lang, "remedy") or told["text"]},
        "defaultConfiguration": {"level": max(levels, key=list(LEVELS.values()).index)},
    }


def _template(rule: str, lang: str, part: str) -> str:
    parts = Formatter().parse(catalog(lang)[rule].get(part, ""))
    return "".join(literal + ("" if field is None else "…") for literal, field, _, _ in parts)


def _result(finding: Finding, lang: str, rules: Sequence[str], sources: Sources) -> dict[str, Any]:
    example = finding.witness.message(lang) if finding.witness else ""
    told = " ".join(filter(None, [finding.message(lang), example, finding.remedy(lang)]))
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": LEVELS[finding.severity],
        "message": {"text": told},
    }
    if finding.place and finding.place.file:
        result["locations"] = [_location(finding.place, sources)]
    if finding.related:
        result["relatedLocations"] = [_location(place, sources) for place in finding.related]
    if finding.witness:
        result["properties"] = {"witness": finding.witness.as_json(lang)}
    return result


def _location(place: Place, sources: Sources) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    known = sources.lines(place.file)
    if place.line <= len(known):
        word = _WORD.match(known[place.line - 1], place.column - 1)
        region |= {"endLine": place.line, "endColumn": place.column + (len(word[0]) if word else 1)}
    return {"physicalLocation": {"artifactLocation": sources.artifact(place.file), "region": region}}
