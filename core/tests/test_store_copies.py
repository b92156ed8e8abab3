"""Verify, back up and restore: nothing unsound is ever copied or put back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from motcua.findings import MotcuaError
from motcua.store import Tx, backup, open_store, restore, verify
from motcua.store.journal import JOURNAL
from motcua.store.lines import write_line
from motcua.store.recovery import walk

UNIT = "vn/38/ha-trung"


def work(tx: Tx) -> None:
    tx.put("dossiers", f"HT-{tx.next_number('2026')}", {"status": "received"})
    tx.append_event("HT-1", {"type": "noted", "by": "Lê Văn Sỹ"})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of a closed store: five transactions, five events of one dossier."""
    folder = tmp_path / "data"
    store = open_store(folder)
    for _ in range(5):
        store.run(UNIT, work)
    store.close()
    return folder


def refusal(fn: Callable[[], object]) -> str:
    with pytest.raises(MotcuaError) as caught:
        fn()
    return caught.value.findings[0].rule


def damage(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[raw.index("Lê Văn Sỹ".encode())] ^= 1
    path.write_bytes(raw)


def test_verifying_counts_what_it_walked(data: Path) -> None:
    report = verify(data)
    assert (report.sound, report.transactions, report.events, report.findings) == (True, 5, 5, ())
    assert report.head == list(walk(data / JOURNAL))[-1].hash


def test_a_backup_restored_holds_the_same_rows_events_and_counters(data: Path, tmp_path: Path) -> None:
    report = backup(data, tmp_path / "copy")
    assert restore(tmp_path / "copy", tmp_path / "new").head == report.head == verify(tmp_path / "new").head
    store = open_store(tmp_path / "new")
    assert store.get("dossiers", "HT-5") == {"status": "received"}
    assert len(store.events("HT-1")) == 5
    assert store.run(UNIT, lambda tx: tx.next_number("2026")) == 6
    store.close()


def test_a_backup_needs_no_lock_and_takes_what_is_written_so_far(data: Path, tmp_path: Path) -> None:
    store = open_store(data)
    store.run(UNIT, work)
    assert backup(data, tmp_path / "copy").transactions == 6
    store.run(UNIT, work)
    assert backup(data, tmp_path / "copy-2").transactions == 7
    store.close()


def test_a_backup_never_replaces_one_and_a_restore_never_replaces_data(data: Path, tmp_path: Path) -> None:
    backup(data, tmp_path / "copy")
    assert refusal(lambda: backup(data, tmp_path / "copy")) == "store/target-exists"
    assert refusal(lambda: restore(tmp_path / "copy", data)) == "store/target-exists"


def test_damage_is_neither_backed_up_nor_restored(data: Path, tmp_path: Path) -> None:
    backup(data, tmp_path / "copy")
    damage(data / JOURNAL)
    damage(tmp_path / "copy")
    assert refusal(lambda: backup(data, tmp_path / "copy-2")) == "store/damaged"
    assert refusal(lambda: restore(tmp_path / "copy", tmp_path / "new")) == "store/damaged"
    assert not (tmp_path / "copy-2").exists()
    assert not (tmp_path / "new" / JOURNAL).exists()


def test_the_line_named_is_the_line_an_editor_shows(data: Path) -> None:
    damage(data / JOURNAL)
    (finding,) = verify(data).findings
    lines = (data / JOURNAL).read_bytes().split(b"\n")
    assert b'"seq":1' in lines[finding.params["line"] - 1]
    assert f"dòng {finding.params['line']} " in finding.message()


def test_an_event_rewritten_by_someone_who_mends_every_line_is_still_found(data: Path) -> None:
    raw, forged, prev = (data / JOURNAL).read_bytes(), b"", "0" * 64
    for line in walk(data / JOURNAL):
        cells = [(table, key, raw[at : at + length]) for table, key, (at, length, _) in line.changes]
        cells = [(table, key, value.replace(b'"seq":3', b'"by":"nobody","seq":3')) for table, key, value in cells]
        forged += write_line(prev, line.durable, line.number, line.unit, cells)
        prev = forged[-len(forged.split(b"\n")[-2]) - 1 :][:64].decode()
    (data / JOURNAL).write_bytes(forged)
    (finding,) = verify(data).findings
    assert (finding.rule, finding.params["dossier"], finding.params["seq"]) == ("store/event-chain", "HT-1", 4)


@pytest.mark.parametrize("look", [verify, lambda path: backup(path, path / "copy"), lambda path: restore(path, path)])
def test_where_there_is_no_journal_the_answer_says_so(tmp_path: Path, look: Callable[[Path], object]) -> None:
    assert refusal(lambda: look(tmp_path)) == "store/no-journal"


def test_the_journal_is_readable_without_us(data: Path) -> None:
    line = (data / JOURNAL).read_text("utf-8").split("\n")[1].split("\t")
    assert line[3:6] == ["1", UNIT, "counters"]
    assert line[8:11] == ["dossiers", "HT-1", '{"status":"received"}']


def test_a_url_of_a_store_nobody_provides_is_refused_by_its_scheme() -> None:
    assert refusal(lambda: open_store("postgresql://localhost/motcua")) == "store/unknown-scheme"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert refusal(lambda: open_store(tmp_path / "file")) == "store/no-folder"
