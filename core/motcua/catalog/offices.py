"""What a unit's layers say of itself on a date: names, hours, who plays which role."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from motcua.calendar import Hours
from motcua.catalog.layers import Layer
from motcua.catalog.model import UnitNames
from motcua.catalog.period import Period
from motcua.findings import refuse


def names(layer: Layer, day: date) -> UnitNames:
    """Return what stands on a unit's papers on a day; its layer's name where nothing else is stated."""
    row = _at(layer.data.get("names") or (), day) or {"name": layer.name}
    return UnitNames(row["name"], row.get("desk", ""), row.get("place", ""))


def office(lineage: Sequence[Layer], role: str, day: date) -> str:
    """Return the office that plays a role on a day, as the nearest layer says; empty when none does."""
    for layer in reversed(lineage):
        if row := _at((layer.data.get("roles") or {}).get(role, ()), day):
            return str(row["office"])
    return ""


def hours(lineage: Sequence[Layer]) -> Hours:
    """Return the opening hours of the nearest layer that states any.

    :raises MotcuaError: ``hours/none`` when no layer does, or an error of the hours themselves.
    """
    if (own := nearest_value(lineage, "hours")) is None:
        raise refuse("hours/none", unit=lineage[-1].unit)
    return Hours.of(own, nearest_value(lineage, "reception") or ())


def nearest_value(lineage: Sequence[Layer], key: str) -> Any:
    """Return the value that the nearest layer states for a key; None when no layer does."""
    return next((layer.data[key] for layer in reversed(lineage) if key in layer.data), None)


def _at(rows: Iterable[Mapping[str, Any]], day: date) -> Mapping[str, Any] | None:
    return next((row for row in rows if Period.of(row.get("in_force")).holds(day)), None)
