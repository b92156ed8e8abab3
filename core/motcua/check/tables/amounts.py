"""Amounts that may be below zero as far as ranges tell: with a dossier that shows it, or not at all where none can."""

from collections.abc import Iterator

from motcua.check.tables.look import Look
from motcua.check.tables.remark import Remark
from motcua.check.tables.wording import Goal
from motcua.lang.solving import Nothing

MAY_BE_NEGATIVE = "lang/may-be-negative"


def findings(look: Look) -> Iterator[Remark]:
    """Find the amounts that a dossier can bring below zero; what only might be, keeps its remark without a witness."""
    doubtful = {finding.place: finding for finding in look.built.problems if finding.rule == MAY_BE_NEGATIVE}
    for number, amount in enumerate(look.procedure.amounts if doubtful else ()):
        if finding := doubtful.get(look.spot(amount.path).place):
            owed = tuple(line for line in look.procedure.fees if number in (line.rule, line.quantity))
            goal = Goal(owed, negative=number)
            if not isinstance(look.wording.solve(goal), Nothing):
                yield Remark(finding, goal)
