"""Gherkin's reference files against our reader of specs: good ones are parsed, bad ones refused with a place."""

import re
from collections.abc import Iterator
from pathlib import Path

from verdict import Verdict

from motcua.catalog import Catalog
from motcua.specs.lint import read_feature

_WRITTEN = re.compile(rb"^[ \t]*[^\s#]", re.MULTILINE)
_LANGUAGE = re.compile(rb"^\s*#\s*language\s*:", re.MULTILINE)
_NOTHING_IN_IT = {"spec/no-scenario", "spec/empty-file"}


def judge(data: Path, _: Catalog) -> Iterator[Verdict]:
    """Read every file; what our rules for reviewers say of a parsed one (steps, Thì, names) is not Gherkin's matter."""
    for file in sorted((data / "gherkin").glob("*/*.feature*")):
        case = f"{file.parent.name}/{file.name}"
        if file.suffix == ".md":
            yield Verdict(case, "skipped", "Markdown")
        else:
            yield _good(case, file) if file.parent.name == "good" else _bad(case, file)


def _good(case: str, file: Path) -> Verdict:
    scenarios, findings = read_feature(_in_its_language(file.read_bytes()), file.name)
    if scenarios:
        return Verdict(case, "passed", remarks=tuple(sorted({finding.rule for finding in findings})))
    if {finding.rule for finding in findings} <= _NOTHING_IN_IT:
        return Verdict(case, "skipped", "no scenario in it")
    return Verdict(case, "failed", "\n".join(finding.show("en") for finding in findings))


def _bad(case: str, file: Path) -> Verdict:
    scenarios, findings = read_feature(_in_its_language(file.read_bytes()), file.name)
    if not scenarios and findings and all(finding.place for finding in findings):
        return Verdict(case, "passed")
    return Verdict(case, "failed", "not refused, or without a place")


def _in_its_language(raw: bytes) -> bytes:
    """Name the language of a file that leaves it to Gherkin's default; ours is Vietnamese, and names are honoured."""
    return raw if _LANGUAGE.search(raw) or not _WRITTEN.search(raw) else b"# language: en\n" + raw
