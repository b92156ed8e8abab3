"""Where a resolved value comes from: no value is shown without it."""

from datetime import date
from typing import Any, Optional

from msgspec import Struct

from motcua.document import Document
from motcua.places import Place


class Origin(Struct, frozen=True):
    """One value with the layer and the line that set it, on what basis, since when, and what it replaced.

    `to_verify` tells that its author was not sure. It stands at `node` of `document`.
    """

    value: Any
    layer: str
    basis: tuple[str, ...]
    since: date | None
    to_verify: bool
    replaced: Optional["Origin"]
    document: Document
    node: tuple[str | int, ...]

    @property
    def place(self) -> Place:
        """The line that set it."""
        return self.document.place(self.node)
