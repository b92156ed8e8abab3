"""What a case costs, in whole đồng, line by line. Unknown is never zero."""

from datetime import date

from motcua.catalog.model import Exemption, FeeLine, Procedure, Reduction
from motcua.decide.decision import Fee, FeeDue
from motcua.decide.verdict import Verdict


def fee_due(procedure: Procedure, verdict: Verdict, on: date) -> tuple[Fee, list[Exemption]]:
    """Return the fee of a case received on that day, and the exemptions that freed some of its lines.

    :returns: a fee whose total is None as soon as one line is undetermined or cannot be decided.
    """
    exemptions: list[Exemption] = []
    lines: list[FeeDue] = []
    for line in procedure.fees:
        if (owed := verdict.holds(line.when, line.path)) is not False:
            lines.append(_line(procedure, line, verdict, on, exemptions, known=owed is not None))
    amounts = [line.amount for line in lines]
    total = None if None in amounts else sum(filter(None, amounts))
    free = procedure.no_fee or {}
    return Fee(total, tuple(lines), free.get("note", ""), tuple(free.get("basis", ()))), exemptions


def _line(
    procedure: Procedure, line: FeeLine, verdict: Verdict, on: date, freed: list[Exemption], *, known: bool
) -> FeeDue:
    verdict.rows.append(line.path)
    for exemption in procedure.exemptions:
        if line.id in exemption.lines and (truth := verdict.holds(exemption.when, exemption.path)) is not False:
            if truth:
                freed.append(exemption)
                return _waived(line, exemption, verdict)
            known = False
    return _charged(procedure, line, verdict, on, known=known)


def _waived(line: FeeLine, exemption: Exemption, verdict: Verdict) -> FeeDue:
    verdict.rows.append(exemption.path)
    return FeeDue(
        line.id,
        line.name,
        None,
        0,
        waived=True,
        basis=exemption.basis or line.basis,
        full=line.amount,
        reason=exemption.name,
    )


def _charged(procedure: Procedure, line: FeeLine, verdict: Verdict, on: date, *, known: bool) -> FeeDue:
    if line.undetermined:
        verdict.problem("decide/fee-undetermined", line.path, name=line.name)
    full = verdict.amount(line.rule, line.path) if line.rule is not None else line.amount
    quantity = 1 if line.quantity is None else verdict.amount(line.quantity, line.path)
    amount, basis, reason = full if known else None, line.basis, ""
    if amount is not None:
        fitting, decided = _reductions(procedure, line, verdict, on)
        if not decided:
            amount = None
        elif best := max(fitting, key=lambda one: one.percent, default=None):
            verdict.rows.append(best.path)
            amount, basis, reason = amount * (100 - best.percent) // 100, best.basis + basis, best.name
    return FeeDue(
        line.id,
        line.name,
        quantity,
        amount,
        waived=False,
        basis=basis,
        full=full,
        reason=reason,
        to_verify=line.to_verify,
    )


def _reductions(procedure: Procedure, line: FeeLine, verdict: Verdict, on: date) -> tuple[list[Reduction], bool]:
    """Return the reductions that fit the line, and whether all of them could be decided."""
    offered = [one for one in procedure.reductions if line.id in one.lines and one.period.holds(on)]
    truths = [verdict.holds(one.when, one.path) for one in offered]
    return [one for one, truth in zip(offered, truths, strict=True) if truth], None not in truths
