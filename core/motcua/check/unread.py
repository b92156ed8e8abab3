"""Check that every answer asked for, and everything derived from answers, is read by some rule."""

from collections.abc import Iterator

from motcua.catalog.merging.spots import spot_at
from motcua.catalog.reading.facts import ENGINE_FACTS
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.findings import Finding, Severity
from motcua.lang.tree import names

_ASKED: tuple[str, Severity] = ("fact/unread", "info")  # people may want to know what no rule asks
_DERIVED: tuple[str, Severity] = ("fact/derived-unread", "warning")


def findings(seen: Survey) -> Iterator[Finding]:
    """Find facts and derived facts that nothing reads, in no unit and on no date.

    Texts are left out: rules cannot compute with them, so they are asked for people to read.
    """
    by_id: dict[str, list[Built]] = {}
    for built, _ in seen.procedures:
        by_id.setdefault(built.procedure.id, []).append(built)
    for name, versions in by_id.items():
        if f"procedure/{name}" not in seen.problems and not any(built.errors for built in versions):
            yield from _unread(versions)


def _unread(versions: list[Built]) -> Iterator[Finding]:
    read = frozenset().union(*map(_read, versions)) | ENGINE_FACTS
    told: set[str] = set()
    for built in versions:
        procedure = built.procedure
        asked = {fact.id: fact.title for fact in procedure.facts if fact.type != "text"}
        for key, titles in (("facts", asked), ("derived", {each.id: each.title for each in procedure.derived})):
            for name in titles.keys() - read - told:
                told.add(name)
                spot = spot_at(built.tree, f"{key}.{name}")
                told_as = _ASKED if key == "facts" else _DERIVED
                yield spot.finding(*told_as, name=procedure.name, fact=name, title=titles[name] or name)


def _read(built: Built) -> frozenset[str]:
    """Return the facts that some rule reads, directly or through what is derived from them."""
    programs = [each for each in (built.compiled.program, built.compiled.cases) if each]
    trees = [tree for each in programs for tree in (*each.trees.conditions, *each.trees.amounts)]
    read = {name for tree in (*trees, *built.compiled.questions.conditions.values()) for name in names(tree)}
    for name, tree in reversed(built.compiled.program.trees.derived.items()):  # each may use those before it
        if name in read:
            read |= names(tree)
    limit = built.procedure.citizen_time_limit
    return frozenset(read | ({limit.from_fact} if limit else set()))
