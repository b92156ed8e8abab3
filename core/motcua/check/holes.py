"""List the fees that nobody with the power to has set yet, for communes: there people are received."""

from collections.abc import Iterator

from msgspec.structs import replace

from motcua.catalog import Rulebook
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.model import FeeLine
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.check.tables.showing import witness_of
from motcua.check.tables.standing import today_in
from motcua.check.tables.wording import Goal, Wording
from motcua.findings import Finding
from motcua.witness import Witness


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
            finding = spot_at(built.tree, f"{line.path}.amount").finding(
                "fee/undetermined",
                "warning",
                unit=rulebook.unit,
                unit_name=rulebook.unit_name,
                procedure=built.procedure.name,
                line=line.name,
                target=_target(line, built),
            )
            yield replace(finding, witness=_owing(line, built, rulebook))


def _owing(line: FeeLine, built: Built, rulebook: Rulebook) -> Witness | None:
    """Return a dossier that owes a line."""
    if built.errors:
        return None
    freeing = tuple(each for each in built.procedure.exemptions if line.id in each.lines)
    return witness_of(Wording(built), Goal((line,), freeing), today_in(rulebook))


def _target(line: FeeLine, built: Built) -> str:
    """Name what an amendment must amend to fill the hole."""
    schedule = f"fee_schedule/{line.schedule}, lines: {line.item}"
    return schedule if line.schedule else f"procedure/{built.procedure.id}, fees: {line.id}"
