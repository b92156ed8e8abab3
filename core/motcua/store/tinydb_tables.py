"""TinyDB's tables and queries over our journal.

This is the one place that leans on TinyDB's private parts; `test_store_tinydb.py` says which one moved when one does:

- ``Table._read_table()`` is where every reading method gets its documents;
- ``Table._update_table(updater)`` is where every writing method goes, with a function that changes a mapping;
- ``Table._get_next_id()`` names the next document;
- ``QueryInstance._hash`` tells what a query asks: ``('==', path, value)``, ``('one_of', …)``, ``('and', {…})``.

What differs from TinyDB: document ids are never reused; ids that are not numbers are texts (the keys of our rows);
a document read is the reader's own, also on a second reading; the events of dossiers can be read but not written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from motcua.store.tinydb_plan import likely_keys
from motcua.store.transaction import COUNTERS, EmbeddedTx

if TYPE_CHECKING:
    from motcua.store.embedded import EmbeddedStore

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


def doc_id(key: str) -> Any:
    """Return a row's key as TinyDB names it: a number where it was TinyDB that numbered it."""
    return int(key) if key.isdecimal() and str(int(key)) == key else key


class Rows(Mapping[Any, Mapping[str, Any]]):
    """All rows of a table, each decoded when it is asked for: nobody holds the stored value itself."""

    def __init__(self, store: "EmbeddedStore", table: str) -> None:
        self._store, self._table = store, table

    def __getitem__(self, key: Any) -> Mapping[str, Any]:
        row = self._store.view().get(self._table, str(key))
        if row is None:
            raise KeyError(key)
        return dict(row)

    def __iter__(self) -> Iterator[Any]:
        return self._store.view().keys(self._table)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Draft(MutableMapping[Any, Mapping[str, Any]]):
    """What an updater changes: remembers the documents it was lent, gave or took away."""

    def __init__(self, tx: EmbeddedTx, table: str) -> None:
        self._tx, self._table = tx, table
        self._lent: dict[str, Mapping[str, Any]] = {}
        self._gone: set[str] = set()

    def __getitem__(self, key: Any) -> Mapping[str, Any]:
        name = str(key)
        if name not in self._lent:
            row = None if name in self._gone else self._tx.get(self._table, name)
            if row is None:
                raise KeyError(key)
            self._lent[name] = dict(row)
        return self._lent[name]

    def __setitem__(self, key: Any, document: Mapping[str, Any]) -> None:
        self._lent[str(key)] = document
        self._gone.discard(str(key))

    def __delitem__(self, key: Any) -> None:
        if key not in self:
            raise KeyError(key)
        self._lent.pop(str(key), None)
        self._gone.add(str(key))

    def __contains__(self, key: object) -> bool:
        name = str(key)
        return name in self._lent or (name not in self._gone and self._tx.get(self._table, name) is not None)

    def __iter__(self) -> Iterator[Any]:
        stored = list(self._tx.keys(self._table))
        yield from (doc_id(key) for key in stored if key not in self._gone)
        yield from (doc_id(key) for key in self._lent if key not in set(stored))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Take every document away."""
        self._gone.update(str(key) for key in self)
        self._lent.clear()

    def commit(self) -> None:
        """Write what has really changed."""
        for key in self._gone:
            self._tx.delete(self._table, key)
        for key, document in self._lent.items():
            if self._tx.get(self._table, key) != document:
                self._tx.put(self._table, key, document)


class JournalStorage(Storage):
    """The store as TinyDB sees it; only dropping tables writes through here."""

    def __init__(self, store: "EmbeddedStore") -> None:
        self.store = store

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return every table, its documents decoded when asked for."""
        tables = {table: Rows(self.store, table) for table in sorted(self.store.view().tables())}
        return cast("dict[str, dict[str, Any]]", tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Drop the tables that are no longer there; numbers already given are not given again."""
        with self.store.transaction() as tx:
            for table in tx.tables() - data.keys() - {COUNTERS}:
                for key in list(tx.keys(table)):
                    tx.delete(table, key)

    def close(self) -> None:
        """Close the store."""
        self.store.close()


class JournalTable(Table):
    """A TinyDB table whose writes are journal lines and whose searches use the declared indexes."""

    document_id_class = staticmethod(doc_id)  # type: ignore[assignment]  # TinyDB only ever calls it

    @property
    def _store(self) -> "EmbeddedStore":
        return cast(JournalStorage, self._storage).store

    def search(self, cond: QueryLike) -> list[Document]:
        """Return the documents that match; without TinyDB's cache, which hands the same document to everybody."""
        return list(self._matching(cond))

    def get(self, cond: QueryLike | None = None, doc_id: Any = None, doc_ids: Any = None) -> Any:
        """Return one document, or those of several ids; see TinyDB."""
        if doc_ids is not None:
            return [found for one in doc_ids if (found := super(JournalTable, self).get(doc_id=one)) is not None]
        if cond is None or doc_id is not None:
            return super().get(cond, doc_id=doc_id)
        return next(self._matching(cond), None)

    def insert(self, document: Mapping[str, Any]) -> Any:
        """Insert a document and return its id; numbering and writing are one transaction."""
        with self._store.transaction():
            return super().insert(document)

    def update(self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None) -> list[Any]:
        """Update the documents that match, finding them by index."""
        with self._store.transaction():
            return super().update(fields, doc_ids=self._ids(cond, doc_ids))

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None) -> list[Any]:
        """Remove the documents that match, finding them by index."""
        with self._store.transaction():
            return super().remove(doc_ids=self._ids(cond, doc_ids))

    def _ids(self, cond: QueryLike | None, doc_ids: Iterable[Any] | None) -> Iterable[Any] | None:
        return doc_ids if cond is None else [document.doc_id for document in self._matching(cond)]

    def _matching(self, cond: QueryLike) -> Iterator[Document]:
        rows = self._read_table()
        likely = likely_keys(self._store, self.name, cond)
        for key in rows if likely is None else likely:
            if (document := rows.get(key)) is not None and cond(document):
                yield Document(document, cast(int, doc_id(key)))

    def _get_next_id(self) -> Any:
        with self._store.transaction() as tx:
            while tx.get(self.name, str(number := tx.count(f"doc_id {self.name}"))) is not None:
                pass
            return number

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", Rows(self._store, self.name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._store.transaction() as tx:
            draft = Draft(tx, self.name)
            updater(cast("dict[int, Mapping[str, Any]]", draft))
            draft.commit()


class Database(TinyDB):
    """A TinyDB whose tables are ours; `with db.transaction():` makes several changes one."""

    table_class = JournalTable

    def __init__(self, store: "EmbeddedStore") -> None:
        super().__init__(storage=lambda: JournalStorage(store))
        self._store = store

    def transaction(self, unit: str = "-") -> AbstractContextManager[Any]:
        """Make all changes of the block one durable transaction, or none of them."""
        return self._store.transaction(unit)
