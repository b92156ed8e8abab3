"""Check that the layers merge within their bounds, and that all conditions and amounts compile."""

from collections.abc import Iterator

from motcua.check.survey import Survey
from motcua.check.tables.amounts import MAY_BE_NEGATIVE
from motcua.findings import Finding


def findings(seen: Survey) -> Iterator[Finding]:
    """Find what is wrong with amendments, references of fees and routes, conditions and amounts."""
    for problems in seen.problems.values():
        yield from problems
    for built, _ in seen.procedures:
        told = (each for each in built.problems if each.rule != MAY_BE_NEGATIVE or built.errors)
        # Where something shared is missing on some date, what it would have declared is missing too: say it once.
        missing = any(finding.severity == "info" for finding in built.broken)
        yield from built.broken if missing else told
