"""Layers: which authority a folder of YAML belongs to, and the tree they make by `parent`."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from motcua.catalog.merging.spots import Spot
from motcua.document import Document
from motcua.findings import Finding

# How many parts the unit of an authority has: vn, vn/38, vn/38/ha-trung. An agency stands anywhere.
DEPTHS = {"country": 1, "province": 2, "commune": 3}


class Layer(Struct, frozen=True, eq=False):
    """One authority's layer, as its manifest states it; `parent` is empty for the country."""

    id: str
    name: str
    level: str
    unit: str
    parent: str
    manifest: Document

    @classmethod
    def of(cls, manifest: Document) -> "Layer":
        """Read a manifest of kind `layer` that fits its schema."""
        data = manifest.data
        return cls(manifest.id, data["name"], data["level"], data["unit"], data.get("parent", ""), manifest)

    @property
    def data(self) -> Mapping[str, Any]:
        """The manifest as written."""
        return self.manifest.data


class LayerTree(Struct, frozen=True):
    """All layers whose authorities are known, by id and by unit."""

    by_id: Mapping[str, Layer]
    by_unit: Mapping[str, Layer]

    def lineage(self, layer: Layer) -> tuple[Layer, ...]:
        """List a layer's authorities from the country down to itself."""
        above = self.lineage(self.by_id[layer.parent]) if layer.parent else ()
        return (*above, layer)

    def depth(self, layer: Layer) -> int:
        """Count the authorities above a layer."""
        return len(self.lineage(layer)) - 1

    def related(self, one: str, other: str) -> bool:
        """Tell whether one of two layers stands above the other, or both are the same."""
        ids = ({layer.id for layer in self.lineage(self.by_id[name])} for name in (one, other))
        first, second = ids
        return one in second or other in first


def grow(layers: Iterable[Layer], broken: Container[str] = ()) -> tuple[LayerTree, list[Finding]]:
    """Make the tree; a layer that has no place in it is left out, with everything below, and told of.

    :param broken: layers that could not be read (``layer/id``): theirs is another finding.
    """
    findings: list[Finding] = []
    by_id = _unique(layers, "id", findings)
    rooted = {name: layer for name, layer in by_id.items() if _is_rooted(layer, by_id)}
    lost = [layer for layer in by_id.values() if layer.id not in rooted and f"layer/{layer.parent}" not in broken]
    findings += [_uprooted(layer, by_id) for layer in lost]
    findings += [_misfit(layer, by_id) for layer in rooted.values() if not _fits(layer, by_id)]
    fitting = [layer for layer in rooted.values() if all(_fits(each, by_id) for each in _above(layer, by_id))]
    ours = set(_unique(fitting, "unit", findings).values())
    kept = [layer for layer in fitting if ours.issuperset(_above(layer, by_id))]
    return LayerTree({layer.id: layer for layer in kept}, {layer.unit: layer for layer in kept}), findings


def _unique(layers: Iterable[Layer], key: str, findings: list[Finding]) -> dict[str, Layer]:
    """Index layers by a key; the first of two stays, and both places are quoted."""
    first: dict[str, Layer] = {}
    for layer in layers:
        name = getattr(layer, key)
        if (other := first.setdefault(name, layer)) is not layer:
            findings.append(_doubled(f"layer/doubled-{key}", name, layer, other))
    return first


def _doubled(rule: str, name: str, layer: Layer, other: Layer) -> Finding:
    node = (rule.rpartition("-")[2],)
    related = (Spot(other.manifest, node),)
    return Spot(layer.manifest, node).finding(rule, related=related, name=name, other=other.id)


def _is_rooted(layer: Layer, by_id: Mapping[str, Layer]) -> bool:
    seen = set()
    while layer.parent:
        if layer.id in seen or layer.parent not in by_id:
            return False
        seen.add(layer.id)
        layer = by_id[layer.parent]
    return True


def _above(layer: Layer, by_id: Mapping[str, Layer]) -> Iterator[Layer]:
    """Walk from a rooted layer up to the country."""
    yield layer
    if layer.parent:
        yield from _above(by_id[layer.parent], by_id)


def _fits(layer: Layer, by_id: Mapping[str, Layer]) -> bool:
    """Tell whether a layer's unit lies in that of its parent, as deep as its level: nobody is more than they are."""
    inside = not layer.parent or layer.unit.startswith(f"{by_id[layer.parent].unit}/") or layer.level == "agency"
    return inside and DEPTHS.get(layer.level, layer.unit.count("/") + 1) == layer.unit.count("/") + 1


def _misfit(layer: Layer, by_id: Mapping[str, Layer]) -> Finding:
    parent = by_id[layer.parent].unit if layer.parent else "–"
    return Spot(layer.manifest, ("unit",)).finding("layer/misfit", unit=layer.unit, level=layer.level, parent=parent)


def _uprooted(layer: Layer, by_id: Mapping[str, Layer]) -> Finding:
    spot = Spot(layer.manifest, ("parent",))
    if layer.parent in by_id:
        return spot.finding("layer/uprooted", layer=layer.id, parent=layer.parent)
    return spot.unknown("layer/unknown-parent", layer.parent, by_id, layer=layer.id)
