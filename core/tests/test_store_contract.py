"""What every store must do. A second store joins by adding its opener to `OPENERS`."""

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from motcua.findings import MotcuaError
from motcua.store import ConflictError, Declared, Query, Store, Tx, open_store

UNIT = "vn/38/ha-trung"
OTHER_UNIT = "vn/38/nga-son"
TABLES = {
    "dossiers": Declared(indexes=(("status", "due_at"), ("due_at",), ("applicant.id",))),
    "accounts": Declared(unique=(("login",), ("unit", "desk"))),
}

Opener = Callable[[Path, Mapping[str, Declared]], Store]
OPENERS: dict[str, Opener] = {"embedded": open_store}


@pytest.fixture(params=OPENERS)
def opener(request: pytest.FixtureRequest) -> Opener:
    return OPENERS[request.param]


@pytest.fixture
def store(opener: Opener, tmp_path: Path) -> Iterator[Store]:
    store = opener(tmp_path, TABLES)
    yield store
    store.close()


def put(store: Store, table: str, key: str, value: dict[str, Any], expected: int | None = None) -> int:
    return store.run(UNIT, lambda tx: tx.put(table, key, value, expected))


def refused(fn: Callable[[], object]) -> str:
    with pytest.raises(MotcuaError) as caught:
        fn()
    return caught.value.findings[0].rule


def test_what_was_acknowledged_is_there_after_opening_again(opener: Opener, tmp_path: Path) -> None:
    with_one = opener(tmp_path, TABLES)
    put(with_one, "dossiers", "HT-1", {"status": "received", "applicant": {"name": "Nguyễn Thị Bưởi\t\n"}})
    with_one.close()
    again = opener(tmp_path, TABLES)
    assert again.get("dossiers", "HT-1") == {"status": "received", "applicant": {"name": "Nguyễn Thị Bưởi\t\n"}}
    assert not again.findings
    again.close()


def test_a_transaction_over_several_tables_is_whole_or_nothing(store: Store) -> None:
    def fails_at_the_end(tx: Tx) -> None:
        tx.put("dossiers", "HT-1", {"status": "received"})
        tx.append_event("HT-1", {"type": "received"})
        tx.next_number("dossiers")
        raise RuntimeError("the clerk's machine caught fire")

    with pytest.raises(RuntimeError, match="caught fire"):
        store.run(UNIT, fails_at_the_end)
    assert store.get("dossiers", "HT-1") is None
    assert store.events("HT-1") == []
    assert store.find("dossiers", Query({"status": "received"})) == []


def test_a_failed_transaction_gives_its_number_back(store: Store) -> None:
    def take(tx: Tx, *, fail: bool) -> int:
        number = tx.next_number("2026-02-13")
        if fail:
            raise ValueError(number)
        return number

    assert store.run(UNIT, lambda tx: take(tx, fail=False)) == 1
    with pytest.raises(ValueError, match="2"):
        store.run(UNIT, lambda tx: take(tx, fail=True))
    assert store.run(UNIT, lambda tx: take(tx, fail=False)) == 2


def test_each_unit_and_series_counts_for_itself(store: Store) -> None:
    assert store.run(UNIT, lambda tx: [tx.next_number("a"), tx.next_number("a"), tx.next_number("b")]) == [1, 2, 1]
    assert store.run(OTHER_UNIT, lambda tx: tx.next_number("a")) == 1


def test_numbers_stay_without_gaps_when_many_clerks_receive_at_once(store: Store) -> None:
    def receive(tx: Tx) -> int:
        number = tx.next_number("2026-02-13")
        tx.put("dossiers", f"HT-{number}", {"status": "received"}, expected_version=0)
        return number

    def receive_and_fail(tx: Tx) -> int:
        raise InterruptedError(receive(tx))

    def work(clerk: int) -> list[int]:
        for _ in range(5):
            with pytest.raises(InterruptedError):
                store.run(UNIT, receive_and_fail)
        return [store.run(UNIT, receive) for _ in range(20)]

    with ThreadPoolExecutor(8) as clerks:
        numbers = [number for given in clerks.map(work, range(8)) for number in given]
    assert sorted(numbers) == list(range(1, 8 * 20 + 1))
    assert len(store.find("dossiers", Query({"status": "received"}))) == 160


