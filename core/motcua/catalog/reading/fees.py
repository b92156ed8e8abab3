"""The fee lines of a procedure, who is exempt from them and who pays less."""

from collections.abc import Iterator
from typing import Any, TypedDict

from motcua.catalog.bounds.weigh import UNDETERMINED
from motcua.catalog.merging.tree import Items, Table
from motcua.catalog.model import Exemption, FeeLine, Paper, Reduction
from motcua.catalog.period import Period
from motcua.catalog.reading.papers import read_paper
from motcua.catalog.reading.view import Gathered, View


def read_fee(row: View, gathered: Gathered) -> FeeLine:
    """Read a fee line, of the procedure's own or joined from a schedule; amounts in đồng."""
    amount = row.value("amount")
    computed = isinstance(amount, str) and amount != UNDETERMINED
    return FeeLine(
        id=row.text("id"),
        name=row.text("name"),
        when=row.when(gathered),
        path=row.path,
        amount=amount if isinstance(amount, int) else None,
        rule=row.amount(gathered, "amount") if computed else None,
        quantity=row.amount(gathered, "quantity") if row.value("quantity") is not None else None,
        schedule=row.text("use"),
        item=row.text("item"),
        sub_item=row.text("sub_item"),
        decided_by=row.text("decided_by"),
        basis=row.basis("amount"),
        note=row.text("note"),
        to_verify=row.to_verify("amount"),
    )


class _Common(TypedDict):
    id: str
    name: str
    when: int | None
    lines: frozenset[str]
    path: str
    basis: tuple[str, ...]
    note: str


def read_exemptions(procedure: View, fees: tuple[FeeLine, ...], gathered: Gathered) -> Iterator[Exemption]:
    """Read who owes nothing, schedule by schedule."""
    for schedule, row in _relief(procedure, "exempt"):
        common = _common(schedule, row, fees, gathered)
        yield Exemption(**common, evidence=_evidence(row, gathered))


def read_reductions(procedure: View, fees: tuple[FeeLine, ...], gathered: Gathered) -> Iterator[Reduction]:
    """Read who pays less, schedule by schedule."""
    for schedule, row in _relief(procedure, "reductions"):
        common = _common(schedule, row, fees, gathered)
        yield Reduction(**common, percent=row.number("percent"), period=Period.of(row.value("in_force")))


def _relief(procedure: View, key: str) -> Iterator[tuple[str, View]]:
    node = procedure.table.entries.get(key)
    for schedule, rows in (node.entries if isinstance(node, Table) else {}).items():
        for name, row in (rows.entries if isinstance(rows, Items) else {}).items():
            yield schedule, View(f"{key}.{schedule}.{name}", row)


def _common(schedule: str, row: View, fees: tuple[FeeLine, ...], gathered: Gathered) -> _Common:
    only: Any = row.value("items")
    lines = frozenset(fee.id for fee in fees if fee.schedule == schedule and (only is None or fee.item in only))
    return {
        "id": row.text("id"),
        "name": row.text("name"),
        "when": row.when(gathered),
        "lines": lines,
        "path": row.path,
        "basis": row.basis(),
        "note": row.text("note"),
    }


def _evidence(row: View, gathered: Gathered) -> Paper | None:
    part = row.part("evidence")
    return read_paper(part, gathered) if part else None
