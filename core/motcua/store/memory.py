"""What an open embedded store keeps in memory: where each row lies in the journal, and the indexes. Not the rows."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from motcua.store.find import Rows
from motcua.store.index import TableIndexes
from motcua.store.journal import Journal
from motcua.store.lines import Line, Slot, decode
from motcua.store.port import EVENTS, Declared, Row


class Memory:
    """The directory of a journal. Only the thread that holds the store's lock changes it; `row` is safe from any."""

    def __init__(self, declared: Mapping[str, Declared]) -> None:
        self.journal: Journal  # set when the lines have been read
        self.slots: dict[str, dict[str, Slot]] = {}
        self.lengths: dict[str, int] = {}  # how many events a dossier has
        self.indexes = {table: TableIndexes(table, indexes) for table, indexes in declared.items()}

    def load(self, lines: Iterable[Line]) -> Line:
        """Take in the lines of a journal being opened and return the last."""
        last = None
        for line in lines:
            self.apply(line)
            last = line
        assert last is not None  # noqa: S101 - `walk` yields a first line or raises; says so to mypy
        return last

    def index_all(self) -> None:
        """Fill every declared index from the live rows: once, instead of at each version of a row."""
        for table, indexes in self.indexes.items():
            slots = self.slots.get(table, {})
            indexes.fill((key, self._document(slot)) for key, slot in slots.items())

    def apply(self, line: Line) -> None:
        """Point to the rows of a line; their indexes are the transaction's business."""
        for table, key, slot in line.changes:
            rows = self.slots.setdefault(table, {})
            if not slot[1]:
                rows.pop(key, None)
                continue
            rows[key] = slot
            if table == EVENTS:
                self.lengths[dossier_of(key)] = self.lengths.get(dossier_of(key), 0) + 1

    def get(self, table: str, key: str) -> Row | None:
        """Return a row as last committed."""
        slot = self.slots.get(table, {}).get(key)
        return Row(self._document(slot), key, slot[2]) if slot else None

    def keys(self, table: str) -> Iterator[str]:
        """Yield every key of a table, oldest row first."""
        return iter(list(self.slots.get(table, ())))

    def tables(self) -> set[str]:
        """Return the names of the tables that hold a row."""
        return {table for table, rows in self.slots.items() if rows}

    def events(self, dossier: str) -> list[dict[str, Any]]:
        """Return the events of a dossier in order."""
        return events_of(self, dossier, self.lengths.get(dossier, 0))

    def raw(self, table: str, key: str) -> bytes:
        """Return the JSON of a row, empty when there is none."""
        slot = self.slots.get(table, {}).get(key)
        return self.journal.read(slot[0], slot[1]) if slot else b""

    def _document(self, slot: Slot) -> dict[str, Any]:
        return decode(self.journal.read(slot[0], slot[1]))


def event_key(dossier: str, seq: int) -> str:
    """Return the key of an event: the dossier and the number of the event, from 1."""
    return f"{dossier}/{seq}"


def dossier_of(key: str) -> str:
    """Return the dossier of an event's key."""
    return key.rpartition("/")[0]


def events_of(rows: Rows, dossier: str, length: int) -> list[dict[str, Any]]:
    """Return the first `length` events of a dossier."""
    found = (rows.get(EVENTS, event_key(dossier, seq)) for seq in range(1, length + 1))
    return [dict(row) for row in found if row is not None]
