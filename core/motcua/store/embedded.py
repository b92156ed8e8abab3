"""The embedded store: one folder, one process, TinyDB's tables over a journal that loses nothing."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from motcua.findings import Finding, MotcuaError, refuse, why_denied
from motcua.store.conditions import conditions_of, holds
from motcua.store.find import find, find_keys
from motcua.store.index import Index
from motcua.store.journal import JOURNAL, Journal, create
from motcua.store.lock import FolderLock
from motcua.store.memory import Memory
from motcua.store.port import Declared, Query, Row, T, Tx
from motcua.store.recovery import set_aside, tail, walk
from motcua.store.tinydb_tables import Database
from motcua.store.transaction import EmbeddedTx


class EmbeddedStore:
    """A data folder held by this process; safe to use from many threads.

    `db` is a TinyDB over the same rows: ``store.db.table("dossiers").search(where("status") == "received")``.
    """

    def __init__(
        self, folder: Path, declared: Mapping[str, Declared], sync: Callable[[int], None] = os.fdatasync
    ) -> None:
        """Open a folder, making it when it is not there.

        :param sync: how a file descriptor is made durable; a test of disk failure gives its own.
        :raises MotcuaError: `store/in-use`, `store/damaged`, `store/not-a-journal`, `store/no-folder`.
        """
        self._folder_lock = _lock(folder)
        try:
            self._memory = Memory(declared)
            self._journal, self.findings = _open_journal(folder / JOURNAL, self._memory, sync)
        except BaseException:
            self._folder_lock.release()
            raise
        self._lock = threading.RLock()
        self._tx: EmbeddedTx | None = None
        self._owner = 0
        self._closed = False
        self.db = Database(self)

    def run(self, unit: str, fn: Callable[[Tx], T]) -> T:
        """Run one durable transaction; see the port.

        :raises RuntimeError: when called inside another transaction of this thread.
        """
        if self._mine():
            raise RuntimeError("a transaction inside a transaction: use the one you were given")
        with self.transaction(unit) as tx:
            return fn(tx)

    @contextmanager
    def transaction(self, unit: str = "-") -> Iterator[EmbeddedTx]:
        """Open a transaction, or join the one this thread has open; durable when the outermost block is left."""
        if self._mine() and self._tx:
            yield self._tx
            return
        with self._lock:
            tx = self._begin(unit)
            try:
                yield tx
                self._commit(tx)
            except BaseException:
                tx.undo()
                raise
            finally:
                self._tx, self._owner = None, 0
            end = self._journal.end
        self._journal.flush(end)  # also after mere reading: what was seen may still be on its way to the disk

    def get(self, table: str, key: str) -> Row | None:
        """Return the row of a key, or None."""
        return self.view().get(table, key)

    def find(self, table: str, query: Query) -> list[Row]:
        """Return the rows a query asks for; a long answer without a limit is read while others write."""
        view, indexes = self.view(), self._memory.indexes.get(table)
        with self._lock:
            if query.limit is not None:
                return find(view, indexes, table, query)
            keys = list(find_keys(view, indexes, table, query))
        conditions = conditions_of(table, query.where)
        return [row for key in keys if (row := view.get(table, key)) is not None and holds(conditions, row)]

    def events(self, dossier: str) -> list[dict[str, Any]]:
        """Return the events of a dossier in order."""
        return self.view().events(dossier)

    def view(self) -> "EmbeddedTx | Memory":
        """Return what this thread reads from: its open transaction, or what is committed."""
        return self._tx if self._mine() and self._tx else self._memory

    def still(self) -> AbstractContextManager[Any]:
        """Keep the indexes from moving while they are read."""
        return self._lock

    def indexes(self, table: str) -> Sequence[Index]:
        """Return the indexes of a table; none where the table is not declared."""
        indexes = self._memory.indexes.get(table)
        return indexes.all if indexes else ()

    def close(self) -> None:
        """Seal the journal and give the folder back; closing twice is no error."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._journal.close()
                self._folder_lock.release()

    def _mine(self) -> bool:
        return self._owner == threading.get_ident()

    def _begin(self, unit: str) -> EmbeddedTx:
        self._journal.check()
        self._tx = EmbeddedTx(self._memory, unit, self._journal.number)
        self._owner = threading.get_ident()
        return self._tx

    def _commit(self, tx: EmbeddedTx) -> None:
        if not (changes := tx.changes()):
            return
        try:
            self._memory.apply(self._journal.append(tx.unit, changes))
        except MotcuaError:
            raise
        except BaseException as why:  # an interrupt between file and memory: neither may be built upon
            self._journal.fail(repr(why))
            raise


def _lock(folder: Path) -> FolderLock:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return FolderLock(folder)
    except OSError as why:
        raise refuse("store/no-folder", path=str(folder), why=why_denied(why)) from why


def _open_journal(path: Path, memory: Memory, sync: Callable[[int], None]) -> tuple[Journal, tuple[Finding, ...]]:
    """Read every line back, set a torn tail aside and say so."""
    if not path.exists():
        create(path)
    last = memory.load(walk(path))
    findings: tuple[Finding, ...] = ()
    if torn := tail(path, last):
        aside = set_aside(path, last.end, torn)
        params = {"path": str(path), "offset": last.end, "bytes": len(torn), "aside": str(aside)}
        findings = (Finding("store/torn-tail", severity="warning", params=params),)
    memory.journal = journal = Journal(path, last, sync)
    memory.index_all()
    return journal, findings
