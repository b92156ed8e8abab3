r"""The text of the journal: one line is one transaction, readable with cut, grep and jq.

``hash ⇥ hash of the line before ⇥ offset known durable ⇥ number ⇥ unit {⇥ table ⇥ key ⇥ JSON}…``

JSON never holds a raw tab or newline; an empty JSON deletes the row. The hash covers all that follows it.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from sys import intern
from typing import Any

from msgspec import Struct

from motcua.findings import refuse

FORMAT = "motcua-journal/1"  # stands in the place of the unit in line 0
GENESIS = "0" * 64  # the hash before the first line, and before the first event of a dossier
_HASH_WIDTH = 65

Change = tuple[str, str, bytes]
Slot = tuple[int, int, int]  # where a value lies in the journal: offset, length, number of the line that wrote it

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_decoder = json.JSONDecoder()


class Line(Struct, frozen=True):
    """One transaction as it lies in the journal; `changes` are (table, key, slot), length 0 meaning deletion."""

    offset: int
    end: int
    hash: str
    prev: str
    durable: int
    number: int
    unit: str
    changes: tuple[tuple[str, str, Slot], ...]


def encode(table: str, key: str, value: Mapping[str, Any]) -> bytes:
    """Write a value as JSON on one line; `table` and `key` are for the error only.

    :raises MotcuaError: `store/not-json`, with what the value holds that JSON cannot.
    """
    try:
        return _encoder.encode(value).encode()
    except (TypeError, ValueError, RecursionError) as why:
        raise refuse("store/not-json", table=table, row=key, why=str(why)) from why


def decode(raw: bytes) -> dict[str, Any]:
    """Read a value that `encode` wrote."""
    value: dict[str, Any] = _decoder.decode(raw.decode())
    return value


def digest(raw: bytes) -> str:
    """Return the hash that chains lines and events: SHA-256 in hexadecimal."""
    return sha256(raw).hexdigest()


def check_name(*names: str) -> None:
    """Refuse a unit, table or key that cannot stand between two tabs.

    :raises MotcuaError: `store/bad-name`.
    """
    for name in names:
        if not name or not name.isprintable():
            raise refuse("store/bad-name", name=name)


def write_line(prev: str, durable: int, number: int, unit: str, changes: Iterable[Change]) -> bytes:
    """Return the bytes of one line, newline included."""
    cells = [f"{prev}\t{durable}\t{number}\t{unit}".encode()]
    for table, key, value in changes:
        cells.append(f"{table}\t{key}".encode())
        cells.append(value)
    body = b"\t".join(cells)
    return b"%s\t%s\n" % (digest(body).encode(), body)


def read_line(raw: bytes, offset: int) -> Line | None:
    """Read the line that begins at `offset`, or return None when its hash does not vouch for it."""
    body = raw[_HASH_WIDTH:-1]
    if raw[-1:] != b"\n" or raw[:_HASH_WIDTH] != digest(body).encode() + b"\t":
        return None
    prev, durable, number, unit, *cells = body.split(b"\t")
    count = int(number)
    at = offset + _HASH_WIDTH + len(prev) + len(durable) + len(number) + len(unit) + 4
    changes = []
    for table, key, value in zip(cells[::3], cells[1::3], cells[2::3], strict=True):
        at += len(table) + len(key) + 2
        changes.append((intern(table.decode()), key.decode(), (at, len(value), count)))
        at += len(value) + 1
    return Line(
        offset, offset + len(raw), raw[:64].decode(), prev.decode(), int(durable), count, unit.decode(), tuple(changes)
    )
