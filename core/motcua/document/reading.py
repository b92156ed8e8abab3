"""The reading of one file: parser events → plain data with places, and every trap of YAML refused where it stands."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from unicodedata import normalize

from msgspec import Struct

from motcua.document import syntax
from motcua.document.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    YAMLError,
    as_written,
    event_parser,
)
from motcua.document.model import Document, Path
from motcua.document.scalars import plain
from motcua.document.source import Source, clip, invisible
from motcua.findings import Finding
from motcua.places import Place

MAX_DEPTH = 40
MAX_NODES = 50_000


class _LimitError(Exception):
    """The file nests too deep or has too many nodes; the rest of it is not read."""


class Reading(Struct):
    """The reading of one file, which fills `findings` as it goes."""

    source: Source
    findings: list[Finding]
    nodes: int = 0
    stopped: bool = False
    parser: Any = None
    first_line: int = 0
    places: dict[Path, Place] = {}
    keys: dict[Path, Place] = {}

    def part(self, text: str, first_line: int) -> Iterator[Document]:
        """Read the documents of a part of the file that begins after `first_line` lines."""
        if self.stopped:
            return
        self.parser, self.first_line = event_parser(text), first_line
        try:
            self._bound(Place(self.source.file, first_line + 1), ())
            while self.parser.check_event():
                if isinstance(self.parser.get_event(), DocumentStartEvent) and (document := self._document()):
                    yield document
        except YAMLError as error:
            self.findings.append(syntax.finding(error, self.source, first_line))
        except _LimitError:
            self.stopped = True

    def _document(self) -> Document | None:
        self.places, self.keys = {}, {}
        root = self.parser.get_event()
        if isinstance(root, ScalarEvent) and not root.value:
            return None  # nothing but comments between two `---`
        data = self._value(root, ())
        self.parser.get_event()  # the end of the document: raises where something unreadable comes before it
        if not isinstance(data, dict):
            self._complain("yaml/not-a-mapping", self._at(root))
            return None
        kind, name = (data[key] if isinstance(data.get(key), str) else "" for key in ("kind", "id"))
        return Document(kind, name, data, self.source.file, self.places, self.keys, self.source.lines)

    def _value(self, event: Any, path: Path) -> Any:
        place = self.places[path] = self._at(event)
        self._bound(place, path)
        if isinstance(event, AliasEvent):
            self._complain("yaml/alias", place, name=clip(event.anchor))
            return None
        if event.anchor is not None:
            self._complain("yaml/anchor", place, name=clip(event.anchor))
        if event.tag is not None:
            self._complain("yaml/tag", place, tag=clip(event.tag))
        if isinstance(event, ScalarEvent):
            return self._text(event, place) if event.style else self._plain(as_written(event.value), place)
        return self._mapping(path) if isinstance(event, MappingStartEvent) else self._sequence(path)

    def _text(self, event: Any, place: Place) -> str:
        """Return a quoted or block scalar; its escapes may not bring in what the file itself may not contain."""
        text = normalize("NFC", as_written(event.value))
        if code := invisible(text):
            self._complain("yaml/character", place, code=code, count=1)
        return text

    def _plain(self, text: str, place: Place) -> Any:
        if not text:
            self._complain("yaml/no-value", place)
            return None
        try:
            return plain(text)
        except ValueError:
            self._complain("yaml/bent", place, text=clip(text))
            return text

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.parser.get_event(), SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := self.parser.get_event(), MappingEndEvent):
            key = self._key(event, path, data)
            content = self.parser.get_event()
            if self._lone_word(content, key, (*path, key)):
                _add_as_meant(key, data)
                continue
            value = self._value(content, (*path, key))
            data.setdefault(key, value)
        return data

    def _lone_word(self, content: Any, key: str, path: Path) -> bool:
        """Refuse a word between commas in braces, which YAML reads as a key: `{name: Nhận cha, mẹ}`, `{id:1}`."""
        if not isinstance(content, ScalarEvent) or content.value or content.style or not key:
            return False
        place = self.keys[path]
        if self.source.lines[place.line - 1][place.column - 1 + len(key) :].lstrip(" '\"").startswith(":"):
            return False
        self._bound(place, path)
        rule = "yaml/space-after-colon" if ":" in key else "yaml/comma-in-value"
        self._complain(rule, place, line=clip(key))
        return True

    def _key(self, event: Any, path: Path, siblings: dict[str, Any]) -> str:
        """Return a key as text, whatever it looks like; refuse it where it could mislead."""
        place = self._at(event)
        if not isinstance(event, ScalarEvent):
            self._complain("yaml/complex-key", place)
            self.keys.setdefault((*path, ""), place)
            if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                self._value(event, (*path, ""))
            return ""
        if event.anchor is not None or event.tag is not None:
            self._complain("yaml/decorated-key", place, key=clip(event.value))
        key = normalize("NFC", as_written(event.value))
        if key == "<<":
            self._complain("yaml/merge-key", place)
        elif not key:
            self._complain("yaml/empty-key", place)
        elif key in siblings:
            first = self.keys[(*path, key)]
            self._complain("yaml/duplicate-key", place, first, key=clip(key), line=first.line)
        self.keys.setdefault((*path, key), place)
        return key

    def _bound(self, place: Place, path: Path) -> None:
        self.nodes += 1
        if len(path) > MAX_DEPTH:
            self._complain("yaml/too-deep", place, limit=MAX_DEPTH)
            raise _LimitError
        if self.nodes > MAX_NODES:
            self._complain("yaml/too-many-nodes", place, limit=MAX_NODES)
            raise _LimitError

    def _at(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.source.file, mark.line + self.first_line + 1, mark.column + 1)

    def _complain(self, rule: str, place: Place, *related: Place, **params: Any) -> None:
        self.findings.append(self.source.finding(rule, place, related, **params))


def _add_as_meant(word: str, data: dict[str, Any]) -> None:
    """Take `id:mot` for what it was meant to be, so that nobody is told as well that the key is missing."""
    key, colon, value = word.partition(":")
    if colon:
        with suppress(ValueError):
            data.setdefault(key, plain(value))
