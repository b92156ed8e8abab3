"""The touched of many dossiers, kept as tables: each is told as a value only while somebody looks at it."""

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Any, overload

import polars as pl
from msgspec import Struct

from motcua.analysis.impact.bulk.comparing import AFTER, BEFORE, FATE, SETTLED
from motcua.analysis.impact.bulk.gathering import CODE, NUMBER, REACHED, UNIT
from motcua.analysis.impact.bulk.laws import AT, DUE, FEE, PAPERS
from motcua.analysis.impact.outcome import Asked, Outcome, Redecided

PROCEDURE = "procedure"
COLUMNS = (
    *(NUMBER, PROCEDURE, UNIT, CODE, AT, REACHED, FATE),
    *(f"{law}{part}" for law in (BEFORE, AFTER, SETTLED) for part in (FEE, DUE, PAPERS)),
)


class Telling(Struct, frozen=True):
    """Tells rows of `COLUMNS` as values: what their numbers of procedures, units and lists of papers stand for."""

    procedures: Sequence[tuple[str, str]]
    units: Sequence[str]
    menus: Sequence[frozenset[Asked]]

    def one(self, row: tuple[Any, ...]) -> Redecided:
        """Tell one dossier."""
        _, procedure, unit, code, received_at, reached, fate, *outcomes = row
        before, after, settled = (self._outcome(*outcomes[at : at + 3]) for at in (0, 3, 6))
        name, title = self.procedures[procedure]
        return Redecided(
            code=code,
            procedure=name,
            name=title,
            unit=self.units[unit],
            received_at=received_at,
            fate=fate,
            before=before,
            after=after,
            settled=settled,
            reached=reached,
        )

    def _outcome(self, fee: int | None, due_at: Any, papers: int) -> Outcome:
        return Outcome(fee, due_at, self.menus[papers])


class Touched(Sequence[Redecided]):
    """The touched dossiers in the order of their receipt, those of tables and those looked at one by one."""

    def __init__(self, table: pl.DataFrame, telling: Telling, alone: Sequence[tuple[int, Redecided]]) -> None:
        self._table, self._telling, self._alone = table, telling, alone

    def __len__(self) -> int:
        """Count them."""
        return self._table.height + len(self._alone)

    def __iter__(self) -> Iterator[Redecided]:
        """Walk them; not one is kept."""
        told = ((row[0], self._telling.one(row)) for row in self._table.iter_rows())
        return (one for _, one in merge(told, self._alone, key=itemgetter(0)))

    @overload
    def __getitem__(self, at: int) -> Redecided: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Redecided]: ...
    def __getitem__(self, at: int | slice) -> Redecided | Sequence[Redecided]:
        """Return one of them, or a stretch as a tuple."""
        if isinstance(at, int):
            return next(islice(self, range(len(self))[at], None))
        start, stop, step = at.indices(len(self))
        return tuple(islice(self, start, stop, step))
