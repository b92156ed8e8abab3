"""The missing scenario: a case that the law and a mutant decide differently, and the sentence that tells them apart."""

from collections.abc import Iterator
from itertools import islice

from motcua.catalog import Catalog
from motcua.decide import Decision, decide
from motcua.findings import MotcuaError
from motcua.specs.lint import Scenario, read_feature
from motcua.specs.mutation.altered import Altered, Mutant
from motcua.specs.mutation.cases import Usual, cases
from motcua.specs.runner import run_scenario
from motcua.specs.scenario import HEAD, Case, literal, sketch, telling
from motcua.specs.situation import Rules
from motcua.specs.standing import Standing

_WORDINGS = 4  # of one procedure or of several, in which a case is sought
_CASES = 4000  # tried in each: some 0.2 ms apiece
_WORSE = 5  # cases kept for when there is nothing better


def missing_scenario(mutant: Mutant, catalog: Catalog, usual: Usual) -> str:
    """Return a scenario that holds now and would not of the mutant; empty when no case was found.

    What only its own words tell apart (“5 working days”), or cannot be received as it stands, is taken when there is
    nothing better.
    """
    altered = Altered(catalog, mutant.alter)
    differing = (found for standing in _few(mutant.where, usual) for found in _differing(standing, altered, usual))
    worse: list[tuple[Case, Decision, Decision]] = []
    for case, now, then in differing:
        if now.acceptable and (text := _told(mutant, altered, case, telling(now, then), telling(then, now))):
            return text
        worse += [(case, now, then)] if len(worse) < _WORSE else []
    for case, now, then in sorted(worse, key=lambda each: not each[1].acceptable):
        rulebook = catalog.resolve(case.unit, case.at.date())
        if text := _told(mutant, altered, case, literal(now, rulebook), literal(then, rulebook)):
            return text
    return ""


def _few(where: tuple[Standing, ...], usual: Usual) -> list[Standing]:
    """Choose wordings to look in: those in force where and when is usual first, each procedure in its turn."""
    ranked = sorted(where, key=lambda one: (not one.start <= usual.day < one.end, one.unit != usual.unit))
    seen: dict[str, int] = {}
    turns = []
    for one in ranked:
        seen[one.built.procedure.id] = seen.get(one.built.procedure.id, 0) + 1
        turns.append((seen[one.built.procedure.id], one))
    return [one for _, one in sorted(turns, key=lambda turn: turn[0])][:_WORDINGS]


def _differing(standing: Standing, altered: Altered, usual: Usual) -> Iterator[tuple[Case, Decision, Decision]]:
    """Walk cases that both laws decide, and differently."""
    for case in islice(cases(standing, usual), _CASES):
        try:
            now, then = _decided(case, altered.catalog), _decided(case, altered)
        except MotcuaError:
            return  # no calendar for so long ago, or not in force in one of the two laws
        if now != then:
            yield case, now, then


def _decided(case: Case, rules: Rules) -> Decision:
    rulebook = rules.resolve(case.unit, case.at.date())
    procedure = rulebook.find(case.procedure.id)
    if procedure.facts == case.procedure.facts:
        return decide(rulebook, procedure, case.values, case.at, case.stops)
    known = {fact.id for fact in procedure.facts}  # an amendment more or less may ask other questions
    values, _ = rulebook.program(procedure).questions.read({k: v for k, v in case.given.items() if k in known})
    return decide(rulebook, procedure, values, case.at, case.stops)


def _told(mutant: Mutant, altered: Altered, case: Case, now: Iterator[str], then: Iterator[str]) -> str:
    """Write the scenario with the first sentence that holds of one law and not of the other."""
    title = f"{case.procedure.name} – {mutant.message('vi', 'title')}"
    draft = sketch(case, title, altered.layer(case.unit).name)
    also = set(then)
    for outcome in (each for each in now if each not in also):
        text = draft.text(outcome)
        if tells_apart(text, altered):
            return text
    return ""


def tells_apart(text: str, altered: Altered) -> bool:
    """Tell whether a scenario is sound, holds of the law as it is and does not of the altered one."""
    scenarios, findings = read_feature((HEAD + text).encode(), "")
    return not findings and all(_passes(one, altered.catalog) and not _passes(one, altered) for one in scenarios)


def _passes(scenario: Scenario, rules: Rules) -> bool:
    return run_scenario(scenario, rules, None).passed
