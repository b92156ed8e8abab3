"""List the fees that nobody with the power to has set yet, for communes: there people are received."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from motcua.calendar import written_date
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
    """Find the undetermined fees of every commune: its procedures that cannot be received while they are owed.

    Those of today first; of days to come those that open then, as where an amendment ends and nothing sets its values.
    """
    lacking = [built for built, _ in seen.procedures if not built.broken and _undetermined(built)]
    told: set[tuple[str, str, str]] = set()
    for rulebook in _of_communes(seen) if lacking else ():
        for built in (one for one in lacking if rulebook.resolved.holds(one)):
            for line in _undetermined(built):
                key = rulebook.unit, built.procedure.id, line.id
                if key not in told:
                    told.add(key)
                    yield _hole(line, built, rulebook, later=rulebook.date > seen.at)


def _undetermined(built: Built) -> list[FeeLine]:
    return [line for line in built.procedure.fees if line.undetermined]


def _of_communes(seen: Survey) -> Iterable[Rulebook]:
    """List the rulebooks of communes from today on, the earliest first."""
    later = (book for book in seen.rulebooks if book.date > seen.at)
    books = [*seen.today, *sorted(later, key=lambda book: book.date)]
    return (book for book in books if book.layers[-1].level == "commune")


def _hole(line: FeeLine, built: Built, rulebook: Rulebook, *, later: bool) -> Finding:
    finding = spot_at(built.tree, f"{line.path}.amount").finding(
        "fee/undetermined-later" if later else "fee/undetermined",
        "warning",
        unit=rulebook.unit,
        unit_name=rulebook.unit_name,
        procedure=built.procedure.name,
        line=line.name,
        target=_target(line, built),
        day=written_date(rulebook.date),
    )
    return replace(finding, witness=_owing(line, built, rulebook))


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
