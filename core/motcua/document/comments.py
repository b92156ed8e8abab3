"""The comments of a file: what stands behind a `#` that is part of no value. Only who asks for them pays for them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress

from msgspec import Struct

from motcua.document.events import ScalarEvent, YAMLError, event_parser
from motcua.document.source import Source, read_source
from motcua.places import Place

_HASH = re.compile(r"(?:(?<=\s)|^)#")
_Spot = tuple[int, int]  # line and column, from 0


class Comment(Struct, frozen=True):
    """One comment, its `#` included; `alone` tells that nothing else stands on its line."""

    text: str
    place: Place
    alone: bool


def read_comments(raw: bytes, file: str) -> tuple[Source | None, list[Comment]]:
    """Return a file's source and its comments in the order of lines; nothing where it cannot be read at all."""
    source, _ = read_source(raw, file)
    return source, list(_comments(source)) if source else []


def _comments(source: Source) -> Iterator[Comment]:
    scalars = _scalars(source.text)
    for number, line in enumerate(source.lines):
        for match in _HASH.finditer(line):
            if not _inside((number, match.start()), scalars):
                place = source.place(number + 1, match.start() + 1)
                yield Comment(line[match.start() :].rstrip(), place, alone=not line[: match.start()].strip())
                break


def _scalars(text: str) -> list[tuple[_Spot, _Spot]]:
    """List from where to where each value stands; behind a mistake of YAML nothing is known to be a value."""
    found: list[tuple[_Spot, _Spot]] = []
    parser = event_parser(text)
    with suppress(YAMLError):
        while parser.check_event():
            event = parser.get_event()
            if isinstance(event, ScalarEvent):
                start, end = event.start_mark, event.end_mark
                found.append(((start.line, start.column), (end.line, end.column)))
    return found


def _inside(spot: _Spot, scalars: list[tuple[_Spot, _Spot]]) -> bool:
    at = bisect_right(scalars, spot, key=lambda scalar: scalar[0]) - 1
    return at >= 0 and spot < scalars[at][1]
