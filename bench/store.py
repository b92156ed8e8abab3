"""The embedded store against SQLite doing the same by hand: what a durable receipt costs, and whether it grows.

A receipt is one transaction: the counter of the day, a dossier of 3.1 KB, its first event, a message to send. All
sides, small and large, take turns receipt by receipt on the same disk, so that a slow moment hits all alike.
"""

import json
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench.rows import Row, row
from motcua.store import Declared, EmbeddedStore, Query, Tx

UNIT = "vn/38/ha-trung"
STATUSES = ("received", "in_progress", "waiting_for_papers", "ready", "returned")
DECLARED = {"dossiers": Declared(indexes=(("status", "due_at"),)), "outbox": Declared()}
FEW, YEAR, MANY = 1_000, 15_000, 100_000
RECEIPTS = 400
MOVES = 4
BATCH = 2_000  # receipts of one transaction while filling


def dossier(number: int) -> dict[str, Any]:
    """Make a dossier whose JSON is about 3.1 KB."""
    papers = [
        {"id": f"giay-to-{n}", "name": "Giấy chứng sinh hoặc văn bản thay thế" * 2, "originals": 1, "copies": 1}
        for n in range(16)
    ]
    status = STATUSES[number % len(STATUSES)]
    due = f"2026-{1 + number % 12:02}-{1 + number % 28:02}T17:00:00+07:00"
    applicant = {"name": "Nguyễn Thị Bưởi", "id": f"0381{number:08}", "address": "Hà Trung, Thanh Hóa", "phone": "09"}
    facts = {f"fact-{n}": f"value {number * n}" for n in range(24)}
    return {"unit": UNIT, "status": status, "due_at": due, "applicant": applicant, "facts": facts, "papers": papers}


class Embedded:
    """The embedded store in a folder."""

    def __init__(self, folder: Path, sync: Callable[[int], None] = os.fdatasync) -> None:
        self.store = EmbeddedStore(folder, DECLARED, sync)

    def receive(self, first: int, count: int = 1) -> None:
        """Receive `count` dossiers in one durable transaction."""

        def receive_all(tx: Tx) -> None:
            for number in range(first, first + count):
                self._receive(tx, number)

        self.store.run(UNIT, receive_all)

    def _receive(self, tx: Tx, number: int) -> None:
        code = f"H56.12-{tx.next_number('2026'):07}"
        tx.put("dossiers", code, {"code": code, **dossier(number)}, expected_version=0)
        event = tx.append_event(code, {"type": "received", "by": "clerk", "at": "2026-02-13T09:00:00+07:00"})
        tx.put("outbox", f"{code}/{event['seq']}", {"to": "vn/38", "event": event})

    def move(self, code: str, seq: int) -> None:
        """Record an event of a dossier and rewrite its row."""

        def act(tx: Tx) -> None:
            row = tx.get("dossiers", code)
            assert row is not None
            tx.append_event(code, {"type": "step_completed", "by": "officer", "at": "2026-02-13T10:00:00+07:00"})
            tx.put("dossiers", code, {**row, "status": STATUSES[seq % len(STATUSES)]})

        self.store.run(UNIT, act)

    def page(self) -> int:
        """Read the fifty dossiers that are due next."""
        return len(self.store.find("dossiers", Query({"status": "in_progress"}, order="due_at", limit=50)))


