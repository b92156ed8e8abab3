"""The append-only file: one line per transaction, durable before it is acknowledged.

The file is filled with zeros ahead of the lines, so that a flush writes data and no metadata. Waiting threads share one
flush. After a failed flush nobody knows what the disk holds: the journal is broken for good and is never retried.
"""

import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from motcua.findings import MotcuaError, refuse, why_denied
from motcua.store.lines import FORMAT, GENESIS, Change, Line, read_line, write_line
from motcua.store.recovery import sync_folder

JOURNAL = "journal"  # the name of the file in a data folder
AHEAD = 4 << 20  # bytes of zeros laid at a time: some five hundred transactions


def create(path: Path) -> None:
    """Make an empty journal, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        file.write(write_line(GENESIS, 0, 0, FORMAT, ()))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    sync_folder(path.parent)


class Journal:
    """An open journal. `append` is for one thread at a time (the store's lock); `flush` and `read` are for all."""

    def __init__(self, path: Path, last: Line, sync: Callable[[int], None] = os.fdatasync) -> None:
        """Open for appending after the last good line.

        :param sync: how a file descriptor is made durable; a test of disk failure gives its own.
        """
        self.path = path
        self.end = last.end
        self.number = last.number + 1
        self.broken: MotcuaError | None = None
        self._head = last.hash
        self._sealed = not last.changes
        self._fd = os.open(path, os.O_RDWR)
        self._size = os.fstat(self._fd).st_size
        self._sync = sync
        self._turn = threading.Condition()
        self._syncing = False
        self._durable = 0
        self.flush(self.end)  # after kill -9 the last lines may be in the page cache alone

    def append(self, unit: str, changes: Iterable[Change]) -> Line:
        """Write one line and return it; it is not durable before `flush`.

        :raises MotcuaError: `store/disk-full` (nothing has changed) or `store/broken`.
        """
        self.check()
        raw = write_line(self._head, self._durable, self.number, unit, changes)
        line = read_line(raw, self.end)
        assert line is not None  # noqa: S101 - just written: says so to mypy
        if line.end > self._size:
            self._grow(line.end)
        try:
            _write(self._fd, raw, self.end)
        except OSError as why:
            raise self.fail(str(why)) from why
        self.end, self.number, self._head = line.end, self.number + 1, line.hash
        self._sealed = not line.changes
        return line

    def flush(self, end: int) -> None:
        """Wait until everything before `end` is durable; one waiting thread flushes for all.

        :raises MotcuaError: `store/broken`.
        """
        with self._turn:
            while self._durable < end and self._syncing and not self.broken:
                self._turn.wait()
            self.check()
            if self._durable >= end:
                return
            self._syncing = True
        self._flush_for_all()

    def _flush_for_all(self) -> None:
        written = self.end
        try:
            self._sync(self._fd)
            self._durable = written
        except OSError as why:
            self.fail(str(why))
        finally:  # also when interrupted: the others must not wait for ever
            with self._turn:
                self._syncing = False
                self._turn.notify_all()
        self.check()

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes of a value; safe from any thread.

        :raises MotcuaError: `store/broken`: what is in memory may never have reached the disk.
        """
        self.check()
        return os.pread(self._fd, length, offset)

    def check(self) -> None:
        """Raise what broke the journal, if anything did."""
        if self.broken:
            raise MotcuaError(*self.broken.findings)

    def fail(self, why: str) -> MotcuaError:
        """Declare the journal broken: memory and file may differ, so nothing may build on either."""
        self.broken = refuse("store/broken", path=str(self.path), why=why)
        return self.broken

    def close(self) -> None:
        """Seal the file with an empty line, whose durable mark vouches for all before it."""
        if not self.broken:
            self.flush(self.end)
            self._seal()
        self.broken = refuse("store/closed", path=str(self.path))
        os.close(self._fd)

    def _seal(self) -> None:
        if self._sealed:
            return
        with suppress(MotcuaError):  # a full disk must not keep anybody from closing; all is durable already
            self.append("-", ())
            self.flush(self.end)

    def _grow(self, needed: int) -> None:
        try:
            self._fill(max(needed, self._size + AHEAD))
        except OSError:
            self._fill_exactly(needed)

    def _fill_exactly(self, needed: int) -> None:
        """Use the last of a disk that has no room for zeros to spare."""
        try:
            self._fill(needed)
        except OSError as why:
            raise refuse("store/disk-full", path=str(self.path), why=why_denied(why)) from why

    def _fill(self, size: int) -> None:
        try:
            _write(self._fd, bytes(size - self._size), self._size)
        except OSError:
            os.ftruncate(self._fd, self._size)
            raise
        self._size = size


def _write(fd: int, raw: bytes, offset: int) -> None:
    """Write all bytes at an offset; the kernel may take them in parts."""
    view = memoryview(raw)
    while view:
        done = os.pwrite(fd, view, offset)
        view, offset = view[done:], offset + done
