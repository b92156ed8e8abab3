"""The file of a bundle: found by the homes it is of, read in one go, replaced in one go."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any
from unicodedata import unidata_version

import motcua
from motcua.catalog.bundle.remarks import decode_findings, encode_findings
from motcua.catalog.bundle.shelf import Shelf
from motcua.catalog.bundle.trees import decode_tree, encode_tree
from motcua.catalog.homes import Home
from motcua.findings import Finding
from motcua.lang.keeping import keeping
from motcua.lang.tree import Node

_KEPT = 20  # bundles in a folder: the longest unchanged go
_TREES = 20_000  # in a bundle: those of a few versions of a country's law
_JUDGES = ("cel-expr-python", "jsonschema", "ruamel.yaml.clib")  # what says what is right, beside the program itself


class Bundle:
    """What is known of some homes; leaving it as a context keeps what was learnt.

    `contents` are documents by the digest of their file (see `load_homes`), `findings` those of parts (see `check`),
    `trees` those of expressions, looked up and kept by whatever is compiled within the context (see `keeping`).
    """

    def __init__(self, file: Path | None) -> None:
        self.file = file
        lines = _read(file) if file else {}
        self.contents: Shelf[list[dict[str, Any]]] = Shelf(lines.get("contents", {}), list, _listed)
        self.findings: Shelf[tuple[Finding, ...]] = Shelf(lines.get("findings", {}), encode_findings, decode_findings)
        self.trees: Shelf[Node] = Shelf(lines.get("trees", {}), encode_tree, decode_tree, _TREES)
        self._within = ExitStack()

    @classmethod
    def open(cls, folder: Path | None, homes: Iterable[Home]) -> "Bundle":
        """Return the bundle of these homes that a folder holds, an empty one where there is none; None: no folder."""
        if folder is None:
            return cls(None)
        places = "\n".join(f"{home.folder.resolve()} {home.shown}" for home in homes)
        return cls(folder / f"{sha256(os.fsencode(places)).hexdigest()[:32]}.bundle")

    @property
    def _shelves(self) -> dict[str, Shelf[Any]]:
        return {"contents": self.contents, "findings": self.findings, "trees": self.trees}

    def __enter__(self) -> "Bundle":
        self._within.enter_context(keeping(self.trees))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._within.close()
        self.keep()

    def keep(self) -> None:
        """Keep what was learnt. A folder that cannot be written costs time, not answers."""
        if self.file and any(shelf.changed for shelf in self._shelves.values()):
            with suppress(OSError):
                _replace(self.file, b"\n".join([_program(), *self._lines(), b""]))
                _tidy(self.file.parent)
            for shelf in self._shelves.values():
                shelf.changed = False

    def _lines(self) -> Iterator[bytes]:
        for name, shelf in self._shelves.items():
            for key, line in shelf.kept():
                yield f"{name} {key} ".encode() + line


def _listed(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise TypeError(value)
    return value


def _read(file: Path) -> dict[str, dict[str, bytes]]:
    """Return the lines of each shelf by key; none where the file is of another program, or is none."""
    try:
        program, *lines = file.read_bytes().split(b"\n")
    except OSError:
        return {}
    found: dict[str, dict[str, bytes]] = {}
    for line in lines if program == _program() else ():
        name, _, rest = line.partition(b" ")
        key, _, value = rest.partition(b" ")
        found.setdefault(name.decode("ascii", "replace"), {})[key.decode("ascii", "replace")] = value
    return found


def _replace(file: Path, content: bytes) -> None:
    """Put a file in its place at once: whoever reads meanwhile has the old one or the new one, whole."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}")  # no other process writes there; a command keeps its bundle once
    try:
        beside.write_bytes(content)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _tidy(folder: Path) -> None:
    ours = folder.glob(f"{'[0-9a-f]' * 32}.*")  # what killed processes left beside, too
    bundles = sorted(ours, key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in bundles[_KEPT:]:
        file.unlink(missing_ok=True)


@cache
def _program() -> bytes:
    """Name the program that judges: Python, the judges, and every file of our own, as Python itself knows its age."""
    parts = [sys.version, unidata_version, *map(version, _JUDGES), *_own_files(Path(motcua.__file__).parent)]
    return sha256("\n".join(parts).encode()).hexdigest().encode()


def _own_files(package: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(package):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", "builtin"))
        for name in sorted(files):
            told = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - some three hundred at every start
            yield f"{folder}/{name} {told.st_size} {told.st_mtime_ns}"
