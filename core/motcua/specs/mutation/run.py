"""Try every mutant on the specs: on all cores, only with the scenarios that the changed line reaches."""

import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from signal import SIG_IGN, SIGINT, signal
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from motcua.catalog import Catalog
from motcua.decide import Decision
from motcua.specs.mutation.altered import Altered, Mutant, wording
from motcua.specs.mutation.cases import Usual
from motcua.specs.mutation.witness import missing_scenario
from motcua.specs.runner import Trial, run_scenario

Fate = Literal["killed", "survived", "alike", "void"]
"""What became of a mutant: a spec failed; none did, and a case tells it apart; no case was found that would; it is no
rule that could be written, such as a list without members."""


class Outcome(Struct, frozen=True):
    """A mutant (by its place in the list) and its fate: `by` names the first spec that failed as ``file:line``.

    `scenario` is the missing one, where it survived.
    """

    index: int
    fate: Fate
    by: str = ""
    scenario: str = ""


class Trying(Struct, frozen=True):
    """All that trying takes; made before the processes part, so that they share it."""

    catalog: Catalog
    mutants: Sequence[Mutant]
    trials: Sequence[Trial]
    unit: str | None
    usual: Usual

    def outcome(self, index: int) -> Outcome:
        """Try one mutant."""
        mutant = self.mutants[index]
        if _is_void(mutant, self.catalog):
            return Outcome(index, "void")
        altered = Altered(self.catalog, mutant.alter)
        for trial in self.trials:
            reached = any(_reaches(altered, decision) for decision in trial.decisions)
            if reached and trial.scenario and not run_scenario(trial.scenario, altered, self.unit).passed:
                return Outcome(index, "killed", by=f"{trial.result.file}:{trial.result.line}")
        scenario = missing_scenario(mutant, self.catalog, self.usual)
        return Outcome(index, "survived" if scenario else "alike", scenario=scenario)


def try_mutants(
    catalog: Catalog, mutants: Sequence[Mutant], trials: Sequence[Trial], unit: str | None = None, jobs: int = 0
) -> Iterator[Outcome]:
    """Try mutants on the specs that pass, and yield what becomes of each as soon as it is known.

    :param trials: the specs as they ran on the law as it is; those that failed tell nothing.
    :param unit: the unit of scenarios that name none.
    :param jobs: how many processes; 0 for one a core, 1 for none but this. Where processes cannot be forked, none.
    """
    passing = [trial for trial in trials if trial.result.passed]
    trying = Trying(catalog, mutants, passing, unit, _usual(passing))
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(trying.outcome, range(len(mutants)))
        return
    with multiprocessing.get_context("fork").Pool(jobs, _begin, (trying,)) as pool:
        yield from pool.imap_unordered(_try, range(len(mutants)), chunksize=4)


# What a forked process works on: handed over by the fork itself, for a catalog is too big to be sent with each task.
_TRYING: list[Trying] = []


def _begin(trying: Trying) -> None:
    signal(SIGINT, SIG_IGN)  # the process that handed the work out ends this one; two need not tell of it
    _TRYING[:] = [trying]


def _try(index: int) -> Outcome:
    return _TRYING[0].outcome(index)


def _is_void(mutant: Mutant, catalog: Catalog) -> bool:
    standing = mutant.where[0]
    rulebook = mutant.alter(catalog.resolve(standing.unit, standing.start))
    built = wording(rulebook, standing.built.procedure.id)
    return built is not None and bool(built.errors)


def _reaches(altered: Altered, decision: Decision) -> bool:
    """Tell whether a decision was made by a wording that the mutant changes."""
    day = decision.at.date()
    before, after = altered.catalog.resolve(decision.unit, day), altered.resolve(decision.unit, day)
    return wording(after, decision.procedure) is not wording(before, decision.procedure)


def _usual(trials: Sequence[Trial]) -> Usual:
    """Return where and when the specs file most often: a case filed there and then reads like them."""
    filed = Counter(Usual(decision.unit, decision.at.date()) for trial in trials for decision in trial.decisions)
    return min(filed, key=lambda usual: (-filed[usual], usual.unit, usual.day), default=Usual())


def named_apart(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Give missing scenarios that differ different names, so that all can be pasted into one file."""
    known: dict[str, list[str]] = {}
    named = []
    for outcome in outcomes:
        title, _, steps = outcome.scenario.partition("\n")
        like = known.setdefault(title, [])
        like += [steps] if steps not in like else []
        number = f" ({like.index(steps) + 1})" if like.index(steps) else ""
        named.append(replace(outcome, scenario=f"{title}{number}\n{steps}" if steps else ""))
    return named


def as_json(mutants: Sequence[Mutant], outcomes: Sequence[Outcome], lang: str = "vi") -> dict[str, Any]:
    """Return what became of the mutants as JSON values; those that could not be written as rules do not count."""
    counts = Counter(outcome.fate for outcome in outcomes)
    by_fate = {fate: [one for one in outcomes if one.fate == fate] for fate in ("survived", "alike")}
    return {
        "mutants": len(outcomes) - counts["void"],
        "killed": counts["killed"],
        **{fate: [_as_json(mutants[one.index], one, lang) for one in found] for fate, found in by_fate.items()},
    }


def _as_json(mutant: Mutant, outcome: Outcome, lang: str) -> dict[str, Any]:
    return {
        "rule": mutant.rule,
        "message": mutant.message(lang),
        "file": mutant.place.file,
        "line": mutant.place.line,
        "procedures": list(mutant.procedures),
        "scenario": outcome.scenario,
    }
