"""Where a resolved value comes from: no value is shown without it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Optional

from motcua.document import Document
from motcua.places import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """One value with the layer and the line that set it, on what basis, since when, and what it replaced.

    `to_verify` tells that its author was not sure. It stands at `node` of `document`.
    """

    value: Any
    layer: str
    basis: tuple[str, ...]
    since: date | None
    to_verify: bool
    replaced: Optional["Origin"]
    document: Document = field(repr=False, compare=False)
    node: tuple[str | int, ...] = field(repr=False)

    @property
    def place(self) -> Place:
        """The line that set it."""
        return self.document.place(self.node)