def test_a_writer_who_saw_an_old_version_is_shown_both(store: Store) -> None:
    seen = put(store, "dossiers", "HT-1", {"status": "received"}, expected=0)
    now = put(store, "dossiers", "HT-1", {"status": "in_progress"}, expected=seen)
    assert now > seen
    with pytest.raises(ConflictError) as caught:
        put(store, "dossiers", "HT-1", {"status": "withdrawn"}, expected=seen)
    conflict = caught.value
    assert conflict.stored is not None
    assert (conflict.mine, conflict.expected) == ({"status": "withdrawn"}, seen)
    assert (conflict.stored, conflict.stored.version) == ({"status": "in_progress"}, now)
    assert store.get("dossiers", "HT-1") == {"status": "in_progress"}


def test_creating_what_is_there_or_changing_what_is_not_is_a_conflict(store: Store) -> None:
    put(store, "dossiers", "HT-1", {"status": "received"})
    assert refused(lambda: put(store, "dossiers", "HT-1", {"status": "received"}, expected=0)) == "store/conflict"
    assert refused(lambda: put(store, "dossiers", "HT-2", {"status": "received"}, expected=1)) == "store/conflict"


def test_a_deleted_row_never_comes_back_under_a_version_seen_before(store: Store) -> None:
    seen = put(store, "dossiers", "HT-1", {"status": "received"})
    store.run(UNIT, lambda tx: tx.delete("dossiers", "HT-1", expected_version=seen))
    assert store.get("dossiers", "HT-1") is None
    put(store, "dossiers", "HT-1", {"status": "received"})
    assert refused(lambda: put(store, "dossiers", "HT-1", {}, expected=seen)) == "store/conflict"


def test_a_transaction_sees_its_own_writes_and_nobody_else_does(store: Store) -> None:
    seen_outside: list[object] = []

    def write_and_look(tx: Tx) -> None:
        tx.put("dossiers", "HT-1", {"status": "received", "due_at": "2026-02-23"})
        tx.append_event("HT-1", {"type": "received"})
        assert tx.get("dossiers", "HT-1") == {"status": "received", "due_at": "2026-02-23"}
        assert [row.key for row in tx.find("dossiers", Query({"status": "received"}))] == ["HT-1"]
        assert len(tx.events("HT-1")) == 1
        outside = threading.Thread(
            target=lambda: seen_outside.extend([store.get("dossiers", "HT-1"), store.events("HT-1")])
        )
        outside.start()
        outside.join()

    store.run(UNIT, write_and_look)
    assert seen_outside == [None, []]


def test_events_are_numbered_and_each_carries_the_hash_of_the_one_before(store: Store) -> None:
    first = store.run(UNIT, lambda tx: tx.append_event("HT-1", {"type": "received", "by": "Lê Văn Sỹ"}))
    both = store.run(UNIT, lambda tx: [tx.append_event("HT-1", {"type": kind}) for kind in ("signed", "returned")])
    store.run(UNIT, lambda tx: tx.append_event("HT-2", {"type": "received"}))
    assert store.events("HT-1") == [first, *both]
    assert [event["seq"] for event in store.events("HT-1")] == [1, 2, 3]
    written = '{"type":"received","by":"Lê Văn Sỹ","seq":1,"prev":"%s"}' % ("0" * 64)
    assert both[0]["prev"] == sha256(written.encode()).hexdigest()
    assert store.events("HT-2")[0]["prev"] == "0" * 64


def test_events_can_neither_be_changed_nor_deleted(store: Store) -> None:
    store.run(UNIT, lambda tx: tx.append_event("HT-1", {"type": "received"}))
    assert refused(lambda: put(store, "events", "HT-1/1", {"type": "refused"})) == "store/append-only"
    assert refused(lambda: store.run(UNIT, lambda tx: tx.delete("events", "HT-1/1"))) == "store/append-only"


