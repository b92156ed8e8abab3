"""Where each procedure of a catalog stands: every wording of it, with an office that applies it and since when."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from msgspec import Struct

from motcua.catalog import Catalog, Rulebook
from motcua.catalog.reading.workshop import Built
from motcua.findings import MotcuaError


class Standing(Struct, frozen=True):
    """One wording of a procedure in one unit, in force from `start` (inclusive) to `end` (exclusive)."""

    built: Built
    unit: str
    start: date
    end: date


def standings(catalog: Catalog) -> list[Standing]:
    """List every wording of every procedure in every unit that has none below it; what cannot be read is left out."""
    found: dict[tuple[str, Built], Standing] = {}
    for unit in lowest(catalog):
        days = catalog.change_dates(unit)
        for start, end in zip(days, (*days[1:], date.max), strict=True):
            for built in readable(catalog.resolve(unit, start)):
                first = found.get((unit, built))
                found[unit, built] = Standing(built, unit, first.start if first else start, end)
    return list(found.values())


def lowest(catalog: Catalog) -> list[str]:
    """List the units that dossiers are handed in at: those of layers that are nobody's parent."""
    parents = {layer.parent for layer in catalog.tree.by_id.values()}
    return [unit for unit in catalog.units() if catalog.layer(unit).id not in parents]


def readable(rulebook: Rulebook) -> Iterator[Built]:
    """Walk the procedures of a rulebook that can be read and compiled."""
    for name in rulebook.resolved.names("procedure"):
        with suppress(MotcuaError):
            if not (built := rulebook.built(name)).errors:
                yield built
