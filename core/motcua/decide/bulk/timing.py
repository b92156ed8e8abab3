"""When the result of each case of a table is due, and each step of its route."""

from functools import reduce
from operator import or_

import numpy as np
import polars as pl
from msgspec import Struct

from motcua.calendar import TZ, Within
from motcua.calendar.bulk import due_many, regulated
from motcua.calendar.day_table import DayTable, Ints, Truths
from motcua.catalog.model import Procedure, Step
from motcua.decide.bulk.rows import Rows
from motcua.lang.to_polars import FALSE, TRUE

ROW = "deadline.row"
_NEVER = np.iinfo(np.int64).max


def timing_columns(procedure: Procedure, rows: Rows) -> dict[str, pl.Expr]:
    """Return which deadline row, extensions and steps are each case's; a row not decided hides those after it."""
    kind = pl.Enum([row.id for row in procedure.deadline])
    hits, reached = {}, TRUE
    chosen = pl.lit(None, dtype=kind)
    for row in procedure.deadline:
        rows.ask(row.when, row.path, reached)
        hits[row.id] = reached & rows.held(row.when)
        chosen = pl.when(hits[row.id]).then(pl.lit(row.id, dtype=kind)).otherwise(chosen)
        reached = reached & rows.failed(row.when)
    rows.problem("decide/no-deadline", "deadline", reached)
    columns = {ROW: chosen}
    for one in procedure.extensions:
        concerned = reduce(or_, (hit for row, hit in hits.items() if one.rows is None or row in one.rows), FALSE)
        rows.ask(one.when, one.path, concerned)
        columns[f"extension.{one.id}"] = concerned & rows.held(one.when)
    for step in procedure.steps:
        rows.ask(step.when, step.path)
        columns[f"step.{step.id}"] = rows.held(step.when)
    return columns


class Timing(Struct, frozen=True):
    """Computes the due times of one procedure and of some of its steps over a table of days.

    `offset` is local time less UTC, in microseconds.
    """

    days: DayTable
    offset: int
    procedure: Procedure
    steps: tuple[Step, ...]

    def columns(self, decided: pl.DataFrame, local: Ints, again: Ints | None = None) -> list[pl.Series]:
        """Return ``due_at`` and the steps' due times.

        :param local: moments of receipt, microseconds of local time since 1970.
        :param again: the moments from which the time runs, where these are others.
        """
        starts, back = self.days.enter(local, again)
        back -= self.offset
        latest = self._deadline(decided, starts)
        told = [_series("due_at", latest, back)]
        reached = starts
        for step in self.steps:
            name = f"step.{step.id}"
            ends = self._step(step.within, decided[name].to_numpy(), reached, latest)
            told.append(_series(f"{name}.due_at", ends, back))
            reached = _where_ends(ends, reached)
        return told

    def _deadline(self, decided: pl.DataFrame, starts: Ints) -> Ints:
        """Count each distinct combination of row and extensions over its cases."""
        combination = decided[ROW].to_physical().cast(pl.Int64).fill_null(len(self.procedure.deadline)).to_numpy()
        for one in self.procedure.extensions:
            combination = combination * 2 + decided[f"extension.{one.id}"].to_numpy()
        ends = np.full(len(starts), _NEVER)
        for number in np.flatnonzero(np.bincount(combination)).tolist():
            within = self._within(number)
            if within and regulated(within):
                _put(ends, combination == number, starts, self.days, within)
        return ends

    def _within(self, combination: int) -> Within | None:
        """Return the length of time that a combination stands for; None without a row."""
        added = []
        for one in reversed(self.procedure.extensions):
            combination, adds = divmod(combination, 2)
            if adds:
                added.append(one.add)
        if combination == len(self.procedure.deadline):
            return None
        return sum(reversed(added), self.procedure.deadline[combination].within)

    def _step(self, within: Within | None, taken: Truths, reached: Ints, latest: Ints) -> Ints:
        ends = np.full(len(reached), _NEVER)
        if within and regulated(within):
            _put(ends, taken, reached, self.days, within, latest)
        return ends


def _put(ends: Ints, where: Truths, starts: Ints, days: DayTable, within: Within, latest: Ints | None = None) -> None:
    """Write due times where they are asked for, none past `latest`."""
    if where.all():
        ends[:] = due_many(days, starts, within)
        if latest is not None:
            np.minimum(ends, latest, out=ends)
        return
    places = np.flatnonzero(where)
    found = due_many(days, starts[places], within)
    ends[places] = found if latest is None else np.minimum(found, latest[places])


def _where_ends(ends: Ints, otherwise: Ints) -> Ints:
    never = ends == _NEVER
    return np.where(never, otherwise, ends) if never.any() else ends


def _series(name: str, moments: Ints, back: Ints) -> pl.Series:
    """Return the table's moments as those of the calendar on the wall; what never ends is null."""
    told = pl.Series(name, moments + back).cast(pl.Datetime("us", TZ.key))
    never = moments == _NEVER
    return told.set(pl.Series(never), None) if never.any() else told
