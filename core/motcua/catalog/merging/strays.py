"""Documents that cannot stand where they are: there twice, or amending what is not there."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby

from motcua.catalog.layers import LayerTree
from motcua.catalog.merging.amendments import Amendment
from motcua.catalog.merging.merged import Definition
from motcua.catalog.merging.spots import Spot
from motcua.findings import Finding


def doubled_definitions(
    definitions: Iterable[Definition], tree: LayerTree
) -> tuple[tuple[Definition, ...], list[Finding]]:
    """Keep the first of two definitions that meet in one unit, and quote both."""
    kept: list[Definition] = []
    findings: list[Finding] = []
    by_name: dict[str, list[Definition]] = {}
    for definition in definitions:
        rivals = by_name.setdefault(definition.name, [])
        other = next((r for r in rivals if tree.related(r.layer.id, definition.layer.id)), None)
        if other is None:
            rivals.append(definition)
            kept.append(definition)
        else:
            findings.append(_doubled(definition, other))
    return tuple(kept), findings


def _doubled(definition: Definition, other: Definition) -> Finding:
    spot, related = (Spot(each.document, ("id",)) for each in (definition, other))
    return spot.finding("document/doubled", related=(related,), name=definition.name, layer=other.layer.name)


def doubled_amendments(amendments: Iterable[Amendment]) -> tuple[list[Amendment], list[Finding]]:
    """Keep the first of two amendments of one layer with the same id, and quote both: a copy hides what it is of."""
    kept: dict[tuple[str, str], Amendment] = {}
    findings: list[Finding] = []
    for amendment in amendments:
        other = kept.setdefault((amendment.layer.id, amendment.id), amendment)
        if other is not amendment:
            spot, related = (Spot(each.document, ("id",)) for each in (amendment, other))
            layer = amendment.layer.name
            findings.append(spot.finding("amendment/doubled", related=(related,), name=amendment.id, layer=layer))
    return list(kept.values()), findings


def unknown_targets(
    amendments: Iterable[Amendment], definitions: Iterable[Definition], tree: LayerTree, broken: Container[str]
) -> Iterator[Finding]:
    """Find amendments of what no layer above them defines; what could not be read is told of elsewhere."""
    by_layer = {
        layer: [d.name for d in group] for layer, group in groupby(sorted(definitions, key=_layer_of), key=_layer_of)
    }
    for amendment in amendments:
        known = [name for layer in tree.lineage(amendment.layer) for name in by_layer.get(layer.id, ())]
        if amendment.target not in known and amendment.target not in broken:
            yield _unknown_target(amendment, known)


def _unknown_target(amendment: Amendment, known: Sequence[str]) -> Finding:
    return Spot(amendment.document, ("amends",)).unknown("amendment/unknown-target", amendment.target, known)


def _layer_of(definition: Definition) -> str:
    return definition.layer.id
