"""Where something stands in a file, so that every message can point at it."""

from msgspec import Struct


class Place(Struct, frozen=True, order=True):
    """A spot in a text file; lines and columns count from 1, as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
