"""TinyDB's documents, queries and tables on our journal; and TinyDB's private parts that we lean on."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.queries import Query as Asks
from tinydb.storages import MemoryStorage, Storage
from tinydb.table import Document, Table

from motcua.findings import MotcuaError
from motcua.store import Declared, EmbeddedStore, open_store
from motcua.store.tinydb_plan import likely_keys
from motcua.store.tinydb_tables import Database

UNIT = "vn/38/ha-trung"
TABLES = {"dossiers": Declared(indexes=(("status", "due_at"), ("applicant.id",)))}
ROWS = [{"status": "signed" if n % 3 else "ready", "due_at": f"2026-03-{n:02}", "n": n} for n in range(1, 21)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    store = open_store(tmp_path, TABLES)
    yield store
    store.close()


@pytest.fixture
def db(store: EmbeddedStore) -> Database:
    return store.db


def test_rows_of_the_port_are_documents_of_tinydb_and_the_reverse(store: EmbeddedStore) -> None:
    store.run(UNIT, lambda tx: tx.put("dossiers", "HT-1", {"status": "received"}))
    (document,) = store.db.table("dossiers").search(where("status") == "received")
    assert document == {"status": "received"}
    assert str(document.doc_id) == "HT-1"
    number = store.db.table("notes").insert({"text": "gọi lại cho bà Bưởi"})
    assert store.get("notes", str(number)) == {"text": "gọi lại cho bà Bưởi"}


def both(tmp_path: Path) -> tuple[TinyDB, TinyDB]:
    return open_store(tmp_path, TABLES).db, TinyDB(storage=MemoryStorage)


ASKED = {
    "equality": where("status") == "ready",
    "one of": where("status").one_of(["ready", "signed"]),
    "one of nothing": where("status").one_of([]),
    "range": (where("due_at") >= "2026-03-05") & (where("due_at") < "2026-03-08"),
    "composite": (where("status") == "signed") & (where("due_at") > "2026-03-15"),
    "and of three": (where("status") == "signed") & (where("due_at") <= "2026-03-15") & (where("n") > 4),
    "or": (where("status") == "ready") | (where("n") == 1),
    "not": ~(where("status") == "ready"),
    "nested": Asks().applicant.id == "038180",
    "absent": where("status") == None,  # noqa: E711 - TinyDB's way of asking
    "truth is one": where("n") == True,  # noqa: E712 - in Python True == 1, and TinyDB follows
    "own test": where("n").test(lambda n: str(n) in ("7", "14")),
    "pattern": where("due_at").matches(r".*-1\d"),
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_search_finds_what_tinydb_itself_finds(tmp_path: Path, asked: str) -> None:
    found = []
    for one in both(tmp_path):
        table = one.table("dossiers")
        table.insert_multiple([*ROWS, {"applicant": {"id": "038180"}}, {"status": None}])
        found.append(sorted((document.doc_id, dict(document)) for document in table.search(ASKED[asked])))
        assert table.count(ASKED[asked]) == len(found[-1])
        one.close()
    assert found[0] == found[1]
    assert found[0] or asked == "one of nothing"


@pytest.mark.parametrize("asked", ["equality", "one of", "composite", "and of three", "nested"])
def test_a_search_on_an_index_reads_only_its_candidates(store: EmbeddedStore, asked: str) -> None:
    store.db.table("dossiers").insert_multiple(ROWS)
    likely = likely_keys(store, "dossiers", ASKED[asked])
    matching = {document.doc_id for document in store.db.table("dossiers").search(ASKED[asked])}
    assert likely is not None
    assert matching <= set(map(int, likely))
    assert len(likely) <= len(ROWS) * (asked == "one of") + 13


def test_every_writing_method_does_what_tinydbs_does(tmp_path: Path) -> None:
    states = []
    for one in both(tmp_path):
        table = one.table("people")
        returned: list[Any] = [table.insert({"a": 1}), table.insert_multiple([{"a": 2}, {"a": 3}, {"a": 4}])]
        returned += [table.update({"b": 1}, where("a") > 2), table.update({"c": True}, doc_ids=[1, 99])]
        returned += [table.upsert({"a": 2, "d": 1}, where("a") == 2), table.upsert({"a": 7}, where("a") == 7)]
        returned += [table.update(lambda row: row.pop("b"), where("a") == 3), table.remove(where("a") == 4)]
        returned += [table.update_multiple([({"e": 1}, where("a") == 7)]), table.insert(Document({"a": 9}, doc_id=40))]
        returned += [table.get(doc_id=1), table.get(where("a") == 3), table.get(doc_ids=[1, 2]), table.get(doc_id=77)]
        returned += [table.contains(where("a") == 9), table.contains(doc_id=4), len(table), table.all()]
        with pytest.raises(ValueError, match="already exists"):
            table.insert(Document({"a": 10}, doc_id=40))
        returned += [table.insert({"a": 11}) > 5, table.update({"z": 0}) and len(table)]
        table.truncate()
        states.append([*returned, len(table)])
        one.close()
    assert states[0] == states[1]


def test_a_number_once_given_to_a_document_is_never_given_again(tmp_path: Path) -> None:
    store = open_store(tmp_path, TABLES)
    table = store.db.table("people")
    assert [table.insert({"a": 1}), table.insert({"a": 2})] == [1, 2]
    table.remove(doc_ids=[2])
    store.db.drop_tables()
    store.close()
    again = open_store(tmp_path, TABLES)
    assert again.db.table("people").insert({"a": 3}) == 3
    again.close()


def test_a_document_read_is_the_readers_own(db: Database) -> None:
    table = db.table("dossiers")
    table.insert({"status": "received", "papers": ["to-khai"]})
    for read in (table.search(where("status") == "received")[0], table.all()[0], table.get(doc_ids=[1])[0]):
        read["papers"].append("smuggled in")
    assert table.search(where("status") == "received") == [{"status": "received", "papers": ["to-khai"]}]


def test_a_transaction_over_several_tables_is_one(db: Database) -> None:
    def two_inserts_and_a_failure() -> None:
        with db.transaction():
            db.table("dossiers").insert({"status": "received"})
            assert db.table("dossiers").search(where("status") == "received")
            db.table("notes").insert({"text": "a"})
            raise RuntimeError("failed")

    with pytest.raises(RuntimeError, match="failed"):
        two_inserts_and_a_failure()
    assert (db.table("dossiers").all(), db.table("notes").all()) == ([], [])
    with db.transaction():
        db.table("dossiers").insert({"status": "received"})
        db.table("notes").insert({"text": "b"})
    assert (len(db.table("dossiers")), len(db.table("notes"))) == (1, 1)


def test_events_are_read_as_documents_but_never_dropped(store: EmbeddedStore) -> None:
    store.run(UNIT, lambda tx: tx.append_event("HT-1", {"type": "received"}))
    (event,) = store.db.table("events").search(where("type") == "received")
    assert str(event.doc_id) == "HT-1/1"
    with pytest.raises(MotcuaError, match="append-only"):
        store.db.drop_tables()
    with pytest.raises(MotcuaError, match="append-only"):
        store.db.table("events").update({"type": "refused"})


def test_dropping_a_table_takes_its_rows_away_for_good(tmp_path: Path) -> None:
    store = open_store(tmp_path, TABLES)
    store.db.table("notes").insert({"text": "a"})
    store.db.table("dossiers").insert({"status": "received"})
    store.db.drop_table("notes")
    store.close()
    again = open_store(tmp_path, TABLES)
    assert "notes" not in again.db.tables()
    assert len(again.db.table("dossiers")) == 1
    again.close()


PRIVATE = {"_read_table": ["self"], "_update_table": ["self", "updater"], "_get_next_id": ["self"]}


@pytest.mark.parametrize("name", PRIVATE)
def test_tinydb_still_has_the_private_methods_we_replace(name: str) -> None:
    method = getattr(Table, name, None)
    assert method is not None, f"TinyDB no longer has Table.{name}: see motcua/store/tinydb_tables.py"
    assert list(inspect.signature(method).parameters) == PRIVATE[name], f"Table.{name} takes other arguments now"


def memory() -> Storage:
    return MemoryStorage()  # type: ignore[no-untyped-call]  # TinyDB leaves it without types


class Listening(Table):
    """TinyDB's table, telling which private methods its public ones go through."""

    heard: list[str]

    def _read_table(self) -> Any:
        self.heard.append("read")
        return super()._read_table()

    def _update_table(self, updater: Any) -> None:
        self.heard.append("update")
        super()._update_table(updater)

    def _get_next_id(self) -> Any:
        self.heard.append("number")
        return 1


