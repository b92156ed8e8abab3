"""Who acts, and what they are about to do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from motcua.dossier.dossier import Dossier


class Actor(Struct, frozen=True):
    """A person of a unit; `accounts` are ids of the vocabulary `accounts`, which says what each may do."""

    user: str
    name: str
    accounts: frozenset[str]
    unit: str


class ProposedMove(Struct, frozen=True):
    """A legal move before it is journalled, as plugins see it.

    `action` is `receive` or one of the moves; `dossier` is as it stands before the move, for a reception as it would
    be after it, still without a code.
    """

    action: str
    actor: Actor
    dossier: Dossier
    data: Mapping[str, Any]
    moment: datetime
