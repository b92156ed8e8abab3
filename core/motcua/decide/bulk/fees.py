"""What each case of a table costs, in whole đồng, line by line. Unknown is never zero."""

from collections.abc import Mapping
from functools import reduce
from operator import add

import polars as pl

from motcua.catalog.model import FeeLine, Procedure, Reduction
from motcua.catalog.period import ALWAYS
from motcua.decide.bulk.rows import Rows
from motcua.findings import refuse
from motcua.lang import Program
from motcua.lang.declaring import range_of_fact
from motcua.lang.facts import INT64, RECEIVED_ON
from motcua.lang.ranges import range_of
from motcua.lang.to_polars import FALSE, TRUE

Freed = dict[str, pl.Expr]
"""By the path of an exemption: in which rows it frees some line."""


def fee_columns(procedure: Procedure, program: Program, rows: Rows) -> tuple[dict[str, pl.Expr], Freed]:
    """Return the columns of the fee, and where exemptions free lines.

    :raises MotcuaError: ``bulk/may-overflow`` when the total could leave int64.
    """
    _fits(procedure, program)
    columns: dict[str, pl.Expr] = {}
    freed: Freed = {}
    owed = []
    for line in procedure.fees:
        own = _line(procedure, line, rows, freed)
        columns |= {f"fee_line.{line.id}{key}": value for key, value in own.items()}
        owed.append(pl.when(own[".owed"]).then(own[""]).otherwise(0))
    return {"fee.total": reduce(add, owed, pl.lit(0, dtype=pl.Int64)), **columns}, freed


def _line(procedure: Procedure, line: FeeLine, rows: Rows, freed: Freed) -> Mapping[str, pl.Expr]:
    owed = rows.failed(line.when).not_()
    rows.ask(line.when, line.path)
    charged, known, waived = owed, rows.known(line.when), FALSE
    for exemption in procedure.exemptions:
        if line.id in exemption.lines:
            rows.ask(exemption.when, exemption.path, charged)
            frees = charged & rows.held(exemption.when)
            freed[exemption.path] = freed.get(exemption.path, FALSE) | frees
            charged, waived = charged & frees.not_(), waived | frees
            known = known & rows.known(exemption.when)
    full = _full(line, rows, charged)
    amount = _reduced(procedure, line, rows, full, charged & known & full.is_not_null())
    told = {
        "": pl.when(waived).then(0).when(charged & known).then(amount).cast(pl.Int64),
        ".owed": owed,
        ".waived": waived,
    }
    if line.quantity is not None:
        told[".times"] = pl.when(charged).then(rows.asked_amount(line.quantity, line.path, charged))
    return told


def _full(line: FeeLine, rows: Rows, charged: pl.Expr) -> pl.Expr:
    if line.rule is not None:
        return rows.asked_amount(line.rule, line.path, charged)
    if line.undetermined:
        rows.problem("decide/fee-undetermined", line.path, charged)
    return pl.lit(line.amount, dtype=pl.Int64)


def _reduced(procedure: Procedure, line: FeeLine, rows: Rows, full: pl.Expr, where: pl.Expr) -> pl.Expr:
    """Take off the highest reduction that fits; one that cannot be decided leaves the amount unknown."""
    amount, undecided = full, FALSE
    for one in sorted(procedure.reductions, key=lambda one: one.percent):
        if line.id in one.lines:
            current = where & _in_force(one)
            rows.ask(one.when, one.path, current)
            undecided = undecided | (current & rows.known(one.when).not_())
            keeps = 100 - one.percent
            # In two parts, for the amount times a hundred might not fit.
            left = full // 100 * keeps + full % 100 * keeps // 100
            amount = pl.when(current & rows.held(one.when)).then(left).otherwise(amount)
    return pl.when(undecided.not_()).then(amount)


def _in_force(reduction: Reduction) -> pl.Expr:
    period = reduction.period
    return TRUE if period == ALWAYS else pl.col(RECEIVED_ON).is_between(period.start, period.end, closed="left")


def _fits(procedure: Procedure, program: Program) -> None:
    """Refuse what polars would wrap around silently: amounts that fit one by one, and whose sum might not."""
    known = {fact.id: range_of_fact(fact) for fact in program.facts.values() if fact.type == "integer"}
    ranges = [range_of(program.trees.amounts[line.rule], known)[0] for line in procedure.fees if line.rule is not None]
    fixed = [line.amount for line in procedure.fees if line.amount is not None]
    least = sum(min(0, span.least) for span in ranges) + sum(min(0, amount) for amount in fixed)
    most = sum(max(0, span.greatest) for span in ranges) + sum(max(0, amount) for amount in fixed)
    if least not in INT64 or most not in INT64:
        raise refuse("bulk/may-overflow", procedure=procedure.name)