def test_tinydbs_public_methods_still_go_through_them() -> None:
    table = Listening(memory(), "people")
    expected: dict[str, tuple[Callable[[], object], list[str]]] = {
        "insert": (lambda: table.insert({"a": 1}), ["number", "update"]),
        "update": (lambda: table.update({"b": 1}, doc_ids=[1]), ["update"]),
        "get": (lambda: table.get(doc_id=1), ["read"]),
        "iteration": (lambda: list(iter(table)), ["read"]),
        "length": (lambda: len(table), ["read"]),
        "remove": (lambda: table.remove(doc_ids=[1]), ["update"]),
        "truncate": (table.truncate, ["update"]),
    }
    for name, (call, heard) in expected.items():
        table.heard = []
        call()
        assert table.heard == heard, f"TinyDB's {name} goes another way now: see motcua/store/tinydb_tables.py"


@pytest.mark.parametrize(
    ("asked", "shape"),
    [
        (where("a") == 1, ("==", ("a",), 1)),
        (where("a")["b"].one_of(["x", "y"]), ("one_of", ("a", "b"), ("x", "y"))),
        (where("a") < 1, ("<", ("a",), 1)),
        (where("a") <= 1, ("<=", ("a",), 1)),
        (where("a") > 1, (">", ("a",), 1)),
        (where("a") >= 1, (">=", ("a",), 1)),
        ((where("a") == 1) & (where("b") == 2), ("and", frozenset({("==", ("a",), 1), ("==", ("b",), 2)}))),
    ],
)
def test_tinydbs_queries_still_tell_what_they_ask(asked: Any, shape: tuple[Any, ...]) -> None:
    assert asked._hash == shape, "TinyDB writes its queries down differently now: see motcua/store/tinydb_plan.py"
