"""A file's text made fit for reading: UTF-8, NFC, not too large, no tabs, nothing invisible."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

from msgspec import Struct

from motcua.findings import Finding
from motcua.places import Place

MAX_BYTES = 1_000_000
_SHOWN = 100  # characters of a line that an excerpt shows

# Tabs, control characters, invisible marks, surrogates, U+FFFD: nobody sees them, and each spoils a comparison.
_UNSEEN = (
    r"\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ue000\ue001\ufeff\ufff0-\uffff"
)
_WIDE_BLANKS = r"\u00a0\u2007\u202f\u3000"  # welcome inside a sentence, never as indentation
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_SUSPECT = re.compile(rf"[{_UNSEEN}]|^ *[{_WIDE_BLANKS}]", re.MULTILINE)
_BAD_INDENT = re.compile(rf"^ *[{_UNSEEN}{_WIDE_BLANKS}]", re.MULTILINE)


class Source(Struct, frozen=True, eq=False):
    """The text of one file, ready to be quoted."""

    file: str
    text: str
    lines: tuple[str, ...]

    def place(self, line: int, column: int) -> Place:
        """Name a spot of this file."""
        return Place(self.file, line, column)

    def finding(self, rule: str, place: Place, related: Sequence[Place] = (), **params: Any) -> Finding:
        """Make a finding that quotes the line it speaks of."""
        return Finding(rule, place, params=params, excerpt=quote(self.lines, place), related=tuple(related))


def read_source(raw: str | bytes, file: str) -> tuple[Source | None, list[Finding]]:
    """Decode, normalise and look over a file; no source when it cannot be parsed at all."""
    if len(raw) > MAX_BYTES:
        return None, [Finding("yaml/too-large", Place(file), params={"limit": MAX_BYTES})]
    if isinstance(raw, bytes):
        try:
            raw = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            return None, [_not_utf8(error, file)]
    text = normalize("NFC", raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if not _SUSPECT.search(text):
        return Source(file, text, _split(text)), []
    source = Source(file, _visible(text, tab=" "), _split(_visible(text, tab="→")))
    return (None if _BAD_INDENT.search(text) else source), _suspects(text, source)


def source_excerpt(text: str, place: Place) -> str:
    """Quote the line of a place, with a caret below its column."""
    return quote(_split(text), place)


def quote(lines: Sequence[str], place: Place) -> str:
    """Quote one of `lines`, clipped around the column of the place, with a caret below it."""
    return quote_line(lines[place.line - 1], place.column) if 0 < place.line <= len(lines) else ""


def quote_line(line: str, column: int) -> str:
    """Quote a line, clipped around a column, with a caret below it."""
    at = column - 1
    start = max(0, at - _SHOWN // 2) if len(line) > _SHOWN else 0
    head = "…" if start else ""
    tail = "…" if len(line) > start + _SHOWN else ""
    return f"{head}{line[start : start + _SHOWN]}{tail}\n{' ' * (at - start + len(head))}^"


def invisible(text: str) -> str:
    """Return the code of the first character of `text` that nobody could see, or an empty text."""
    found = _INVISIBLE.search(text)
    return _code(found[0]) if found else ""


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def clip(text: str, length: int = 60) -> str:
    """Shorten what an author wrote so that a message stays a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def _visible(text: str, tab: str) -> str:
    """Stand something one can see in for each suspect character, so that all places stay the same."""
    return _SUSPECT.sub(lambda bad: " " * (len(bad[0]) - 1) + (tab if bad[0][-1] == "\t" else "□"), text)


def _suspects(text: str, source: Source) -> list[Finding]:
    """Report each suspect character once, where it first stands, with how often it occurs."""
    places: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for match in _SUSPECT.finditer(text):
        places.setdefault(match[0][-1], match.end() - 1)
        counts[match[0][-1]] += 1
    return [_suspect(text, source, at, counts[character]) for character, at in places.items()]


def _suspect(text: str, source: Source, at: int, count: int) -> Finding:
    place = source.place(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    if text[at] == "\t":
        return source.finding("yaml/tab", place, count=count)
    return source.finding("yaml/character", place, code=_code(text[at]), count=count)


def _not_utf8(error: UnicodeDecodeError, file: str) -> Finding:
    lines = error.object[: error.start].decode("utf-8").split("\n")
    place = Place(file, len(lines), len(lines[-1]) + 1)
    rest = error.object[error.start :].split(b"\n")[0].decode("utf-8", "replace")
    excerpt = quote_line(_visible(lines[-1] + rest, tab="→"), place.column)
    return Finding("yaml/not-utf8", place, params={"byte": f"0x{error.object[error.start]:02X}"}, excerpt=excerpt)
