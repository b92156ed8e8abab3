"""A replay of many dossiers: those that are alike are decided as tables and summed up without being told one by one."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol, TypeVar

import polars as pl
from msgspec import Struct, field

from motcua.analysis.impact.bulk.comparing import AFTER, BEFORE, FATE, SETTLED, Comparing
from motcua.analysis.impact.bulk.gathering import NUMBER, REACHED, UNIT, Alike, Gathering, Written
from motcua.analysis.impact.bulk.laws import AT, DUE, FEE, PAPERS, Menus
from motcua.analysis.impact.bulk.touched import COLUMNS, PROCEDURE, Telling, Touched
from motcua.analysis.impact.outcome import Redecided
from motcua.analysis.impact.replaying import Laws, Scope, redecide
from motcua.analysis.impact.sums import FeeSum, Impact, Tally

T = TypeVar("T")
_FEES = {BEFORE: f"{BEFORE}{FEE}", AFTER: f"{AFTER}{FEE}", SETTLED: f"{SETTLED}{FEE}"}
_HALF = 1 << 32  # sums are taken in two halves, which cannot leave 64 bits


Stage = Literal["reading", "together", "alone"]


class Bar(Protocol):
    """Shows how far a stage of the work has got."""

    def __call__(self, stage: Stage, things: Sequence[T], /) -> AbstractContextManager[Iterable[T]]:
        """Walk things."""


def replay_many(journals: Sequence[Written], laws: Laws, scope: Scope, bar: Bar) -> Impact:
    """Find what `sum_up(redecide(journals, laws, scope))` finds, deciding together what is alike.

    Dossiers whose facts changed on the way, or that cannot be decided, are looked at one by one.

    :param journals: the events of each dossier; walked once, and asked again for those looked at one by one.
    :raises MotcuaError: for an event that this version does not know.
    """
    gathering = Gathering(laws, scope)
    with bar("reading", journals) as walked:
        for number, written in enumerate(walked):
            gathering.add(number, written)
    gathering.settle()
    summing = _Summing(list(gathering.units))
    with bar("together", list(gathering.alike)) as keys:
        for key in keys:
            gathering.alone.extend(summing.compare(gathering.alike.pop(key)))  # its memory is free when it is counted
    with bar("alone", sorted(gathering.alone)) as numbers:
        summing.look_at((number, one) for number in numbers for one in redecide([journals[number]], laws, scope))
    return summing.done()


class _Summing(Struct):
    """Counts tables and single dossiers, and keeps the touched; it does not outlive the count."""

    units: Sequence[str]
    procedures: list[tuple[str, str]] = []
    menus: Menus = field(default_factory=Menus)
    tally: Tally = field(default_factory=Tally)
    tables: list[pl.DataFrame] = []
    alone: list[tuple[int, Redecided]] = []

    @property
    def telling(self) -> Telling:
        return Telling(self.procedures, self.units, self.menus.lists)

    def compare(self, alike: Alike) -> Iterator[int]:
        """Decide and count those that are alike; walk the numbers of the others, to be looked at one by one."""
        procedure = pl.lit(len(self.procedures), pl.Int32).alias(PROCEDURE)
        self.procedures.append((alike.name, alike.present.procedure.name))
        for compared in Comparing(alike, self.menus).slices():
            yield from compared.filter(pl.col(FATE).is_null())[NUMBER]
            self._count(compared.filter(pl.col(FATE).is_not_null()).with_columns(procedure))

    def _count(self, table: pl.DataFrame) -> None:
        self.tally.days.update(table[AT].dt.date().unique())
        for number, fees in _fees(table, self.procedures[-1], self.units):
            self.tally.add_fees(fees, number)
        touched = table.filter(pl.col(FATE) != "same").select(COLUMNS)
        if not touched.height:  # as of most procedures
            return
        self.tables.append(touched)
        for times, row in _kinds(touched):
            self.tally.add_changes(self.telling.one(row), times)

    def look_at(self, dossiers: Iterable[tuple[int, Redecided]]) -> None:
        """Count dossiers looked at one by one."""
        for number, one in dossiers:
            self.tally.add(one, number)
            if one.fate != "same":
                self.alone.append((number, one))

    def done(self) -> Impact:
        """Tell what was counted."""
        table = pl.concat(self.tables).sort(NUMBER) if self.tables else pl.DataFrame(schema={NUMBER: pl.Int64})
        return self.tally.sum_up(Touched(table, self.telling, self.alone))


def _fees(table: pl.DataFrame, procedure: tuple[str, str], units: Sequence[str]) -> Iterator[tuple[int, FeeSum]]:
    """Sum the fees of each unit, with the number of its first dossier."""
    known = pl.all_horizontal(pl.col(name).is_not_null() for name in _FEES.values())
    halves = [
        half.filter(known).sum().alias(f"{name} {which}")
        for name in _FEES.values()
        for which, half in (("high", pl.col(name) // _HALF), ("low", pl.col(name) % _HALF))
    ]
    counted = pl.len().alias("dossiers"), known.not_().sum().alias("undecided"), pl.col(NUMBER).min()
    for row in table.group_by(UNIT).agg(*counted, *halves).iter_rows(named=True):
        before, after, settled = (row[f"{name} high"] * _HALF + row[f"{name} low"] for name in _FEES.values())
        fees = FeeSum(*procedure, units[row[UNIT]], row["dossiers"], before, after, settled, row["undecided"])
        yield row[NUMBER], fees


def _kinds(touched: pl.DataFrame) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Walk one dossier of each kind of change, and how many there are of it."""
    before = pl.col(f"{BEFORE}{DUE}")
    kind = {
        FATE: pl.col(FATE),
        "none": before.is_null(),
        "late": pl.col(REACHED) > before,
        "papers": pl.col(f"{BEFORE}{PAPERS}"),
        **_moves(AFTER),
        **_moves(SETTLED),
    }
    kinds = touched.group_by(value.alias(f"kind {name}") for name, value in kind.items())
    for row in kinds.agg(pl.len().alias("times"), *(pl.col(name).first() for name in COLUMNS)).iter_rows(named=True):
        yield row["times"], tuple(row[name] for name in COLUMNS)


def _moves(law: str) -> dict[str, pl.Expr]:
    """Say what of a law's outcomes sorts dossiers into kinds of change."""
    before, due = pl.col(f"{BEFORE}{DUE}"), pl.col(f"{law}{DUE}")
    return {
        f"{law}earlier": due < before,
        f"{law}none": due.is_null(),
        f"{law}moved": before.eq_missing(due),
        f"{law}late": pl.col(REACHED) > due,
        f"{law}papers": pl.col(f"{law}{PAPERS}"),
    }
