"""Reading a journal back: which lines hold, and whether what follows is a torn tail or damage."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from motcua.findings import refuse
from motcua.store.lines import FORMAT, GENESIS, Line, read_line

_BEGINNING = re.compile(rb"[0-9a-f]{64}\t[0-9a-f]{64}\t\d+\t\d+\t")


def walk(path: Path) -> Iterator[Line]:
    """Yield the lines that form an unbroken chain from the first; stop before the first that does not.

    :raises MotcuaError: `store/not-a-journal` when there is no first line or it is of another format.
    """
    expected, number, offset = GENESIS, 0, 0
    with path.open("rb") as file:
        for raw in file:
            line = read_line(raw, offset)
            if line is None or line.prev != expected or line.number != number:
                break
            if number == 0 and line.unit != FORMAT:
                break
            yield line
            expected, number, offset = line.hash, number + 1, line.end
    if number == 0:
        raise refuse("store/not-a-journal", path=str(path), format=FORMAT)


def tail(path: Path, last: Line) -> bytes:
    """Return what stands after the last good line: empty (the zeros laid ahead do not count), or the torn end.

    Empty too when another process has written the next line meanwhile: the lines up to `last` are whole all the same.

    :raises MotcuaError: `store/damaged` when a later line proves that something after `last` had once been durable.
    """
    with path.open("rb") as file:
        file.seek(last.end)
        rest = file.read().rstrip(b"\0")
    later = [line for begin in _BEGINNING.finditer(rest) if (line := _line(rest, begin.start(), last.end))]
    if later and (later[0].offset, later[0].prev) == (last.end, last.hash):
        return b""
    if any(line.durable > last.end for line in later):
        raise refuse("store/damaged", path=str(path), offset=last.end, line=line_at(path, last.end))
    return rest


def _line(rest: bytes, begin: int, offset: int) -> Line | None:
    newline = rest.find(b"\n", begin)
    return read_line(rest[begin : newline + 1], offset + begin)


def line_at(path: Path, offset: int) -> int:
    """Count which line of the file, from 1, begins at an offset: what `sed -n Np` shows."""
    with path.open("rb") as file:
        return file.read(offset).count(b"\n") + 1


def set_aside(path: Path, end: int, torn: bytes) -> Path:
    """Keep the torn end in a file of its own next to the journal, then blank it in the journal."""
    aside = free_name(path, end)
    with aside.open("xb") as file:
        file.write(torn)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
    with path.open("r+b") as file:
        file.seek(end)
        file.write(b"\0" * len(torn))
        file.flush()
        os.fsync(file.fileno())
    return aside


def free_name(path: Path, end: int) -> Path:
    """Name a file that is not there yet after the journal and the offset where it was torn."""
    count, aside = 1, path.with_name(f"{path.name}.torn-{end}")
    while aside.exists():
        count, aside = count + 1, path.with_name(f"{path.name}.torn-{end}-{count}")
    return aside


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; a file's own fsync does not."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
