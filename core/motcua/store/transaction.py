"""One transaction of the embedded store: its writes wait here until the journal has taken them all in one line."""

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.findings import refuse
from motcua.store.find import find
from motcua.store.index import Move
from motcua.store.lines import GENESIS, Change, check_name, decode, digest, encode
from motcua.store.memory import Memory, event_key, events_of
from motcua.store.port import EVENTS, ConflictError, Query, Row

COUNTERS = "counters"


class EmbeddedTx:
    """Reads through its own writes; indexes move at once, and move back when the transaction fails."""

    def __init__(self, memory: Memory, unit: str, number: int) -> None:
        check_name(unit)
        self.unit = unit
        self._memory = memory
        self._number = number
        self._writes: dict[tuple[str, str], bytes] = {}  # empty bytes: the row is gone
        self._moves: list[Move] = []
        self._lengths: dict[str, int] = {}

    def get(self, table: str, key: str) -> Row | None:
        """Return a row as this transaction sees it."""
        raw = self._writes.get((table, key))
        if raw is None:
            return self._memory.get(table, key)
        return Row(decode(raw), key, self._number) if raw else None

    def find(self, table: str, query: Query) -> list[Row]:
        """Return the rows a query asks for, this transaction's own among them."""
        return find(self, self._memory.indexes.get(table), table, query)

    def keys(self, table: str) -> Iterator[str]:
        """Yield every key of a table, oldest row first."""
        written = {key: raw for (name, key), raw in self._writes.items() if name == table}
        stored = list(self._memory.keys(table))
        yield from (key for key in stored if written.get(key, b"-"))
        yield from (key for key, raw in written.items() if raw and key not in self._memory.slots.get(table, ()))

    def tables(self) -> set[str]:
        """Return the names of the tables that hold a row or are about to."""
        return self._memory.tables() | {table for table, _ in self._writes}

    def events(self, dossier: str) -> list[dict[str, Any]]:
        """Return the events of a dossier in order."""
        return events_of(self, dossier, self._length(dossier))

    def next_number(self, series: str) -> int:
        """Return the next number of the unit's series."""
        return self.count(f"{self.unit} {series}")

    def count(self, counter: str) -> int:
        """Return the next number of a counter that no unit shares."""
        row = self.get(COUNTERS, counter)
        number: int = row["last"] + 1 if row else 1
        self._write(COUNTERS, counter, {"last": number})
        return number

    def put(self, table: str, key: str, value: Mapping[str, Any], expected_version: int | None = None) -> int:
        """Write a row; see the port."""
        check_name(table, key)
        if table == EVENTS:
            raise refuse("store/append-only", table=table, row=key)
        self._expect(table, key, value, expected_version)
        self._write(table, key, value)
        return self._number

    def delete(self, table: str, key: str, expected_version: int | None = None) -> None:
        """Take a row away; see the port."""
        if table == EVENTS:
            raise refuse("store/append-only", table=table, row=key)
        self._expect(table, key, None, expected_version)
        if (old := self.get(table, key)) is not None:
            self._move(table, key, old, None)
            self._writes[table, key] = b""

    def append_event(self, dossier: str, event: Mapping[str, Any]) -> dict[str, Any]:
        """Add an event, chained to the one before; see the port."""
        check_name(dossier)
        length = self._length(dossier)
        chained = {**event, "seq": length + 1, "prev": self._hash(dossier, length)}
        key = event_key(dossier, length + 1)
        self._write(EVENTS, key, chained)
        self._lengths[dossier] = length + 1
        return chained

    def changes(self) -> list[Change]:
        """Return what is to be written, in the order of the first writing of each row."""
        return [(table, key, raw) for (table, key), raw in self._writes.items()]

    def undo(self) -> None:
        """Move the indexes back, the last move first."""
        for index, removed, added in reversed(self._moves):
            index.move(added, removed)
        self._moves.clear()

    def _expect(self, table: str, key: str, value: Mapping[str, Any] | None, expected: int | None) -> None:
        if expected is None:
            return
        stored = self.get(table, key)
        if expected != (stored.version if stored is not None else 0):
            raise ConflictError(table, key, value, expected, stored)

    def _write(self, table: str, key: str, value: Mapping[str, Any]) -> None:
        raw = encode(table, key, value)
        if table in self._memory.indexes:
            self._move(table, key, self.get(table, key), value)
        self._writes[table, key] = raw

    def _move(self, table: str, key: str, old: Row | None, new: Mapping[str, Any] | None) -> None:
        if indexes := self._memory.indexes.get(table):
            self._moves += indexes.replace(key, old, new)

    def _length(self, dossier: str) -> int:
        return self._lengths.get(dossier) or self._memory.lengths.get(dossier, 0)

    def _hash(self, dossier: str, seq: int) -> str:
        if not seq:
            return GENESIS
        key = event_key(dossier, seq)
        return digest(self._writes.get((EVENTS, key)) or self._memory.raw(EVENTS, key))
