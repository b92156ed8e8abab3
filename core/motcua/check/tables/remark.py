"""A remark on a table before its witness is sought: what several wordings have in common needs one witness only."""

from msgspec import Struct

from motcua.check.tables.wording import Goal
from motcua.findings import Finding


class Remark(Struct, frozen=True):
    """A finding, and which dossiers would show it; where it `needs_witness`, it is told only if one is found."""

    finding: Finding
    goal: Goal | None = None
    needs_witness: bool = False
