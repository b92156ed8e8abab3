"""Check that every answer asked for, and everything derived from answers, is read by some rule."""

from collections.abc import Iterator

from motcua.catalog.merging.spots import spot_at
from motcua.catalog.reading.facts import ENGINE_FACTS
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.findings import Finding, Severity
from motcua.lang.tree import names

_SAID: dict[str, tuple[str, Severity]] = {
    "facts": ("fact/unread", "info"),  # people may want to know what no rule asks
    "derived": ("fact/derived-unread", "warning"),
}


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
    unread = {key for built in versions for key in _declared(built)}
    for built in versions:  # most often the first one reads all there is
        read = _read(built) if unread else frozenset()
        unread = {(kind, name) for kind, name in unread if name not in read}
    for built in versions if unread else ():
        for kind, name in unread & _declared(built).keys():
            unread.remove((kind, name))
            rule, severity = _SAID[kind]
            told = {"name": built.procedure.name, "fact": name, "title": _declared(built)[kind, name] or name}
            yield spot_at(built.tree, f"{kind}.{name}").finding(rule, severity, (), **told)


def _declared(built: Built) -> dict[tuple[str, str], str]:
    """Return the titles of what is asked and derived, by where it is declared and its name."""
    facts = {("facts", fact.id): fact.title for fact in built.procedure.facts if fact.type != "text"}
    derived = {("derived", each.id): each.title for each in built.procedure.derived}
    return {key: title for key, title in (facts | derived).items() if key[1] not in ENGINE_FACTS}


def _read(built: Built) -> frozenset[str]:
    """Return the facts that some rule reads, directly or through what is derived from them."""
    programs = [each for each in (built.compiled.program, built.compiled.cases) if each]
    trees = [tree for each in programs for tree in (*each.trees.conditions, *each.trees.amounts)]
    read = {name for tree in (*trees, *built.compiled.questions.conditions.values()) for name in names(tree)}
    for name, tree in reversed(list(built.compiled.program.trees.derived.items())):  # each may use those before it
        if name in read:
            read |= names(tree)
    limit = built.procedure.citizen_time_limit
    return frozenset(read | ({limit.from_fact} if limit else set()))
