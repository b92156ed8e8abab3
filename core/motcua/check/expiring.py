"""List what goes out of force soon while nothing takes its place: amendments, whole documents, reductions."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from motcua.calendar.days import ONE_DAY
from motcua.catalog import Catalog
from motcua.catalog.merging.amendments import REMARKS, Amendment
from motcua.catalog.merging.merged import Definition, Merged
from motcua.catalog.merging.spots import Spot
from motcua.catalog.merging.tree import leaves, plant
from motcua.catalog.origin import Origin
from motcua.catalog.period import Period
from motcua.document import Document
from motcua.findings import Finding

DAYS = 60
_TOLD = 3  # values named in one finding
_Origins = Mapping[str, Origin]


def findings(catalog: Catalog, at: date, days: int = DAYS) -> Iterator[Finding]:
    """Find what is no longer in force on one of the next `days` days, with what stands from then on."""

    def soon(end: date) -> bool:
        return 0 < (end - at).days <= days

    for amendment in catalog.amendments:
        if soon(amendment.period.end):
            yield from _amendment(catalog, amendment)
    for definition in catalog.definitions:
        if soon(definition.period.end) and not _succeeded(catalog, definition):
            yield _finding(definition.document, ("in_force", "to"), "expiring/document", definition.period.end)
    yield from _reductions(catalog, soon)


def _amendment(catalog: Catalog, amendment: Amendment) -> Iterator[Finding]:
    """Find an amendment after which something stands as it did before it."""
    end = amendment.period.end
    part = catalog.only(lambda name: name == amendment.target or name.startswith("bounds/"))
    before, after = (_merged(part, amendment, day) for day in (end - ONE_DAY, end))
    if before is None or after is None:
        return  # not in force, or the document itself ends: that is told
    changes = dict(_changes(amendment, before.origins, after.origins))
    if changes:
        said = "; ".join(f"{path} = {value}" for path, value in list(changes.items())[:_TOLD])
        more = "; …" if len(changes) > _TOLD else ""
        node = ("in_force", "to" if "to" in amendment.document.data["in_force"] else "from")
        yield _finding(amendment.document, node, "expiring/amendment", end, then=said + more)


def _merged(catalog: Catalog, amendment: Amendment, day: date) -> Merged | None:
    kind, _, name = amendment.target.partition("/")
    return catalog.resolve(amendment.layer.unit, day).resolved.of_kind(kind).get(name)


def _changes(amendment: Amendment, before: _Origins, after: _Origins) -> Iterator[tuple[str, str]]:
    """Yield what is other from the day on which the amendment ends, unless somebody sets it for that day."""
    for path in _set_by(amendment):
        if path not in after:
            if path in before:
                yield _gone(path, after), "–"
        elif after[path].since != amendment.period.end and (
            path not in before or after[path].value != before[path].value
        ):
            yield path, _written(after[path].value)


def _set_by(amendment: Amendment) -> Iterator[str]:
    """Yield the paths that an amendment sets, but for mere remarks."""
    tree = plant(amendment.document.data.get("set") or {}, (), amendment.scope)
    yield from (path for path, _ in leaves(tree) if path.rpartition(".")[2] not in REMARKS)


def _gone(path: str, after: _Origins) -> str:
    """Name what is gone: a whole row rather than each of its values."""
    parts = path.split(".")
    for length in range(2, len(parts)):
        whole = ".".join(parts[:length])
        if not any(f"{each}.".startswith(f"{whole}.") for each in after):
            return whole
    return path


def _written(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _succeeded(catalog: Catalog, definition: Definition) -> bool:
    """Tell whether it is a calendar, whose years are told of elsewhere, or a procedure that another replaces then."""
    if definition.document.kind != "procedure":
        return definition.document.kind == "calendar"
    code = definition.document.data.get("code")
    others = [each for each in catalog.definitions if each is not definition and each.document.kind == "procedure"]
    return any(
        each.period.holds(definition.period.end) and code in (each.document.data.get("code"), *_replaced(each))
        for each in others
    )


def _replaced(definition: Definition) -> list[str]:
    return list(definition.document.data.get("replaces") or ())


def _reductions(catalog: Catalog, soon: Callable[[date], bool]) -> Iterator[Finding]:
    """Find reductions that end, unless another of the same schedule is in force for the same lines then."""
    by_schedule: dict[str, list[tuple[Spot, Mapping[str, Any]]]] = {}
    for document in catalog.documents:
        for spot, row in _rows(document):
            by_schedule.setdefault(_schedule(document), []).append((spot, row))
    for rows in by_schedule.values():
        for spot, row in rows:
            end = Period.of(row.get("in_force")).end
            if soon(end) and not any(_goes_on(row, other, end) for _, other in rows):
                node = (*spot.node, "in_force", "to")
                yield _finding(spot.document, node, "expiring/reduction", end, name=str(row.get("name", row["id"])))


def _schedule(document: Document) -> str:
    return str(document.data.get("amends") or f"fee_schedule/{document.id}")


def _rows(document: Document) -> Iterator[tuple[Spot, Mapping[str, Any]]]:
    """Yield the reductions that a schedule, or an amendment of one, states."""
    own = document.kind == "fee_schedule"
    if own or str(document.data.get("amends", "")).startswith("fee_schedule/"):
        node: tuple[str, ...] = ("reductions",) if own else ("set", "reductions")
        given = document.data if own else document.data.get("set") or {}
        for at, row in enumerate(given.get("reductions") or ()):
            yield Spot(document, (*node, at)), row


def _goes_on(row: Mapping[str, Any], other: Mapping[str, Any], day: date) -> bool:
    mine, others = row.get("items"), other.get("items")
    same = mine is None or others is None or bool(set(mine) & set(others))
    return other is not row and same and "percent" in other and Period.of(other.get("in_force")).holds(day)


def _finding(document: Document, node: tuple[str | int, ...], rule: str, end: date, **params: Any) -> Finding:
    told = {"document": f"{document.kind}/{document.id}", "day": f"{end:%d/%m/%Y}", **params}
    return Spot(document, node).finding(rule, "info", **told)