def test_editing_what_was_read_or_written_edits_nothing_stored(store: Store) -> None:
    value: dict[str, Any] = {"status": "received", "papers": ["to-khai"]}
    put(store, "dossiers", "HT-1", value)
    value["papers"].append("smuggled in by the writer")
    row = store.get("dossiers", "HT-1")
    assert row is not None
    row["papers"].append("smuggled in by a reader")
    assert store.get("dossiers", "HT-1") == {"status": "received", "papers": ["to-khai"]}


def test_no_two_rows_share_a_unique_value(store: Store) -> None:
    put(store, "accounts", "a", {"login": "sy", "unit": UNIT, "desk": 1})
    assert refused(lambda: put(store, "accounts", "b", {"login": "sy"})) == "store/not-unique"
    assert refused(lambda: put(store, "accounts", "b", {"login": "mai", "unit": UNIT, "desk": 1})) == "store/not-unique"
    put(store, "accounts", "b", {"login": "mai", "unit": UNIT})
    put(store, "accounts", "c", {"login": "hoa", "unit": UNIT})
    put(store, "accounts", "a", {"login": "sy", "unit": UNIT, "desk": 2})
    assert store.get("accounts", "b") == {"login": "mai", "unit": UNIT}


def test_a_unique_value_is_free_again_once_its_row_is_gone_or_its_transaction_failed(store: Store) -> None:
    put(store, "accounts", "a", {"login": "sy"})
    store.run(UNIT, lambda tx: tx.delete("accounts", "a"))

    def take_and_fail(tx: Tx) -> None:
        tx.put("accounts", "b", {"login": "sy"})
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.run(UNIT, take_and_fail)
    put(store, "accounts", "c", {"login": "sy"})
    assert refused(lambda: put(store, "accounts", "d", {"login": "sy"})) == "store/not-unique"


@pytest.fixture
def worklist(store: Store) -> Store:
    """Twelve dossiers: HT-01 … HT-12, due one a day downwards, each third one signed, HT-12 without a due date."""

    def fill(tx: Tx) -> None:
        for n in range(1, 12):
            status = "signed" if n % 3 == 0 else "received" if n % 3 == 1 else "ready"
            applicant = {"id": f"03818{n % 2}"}
            tx.put(
                "dossiers", f"HT-{n:02}", {"status": status, "due_at": f"2026-03-{31 - n:02}", "applicant": applicant}
            )
        tx.put("dossiers", "HT-12", {"status": "received", "applicant": {"id": "038180"}})

    store.run(UNIT, fill)
    return store


def found(store: Store, query: Query) -> list[str]:
    return [row.key.removeprefix("HT-") for row in store.find("dossiers", query)]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        (Query({"status": "signed"}), "03 06 09"),
        (Query({"status": "signed"}, order="due_at"), "09 06 03"),
        (Query({"status": "signed"}, order="-due_at"), "03 06 09"),
        (Query({"status": {"in": ["signed", "ready", "signed"]}}, order="due_at"), "11 09 08 06 05 03 02"),
        (Query({"status": {"in": ["signed", "ready"]}}, order="-due_at", limit=3), "02 03 05"),
        (Query({"status": {"in": []}}), ""),
        (Query({"due_at": {"from": "2026-03-20", "to": "2026-03-23"}}, order="due_at"), "11 10 09"),
        (Query({"due_at": {"to": "2026-03-22"}}, order="due_at"), "11 10"),
        (Query({"due_at": {"from": "2026-03-29"}}, order="-due_at"), "01 02"),
        (Query({"status": "received", "due_at": {"from": "2026-03-24", "to": "2026-03-30"}}), "04 07"),
        (Query({"status": "received"}, order="due_at"), "12 10 07 04 01"),
        (Query({"applicant.id": "038180", "status": "signed"}, order="due_at"), "06"),
        (Query({"applicant.id": "038180"}), "02 04 06 08 10 12"),
        (Query(order="-due_at", limit=2), "01 02"),
        (Query(limit=2), "01 02"),
        (Query(limit=2, after="HT-02"), "03 04"),
        (Query({"due_at": None}), "12"),
        (Query({"status": "nobody"}), ""),
    ],
)
def test_a_query_finds_these_dossiers_in_this_order(worklist: Store, query: Query, keys: str) -> None:
    assert found(worklist, query) == keys.split()


