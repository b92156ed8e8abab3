"""Shared documents that are not there: whose fault it is, and what to say of it."""

from collections.abc import Mapping

from msgspec import Struct

from motcua.catalog.merging.merged import Merged
from motcua.catalog.merging.spots import Spot, spot_of
from motcua.catalog.merging.tree import Node
from motcua.document import Document
from motcua.findings import Finding

Shared = Mapping[str, Merged]


class Elsewhere(Struct, frozen=True):
    """What is not there, though its name (``kind/id``) is right: in force on other dates only, or unreadable."""

    other_dates: Mapping[str, Document]
    broken: Mapping[str, Document]

    def missing(self, rule: str, at: Node, name: str) -> Finding:
        """Say why a shared document that a procedure uses is missing; `rule` ends in its kind."""
        kind = rule.rpartition("/")[2]
        target = f"{kind}/{name}"
        if document := self.broken.get(target):
            return Spot(document, ("id",)).finding("reference/broken", "info", name=target)
        if document := self.other_dates.get(target):
            return Spot(document, ("in_force",)).finding("reference/not-in-force", "info", name=target)
        known = [other.removeprefix(f"{kind}/") for other in self.other_dates if other.startswith(f"{kind}/")]
        return spot_of(at).unknown(rule, name, known)
