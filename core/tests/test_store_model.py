"""The embedded store against plain dicts: whatever is done in whatever order, both say the same, reopened or not."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from motcua.findings import MotcuaError
from motcua.store import Declared, Query, Tx, open_store, verify

UNIT = "vn/38/ha-trung"
TABLES = {"dossiers": Declared(unique=(("login",),), indexes=(("status", "due"), ("due",)))}
KEYS = st.sampled_from([f"HT-{n}" for n in range(8)])
STATUSES = st.sampled_from(["received", "signed", None])
VALUES = st.fixed_dictionaries(
    {"status": STATUSES, "due": st.one_of(st.none(), st.integers(0, 5), st.sampled_from(["2026-02", "2026-03"]))},
    optional={"login": st.sampled_from(["sy", "mai"]), "note": st.text(max_size=5)},
)
WRITES = st.lists(st.tuples(KEYS, st.one_of(st.none(), VALUES)), max_size=4)


class FailedError(Exception):
    """The transaction ends here."""


class StoreAgainstDicts(RuleBasedStateMachine):
    """Rows, events and counters as plain dicts, beside the store."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(self.folder, TABLES)
        self.rows: dict[str, dict[str, Any]] = {}
        self.events: dict[str, list[str]] = {}
        self.last = 0

    @rule(writes=WRITES, fails=st.booleans(), dossier=KEYS, kind=st.text(max_size=3))
    def transact(self, writes: list[tuple[str, dict[str, Any] | None]], fails: bool, dossier: str, kind: str) -> None:
        expected = self.after(writes)

        def act(tx: Tx) -> int:
            for key, value in writes:
                tx.delete("dossiers", key) if value is None else tx.put("dossiers", key, value)
            assert {row.key: row for row in tx.find("dossiers", Query())} == expected
            tx.append_event(dossier, {"type": kind})
            number = tx.next_number("2026")
            if fails:
                raise FailedError
            return number

        if expected is None:
            with pytest.raises(MotcuaError, match="store/not-unique"):
                self.store.run(UNIT, act)
            return
        if fails:
            with pytest.raises(FailedError):
                self.store.run(UNIT, act)
            return
        number = self.store.run(UNIT, act)
        self.rows, self.last = expected, self.last + 1
        self.events.setdefault(dossier, []).append(kind)
        assert number == self.last

    def after(self, writes: list[tuple[str, dict[str, Any] | None]]) -> dict[str, dict[str, Any]] | None:
        """Return the rows after these writes, None when two of them would share a login on the way."""
        rows = dict(self.rows)
        for key, value in writes:
            rows.pop(key, None)
            if value is not None:
                if "login" in value and value["login"] in [row.get("login") for row in rows.values()]:
                    return None
                rows[key] = value
        return rows

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.folder, TABLES)
        assert not self.store.findings

    @rule(status=STATUSES, backwards=st.booleans(), limit=st.integers(1, 4))
    def page_through(self, status: str | None, backwards: bool, limit: int) -> None:
        order = "-due" if backwards else "due"
        keys: list[str] = []
        while page := self.store.find(
            "dossiers", Query({"status": status}, order, after=keys[-1] if keys else None, limit=limit)
        ):
            keys += [row.key for row in page]
        wanted = [key for key, row in self.rows.items() if row["status"] == status]
        assert keys == sorted(wanted, key=lambda key: (rank(self.rows[key]["due"]), key), reverse=backwards)

    @rule(low=st.integers(0, 5), high=st.integers(0, 5))
    def look_between(self, low: int, high: int) -> None:
        found = {row.key for row in self.store.find("dossiers", Query({"due": {"from": low, "to": high}}))}
        assert found == {k for k, row in self.rows.items() if isinstance(row["due"], int) and low <= row["due"] < high}

    @invariant()
    def same_rows(self) -> None:
        if hasattr(self, "store"):
            assert {row.key: dict(row) for row in self.store.find("dossiers", Query())} == self.rows

    @invariant()
    def same_events(self) -> None:
        for dossier, kinds in getattr(self, "events", {}).items():
            assert [event["type"] for event in self.store.events(dossier)] == kinds

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            report = verify(self.folder)
            assert (report.sound, report.events) == (True, sum(map(len, self.events.values())))
            shutil.rmtree(self.folder)


def rank(due: Any) -> tuple[int, Any]:
    """Order absent before numbers before texts."""
    return (0, 0) if due is None else (1, due) if isinstance(due, int) else (2, due)


TestStoreAgainstDicts = StoreAgainstDicts.TestCase
TestStoreAgainstDicts.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