@pytest.mark.parametrize("order", ["due_at", "-due_at"])
@pytest.mark.parametrize("where", [{}, {"status": "received"}, {"status": {"in": ["ready", "signed", "received"]}}])
def test_pages_join_to_the_whole(worklist: Store, order: str, where: dict[str, Any]) -> None:
    pages: list[str] = []
    while page := found(worklist, Query(where, order=order, limit=2, after=f"HT-{pages[-1]}" if pages else None)):
        pages += page
    assert pages == found(worklist, Query(where, order=order))


def test_the_next_page_stands_even_when_its_last_dossier_has_moved_on(worklist: Store) -> None:
    page = Query({"status": "ready"}, order="due_at", limit=2)
    assert found(worklist, page) == ["11", "08"]
    put(worklist, "dossiers", "HT-08", {"status": "returned", "due_at": "2026-03-23"})
    assert found(worklist, Query({"status": "ready"}, order="due_at", limit=2, after="HT-08")) == ["05", "02"]


def test_a_query_follows_a_row_that_changes_or_goes(worklist: Store) -> None:
    put(worklist, "dossiers", "HT-03", {"status": "ready", "due_at": "2026-01-01"})
    worklist.run(UNIT, lambda tx: tx.delete("dossiers", "HT-06"))
    assert found(worklist, Query({"status": "signed"})) == ["09"]
    assert found(worklist, Query({"status": "ready"}, order="due_at", limit=1)) == ["03"]


def test_lists_are_read_while_clerks_write(worklist: Store) -> None:
    def write(clerk: int) -> None:
        for n in range(60):
            put(worklist, "dossiers", f"NEW-{clerk}-{n}", {"status": "signed", "due_at": f"2026-04-{n % 30 + 1:02}"})

    def read(limit: int | None) -> None:
        for _ in range(60):
            rows = worklist.find("dossiers", Query({"status": "signed"}, order="due_at", limit=limit))
            assert [row["due_at"] for row in rows] == sorted(row["due_at"] for row in rows)

    with ThreadPoolExecutor(4) as people:
        done = [people.submit(write, 1), people.submit(write, 2), people.submit(read, None), people.submit(read, 10)]
    assert [one.result() for one in done] == [None] * 4
    assert len(worklist.find("dossiers", Query({"status": "signed"}))) == 123


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        (Query({"colour": "red"}), "store/no-index"),
        (Query(order="colour"), "store/no-index"),
        (Query({"due_at": {"before": "2026-03-01"}}), "store/bad-condition"),
        (Query(order="due_at", after="HT-99"), "store/no-row"),
    ],
)
def test_a_query_no_index_serves_is_refused_by_name(worklist: Store, query: Query, rule: str) -> None:
    assert refused(lambda: worklist.find("dossiers", query)) == rule


@pytest.mark.parametrize(
    ("table", "key", "value", "rule"),
    [
        ("dossiers", "a\tb", {}, "store/bad-name"),
        ("dossiers", "", {}, "store/bad-name"),
        ("dossi\ners", "a", {}, "store/bad-name"),
        ("dossiers", "a", {"at": object()}, "store/not-json"),
        ("dossiers", "a", {"rate": float("nan")}, "store/not-json"),
        ("dossiers", "a", {"name": "\ud800"}, "store/not-json"),
    ],
)
def test_what_a_line_cannot_hold_is_refused(
    store: Store, table: str, key: str, value: dict[str, Any], rule: str
) -> None:
    assert refused(lambda: put(store, table, key, value)) == rule
    assert store.get("dossiers", "a") is None


def test_a_transaction_inside_a_transaction_is_a_bug_and_says_so(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside a transaction"):
        store.run(UNIT, lambda _: store.run(UNIT, lambda _: None))


def test_a_closed_store_answers_nobody(store: Store) -> None:
    put(store, "dossiers", "HT-1", {"status": "received"})
    store.close()
    store.close()
    assert refused(lambda: store.get("dossiers", "HT-1")) == "store/closed"
    assert refused(lambda: put(store, "dossiers", "HT-1", {})) == "store/closed"
