"""Check the layers' manifests: known roles, readable hours, and hours at all where people are received."""

from collections.abc import Iterator

from motcua.catalog import Layer, Rulebook
from motcua.catalog.merging.spots import Spot
from motcua.check.survey import Survey
from motcua.findings import Finding, MotcuaError


def findings(seen: Survey) -> Iterator[Finding]:
    """Find roles nobody knows in manifests, and hours that are unreadable or missing at a commune."""
    for rulebook in seen.today:
        layer = rulebook.layers[-1]
        yield from _roles(layer, rulebook)
        if "hours" in layer.data or layer.level == "commune":
            yield from _hours(layer, rulebook)


def _roles(layer: Layer, rulebook: Rulebook) -> Iterator[Finding]:
    roles = rulebook.resolved.vocabularies.get("roles")
    known = roles.items if roles else {}
    for name in layer.data.get("roles") or {}:
        if name not in known:
            yield Spot(layer.manifest, ("roles", name)).unknown("reference/role", name, known)


def _hours(layer: Layer, rulebook: Rulebook) -> Iterator[Finding]:
    try:
        _ = rulebook.hours
    except MotcuaError as error:
        spot = Spot(layer.manifest, ("hours",))
        yield from (spot.finding(finding.rule, **finding.params) for finding in error.findings)
