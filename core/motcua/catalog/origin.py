"""Where a resolved value comes from: no value is shown without it."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Optional

from motcua.places import Place

if TYPE_CHECKING:
    from motcua.document import Document


@dataclass(frozen=True, slots=True)
class Origin:
    """One value with the layer and the line that set it, on what basis, since when, and what it replaced.

    `node` is the value's path in `document`, for messages about something inside the value.
    """

    value: Any
    layer: str
    place: Place
    basis: tuple[str, ...]
    since: date | None
    replaced: Optional["Origin"] = None
    document: Optional["Document"] = field(default=None, repr=False, compare=False)
    node: tuple[str | int, ...] = field(default=(), repr=False, compare=False)
