"""What a rulebook says of the facts of one case at one moment: papers, fee, deadline, route. Frozen values."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from motcua.calendar import DayCount, Within
from motcua.findings import Finding
from motcua.texts import say

Basis = tuple[str, ...]


class Problem(Struct, frozen=True):
    """Why a case cannot be received as it stands; `rule` is the key of its text, `about` the fact or path concerned."""

    rule: str
    about: str
    params: Mapping[str, Any]

    def message(self, lang: str = "vi") -> str:
        """Say what stands in the way."""
        return say(self.rule, lang, **self.params)

    def remedy(self, lang: str = "vi") -> str:
        """Say what would clear the way."""
        return say(self.rule, lang, "remedy", **self.params)


class PaperDue(Struct, frozen=True):
    """One paper to hand in or to show.

    `one_of` lists (id, name) of the accepted alternatives, or is None.
    `mode` is submit, present, certified_copy or note.
    """

    id: str
    name: str
    mode: str
    originals: int
    copies: int
    electronic: int
    one_of: tuple[tuple[str, str], ...] | None
    note: str
    basis: Basis
    as_many_as_needed: bool = False
    to_verify: bool = False


class FeeDue(Struct, frozen=True):
    """One line of the fee in whole đồng; `amount` is None while unknown, 0 and `waived` when exempt.

    `reason` names the exemption or reduction that changed the amount; `full` is the amount before it.
    """

    id: str
    name: str
    quantity: int | None
    amount: int | None
    waived: bool
    basis: Basis
    full: int | None = None
    reason: str = ""
    to_verify: bool = False


class Fee(Struct, frozen=True):
    """All lines; `total` in whole đồng is None as soon as one line is unknown: unknown is never zero."""

    total: int | None
    lines: tuple[FeeDue, ...]
    note: str = ""
    basis: Basis = ()


class Deadline(Struct, frozen=True):
    """When the result is due (Asia/Ho_Chi_Minh), and the days counted so that a citizen can recount them."""

    row: str
    within: Within
    due_at: datetime | None
    ledger: tuple[DayCount, ...]
    basis: Basis
    extensions: tuple[str, ...] = ()
    warnings: tuple[Finding, ...] = ()
    note: str = ""
    to_verify: bool = False


class StepDue(Struct, frozen=True):
    """One step of the route: who handles it, where, until when, and the actions it allows."""

    id: str
    name: str
    role: str
    office: str
    unit: str
    allows: tuple[str, ...]
    due_at: datetime | None
    within: Within | None = None
    basis: Basis = ()


class Decision(Struct, frozen=True):
    """The answer for one case; `acceptable` is false while there are problems.

    `facts` are complete (defaults applied, `received_on` and `case` included); `rows` are the paths of what fired.
    """

    procedure: str
    code: str
    name: str
    case: str | None
    unit: str
    at: datetime
    facts: Mapping[str, Any]
    acceptable: bool
    problems: tuple[Problem, ...]
    papers: tuple[PaperDue, ...]
    fee: Fee
    deadline: Deadline | None
    route: tuple[StepDue, ...]
    rows: tuple[str, ...]
