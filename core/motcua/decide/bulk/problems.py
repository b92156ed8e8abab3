"""What stands in the way of each case of a table."""

from collections.abc import Iterator

import polars as pl

ACCEPTABLE, PROBLEMS = "acceptable", "problems"
_ROW, _HAS = "row", "has"


def told(flags: pl.DataFrame) -> Iterator[pl.Series]:
    """Return whether each case is acceptable, and its problems as a list.

    :param flags: a boolean column for each problem there may be, under the name that lists tell.
    """
    kind = pl.Enum(flags.columns)
    clear = flags.select(pl.any_horizontal(pl.all()).not_()).to_series()
    yield clear.alias(ACCEPTABLE)
    yield _lists(flags.filter(clear.not_()), clear, kind)


def _lists(flags: pl.DataFrame, clear: pl.Series, kind: pl.Enum) -> pl.Series:
    """List the problems of the cases that have any; most have none."""
    rows = clear.not_().arg_true().alias(_ROW).to_frame()
    found = (
        pl.concat([rows, flags], how="horizontal")
        .unpivot(index=_ROW, variable_name=PROBLEMS, value_name=_HAS)
        .filter(_HAS)
        .group_by(_ROW)
        .agg(pl.col(PROBLEMS).cast(kind))
    )
    every = clear.to_frame().with_row_index(_ROW)
    lists = every.join(found, on=_ROW, how="left", maintain_order="left")[PROBLEMS]
    return lists.fill_null(pl.Series([[]], dtype=pl.List(kind)))
