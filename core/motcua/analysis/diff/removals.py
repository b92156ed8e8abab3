"""On what basis something was dropped: a dropped value leaves no trace in the law, but its amendment does."""

from collections.abc import Mapping

from msgspec.structs import replace

from motcua.analysis.diff.differences import Change
from motcua.catalog import Rulebook
from motcua.catalog.merging.spots import Spot
from motcua.catalog.merging.tree import leaves, plant
from motcua.catalog.origin import Origin
from motcua.catalog.reading.join_fees import RELIEF

Removals = Mapping[tuple[str, str], Origin]
"""Where each value was dropped, by the name of its document (``kind/id``) and its path there."""


def removals(rulebook: Rulebook) -> Removals:
    """Find everything that the amendments of a rulebook drop; of several the last holds."""
    return {
        (amendment.target, path.removesuffix(".remove")): origin
        for documents in rulebook.resolved.merged.values()
        for merged in documents.values()
        for amendment in merged.applied
        for path, origin in leaves(plant(amendment.document.data.get("set") or {}, ("set",), amendment.scope))
        if origin.value is None or (path.endswith(".remove") and origin.value is True)
    }


def grounded(change: Change, known: Removals) -> Change:
    """Return a removal with the basis and the place of the amendment that removed it, if there is one."""
    if change.kind != "removed" or (spot := change.spots[0]) is None:
        return change
    origin = removal(known, change.path, spot)
    return replace(change, basis=origin.basis, place=origin.place) if origin else change


def removal(known: Removals, path: str, spot: Spot) -> Origin | None:
    """Return where a value was dropped, itself or with something around it; None when no amendment says so.

    :param path: its path in the procedure, what it shares included.
    :param spot: where it was written while it stood.
    """
    own = _own_path(path, spot)
    around = (own.rsplit(".", depth)[0] for depth in range(own.count(".") + 1))
    return next((known[_target(spot), each] for each in around if (_target(spot), each) in known), None)


def _target(spot: Spot) -> str:
    document = spot.document
    return str(document.data["amends"]) if document.kind == "amendment" else f"{document.kind}/{document.id}"


def _own_path(path: str, spot: Spot) -> str:
    """Return the path of a value in the document it is from: there, exemptions are not listed by schedule."""
    head, *rest = path.split(".")
    joined = head in RELIEF and _target(spot).startswith("fee_schedule/") and len(rest) > 1
    return ".".join([head, *rest[1:]]) if joined else path
