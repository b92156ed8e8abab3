"""List the fees that nobody with the power to has set yet, for communes: there people are received."""

from collections.abc import Iterator

from motcua.catalog import Rulebook
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.model import FeeLine
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.findings import Finding


def findings(seen: Survey) -> Iterator[Finding]:
    """Find the undetermined fees of every commune: its procedures that cannot be received while they are owed."""
    for built, _ in seen.procedures:
        if built.broken or not any(line.undetermined for line in built.procedure.fees):
            continue
        for rulebook in seen.today:
            if rulebook.layers[-1].level == "commune" and rulebook.resolved.holds(built):
                yield from _holes(built, rulebook)


def _holes(built: Built, rulebook: Rulebook) -> Iterator[Finding]:
    for line in built.procedure.fees:
        if line.undetermined:
            yield spot_at(built.tree, f"{line.path}.amount").finding(
                "fee/undetermined",
                "warning",
                unit=rulebook.unit,
                unit_name=rulebook.unit_name,
                procedure=built.procedure.name,
                line=line.name,
                target=_target(line, built),
            )


def _target(line: FeeLine, built: Built) -> str:
    """Name what an amendment must amend to fill the hole."""
    schedule = f"fee_schedule/{line.schedule}, lines: {line.item}"
    return schedule if line.schedule else f"procedure/{built.procedure.id}, fees: {line.id}"
