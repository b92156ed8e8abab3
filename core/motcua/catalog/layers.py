"""Layers: which authority a folder of YAML belongs to, and the tree they make by `parent`."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.catalog.spots import Spot
from motcua.document import Document
from motcua.findings import Finding


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
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


@dataclass(frozen=True, slots=True)
class LayerTree:
    """All layers whose authorities are known, by id and by unit."""

    by_id: Mapping[str, Layer]
    by_unit: Mapping[str, Layer]

    def lineage(self, layer: Layer) -> tuple[Layer, ...]:
        """List a layer's authorities from the country down to itself."""
        above = self.lineage(self.by_id[layer.parent]) if layer.parent else ()
        return (*above, layer)

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
    by_unit = _unique(by_id.values(), "unit", findings)
    by_id = {layer.id: layer for layer in by_unit.values()}
    rooted = {name: layer for name, layer in by_id.items() if _is_rooted(layer, by_id)}
    lost = [layer for layer in by_id.values() if layer.id not in rooted and f"layer/{layer.parent}" not in broken]
    findings += [_uprooted(layer, by_id) for layer in lost]
    return LayerTree(rooted, {layer.unit: layer for layer in rooted.values()}), findings


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
    related = (other.manifest.place(node),)
    return Spot(layer.manifest, node).finding(rule, related=related, name=name, other=other.id)


def _is_rooted(layer: Layer, by_id: Mapping[str, Layer]) -> bool:
    seen = set()
    while layer.parent:
        if layer.id in seen or layer.parent not in by_id:
            return False
        seen.add(layer.id)
        layer = by_id[layer.parent]
    return True


def _uprooted(layer: Layer, by_id: Mapping[str, Layer]) -> Finding:
    spot = Spot(layer.manifest, ("parent",))
    if layer.parent in by_id:
        return spot.finding("layer/uprooted", layer=layer.id, parent=layer.parent)
    return spot.unknown("layer/unknown-parent", layer.parent, by_id, layer=layer.id)
