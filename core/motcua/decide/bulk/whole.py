"""The whole decision of a table: read, answered, decided and timed chunk by chunk, so that memory stays small."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
from msgspec import Struct

from motcua.calendar import TZ, written_date
from motcua.calendar.day_table import DAY, DayTable, Ints, day_table
from motcua.catalog import Rulebook
from motcua.catalog.model import Procedure
from motcua.catalog.reading.facts import CASE
from motcua.decide.bulk.answers import Answering, answering
from motcua.decide.bulk.fees import fee_columns
from motcua.decide.bulk.papers import paper_columns
from motcua.decide.bulk.problems import told
from motcua.decide.bulk.rows import Rows
from motcua.decide.bulk.timing import Timing, timing_columns
from motcua.findings import refuse
from motcua.lang import Value
from motcua.lang.facts import RECEIVED_ON
from motcua.lang.tables import read_table, table_of

RECEIVED_AT = "received_at"
"""The column of the moment at which the complete dossier was received; without a zone it is local time."""

STARTS_AT = "starts_at"
"""The column of the moment from which the time runs anew."""

CHUNK = 1 << 17
"""Rows decided at a time."""

_SINCE = datetime(1976, 1, 1, tzinfo=TZ)  # since when Vietnam has had one time, which no table need look up

Case = tuple[Mapping[str, Value | None], datetime]


def decide_many(
    rulebook: Rulebook,
    procedure: Procedure,
    table: pl.DataFrame,
    *,
    days: DayTable | None = None,
    route: bool = True,
) -> pl.DataFrame:
    """Decide each row as `motcua.decide.decide` would, under one rulebook.

    :param table: `RECEIVED_AT`, a column for each fact of the procedure and, for a fact of type `choices`, one
        boolean column ``fact.member`` for each member; null is unknown; other columns are not looked at.
    :param days: the rulebook's days, from the first moment of receipt to the last or more, where they are made already.
    :param route: whether to tell until when each step has time.
    :raises MotcuaError: when the table does not fit the facts, the conditions do not compile, a total might not fit 64
        bits, or a year that a deadline reaches has no calendar.
    """
    local = _local_time(table)
    facts = read_table(rulebook.program(procedure).facts, table)
    first, last = (_day(local.min()), _day(local.max())) if len(local) else (rulebook.date, rulebook.date)
    days = days or day_table(first, last, rulebook.calendar, rulebook.hours, rulebook.policy)
    timing = Timing(days, _offset(), procedure, procedure.steps if route else ())
    deciding = _deciding(rulebook, procedure, timing)
    starts = range(0, max(table.height, 1), CHUNK)
    return pl.concat([deciding.run(facts.slice(at, CHUNK), local[at : at + CHUNK]) for at in starts])


def due_again(procedure: Procedure, decided: pl.DataFrame, moments: pl.DataFrame, days: DayTable) -> pl.Series:
    """Count the deadlines of decided rows from other moments, by the calendar as it was known when they were received.

    :param moments: `RECEIVED_AT` and, in years that have a calendar, `STARTS_AT`.
    """
    starts = _local_time(moments.select(pl.col(STARTS_AT).alias(RECEIVED_AT)))
    [due_at] = Timing(days, _offset(), procedure, ()).columns(decided, _local_time(moments), starts)
    return due_at


def case_table(rulebook: Rulebook, procedure: Procedure, cases: Iterable[Case]) -> pl.DataFrame:
    """Make the table of cases: complete facts, as `motcua.lang.read_facts` gives them, and moments of receipt."""
    given = list(cases)
    received = pl.Series(RECEIVED_AT, [moment for _, moment in given], pl.Datetime("us", TZ.key))
    return table_of(rulebook.program(procedure).facts, (facts for facts, _ in given)).with_columns(received)


class _Deciding(Struct, frozen=True):
    """What is prepared once for all chunks; `problems` are boolean columns, each named as lists tell the problem."""

    answering: Answering
    columns: tuple[pl.Expr, ...]
    problems: tuple[pl.Expr, ...]
    timing: Timing

    def run(self, facts: pl.DataFrame, local: Ints) -> pl.DataFrame:
        """Decide one chunk."""
        received_on = pl.Series(RECEIVED_ON, (local // DAY).astype(np.int32)).cast(pl.Date)
        answers = self.answering.run(facts.with_columns(received_on))
        decided = answers.lazy().select(RECEIVED_ON, *self.columns, *self.problems).collect()[:, 1:]
        width = len(self.columns)
        problems = told(decided[:, width:])
        return decided[:, :width].with_columns(*self.timing.columns(decided, local), *problems)


def _deciding(rulebook: Rulebook, procedure: Procedure, timing: Timing) -> _Deciding:
    compiled, rows = rulebook.program(procedure), Rows()
    answers = answering(procedure, compiled, rows)
    fees, freed = fee_columns(procedure, compiled.program, rows)
    columns = fees | paper_columns(procedure, rows, freed) | timing_columns(procedure, rows)
    case = [pl.col(CASE)] if procedure.cases else [pl.lit(None, dtype=pl.Enum([])).alias(CASE)]
    named = (value.alias(name) for name, value in columns.items())
    problems = (value.alias(f"{rule} {about}") for (rule, about), value in rows.problems.items())
    return _Deciding(answers, (*case, *named), tuple(problems), timing)


def _local_time(table: pl.DataFrame) -> Ints:
    """Read the moments of receipt as microseconds of local time since 1970.

    :raises MotcuaError: when there is no such column, it holds no moments, one is missing or before 1976.
    """
    if RECEIVED_AT not in table.columns:
        raise refuse("bulk/missing-column", column=RECEIVED_AT, type="Datetime")
    given = table[RECEIVED_AT]
    if not isinstance(given.dtype, pl.Datetime):
        raise refuse("bulk/wrong-type", column=RECEIVED_AT, type="Datetime", given=str(given.dtype))
    if given.null_count():
        raise refuse("bulk/no-moment", row=given.is_null().arg_max())
    local = given.dt.cast_time_unit("us").to_physical().to_numpy() + (_offset() if given.dtype.time_zone else 0)
    if len(local) and _day(local.min()) < _SINCE.date():
        raise refuse("bulk/too-early", date=written_date(_day(local.min())), since=_SINCE.year)
    return local


def _offset() -> int:
    """Return local time less UTC, in microseconds."""
    return (_SINCE.utcoffset() or timedelta()) // timedelta(microseconds=1)


def _day(local: np.int64) -> date:
    return date(1970, 1, 1) + timedelta(days=int(local // DAY))
