"""Changes to when an amendment is in force: a day earlier or later, at either end."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from msgspec.structs import replace

from motcua.calendar.days import ONE_DAY
from motcua.catalog import Catalog
from motcua.catalog.merging.amendments import Amendment
from motcua.catalog.reading.workshop import Built
from motcua.specs.mutation.altered import Mutant, Shifting
from motcua.specs.standing import Standing, lowest, readable


def in_force(catalog: Catalog, of: Collection[str] | None = None) -> Iterator[Mutant]:
    """Move each end of each amendment's time in force by a day, as far as some procedure (`of` those) changes by it."""
    for amendment in catalog.loaded.amendments:
        for end, node in (("start", "from"), ("end", "to")):
            day: date = getattr(amendment.period, end)
            if day in (date.min, date.max):
                continue
            for days in (-ONE_DAY, ONE_DAY):
                yield from _moved(catalog, amendment, (end, node), days, of)


def _moved(
    catalog: Catalog, amendment: Amendment, ends: tuple[str, str], days: timedelta, of: Collection[str] | None
) -> Iterator[Mutant]:
    end, node = ends
    was: date = getattr(amendment.period, end)
    now = was + days
    other = _with(catalog, amendment, {end: now})
    day = min(was, now)  # the only day that is decided differently
    touched = _touched(catalog, other, amendment, day)
    where = tuple(standing for standing in touched if of is None or standing.built.procedure.id in of)
    if where:
        params = {"id": amendment.id, "was": f"{was:%d/%m/%Y}", "now": f"{now:%d/%m/%Y}"}
        place = amendment.document.place(("in_force", node))
        yield Mutant(f"mutation/force-{end}", place, params, Shifting(other, amendment.layer.id, day), where)


def _with(catalog: Catalog, amendment: Amendment, moved: Mapping[str, Any]) -> Callable[[], Catalog]:
    """Return what makes, once, the catalog in which an amendment's period is another."""

    @cache
    def make() -> Catalog:
        shifted = replace(amendment, period=replace(amendment.period, **moved))
        amendments = tuple(shifted if each is amendment else each for each in catalog.loaded.amendments)
        return Catalog(replace(catalog.loaded, amendments=amendments))

    return make


def _touched(catalog: Catalog, other: Callable[[], Catalog], amendment: Amendment, day: date) -> Iterator[Standing]:
    """Find the procedures that read otherwise on the day."""
    for unit in lowest(catalog):
        if amendment.layer not in catalog.tree.lineage(catalog.layer(unit)):
            continue
        after = {built.procedure.id: built for built in readable(other().resolve(unit, day))}
        for built in readable(catalog.resolve(unit, day)):
            if _reads_otherwise(built, after.get(built.procedure.id)):
                yield Standing(built, unit, day, day + ONE_DAY)


def _reads_otherwise(built: Built, other: Built | None) -> bool:
    return other is None or built.provenance != other.provenance
