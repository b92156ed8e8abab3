"""Everything that is wrong, or worth knowing, in a catalog: what `motcua check` says, and start-up, and the button.

>>> from datetime import date
>>> from motcua.catalog import builtin_home, load_homes
>>> [str(finding) for finding in check(load_homes([builtin_home()]), date(2026, 2, 13)) if finding.severity == "error"]
[]
"""

from collections.abc import Callable, Iterable
from datetime import date

from motcua.catalog import Catalog
from motcua.check import basis, calendars, codes, holes, manifests, references, rules, shared, steps, tables, unverified
from motcua.check.survey import Survey, survey
from motcua.findings import Finding, in_order

CHECKS: tuple[Callable[[Survey], Iterable[Finding]], ...] = (
    rules.findings,
    references.findings,
    shared.findings,
    manifests.findings,
    codes.findings,
    tables.findings,
    steps.findings,
    basis.findings,
    holes.findings,
    calendars.findings,
    unverified.findings,
)


def check(catalog: Catalog, at: date) -> list[Finding]:
    """Say everything about a catalog, each thing once, in the order of files and lines.

    Rules are checked on every date on which something comes into or goes out of force, whether past or to come.

    :param at: today: what is missing is missing on this date.
    """
    seen = survey(catalog, at)
    found = [*catalog.findings, *(finding for each in CHECKS for finding in each(seen))]
    once = {(finding.rule, finding.place, finding.message("en")): finding for finding in found}
    return in_order(once.values())
