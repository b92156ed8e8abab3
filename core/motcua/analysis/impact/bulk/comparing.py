"""Dossiers that are alike, decided by their three laws and compared column by column."""

from collections.abc import Iterator, Mapping

import polars as pl
from msgspec import Struct

from motcua.analysis.impact.bulk.answers import Reader
from motcua.analysis.impact.bulk.gathering import FINISHED, Alike
from motcua.analysis.impact.bulk.laws import DUE, FEE, KNOWN, MOMENT, PAPERS, Law, Menus
from motcua.findings import MotcuaError

SLICE = 1 << 16
"""Dossiers compared at a time, so that memory stays small."""

FATE, BEFORE, AFTER, SETTLED = "fate", "before ", "after ", "settled "
_FATES = pl.Enum(["same", "finished", "keep", "apply", "partly"])
_FEW = 64  # so few dossiers with which a table cannot be decided are looked at one by one


class Comparing(Struct, frozen=True):
    """Compares dossiers that are alike; the papers they need are numbered in `menus`."""

    alike: Alike
    menus: Menus

    def slices(self) -> Iterator[pl.DataFrame]:
        """Walk the dossiers in tables with a `FATE`, and `FEE`, `DUE` and `PAPERS` `BEFORE`, `AFTER` and `SETTLED`.

        The fate is null where a dossier must be looked at by itself.
        """
        laws = {id(law): law for law in (self.alike.present, self.alike.drafted, self.alike.applying)}
        readers = {key: Reader(law.questions, self.alike.codes) for key, law in laws.items()}
        for rows in pl.concat(self.alike.tables, rechunk=False).iter_slices(SLICE) if self.alike.tables else ():
            outcomes = {key: self._decided(law, rows, readers[key]) for key, law in laws.items()}
            yield self._compared(rows, outcomes)

    def _decided(self, law: Law, rows: pl.DataFrame, reader: Reader) -> pl.DataFrame:
        """Decide dossiers; where a few spoil a table, such as by a year without calendar, these are known by halves."""
        try:
            return law.decide(rows, reader, self.menus)
        except MotcuaError:
            if rows.height <= _FEW or not law.takes_tables:
                return _unknown(rows.height)
        half = rows.height // 2
        return pl.concat(self._decided(law, part, reader) for part in (rows[:half], rows[half:]))

    def _compared(self, rows: pl.DataFrame, outcomes: Mapping[int, pl.DataFrame]) -> pl.DataFrame:
        laws = self.alike.present, self.alike.drafted, self.alike.applying
        before, after, applied = (outcomes[id(law)] for law in laws)
        known, fate = before[KNOWN] & after[KNOWN] & applied[KNOWN], self._fate(rows, before, after, applied)
        told = [_named(name, outcome) for name, outcome in ((BEFORE, before), (AFTER, after), (SETTLED, applied))]
        table = pl.concat([rows, *told], how="horizontal")
        table = table.with_columns(pl.when(known).then(fate).cast(_FATES).alias(FATE))
        return table.with_columns(_settled(part) for part in (FEE, DUE, PAPERS))

    def _fate(self, rows: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame, applied: pl.DataFrame) -> pl.Expr:
        """Say what becomes of each dossier, as a replay one by one does."""
        return (
            pl.when(self._same(before, after))
            .then(pl.lit("same"))
            .when(rows[FINISHED])
            .then(pl.lit("finished"))
            .when(self._same(applied, before))
            .then(pl.lit("keep"))
            .when(self._same(applied, after))
            .then(pl.lit("apply"))
            .otherwise(pl.lit("partly"))
        )

    def _same(self, one: pl.DataFrame, other: pl.DataFrame) -> pl.Series:
        alike = self.menus.alike
        return (
            one[FEE].eq_missing(other[FEE])
            & one[DUE].eq_missing(other[DUE])
            & alike.gather(one[PAPERS]).eq_missing(alike.gather(other[PAPERS]))
        )


def _unknown(dossiers: int) -> pl.DataFrame:
    nothing = {FEE: pl.Int64(), DUE: MOMENT, PAPERS: pl.Int32()}
    return pl.select(
        *(pl.repeat(None, dossiers, dtype=dtype).alias(name) for name, dtype in nothing.items()),
        pl.repeat(value=False, n=dossiers).alias(KNOWN),
    )


def _settled(part: str) -> pl.Expr:
    """Leave of what the draft's amendments apply what is left by the fate."""
    before, after, applied = (pl.col(f"{law}{part}") for law in (BEFORE, AFTER, SETTLED))
    partly, changed = pl.col(FATE) == "partly", pl.col(FATE) == "apply"
    return pl.when(partly).then(applied).when(changed).then(after).otherwise(before).alias(f"{SETTLED}{part}")


def _named(prefix: str, outcome: pl.DataFrame) -> pl.DataFrame:
    return outcome.select(pl.col(name).alias(f"{prefix}{name}") for name in (FEE, DUE, PAPERS))
