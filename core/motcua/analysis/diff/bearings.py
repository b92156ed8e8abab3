"""What a unit says of itself on a date, as a tree: its names, its hours, and which office plays which role."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.catalog import Layer, Rulebook
from motcua.catalog.merging.tree import Key, Node, Scope, Table, plant
from motcua.catalog.period import Period

OWN = ("contacts", "codes", "note", "to_verify")
NEAREST = ("hours", "reception", "dossier_code")


def bearings(rulebook: Rulebook) -> Table:
    """Return the tree of the unit's own manifest and of what it takes over from the layers above."""
    own = rulebook.layers[-1]
    entries = {key: _planted(own, key) for key in OWN if key in own.data}
    for at, row in enumerate(own.data.get("names") or ()):
        if _holds(row, rulebook.date) and "names" not in entries:
            entries["names"] = _planted(own, "names", at)
    for layer in rulebook.layers:  # the nearest layer, which comes last, wins
        entries |= {key: _planted(layer, key) for key in NEAREST if key in layer.data}
    return Table({**entries, "offices": _offices(rulebook)}, own.manifest, ())


def _offices(rulebook: Rulebook) -> Table:
    offices: dict[str, Node] = {}
    for layer in rulebook.layers:
        for role, rows in (layer.data.get("roles") or {}).items():
            at = next((at for at, row in enumerate(rows) if _holds(row, rulebook.date)), None)
            if at is not None:
                offices[role] = _planted(layer, "roles", role, at, "office")
    return Table(offices, rulebook.layers[-1].manifest, ("roles",))


def _planted(layer: Layer, *node: Key) -> Node:
    value: Any = layer.data
    for key in node:
        value = value[key]
    if isinstance(value, Mapping):
        value = {key: part for key, part in value.items() if key != "in_force"}
    return plant(value, node, Scope(layer.manifest, layer.id))


def _holds(row: Mapping[str, Any], day: date) -> bool:
    return Period.of(row.get("in_force")).holds(day)
