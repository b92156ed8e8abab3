"""Which characters a font can print. Typst draws an empty box for the others without a word, so we look first."""

import struct
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_WHITE = "\n\t"


@cache
def coverage(font: Path) -> frozenset[int]:
    """List the code points of a TrueType font's Unicode table (`cmap`, format 4)."""
    raw = font.read_bytes()
    table = _tables(raw)["cmap"]
    for index in range(struct.unpack_from(">H", raw, table + 2)[0]):
        platform, _, offset = struct.unpack_from(">HHL", raw, table + 4 + 8 * index)
        if platform in (0, 3) and struct.unpack_from(">H", raw, table + offset)[0] == 4:
            return frozenset(_format_4(raw, table + offset))
    raise ValueError(f"{font} has no Unicode table of format 4")


def legible(value: Any, characters: frozenset[int]) -> Any:
    """Return data with every text in NFC and each character that cannot be printed shown as ``[U+4E2D]``, not lost."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        return "".join(c if ord(c) in characters or c in _WHITE else f"[U+{ord(c):04X}]" for c in text)
    if isinstance(value, Mapping):
        return {key: legible(item, characters) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [legible(item, characters) for item in value]
    return value


def _tables(raw: bytes) -> dict[str, int]:
    count = struct.unpack_from(">H", raw, 4)[0]
    records = (struct.unpack_from(">4sLLL", raw, 12 + 16 * index) for index in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in records}


def _format_4(raw: bytes, start: int) -> list[int]:
    """Read the segments of a table: where each ends, where it begins, and how its glyphs are found."""
    segments = struct.unpack_from(">H", raw, start + 6)[0] // 2
    ends, starts, deltas, ranges = (start + 14 + 2 * (segments * part + (part > 0)) for part in range(4))
    points = []
    for index in range(segments):
        end, first, delta, jump = (
            struct.unpack_from(">H", raw, at + 2 * index)[0] for at in (ends, starts, deltas, ranges)
        )
        for point in range(first, min(end, 0xFFFE) + 1):
            glyph = point
            if jump:
                glyph = struct.unpack_from(">H", raw, ranges + 2 * index + jump + 2 * (point - first))[0]
                if glyph == 0:
                    continue
            if (glyph + delta) & 0xFFFF:
                points.append(point)
    return points
