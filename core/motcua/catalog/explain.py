"""The resolved law of a procedure as rows: every value with who set it, where, on what basis, since when, over what."""

from typing import Any

from motcua.catalog.origin import Origin
from motcua.catalog.rulebook import Rulebook
from motcua.findings import refuse
from motcua.similar import nearest

Row = tuple[str, Origin]


def explain(rulebook: Rulebook, procedure_id: str, path: str = "") -> tuple[Row, ...]:
    """List the values of a procedure, what it shares included, at and below a path such as ``fees.le-phi``.

    :raises MotcuaError: ``explain/unknown-path`` with the nearest path, when nothing stands there.
    """
    provenance = rulebook.provenance(procedure_id)
    rows = tuple((each, origin) for each, origin in provenance.items() if not path or f"{each}.".startswith(f"{path}."))
    if not rows:
        known = {each.rsplit(".", depth)[0] for each in provenance for depth in range(each.count(".") + 1)}
        raise refuse("explain/unknown-path", path=path, procedure=procedure_id, nearest=nearest(path, sorted(known)))
    return rows


def as_row(path: str, origin: Origin) -> dict[str, Any]:
    """Return one row as JSON shows it; `replaced` is the row of what stood there before, or None."""
    return {
        "path": path,
        "value": origin.value,
        "layer": origin.layer,
        "file": origin.place.file,
        "line": origin.place.line,
        "basis": list(origin.basis),
        "since": origin.since.isoformat() if origin.since else None,
        "to_verify": origin.to_verify,
        "replaced": as_row(path, origin.replaced) if origin.replaced else None,
    }
