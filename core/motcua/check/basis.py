"""Check that every fee and every deadline rests on something."""

from collections.abc import Iterator

from motcua.catalog.merging.spots import spot_at
from motcua.check.survey import Survey
from motcua.findings import Finding


def findings(seen: Survey) -> Iterator[Finding]:
    """Find fees and deadlines without a basis, and procedures that are free without saying why."""
    for built, _ in seen.procedures:
        procedure = built.procedure
        if built.broken:
            continue  # told of by another check, and nothing was joined in
        based = {row.path: row.basis for row in procedure.fees}
        based |= {row.path: row.basis for row in procedure.exemptions}
        based |= {row.path: row.basis for row in procedure.deadline}
        based |= {row.path: row.basis for row in procedure.extensions}
        for path in (path for path, basis in based.items() if not basis):
            yield spot_at(built.tree, path).finding("value/no-basis", "warning", path=path)
        if not procedure.fees and procedure.no_fee is None:
            yield spot_at(built.tree, "fees").finding("fee/unexplained", "warning", name=procedure.name)
