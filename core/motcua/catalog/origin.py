"""Where a resolved value comes from: no value is shown without it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Optional

from motcua.document import Document
from motcua.places import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """One value with the layer and the line that set it, on what basis, since when, and what it replaced.

    `to_verify` tells that its author was not sure. `node` is the value's path in `document`, for messages about
    something inside the value.
    """

    value: Any
    layer: str
    place: Place
    basis: tuple[str, ...]
    since: date | None
    to_verify: bool = False
    replaced: Optional["Origin"] = None
    document: Document | None = field(default=None, repr=False, compare=False)
    node: tuple[str | int, ...] = field(default=(), repr=False, compare=False)

    def place_within(self, inner: tuple[str | int, ...]) -> Place:
        """Return the place of something inside the value, or of the value."""
        return self.document.place((*self.node, *inner)) if self.document else self.place
