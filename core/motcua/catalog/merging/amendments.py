"""Amendments: who changes what, from when to when, in which order, and where two of them contradict each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, groupby

from msgspec import Struct
from msgspec.structs import replace

from motcua.catalog.layers import Layer
from motcua.catalog.merging.spots import Spot
from motcua.catalog.merging.tree import Scope, leaves, plant
from motcua.catalog.period import Period
from motcua.document import Document
from motcua.findings import Finding

REMARKS = frozenset({"basis", "note", "to_verify", "before", "after"})


class Amendment(Struct, frozen=True, eq=False):
    """A dated, cited patch by a layer on the document `target` (``kind/id``).

    `period` is its own, or ends earlier, where another amendment replaces it; for dossiers that it reaches though they
    were received before it, it begins with time. The order in which amendments are merged hangs on what is `written`.
    """

    id: str
    target: str
    layer: Layer
    period: Period
    document: Document

    @classmethod
    def of(cls, document: Document, layer: Layer) -> "Amendment":
        """Read a document of kind `amendment` that fits its schema."""
        return cls(document.id, document.data["amends"], layer, Period.of(document.data.get("in_force")), document)

    @property
    def written(self) -> Period:
        """The period that its document states."""
        return Period.of(self.document.data.get("in_force"))

    @property
    def sets(self) -> Period:
        """The days that it sets for what it amends to come into and go out of force; open where it sets none."""
        return Period.of((self.document.data.get("set") or {}).get("in_force"))

    @property
    def scope(self) -> Scope:
        """What every value it sets inherits from it."""
        start = self.period.start if self.period.start > date.min else None
        return Scope(self.document, self.layer.id, since=start).narrowed(self.document.data)

    @property
    def basis(self) -> tuple[str, ...]:
        """The legal documents it rests on."""
        return tuple(self.document.data.get("basis") or ())


def in_merge_order(amendments: Iterable[Amendment], lineage: Sequence[Layer]) -> tuple[Amendment, ...]:
    """Sort by layer from the country down, within a layer by the first day in force, then by id."""
    depth = {layer.id: at for at, layer in enumerate(lineage)}
    return tuple(sorted(amendments, key=lambda a: (depth[a.layer.id], a.written.start, a.id)))


def end_replaced(amendments: Sequence[Amendment]) -> tuple[list[Amendment], list[Finding]]:
    """End every amendment from the day when another of its layer that `replaces` it begins."""
    known = {(a.layer.id, a.id): a for a in amendments}
    findings: list[Finding] = []
    for later in amendments:
        for at, name in enumerate(later.document.data.get("replaces") or ()):
            earlier = known.get((later.layer.id, name))
            if earlier is None:
                findings.append(_unknown_replaced(later, at, name, amendments))
            else:
                end = min(earlier.period.end, later.period.start)
                known[later.layer.id, name] = replace(earlier, period=replace(earlier.period, end=end))
    return list(known.values()), findings


def _unknown_replaced(later: Amendment, at: int, name: str, amendments: Iterable[Amendment]) -> Finding:
    node = ("replaces", at)
    known = [a.id for a in amendments if a.layer is later.layer and a is not later]
    return Spot(later.document, node).unknown("amendment/unknown-replaced", name, known, layer=later.layer.id)


def conflicts(amendments: Sequence[Amendment]) -> Iterator[Finding]:
    """Find values that two amendments of one layer set for overlapping dates, and quote both."""

    def key(amendment: Amendment) -> tuple[str, str]:
        return amendment.layer.id, amendment.target

    for _, group in groupby(sorted(amendments, key=key), key):
        for one, other in combinations(group, 2):
            if one.period.overlaps(other.period):
                yield from _clashes(one, other)


def _clashes(one: Amendment, other: Amendment) -> Iterator[Finding]:
    first, second = _set_by(one), _set_by(other)
    for path, spot in second.items():
        clash = next((p for p in first if p == path or p.startswith(f"{path}.") or path.startswith(f"{p}.")), None)
        if clash is not None:
            params = {"path": path, "one": one.id, "other": other.id, "layer": one.layer.id}
            excerpt = f"{first[clash].line}\n{spot.line}"
            yield Finding(
                "amendment/conflict", spot.place, params=params, excerpt=excerpt, related=(first[clash].place,)
            )


def _set_by(amendment: Amendment) -> Mapping[str, Spot]:
    """Return the paths an amendment sets (a removed row counts as a whole), but for mere remarks."""
    tree = plant(amendment.document.data.get("set") or {}, ("set",), amendment.scope)
    found = {path.removesuffix(".remove"): Spot(origin.document, origin.node) for path, origin in leaves(tree)}
    return {path: spot for path, spot in found.items() if path.rpartition(".")[2] not in REMARKS}
