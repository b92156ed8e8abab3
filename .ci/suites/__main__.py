"""Check the project against suites of worked cases made by others: ``python .ci/suites FOLDER``.

Prints for each suite how many cases passed and how many lie outside our profile, by reason; exits with 1 when a case
inside it fails, or when of a whole suite nothing passed.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click
import days
import deadlines
import expressions
import feature_files
from verdict import Verdict

from motcua.catalog import Catalog, builtin_home, load_homes

SUITES: dict[str, Callable[[Path, Catalog], Iterator[Verdict]]] = {
    "deadlines": deadlines.judge,
    "days off": days.judge,
    "gherkin": feature_files.judge,
    "cel in Python": expressions.in_python,
    "cel in polars": expressions.in_polars,
}


def main(data: Path) -> int:
    """Run the suites of a folder and tell; return the exit code."""
    catalog = load_homes([builtin_home()])
    total: Counter[str] = Counter()
    for name, judge in SUITES.items():
        verdicts = list(judge(data, catalog))
        if not any(verdict.outcome == "passed" for verdict in verdicts):
            verdicts.append(Verdict(name, "failed", "nothing of the suite passed"))
        _tell(name, verdicts)
        total.update(verdict.outcome for verdict in verdicts)
    click.echo(f"suites: {total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return 1 if total["failed"] else 0


def _tell(name: str, verdicts: Sequence[Verdict]) -> None:
    counts = Counter(verdict.outcome for verdict in verdicts)
    ran = counts["passed"] + counts["failed"]
    click.echo(f"{name}: {ran} ran, {counts['passed']} passed, {counts['skipped']} out of the profile")
    reasons = Counter(verdict.why for verdict in verdicts if verdict.outcome == "skipped")
    for reason, count in reasons.most_common():
        click.echo(f"  {count:5} {reason}")
    remarks = Counter(rule for verdict in verdicts if verdict.outcome == "passed" for rule in verdict.remarks)
    for rule, count in remarks.most_common():
        click.echo(f"  {count:5} passed, with the remark {rule}")
    for verdict in verdicts:
        if verdict.outcome == "failed":
            click.echo(f"  FAILED {verdict.case}: {verdict.why}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
