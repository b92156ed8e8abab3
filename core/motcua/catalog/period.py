"""When something is in force: from a day (inclusive) to a day (exclusive), either end may be open."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct


class Period(Struct, frozen=True):
    """A stretch of days.

    >>> Period.of({"from": "2017-01-01", "to": "2025-07-01"}).holds(date(2025, 7, 1))
    False
    """

    start: date = date.min
    end: date = date.max

    @classmethod
    def of(cls, in_force: Mapping[str, Any] | None) -> "Period":
        """Read ``in_force``; what is absent is open."""
        given = in_force or {}
        return cls(
            date.fromisoformat(given["from"]) if given.get("from") else date.min,
            date.fromisoformat(given["to"]) if given.get("to") else date.max,
        )

    def holds(self, day: date) -> bool:
        """Tell whether the day lies in the period; one with an open end holds the last day there is."""
        return self.start <= day and (day < self.end or self.end == date.max)

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two periods share a day."""
        return max(self.start, other.start) < min(self.end, other.end)


ALWAYS = Period()
