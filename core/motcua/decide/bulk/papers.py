"""Which papers each case of a table needs: one boolean column per paper."""

import polars as pl

from motcua.catalog.model import Paper, Procedure
from motcua.decide.bulk.fees import Freed
from motcua.decide.bulk.rows import Rows
from motcua.lang.to_polars import FALSE


def paper_columns(procedure: Procedure, rows: Rows, freed: Freed) -> dict[str, pl.Expr]:
    """Return the columns of the papers in the order of the catalog, then of what proves exemptions."""
    columns: dict[str, pl.Expr] = {}
    for paper in procedure.papers:
        rows.ask(paper.when, paper.path)
        asked = rows.held(paper.when)
        for one, where in _available(paper, asked, rows) if paper.first_available else [(paper, asked)]:
            columns[f"paper.{one.id}"] = columns.get(f"paper.{one.id}", FALSE) | where
    for exemption in procedure.exemptions:
        if exemption.evidence and exemption.path in freed:
            name = f"paper.{exemption.evidence.id}"
            columns[name] = columns.get(name, FALSE) | freed[exemption.path]
    return columns


def _available(paper: Paper, asked: pl.Expr, rows: Rows) -> list[tuple[Paper, pl.Expr]]:
    """Ask for the first paper that is there; while it is not known whether one is, for none after it."""
    found = []
    for one in paper.first_available:
        rows.ask(one.when, one.path, asked)
        found.append((one, asked & rows.held(one.when)))
        asked = asked & rows.failed(one.when)
    return found
