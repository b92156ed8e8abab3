"""Answering a query of the port: plan, candidate keys, rows checked once more."""

from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from motcua.findings import refuse
from motcua.store.conditions import conditions_of, holds
from motcua.store.index import TableIndexes
from motcua.store.plan import best_plan, candidates
from motcua.store.port import Query, Row


class Rows(Protocol):
    """What a query is answered from."""

    def get(self, table: str, key: str) -> Row | None:
        """Return the row of a key, or None."""

    def keys(self, table: str) -> Iterator[str]:
        """Yield every key of a table."""


def find(rows: Rows, indexes: TableIndexes | None, table: str, query: Query) -> list[Row]:
    """Return the rows a query asks for.

    :raises MotcuaError: `store/no-index`, `store/no-row` (the row of `after` is gone), `store/bad-condition`.
    """
    conditions = conditions_of(table, query.where)
    keys = find_keys(rows, indexes, table, query)
    found = (row for key in keys if (row := rows.get(table, key)) is not None and holds(conditions, row))
    return list(islice(found, query.limit))


def find_keys(rows: Rows, indexes: TableIndexes | None, table: str, query: Query) -> Iterator[str]:
    """Yield the keys among which the answer lies, in the order of the query.

    :raises MotcuaError: as `find`.
    """
    if indexes is None and not query.where and not query.order:
        return iter(sorted(key for key in rows.keys(table) if query.after is None or key > query.after))
    conditions = conditions_of(table, query.where)
    order = query.order.removeprefix("-") if query.order else None
    plan = best_plan(indexes.all, conditions, order) if indexes else None
    if plan is None:
        raise _no_index(indexes, table, query)
    backwards = bool(query.order and query.order.startswith("-"))
    return candidates(plan, conditions, _after(rows, table, query), backwards=backwards)


def _after(rows: Rows, table: str, query: Query) -> tuple[str, Row] | None:
    if query.after is None:
        return None
    row = rows.get(table, query.after)
    if row is None:
        raise refuse("store/no-row", table=table, row=query.after)
    return query.after, row


def _no_index(indexes: TableIndexes | None, table: str, query: Query) -> Exception:
    declared = "; ".join(", ".join(index.fields) for index in indexes.all if index.fields) if indexes else ""
    asked = ", ".join(query.where)
    return refuse("store/no-index", table=table, fields=asked, order=query.order or "-", declared=declared or "-")
