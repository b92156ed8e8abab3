"""The stored dossiers of a data folder, read from its journal without its lock: whoever serves it is not disturbed."""

import os
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motcua.findings import MotcuaError
from motcua.store import EVENTS, verify
from motcua.store.lines import decode
from motcua.store.memory import dossier_of
from motcua.store.recovery import walk


@dataclass(frozen=True, slots=True)
class Journals:
    """The events of every dossier up to the moment of reading; only where they lie is held in memory."""

    path: Path
    slots: Mapping[str, "array[int]"]

    def __len__(self) -> int:
        """Count the dossiers."""
        return len(self.slots)

    def __iter__(self) -> Iterator[list[dict[str, Any]]]:
        """Walk the dossiers in the order of their receipt, each as the list of its events."""
        with self.path.open("rb") as file:
            for slots in self.slots.values():
                pairs = zip(slots[::2], slots[1::2], strict=True)
                yield [decode(os.pread(file.fileno(), length, offset)) for offset, length in pairs]


def stored(location: str | Path) -> Journals:
    """Find the events of a data folder, in use or not, or of a backup file.

    :raises MotcuaError: ``store/no-journal``, ``store/not-a-journal``, or what is damaged.
    """
    report = verify(location)
    if not report.sound:
        raise MotcuaError(*report.findings)
    slots: dict[str, array[int]] = {}
    for line in walk(Path(report.path)):
        if line.end > report.bytes:  # written since it was verified
            break
        for table, key, (offset, length, _) in line.changes:
            if table == EVENTS:
                slots.setdefault(dossier_of(key), array("q")).extend((offset, length))
    return Journals(Path(report.path), slots)
