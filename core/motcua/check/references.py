"""Check that every name in a procedure leads somewhere."""

from collections.abc import Iterator

from motcua.catalog import Rulebook
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.findings import Finding

# Key of a procedure → the vocabulary its ids come from.
VOCABULARIES = {"field": "fields", "applicants": "applicants", "channels": "channels"}


def findings(seen: Survey) -> Iterator[Finding]:
    """Find names of vocabularies, roles, deadline rows, facts and procedures that do not exist."""
    for built, rulebook in seen.procedures:
        yield from _vocabulary_ids(built, rulebook)
        yield from _vocabularies(built, rulebook)
        yield from _roles(built, rulebook)
        yield from _deadline_rows(built)
        yield from _time_limit(built)
        yield from _follow_ups(built, rulebook)


def _vocabulary_ids(built: Built, rulebook: Rulebook) -> Iterator[Finding]:
    procedure = built.procedure
    used = {
        "field": [procedure.field],
        "applicants": [item.id for item in procedure.applicants],
        "channels": [item.id for item in procedure.channels],
    }
    for key, names in used.items():
        vocabulary = rulebook.resolved.vocabularies.get(VOCABULARIES[key])
        known = vocabulary.items if vocabulary else {}
        for at, name in enumerate(names):
            if name not in known:
                spot = spot_at(built.tree, key, () if key == "field" else (at,))
                yield spot.unknown("reference/item", name, known, vocabulary=VOCABULARIES[key])


def _vocabularies(built: Built, rulebook: Rulebook) -> Iterator[Finding]:
    """Find questions and papers whose choices come from a vocabulary that does not exist."""
    paths = [path for path in built.provenance if path.endswith((".of", ".one_of"))]
    for path in paths:
        name = built.provenance[path].value
        if isinstance(name, str) and name not in rulebook.resolved.vocabularies:
            yield spot_at(built.tree, path).unknown("reference/vocabulary", name, rulebook.resolved.vocabularies)


def _roles(built: Built, rulebook: Rulebook) -> Iterator[Finding]:
    roles = rulebook.resolved.vocabularies.get("roles")
    known = roles.items if roles else {}
    for step in built.procedure.steps:
        if step.role not in known:
            yield spot_at(built.tree, f"{step.path}.role").unknown("reference/role", step.role, known)


def _deadline_rows(built: Built) -> Iterator[Finding]:
    known = [row.id for row in built.procedure.deadline]
    for extension in built.procedure.extensions:
        for name in sorted((extension.rows or frozenset()) - set(known)):
            yield spot_at(built.tree, f"{extension.path}.rows").unknown("reference/deadline_row", name, known)


def _time_limit(built: Built) -> Iterator[Finding]:
    limit = built.procedure.citizen_time_limit
    known = _dates(built)
    if limit and limit.from_fact not in known:
        spot = spot_at(built.tree, "citizen_time_limit.from_fact")
        yield spot.unknown("reference/date_fact", limit.from_fact, known)


def _dates(built: Built) -> list[str]:
    return [fact.id for fact in built.procedure.facts if fact.type == "date"]


def _follow_ups(built: Built, rulebook: Rulebook) -> Iterator[Finding]:
    elsewhere = rulebook.resolved.workshop.elsewhere
    known = [name.removeprefix("procedure/") for name in elsewhere.other_dates if name.startswith("procedure/")]
    for at, follow_up in enumerate(built.procedure.follow_ups):
        target = f"procedure/{follow_up.procedure}"
        if target not in elsewhere.other_dates and target not in elsewhere.broken:
            spot = spot_at(built.tree, "follow_ups", (at, "procedure"))
            yield spot.unknown("reference/procedure", follow_up.procedure, known)
