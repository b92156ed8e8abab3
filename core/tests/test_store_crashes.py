"""An acknowledged dossier survives whatever happens to the process, the power and the disk.

`MOTCUA_CRASH_ROUNDS` raises the number of kills (20) and of power cuts (200).
"""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage

import pytest
from msgspec import Struct

from motcua.findings import MotcuaError
from motcua.store import Declared, EmbeddedStore, Query, Tx, backup, open_store, verify
from motcua.store.journal import AHEAD, JOURNAL
from motcua.store.recovery import tail, walk

CHILD = Path(__file__).with_name("store_child.py")
UNIT = "vn/38/ha-trung"
TABLES = {"dossiers": Declared(indexes=(("status",),))}
ROUNDS = int(os.environ.get("MOTCUA_CRASH_ROUNDS", "20"))


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same accidents at every run


@contextmanager
def child(folder: Path, *more: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, str(CHILD), str(folder), *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def receive(tx: Tx) -> str:
    code = f"HT-{tx.next_number('2026'):06}"
    tx.put("dossiers", code, {"status": "received", "name": "Nguyễn Thị Bưởi"}, expected_version=0)
    tx.append_event(code, {"type": "received"})
    return code


def codes_in(store: EmbeddedStore) -> list[str]:
    return [row.key for row in store.find("dossiers", Query({"status": "received"}))]


def is_whole(store: EmbeddedStore) -> bool:
    """No gap among the codes, and each dossier with its event: all of a transaction or nothing."""
    codes = codes_in(store)
    return codes == [f"HT-{n:06}" for n in range(1, len(codes) + 1)] and all(store.events(code) for code in codes)


def refusal(fn: Callable[[], object]) -> str:
    with pytest.raises(MotcuaError) as caught:
        fn()
    return caught.value.findings[0].rule


def test_kill_9_in_the_middle_of_work_loses_nothing_acknowledged(tmp_path: Path) -> None:
    acknowledged: set[str] = set()
    dice = seeded(20260213)
    for _ in range(ROUNDS):
        with child(tmp_path) as process:
            assert process.stdout is not None
            acknowledged.add(process.stdout.readline().strip())
            time.sleep(dice.uniform(0, 0.08))
            process.kill()
            acknowledged.update(code for code in process.stdout.read().split("\n")[:-1])
        assert process.returncode == -9
    store = open_store(tmp_path, TABLES)
    assert len(acknowledged) > ROUNDS
    assert acknowledged <= set(codes_in(store))
    assert is_whole(store)
    store.close()
    assert verify(tmp_path).sound


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The journal of twelve transactions whose process died before closing it."""
    folder = tmp_path_factory.mktemp("written")
    store = open_store(folder, TABLES)
    for _ in range(12):
        store.run(UNIT, receive)
    journal = (folder / JOURNAL).read_bytes()
    store.close()
    return journal.rstrip(b"\0")


def ends_of_lines(tmp_path: Path, journal: bytes) -> list[int]:
    path = tmp_path / "whole"
    path.write_bytes(journal)
    return [line.end for line in walk(path)]


class PowerCut(Struct, frozen=True):
    """A moment at which the power may go: what the kernel holds, how much of it the disk has, who was told yes."""

    journal: bytes
    synced: int
    acknowledged: frozenset[str]


@pytest.fixture(scope="module")
def moments(tmp_path_factory: pytest.TempPathFactory) -> list[PowerCut]:
    """Moments just before the end of a flush, while six clerks receive and wait for it."""
    path = tmp_path_factory.mktemp("power") / JOURNAL
    acknowledged: list[str] = []
    moments: list[PowerCut] = []
    synced = 0

    def sync(_: int) -> None:
        nonlocal synced
        told, end = frozenset(acknowledged), path.read_bytes().rindex(b"\n") + 1
        time.sleep(0.002)
        moments.append(PowerCut(path.read_bytes().rstrip(b"\0"), synced, told))
        synced = end

    store = EmbeddedStore(path.parent, TABLES, sync)
    with ThreadPoolExecutor(6) as clerks:
        for _ in range(72):
            clerks.submit(lambda: acknowledged.append(store.run(UNIT, receive)))
    store.close()
    return moments[1:-1]


def test_a_power_cut_keeps_what_was_acknowledged_whatever_became_of_the_rest(
    tmp_path: Path, moments: list[PowerCut]
) -> None:
    """What was synced stays; the sectors after it arrive, arrive torn, arrive as garbage or not at all."""
    dice = seeded(1)
    set_aside = 0
    for attempt in range(10 * ROUNDS):
        moment = dice.choice(moments)
        folder = tmp_path / str(attempt)
        folder.mkdir()
        (folder / JOURNAL).write_bytes(after(moment, dice))
        store = open_store(folder, TABLES)
        set_aside += len(store.findings)
        assert moment.acknowledged <= set(codes_in(store))
        assert is_whole(store)
        store.run(UNIT, receive)
        store.close()
        assert verify(folder).sound
    assert set_aside > 0


def after(moment: PowerCut, dice: random.Random) -> bytes:
    """Return what a disk may hold after the cut: sectors are 512 bytes, and may be written in any order."""
    data = bytearray(moment.journal)
    kind = dice.choice(["cut", "lost sectors", "garbage"])
    if kind == "cut":
        return bytes(data[: dice.randint(moment.synced, len(data))])
    for sector in range(0, len(data), 512):
        begin, end = max(sector, moment.synced), min(sector + 512, len(data))
        if begin < end and dice.random() < 0.5:
            data[begin:end] = dice.randbytes(end - begin) if kind == "garbage" else bytes(end - begin)
    return bytes(data)


@pytest.mark.parametrize("garbage", [b"", b"\xff" * 5000, b"\0" * 600 + b"x"])
def test_a_torn_last_line_is_set_aside_and_told(tmp_path: Path, written: bytes, garbage: bytes) -> None:
    torn_at, end = ends_of_lines(tmp_path, written)[-2:]
    torn = written[torn_at : end - 40] + garbage
    (tmp_path / JOURNAL).write_bytes(written[:torn_at] + torn)
    store = open_store(tmp_path, TABLES)
    (finding,) = store.findings
    assert (finding.rule, finding.severity, finding.params["offset"]) == ("store/torn-tail", "warning", torn_at)
    assert Path(finding.params["aside"]).read_bytes() == torn
    assert len(codes_in(store)) == 11
    assert store.run(UNIT, receive) == "HT-000012"
    store.close()
    again = open_store(tmp_path, TABLES)
    assert (len(codes_in(again)), again.findings) == (12, ())
    again.close()


def test_two_torn_ends_at_one_place_are_both_kept(tmp_path: Path, written: bytes) -> None:
    for _ in range(2):
        (tmp_path / JOURNAL).write_bytes(written + b"torn")
        open_store(tmp_path, TABLES).close()
    assert len(list(tmp_path.glob("journal.torn-*"))) == 2


def test_a_journal_that_has_grown_while_it_was_read_is_not_taken_for_a_damaged_one(
    tmp_path: Path, written: bytes
) -> None:
    path = tmp_path / JOURNAL
    path.write_bytes(written)
    assert [tail(path, line) for line in walk(path)] == [b""] * 13


def test_every_flipped_bit_in_old_data_is_found_and_its_place_named(tmp_path: Path, written: bytes) -> None:
    """In each byte of the line before the last, and here and there in the others."""
    ends = ends_of_lines(tmp_path, written)
    dice = seeded(2)
    elsewhere = [dice.randrange(ends[0], ends[-3]) for _ in range(5 * ROUNDS)]
    for at in (*range(ends[-3], ends[-2]), *elsewhere):
        data = bytearray(written)
        data[at] ^= 1 << dice.randrange(8)
        (tmp_path / JOURNAL).write_bytes(data)
        with pytest.raises(MotcuaError) as caught:
            open_store(tmp_path, TABLES)
        (finding,) = caught.value.findings
        assert finding.rule == "store/damaged"
        assert finding.params["offset"] == max(end for end in ends if end <= at)
        assert "motcua restore" in finding.remedy()
        assert not verify(tmp_path).sound
    assert not list(tmp_path.glob("*.torn-*"))


def test_after_closing_even_the_last_transaction_is_vouched_for(tmp_path: Path) -> None:
    store = open_store(tmp_path, TABLES)
    store.run(UNIT, receive)
    end = (tmp_path / JOURNAL).read_bytes().rindex(b"\n")
    store.close()
    data = bytearray((tmp_path / JOURNAL).read_bytes())
    data[end - 10] ^= 1
    (tmp_path / JOURNAL).write_bytes(data)
    assert refusal(lambda: open_store(tmp_path, TABLES)) == "store/damaged"


@pytest.mark.parametrize("content", [b"", b"\0" * 512, b"hello\n", b'{"dossiers": {"1": {}}}'])
def test_a_file_that_is_no_journal_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / JOURNAL).write_bytes(content)
    assert refusal(lambda: open_store(tmp_path, TABLES)) == "store/not-a-journal"
    assert (tmp_path / JOURNAL).read_bytes() == content


def test_a_second_process_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    with child(tmp_path) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(MotcuaError) as caught:
            open_store(tmp_path, TABLES)
        (finding,) = caught.value.findings
        assert (finding.rule, finding.params["pid"]) == ("store/in-use", str(process.pid))
        process.kill()
    open_store(tmp_path, TABLES).close()


def test_a_full_disk_refuses_the_transaction_and_keeps_reading(tmp_path: Path) -> None:
    with child(tmp_path, str(AHEAD + 300_000)) as process:
        out, _ = process.communicate(timeout=60)
    *codes, rule, reads, last = out.split("\n")[:-1]
    assert (rule, reads) == ("store/disk-full", "reads 1")
    assert last == f"HT-{len(codes) + 1:06}", "the refused number is given back, and used once there is room"
    store = open_store(tmp_path, TABLES)
    assert is_whole(store)
    assert codes_in(store) == [*codes, last]
    store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes: less than what is laid ahead at a time."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)  # lazy: a failed test has its store still open


def test_a_really_full_disk_takes_what_fits_and_works_again_once_there_is_room(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1 << 20))
    store = open_store(small_disk, TABLES)
    codes = [store.run(UNIT, receive)]
    assert disk_usage(small_disk).free > 1 << 19, "zeros that do not fit give their room back"

    def receive_for_ever() -> None:
        while True:
            codes.append(store.run(UNIT, receive))

    assert refusal(receive_for_ever) == "store/disk-full"
    assert len(codes) > 1000
    assert codes_in(store) == codes
    ballast.unlink()
    codes.append(store.run(UNIT, receive))
    store.close()
    again = open_store(small_disk, TABLES)
    assert (codes_in(again), again.findings) == (codes, ())
    again.close()


def test_a_failed_flush_acknowledges_nobody_and_stops_the_store(tmp_path: Path) -> None:
    failing = threading.Event()

    def sync(fd: int) -> None:
        if failing.is_set():
            raise OSError(5, "Input/output error")
        os.fdatasync(fd)

    store = EmbeddedStore(tmp_path, TABLES, sync)
    store.run(UNIT, receive)
    failing.set()
    refusals = []
    clerks = [threading.Thread(target=lambda: refusals.append(refusal(lambda: store.run(UNIT, receive)))) for _ in "ab"]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join(10)
    assert refusals == ["store/broken", "store/broken"]
    failing.clear()
    assert refusal(lambda: store.run(UNIT, receive)) == "store/broken", "a failed flush is never tried again"
    assert refusal(lambda: store.get("dossiers", "HT-000001")) == "store/broken"
    store.close()
    again = open_store(tmp_path, TABLES)
    assert codes_in(again)[0] == "HT-000001"
    assert is_whole(again)
    again.close()


def test_an_interrupted_flush_acknowledges_nothing_and_blocks_nobody(tmp_path: Path) -> None:
    interrupts = iter([None, None, KeyboardInterrupt()])  # opening, the first receipt, the second

    def sync(fd: int) -> None:
        if interrupt := next(interrupts, None):
            raise interrupt
        os.fdatasync(fd)

    store = EmbeddedStore(tmp_path, TABLES, sync)
    store.run(UNIT, receive)
    with pytest.raises(KeyboardInterrupt):
        store.run(UNIT, receive)
    assert store.run(UNIT, receive) == "HT-000003", "what was written stays written; it was only not acknowledged"
    store.close()


def test_waiting_clerks_share_a_flush(tmp_path: Path) -> None:
    flushes = []

    def slow_sync(fd: int) -> None:
        flushes.append(fd)
        time.sleep(0.02)

    store = EmbeddedStore(tmp_path, TABLES, slow_sync)
    clerks = [threading.Thread(target=store.run, args=(UNIT, receive)) for _ in range(20)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    assert len(codes_in(store)) == 20
    assert len(flushes) < 10
    store.close()


def test_a_backup_of_a_store_at_work_is_whole_and_passes_its_verification(tmp_path: Path) -> None:
    with child(tmp_path / "data") as process:
        assert process.stdout is not None
        before = {process.stdout.readline().strip() for _ in range(50)}
        report = backup(tmp_path / "data", tmp_path / "copy")
        process.kill()
    assert report.sound
    assert verify(tmp_path / "copy").head == report.head
    (tmp_path / "restored").mkdir()
    (tmp_path / "restored" / JOURNAL).write_bytes((tmp_path / "copy").read_bytes())
    store = open_store(tmp_path / "restored", TABLES)
    assert before <= set(codes_in(store))
    assert is_whole(store)
    store.close()
