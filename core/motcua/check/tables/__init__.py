"""Check the tables of each procedure: that they answer for everybody, and that every row of them is of use.

Tables are read as decisions read them: of cases and deadlines the first row that fits, of fall-backs among papers too,
of exemptions the first for a fee line, of reductions the highest; of papers, fee lines, extensions and steps all.
"""

from collections.abc import Callable, Iterable, Iterator

from motcua.check.survey import Survey
from motcua.check.tables import amounts, collected, conflicts, gaps, order, relief, twins, unasked
from motcua.check.tables.look import Look
from motcua.check.tables.remark import Remark
from motcua.findings import Finding
from motcua.places import Place

_LOOKS: tuple[Callable[[Look], Iterable[Remark]], ...] = (
    gaps.findings,
    order.findings,
    conflicts.findings,
    collected.findings,
    relief.findings,
    twins.findings,
    unasked.findings,
    amounts.findings,
)


def findings(seen: Survey) -> Iterator[Finding]:
    """Find gaps, rows without use, rows that clash and amounts below zero, each with a dossier that shows it.

    What several wordings have in common is told of the one that a reader is likeliest to know.
    """
    looks = (Look(built, seen) for built, _ in seen.procedures if not built.errors)  # errors are told by other checks
    found: dict[tuple[str, Place | None, str], list[tuple[Look, Remark]]] = {}
    for look in looks:
        for remark in (remark for each in _LOOKS for remark in each(look)):
            finding = remark.finding
            found.setdefault((finding.rule, finding.place, finding.message()), []).append((look, remark))
    for remarks in found.values():
        ranked = sorted(remarks, key=lambda each: each[0].rank)
        if shown := next(filter(None, (look.shown(remark) for look, remark in ranked)), None):
            yield shown
