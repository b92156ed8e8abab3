"""Twins: two rows that say the same of the same dossiers, in tables of which every fitting row counts."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import asdict

from motcua.catalog.model import Condition, Extension, FeeLine, Paper, Step
from motcua.check.tables.look import Look
from motcua.check.tables.remark import Remark
from motcua.check.tables.wording import Goal

Collected = Paper | FeeLine | Extension | Step
_OWN = ("id", "path", "when", "note")
_AMOUNTS = ("rule", "quantity")


def findings(look: Look) -> Iterator[Remark]:
    """Find papers, fee lines, extensions and steps that are written twice."""
    procedure = look.procedure
    for rows in (procedure.papers, procedure.fees, procedure.extensions, procedure.steps):
        yield from _twins(look, rows)


def _twins(look: Look, rows: Sequence[Collected]) -> Iterator[Remark]:
    seen: dict[str, Collected] = {}
    for row in rows:
        subject = str(row.add) if isinstance(row, Extension) else row.name
        first = seen.setdefault(f"{subject} {_source(look.procedure.conditions, row.when)}", row)
        if first is not row and _content(look, first) == _content(look, row):
            yield look.remark("table/twin", row.path, Goal((row,)), [first], path=row.path, twin=first.id)


def _content(look: Look, row: Collected) -> list[Any]:
    """Return all that a row says, but for what it is called by."""
    content = [_source(look.procedure.conditions, row.when)]
    for name, value in asdict(row).items():
        if name in _AMOUNTS:
            content.append(_source(look.procedure.amounts, value))
        elif name == "first_available":
            content.append([_content(look, paper) for paper in value])
        elif name not in _OWN:
            content.append(value)
    return content


def _source(conditions: Sequence[Condition], number: int | None) -> Any:
    return None if number is None else conditions[number].source
