"""Entries kept in order in blocks, so that adding one costs the same among a thousand and among a million."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import Any

Entry = tuple[Any, ...]

BLOCK = 512  # entries; a block splits at twice as many


class SortedEntries:
    """A sorted set of tuples that compare with one another."""

    def __init__(self) -> None:
        self._blocks: list[list[Entry]] = [[]]
        self._lasts: list[Entry] = []  # the last entry of each block; empty while there is nothing

    def fill(self, entries: list[Entry]) -> None:
        """Take over many entries at once, in any order: quicker than adding them one by one."""
        entries.sort()
        self._blocks = [entries[start : start + BLOCK] for start in range(0, len(entries), BLOCK)] or [[]]
        self._lasts = [block[-1] for block in self._blocks if block]

    def add(self, entry: Entry) -> None:
        """Put an entry in its place."""
        at = min(bisect_left(self._lasts, entry), len(self._blocks) - 1)
        block = self._blocks[at]
        insort(block, entry)
        self._lasts[at : at + 1] = [block[-1]]
        if len(block) >= 2 * BLOCK:
            self._split(at)

    def _split(self, at: int) -> None:
        block = self._blocks[at]
        self._blocks[at : at + 1] = [block[:BLOCK], block[BLOCK:]]
        self._lasts[at : at + 1] = [block[BLOCK - 1], block[-1]]

    def remove(self, entry: Entry) -> None:
        """Take an entry out.

        :raises KeyError: when it is not there.
        """
        at = bisect_left(self._lasts, entry)
        block = self._blocks[at] if at < len(self._lasts) else []
        place = bisect_left(block, entry)
        if place == len(block) or block[place] != entry:
            raise KeyError(entry)
        del block[place]
        if block:
            self._lasts[at] = block[-1]
        else:
            del self._lasts[at], self._blocks[at]
            self._blocks = self._blocks or [[]]

    def between(self, low: Entry, high: Entry) -> Iterator[Entry]:
        """Yield the entries from `low` (inclusive) to `high` (exclusive)."""
        for at in range(bisect_left(self._lasts, low), len(self._lasts)):
            block = self._blocks[at]
            start = bisect_left(block, low)
            if block[-1] < high:
                yield from block[start:]
            else:
                yield from block[start : bisect_left(block, high)]
                return

    def between_backwards(self, low: Entry, high: Entry) -> Iterator[Entry]:
        """Yield the same entries from the last to the first."""
        for at in range(min(bisect_left(self._lasts, high), len(self._lasts) - 1), -1, -1):
            block = self._blocks[at]
            yield from reversed(block[bisect_left(block, low) : bisect_left(block, high)])
            if block[0] < low:
                return

    def __len__(self) -> int:
        return sum(map(len, self._blocks))
