"""Coverage as JSON values: the counts, and of each procedure what no spec touched or tried."""

from typing import Any

from motcua.specs.boundaries import Boundary, shown
from motcua.specs.coverage import Coverage, Covered, Row


def as_json(coverage: Coverage) -> dict[str, Any]:
    """Return coverage as JSON values."""
    return {
        "rows": coverage.rows,
        "fired": coverage.fired,
        "boundaries": coverage.boundaries,
        "tried": coverage.tried,
        "procedures": [_procedure(one) for one in coverage.procedures],
        "basis": [{"basis": name, "rows": n, "fired": fired} for name, (n, fired) in coverage.by_basis().items()],
    }


def _procedure(covered: Covered) -> dict[str, Any]:
    return {
        "id": covered.id,
        "code": covered.code,
        "name": covered.name,
        "rows": len(covered.rows),
        "fired": covered.fired,
        "missing": [_row(row) for row in covered.missing],
        "boundaries": len(covered.boundaries),
        "untried": [_boundary(one) for one in covered.open_boundaries],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "path": row.path,
        "kind": row.kind,
        "name": row.named(),
        "basis": list(row.basis),
        "file": row.place.file,
        "line": row.place.line,
    }


def _boundary(boundary: Boundary) -> dict[str, Any]:
    limit = boundary.limit
    return {
        "path": limit.path,
        "limit": limit.told(),
        "untried": list(map(shown, boundary.untried)),
        "file": limit.place.file,
        "line": limit.place.line,
    }