class Sqlite:
    """The same by hand-written SQL: WAL, synchronous=FULL, an index on status and due date."""

    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / "sqlite.db", isolation_level=None)
        self.db.executescript(
            """PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
            CREATE TABLE counters (series TEXT PRIMARY KEY, last INTEGER) WITHOUT ROWID;
            CREATE TABLE dossiers (code TEXT PRIMARY KEY, status TEXT, due_at TEXT, body TEXT);
            CREATE INDEX worklist ON dossiers (status, due_at);
            CREATE TABLE events (code TEXT, seq INTEGER, body TEXT, PRIMARY KEY (code, seq));
            CREATE TABLE outbox (id TEXT PRIMARY KEY, body TEXT);"""
        )

    def receive(self, first: int, count: int = 1) -> None:
        """Receive `count` dossiers in one durable transaction."""
        self.db.execute("BEGIN IMMEDIATE")
        for number in range(first, first + count):
            self._receive(number)
        self.db.execute("COMMIT")

    def _receive(self, number: int) -> None:
        upsert = "INSERT INTO counters VALUES ('2026', 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last"
        (last,) = self.db.execute(upsert).fetchone()
        code = f"H56.12-{last:07}"
        row = {"code": code, **dossier(number)}
        event = {"type": "received", "by": "clerk", "at": "2026-02-13T09:00:00+07:00", "seq": 1}
        self.db.execute("INSERT INTO dossiers VALUES (?, ?, ?, ?)", (code, row["status"], row["due_at"], written(row)))
        self.db.execute("INSERT INTO events VALUES (?, 1, ?)", (code, written(event)))
        self.db.execute("INSERT INTO outbox VALUES (?, ?)", (f"{code}/1", written({"to": "vn/38", "event": event})))

    def page(self) -> int:
        """Read the fifty dossiers that are due next."""
        select = "SELECT body FROM dossiers WHERE status = 'in_progress' ORDER BY due_at, code LIMIT 50"
        return len([json.loads(body) for (body,) in self.db.execute(select)])


Side = Embedded | Sqlite


def written(value: object) -> str:
    """Write JSON as the embedded store does."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def fill(side: Side, count: int) -> Side:
    """Receive dossiers in batches."""
    for first in range(0, count, BATCH):
        side.receive(first, min(BATCH, count - first))
    return side


def took(action: Callable[[], object]) -> float:
    """Return how long an action took, in milliseconds."""
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


def medians(sides: list[Side], actions: list[Callable[[Side], object]]) -> list[float]:
    """Return the median milliseconds of each side, which take turns at each action."""
    times: list[list[float]] = [[] for _ in sides]
    for action in actions:
        for side, into in zip(sides, times, strict=True):
            into.append(took(lambda action=action, side=side: action(side)))  # type: ignore[misc]
    return [statistics.median(one) for one in times]


def compare(folder: Path) -> Iterator[Row]:
    """Yield what receipts and pages cost with a thousand and a hundred thousand dossiers."""
    sides: list[Side] = []
    for many in (FEW, MANY):
        (folder / str(many)).mkdir()
        sides += [fill(kind(folder / str(many)), many) for kind in (Embedded, Sqlite)]
    receipts = medians(sides, [partial(receive, number=MANY + n) for n in range(RECEIPTS)])
    pages = medians(sides, [lambda side: side.page()] * 50)
    for many, at in ((FEW, 0), (MANY, 2)):
        yield row(f"store: durable receipt, {many:,} dossiers", receipts[at], "ms")
        yield row(f"SQLite WAL FULL: durable receipt, {many:,} dossiers", receipts[at + 1], "ms")
        yield row(
            f"store: durable receipt against SQLite, {many:,} dossiers",
            receipts[at] / receipts[at + 1],
            "×",
            at_most=1.6,
        )
        yield row(f"store: 50 dossiers by status and due date, {many:,} dossiers", pages[at], "ms")
        yield row(f"SQLite: 50 dossiers by status and due date, {many:,} dossiers", pages[at + 1], "ms")
    yield row(
        "store: durable receipt, growth from 1,000 to 100,000 dossiers", receipts[2] / receipts[0], "×", at_most=1.2
    )


def receive(side: Side, number: int) -> None:
    """Receive one dossier."""
    side.receive(number)


def opening(folder: Path) -> Iterator[Row]:
    """Yield how long opening a commune-year takes: 15,000 dossiers, a line for each receipt and each of four moves."""
    side = Embedded(folder, sync=lambda _: None)  # only the reading is measured
    for number in range(YEAR):
        side.receive(number)
        for seq in range(MOVES):
            side.move(f"H56.12-{number + 1:07}", seq)
    side.store.close()
    yield row(f"store: opening {YEAR:,} dossiers ({YEAR * (MOVES + 1):,} lines)", took(lambda: Embedded(folder)), "ms")


def rows() -> list[Row]:
    """Measure everything, in temporary folders."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        return [*compare(Path(one)), *opening(Path(two))]
