"""The indexes of one table: which keys hold which values, in order. Rebuilt from the journal whenever it is opened."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from motcua.findings import refuse
from motcua.store.conditions import value_at
from motcua.store.port import Declared
from motcua.store.sorted_entries import Entry, SortedEntries

Document = Mapping[str, Any]

_ABSENT, _NUMBER, _TEXT, _OTHER = range(4)
TOP = 9  # above every rank: prefix + (TOP,) ends all entries that begin with the prefix


def ranked(value: Any) -> Entry:
    """Return a value behind the rank of its type, so that values of all types compare with one another."""
    match value:
        case None:
            return (_ABSENT, 0)
        case bool() | int() | float():
            return (_NUMBER, value)
        case str():
            return (_TEXT, value)
        case _:
            return (_OTHER, json.dumps(value, sort_keys=True))


class Index:
    """Entries (rank, value, …, rank, key) of the declared fields of every row."""

    def __init__(self, fields: tuple[str, ...], *, unique: bool = False) -> None:
        self.fields = fields
        self.unique = unique
        self.entries = SortedEntries()

    def entry(self, key: str, document: Document) -> Entry:
        """Return the entry of a row."""
        return (*(part for field in self.fields for part in ranked(value_at(document, field))), _TEXT, key)

    def holder(self, entry: Entry) -> str | None:
        """Return the key of another row that holds the same values in a unique index; absent values never clash."""
        values = entry[:-2]
        if not self.unique or _ABSENT in values[::2]:
            return None
        keys = (other[-1] for other in self.entries.between(values, (*values, TOP)))
        return next((key for key in keys if key != entry[-1]), None)

    def move(self, removed: Entry | None, added: Entry | None) -> None:
        """Take one entry out and put another in."""
        if removed:
            self.entries.remove(removed)
        if added:
            self.entries.add(added)


Move = tuple[Index, Entry | None, Entry | None]


class TableIndexes:
    """All indexes of one table, kept together."""

    def __init__(self, table: str, declared: Declared) -> None:
        self.table = table
        self.all = [Index(fields, unique=True) for fields in declared.unique]
        self.all += [Index(fields) for fields in (*declared.indexes, ())]  # () keeps the keys themselves in order

    def replace(self, key: str, old: Document | None, new: Document | None) -> list[Move]:
        """Move a row from its old values to its new ones and return how; None means that there is no such row.

        :raises MotcuaError: `store/not-unique`; nothing has changed then.
        """
        moves = [move for index in self.all if (move := _move(index, key, old, new))[1] != move[2]]
        for index, _, added in moves:
            if added and (holder := index.holder(added)):
                raise self._clash(index, added, holder)
        for index, removed, added in moves:
            index.move(removed, added)
        return moves

    def fill(self, rows: Iterable[tuple[str, Document]]) -> None:
        """Index all rows of an opened journal at once."""
        entries: list[list[Entry]] = [[] for _ in self.all]
        for key, document in rows:
            for index, into in zip(self.all, entries, strict=True):
                into.append(index.entry(key, document))
        for index, filled in zip(self.all, entries, strict=True):
            index.entries.fill(filled)

    def _clash(self, index: Index, entry: Entry, holder: str) -> Exception:
        values = ", ".join(str(value) for value in entry[1:-2:2])
        fields = ", ".join(index.fields)
        return refuse("store/not-unique", table=self.table, fields=fields, values=values, holder=holder)


def _move(index: Index, key: str, old: Document | None, new: Document | None) -> Move:
    removed = index.entry(key, old) if old is not None else None
    return index, removed, index.entry(key, new) if new is not None else None
