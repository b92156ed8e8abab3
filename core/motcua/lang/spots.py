"""From an offset in a text of YAML to its line and column in the file, whichever way the text was written there."""

from collections.abc import Callable

from msgspec.structs import replace

from motcua.document.source import quote_line
from motcua.places import Place

LineAt = Callable[[Place], str]
"""Gives the whole line of a file at a place, an empty text past the end."""


def spot(place: Place, at: int, line_at: LineAt | None = None) -> Place:
    """Find an offset of a text that begins at `place`: plain, quoted, folded or literal, on one line or several.

    Without the lines of the file the text is taken to stand unquoted on one line.
    """
    if line_at is None:
        return replace(place, column=place.column + at)
    head = line_at(place)[place.column - 1 : place.column]
    block = head != "" and head in "|>"
    if block:
        place = _next(place, line_at)
    elif head and head in "\"'":
        place = replace(place, column=place.column + 1)
    while at > (length := len(line_at(place)[place.column - 1 :].rstrip())) and line_at(_below(place)):
        at, place = at - length - 1, _below(place) if block else _next(place, line_at)
    return replace(place, column=place.column + at)


def excerpt(place: Place, line_at: LineAt) -> str:
    """Quote the line of a place, clipped around the column, with a caret below it."""
    line = line_at(place)
    return quote_line(line, place.column) if line else ""


def _below(place: Place) -> Place:
    return replace(place, line=place.line + 1)


def _next(place: Place, line_at: LineAt) -> Place:
    """Go to where the text of the next line begins; a block keeps the column of its first line instead."""
    line = line_at(_below(place))
    return replace(_below(place), column=len(line) - len(line.lstrip()) + 1)
