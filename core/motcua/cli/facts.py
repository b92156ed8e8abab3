"""The facts of a case as they are given on the command line: pairs, or a file of YAML or JSON."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from motcua.document import read_documents
from motcua.findings import Finding, MotcuaError, refuse


def facts_of(pairs: Iterable[str]) -> dict[str, str]:
    """Read ``NAME=VALUE`` pairs; of two of one name the last holds.

    :raises MotcuaError: when one is not such a pair.
    """
    facts: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise refuse("cli/fact-form", fact=pair)
        facts[name.strip()] = value
    return facts


def facts_in(file: str | None) -> dict[str, Any]:
    """Read a file of facts; none without a file.

    :raises MotcuaError: when it is unreadable, or not one mapping of names to values.
    """
    if file is None:
        return {}
    documents, findings = read_documents(_text(Path(file)), file)
    if findings:
        raise MotcuaError(*map(_as_of_facts, findings))
    if len(documents) > 1:
        raise refuse("cli/facts-form", documents[1].place(()))
    return documents[0].data if documents else {}


def _text(file: Path) -> bytes:
    """Return the bytes of a file; JSON is YAML but for tabs, which it allows between values only."""
    raw = file.read_bytes()
    return raw.replace(b"\t", b" ") if file.suffix == ".json" else raw


def _as_of_facts(finding: Finding) -> Finding:
    """Ask for facts where the reader of the law would ask for a document."""
    if finding.rule == "yaml/not-a-mapping":
        return Finding("cli/facts-form", finding.place, excerpt=finding.excerpt)
    return finding
