"""The stored dossiers of a data folder, read from its journal without its lock: whoever serves it is not disturbed."""

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, overload

from motcua.findings import MotcuaError
from motcua.store import EVENTS, verify
from motcua.store.lines import decode
from motcua.store.memory import dossier_of
from motcua.store.recovery import walk

Events = list[dict[str, Any]]


class Journals(Sequence[Events]):
    """The events of every dossier up to the moment of reading; only where they lie is held in memory.

    Dossiers stand in the order of their receipt. `ends` names the last event of each, `before` the one before each
    event (-1: none), `offsets` and `lengths` where it lies.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ends = array("q")
        self.before = array("q")
        self.offsets = array("q")
        self.lengths = array("q")

    def __len__(self) -> int:
        """Count the dossiers."""
        return len(self.ends)

    def __iter__(self) -> Iterator[Events]:
        """Walk the dossiers, each as the list of its events."""
        with self.path.open("rb") as file:
            for end in self.ends:
                yield self._read(file, end)

    @overload
    def __getitem__(self, at: int) -> Events: ...
    @overload
    def __getitem__(self, at: slice) -> list[Events]: ...
    def __getitem__(self, at: int | slice) -> Events | list[Events]:
        """Return one dossier, or a stretch of them."""
        with self.path.open("rb") as file:
            if isinstance(at, int):
                return self._read(file, self.ends[at])
            return [self._read(file, end) for end in self.ends[at]]

    def _read(self, file: BinaryIO, event: int) -> Events:
        found: Events = []
        while event >= 0:
            file.seek(self.offsets[event])
            found.append(decode(file.read(self.lengths[event])))
            event = self.before[event]
        return found[::-1]


def stored(location: str | Path) -> Journals:
    """Find the events of a data folder, in use or not, or of a backup file.

    :raises MotcuaError: ``store/no-journal``, ``store/not-a-journal``, or what is damaged.
    """
    report = verify(location)
    if not report.sound:
        raise MotcuaError(*report.findings)
    journals = Journals(Path(report.path))
    numbers: dict[str, int] = {}
    for line in walk(journals.path):
        if line.end > report.bytes:  # written since it was verified
            break
        for table, key, (offset, length, _) in line.changes:
            if table == EVENTS:
                _note(journals, numbers.setdefault(dossier_of(key), len(numbers)), offset, length)
    return journals


def _note(journals: Journals, dossier: int, offset: int, length: int) -> None:
    event = len(journals.offsets)
    journals.offsets.append(offset)
    journals.lengths.append(length)
    if dossier < len(journals.ends):
        journals.before.append(journals.ends[dossier])
        journals.ends[dossier] = event
    else:
        journals.before.append(-1)
        journals.ends.append(event)
