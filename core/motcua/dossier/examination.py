"""What an officer finds out while examining a dossier: facts that the procedure asks of an officer, and no others."""

from collections.abc import Mapping
from typing import Any

from motcua.dossier.dossier import Dossier
from motcua.dossier.reception import facts_as_json
from motcua.findings import Finding
from motcua.lang.reading import read_given


def read_changes(dossier: Dossier, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Read what was found, as texts of a form or JSON values; an empty answer is the default again.

    :returns: the answers that differ from what the dossier holds, as JSON values, and what is wrong: a fact that is
        not asked of an officer, an unknown one, a wrong value, or that nothing differs.
    """
    asked, held = [fact.id for fact in dossier.officer_facts], dossier.decision.facts
    others = [name for name in given if name in held and name not in asked]
    told = [{"fact": name, "known": ", ".join(asked)} for name in others]
    findings = [Finding("dossier/not-officers-fact", params=params) for params in told]
    values, wrong = read_given(dossier.officer_facts, {name: given[name] for name in given if name not in others})
    changed = {name: value for name, value in values.items() if name in given and value != held[name]}
    findings += wrong
    if not findings and not changed:
        findings.append(Finding("dossier/nothing-found", params={"code": dossier.code}))
    return facts_as_json(changed), findings


def recorded(dossier: Dossier, data: Mapping[str, Any]) -> dict[str, Any]:
    """Write the data of a move as the journal keeps it: of the facts only what differs, as JSON values."""
    return {**data, "facts": read_changes(dossier, data["facts"])[0]} if "facts" in data else dict(data)


def undecided(before: Dossier, after: Dossier) -> list[Finding]:
    """List why facts cannot stand: what the rules cannot decide with them, and a step that would be gone."""
    if len(after.earlier) == len(before.earlier):  # nothing was decided again
        return []
    problems = [Finding(problem.rule, params=problem.params) for problem in after.decision.problems]
    if after.step.id != before.step.id:
        problems.append(Finding("dossier/step-gone", params={"step": before.step.name}))
    return problems
