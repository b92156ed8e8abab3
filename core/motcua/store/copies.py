"""Verifying a journal, copying it while it runs, and putting a copy back. None of these needs the store's lock."""

import os
from pathlib import Path
from typing import Any

from msgspec import Struct

from motcua.findings import Finding, MotcuaError, refuse
from motcua.store.journal import JOURNAL
from motcua.store.lines import GENESIS, Line, decode, digest
from motcua.store.memory import dossier_of
from motcua.store.port import EVENTS
from motcua.store.recovery import line_at, sync_folder, tail, walk

_LOOKS = 3  # a journal may be written while it is read: what still looks damaged at the third look is


class Report(Struct, frozen=True):
    """What a walk over a journal found; `head` is the hash that vouches for everything before it."""

    path: str
    transactions: int
    events: int
    bytes: int
    head: str
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong; a torn end that was never acknowledged is only a warning."""
        return all(finding.severity != "error" for finding in self.findings)


def verify(location: str | Path) -> Report:
    """Walk the chain of lines and the chain of events of every dossier, of a data folder or of a backup file.

    :raises MotcuaError: `store/not-a-journal` when there is nothing to walk.
    """
    path = _journal_of(location)
    for _ in range(_LOOKS):
        report = _look(path)
        if report.sound:
            break
    return report


def backup(location: str | Path, target: str | Path) -> Report:
    """Copy all durable transactions of a data folder, in use or not, into a new file and return what was copied.

    :raises MotcuaError: `store/target-exists`, or what `verify` found wrong: damage is never copied over a good backup.
    """
    report = _sound(verify(location))
    _copy(_journal_of(location), Path(target), report.bytes)
    return report


def restore(copy: str | Path, location: str | Path) -> Report:
    """Verify a backup file, then make it the journal of a data folder that has none.

    :raises MotcuaError: `store/target-exists`, or what `verify` found wrong.
    """
    report = _sound(verify(copy))
    folder = Path(location)
    folder.mkdir(parents=True, exist_ok=True)
    _copy(_journal_of(copy), folder / JOURNAL, report.bytes)
    return report


def _journal_of(location: str | Path) -> Path:
    path = Path(location)
    path = path / JOURNAL if path.is_dir() else path
    if not path.is_file():
        raise refuse("store/no-journal", path=str(path))
    return path


def _sound(report: Report) -> Report:
    if not report.sound:
        raise MotcuaError(*report.findings)
    return report


def _look(path: Path) -> Report:
    chains, findings, last, transactions = Chains(path), [], None, 0
    for line in walk(path):
        findings += chains.follow(line)
        transactions += bool(line.changes)
        last = line
    assert last is not None  # noqa: S101 - `walk` yields a first line or raises; says so to mypy
    return Report(str(path), transactions, chains.events, last.end, last.hash, (*findings, *_after(path, last)))


def _after(path: Path, last: Line) -> tuple[Finding, ...]:
    try:
        torn = tail(path, last)
    except MotcuaError as damage:
        return damage.findings
    params = {"path": str(path), "offset": last.end, "bytes": len(torn)}
    return (Finding("store/unfinished", severity="warning", params=params),) if torn else ()


class Chains:
    """The chain of events of each dossier, followed line by line."""

    def __init__(self, path: Path) -> None:
        self.events = 0
        self._path = path
        self._heads: dict[str, tuple[int, str]] = {}

    def follow(self, line: Line) -> list[Finding]:
        """Take the events of one line and return those that do not follow the one before."""
        slots = [(key, slot) for table, key, slot in line.changes if table == EVENTS]
        if not slots:
            return []
        with self._path.open("rb") as file:
            raws = [(key, os.pread(file.fileno(), slot[1], slot[0])) for key, slot in slots]
        return [finding for key, raw in raws for finding in self._event(key, raw, line)]

    def _event(self, key: str, raw: bytes, line: Line) -> list[Finding]:
        dossier = dossier_of(key)
        length, head = self._heads.get(dossier, (0, GENESIS))
        event: dict[str, Any] = decode(raw) if raw else {}
        self.events += 1
        self._heads[dossier] = (length + 1, digest(raw))
        if (event.get("seq"), event.get("prev")) == (length + 1, head):
            return []
        params = {"dossier": dossier, "seq": length + 1, "path": str(self._path)}
        return [Finding("store/event-chain", params={**params, "line": line_at(self._path, line.offset)})]


def _copy(source: Path, target: Path, size: int) -> None:
    """Copy the first bytes of a file into a new one, durable before it has its name."""
    if target.exists():
        raise refuse("store/target-exists", path=str(target))
    draft = target.with_name(target.name + ".part")
    with source.open("rb") as reading, draft.open("wb") as writing:
        while size and (piece := reading.read(min(size, 1 << 20))):
            size -= writing.write(piece)
        writing.flush()
        os.fsync(writing.fileno())
    draft.rename(target)
    sync_folder(target.parent)
