"""The situation a scenario builds up: which procedure, where, which facts; then the decision it looks at."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Protocol

from msgspec import Struct

from motcua.calendar import Pause
from motcua.catalog import Rulebook
from motcua.catalog.layers import Layer
from motcua.catalog.model import Procedure
from motcua.decide import Decision, Problem, Stop, decide
from motcua.findings import MotcuaError, refuse
from motcua.lang import Fact, read_facts
from motcua.similar import fold, nearest
from motcua.texts import say


class Unmet(AssertionError):  # noqa: N818 - read aloud in a step: raise Unmet(…)
    """An expectation of a spec that the rules do not meet; the text is made by whoever shows it."""

    def __init__(self, rule: str, *problems: Problem, **params: object) -> None:
        self.rule = rule
        self.problems = problems
        self.params = params
        super().__init__(rule)

    def message(self, lang: str = "vi") -> str:
        """Say what is there instead, and which problems of the decision stand in the way."""
        problems = "; ".join(problem.message(lang) for problem in self.problems)
        return say(self.rule, lang, problems=problems, **self.params)


class Rules(Protocol):
    """Where a situation finds its rulebooks: a `Catalog`, or one in which something is changed to see who notices."""

    def units(self) -> tuple[str, ...]:
        """List the units."""

    def layer(self, unit: str) -> Layer:
        """Return a unit's own layer."""

    def resolve(self, unit: str, at: date) -> Rulebook:
        """Return the rulebook of a unit on a date."""


class Situation(Struct):
    """What the steps of one scenario share; made anew for each scenario. `answers` holds a decision for each filing."""

    catalog: Rules
    unit: str | None = None
    procedure: str = ""
    given: dict[str, str] = {}
    groups: list[str] = []
    stops: list[Stop] = []
    answers: list[Decision] = []

    def at_unit(self, name: str) -> None:
        """Choose the unit by its id or by the name of its layer.

        :raises MotcuaError: when no unit is called so.
        """
        named = {unit: self.catalog.layer(unit).name for unit in self.catalog.units()}
        found = [unit for unit, title in named.items() if name == unit or fold(title) == fold(name)]
        if not found:
            raise _unknown("spec/unknown-unit", name, named.values(), unit=name)
        self.unit = found[0]

    def file(self, channel: str, moment: datetime) -> None:
        """File the application: from here on the decision can be asked for.

        :raises MotcuaError: when the channel, a fact or a value is unknown.
        """
        rulebook = self._rulebook(moment)
        procedure = rulebook.find(_named(rulebook, self.procedure))
        facts = rulebook.program(procedure).facts
        given = {fact.id: _answer(fact, value) for fact, value in self._answers(facts)}
        given |= {"channel": _choice(_fact(facts, "channel"), channel)}
        for group in self.groups:
            fact = _fact_offering(facts, group)
            given[fact.id] = ",".join(filter(None, [given.get(fact.id, ""), _choice(fact, group)]))
        values, findings = read_facts(facts, given)
        if errors := [finding for finding in findings if finding.severity == "error"]:
            raise MotcuaError(*errors)
        self.stops.clear()
        self.answers.append(decide(rulebook, procedure, values, moment))

    def stop_clock(self, begins: datetime, ends: datetime, reason: str) -> None:
        """Let the clock of what is filed stand still, and decide again.

        :raises MotcuaError: when nothing is filed yet by then, or the procedure does not name the reason.
        """
        decision, rulebook = self.decision(), self.rulebook()
        if begins < decision.at:
            raise refuse("spec/stop-too-early", filed=f"{decision.at:%H:%M %d/%m/%Y}")
        procedure = rulebook.find(decision.procedure)
        self.stops.append(Stop(_reason(procedure, reason), Pause(begins, ends)))
        self.answers.append(decide(rulebook, procedure, decision.facts, decision.at, self.stops))

    def _answers(self, facts: tuple[Fact, ...]) -> list[tuple[Fact, str]]:
        return [(_fact(facts, name), value) for name, value in self.given.items()]

    def decision(self) -> Decision:
        """Return the last decision, once the application is filed.

        :raises MotcuaError: when no step filed it.
        """
        if not self.answers:
            raise refuse("spec/not-filed")
        return self.answers[-1]

    def rulebook(self) -> Rulebook:
        """Return the rulebook the decision was made by."""
        return self._rulebook(self.decision().at)

    def _rulebook(self, moment: datetime) -> Rulebook:
        if self.unit is None:
            raise refuse("spec/no-unit")
        if not self.procedure:
            raise refuse("spec/no-procedure")
        return self.catalog.resolve(self.unit, moment.date())


def _named(rulebook: Rulebook, name: str) -> str:
    """Return the id of the procedure of that name; what is no name may still be an id or a code."""
    return next((one.id for one in rulebook.procedures.values() if fold(one.name) == fold(name)), name)


def _reason(procedure: Procedure, name: str) -> str:
    for remark in procedure.not_counted:
        if fold(name) in (remark.id, fold(remark.text)):
            return remark.id
    names = [remark.text for remark in procedure.not_counted]
    raise _unknown("spec/unknown-reason", name, names, reason=name)


def _fact(facts: tuple[Fact, ...], name: str) -> Fact:
    for fact in facts:
        if name == fact.id or fold(fact.title) == fold(name):
            return fact
    raise _unknown("spec/unknown-fact", name, [fact.title for fact in facts], fact=name)


def _answer(fact: Fact, value: str) -> str:
    return _choice(fact, value) if fact.type == "choice" else value


def _fact_offering(facts: tuple[Fact, ...], group: str) -> Fact:
    several = [fact for fact in facts if fact.type == "choices"]
    for fact in several:
        if any(fold(group) in (choice.id, fold(choice.name)) for choice in fact.choices):
            return fact
    names = [choice.name for fact in several for choice in fact.choices]
    raise _unknown("spec/unknown-group", group, names, group=group)


def _choice(fact: Fact, name: str) -> str:
    """Find a choice by its id, its name, or the only name that begins so (“trực tiếp”)."""
    exact = [choice for choice in fact.choices if fold(name) in (choice.id, fold(choice.name))]
    begun = [choice for choice in fact.choices if fold(choice.name).startswith(fold(name))]
    if found := exact or (begun if len(begun) == 1 else []):
        return found[0].id
    names = [choice.name for choice in fact.choices]
    raise _unknown("spec/unknown-choice", name, names, fact=fact.title, choice=name)


def _unknown(rule: str, name: str, names: Collection[str], **params: Any) -> MotcuaError:
    """Refuse a name: with the nearest one or, where none is near, with all there are."""
    near = nearest(name, names)
    return refuse(rule, nearest=near, known="" if near else "; ".join(names), **params)
