"""Stored dossiers decided again under a draft: what each comes to now, and what it would come to.

Every dossier is decided by the rulebook of the day it was received on, once of the law as it stands and once of the
law with the draft in it: the draft counts from the days on which it says it is in force. What it applies to running
cases (`running_cases: apply`) also reaches the dossiers that were received before and still run. An answer to a
question that the law of the receipt asked and the draft asks no more is set aside; one to a question that neither asks
leaves a dossier undecided, and so does a choice that the draft takes from a question.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from motcua.analysis.impact.outcome import Fate, Outcome, Redecided, asked_for
from motcua.catalog import Catalog
from motcua.decide.decision import Decision
from motcua.dossier import FINAL, Dossier, Event, context, from_json, reception_from_json, replay
from motcua.findings import Finding, MotcuaError
from motcua.moves import BY_EVENT

# What moves fee, papers or due date. The steps of the route are left out: the draft may have others.
_DECISIVE = frozenset({"received", "papers_asked", "papers_received", "facts_changed"})

FINISHING: Final = frozenset(event for event, move in BY_EVENT.items() if move.to in FINAL)
"""The events after which nothing changes any more."""


class Laws(Struct, frozen=True):
    """The law as it stands, and with the draft in it.

    `draft` holds the whole draft, as it is for whoever comes from its first day on; in `running` what applies to
    running cases reaches back to the dossiers received earlier. `applying` adds to the law as it stands only that.
    """

    present: Catalog
    draft: Catalog
    running: Catalog
    applying: Catalog

    def drafted(self, *, finished: bool) -> Catalog:
        """Return the law with the draft in it, as it is for a finished dossier or for one that runs."""
        return self.draft if finished else self.running


class Scope(Struct, frozen=True):
    """Which dossiers to decide again: received on `since` or later, at `unit` or below it, as they stood `at`."""

    at: datetime
    since: date = date.min
    unit: str = ""

    def holds(self, first: Event) -> bool:
        """Tell whether a dossier that begins with this event is meant."""
        return self.covers(first.where) and first.at <= self.at and first.at.date() >= self.since

    def covers(self, unit: str) -> bool:
        """Tell whether dossiers of a unit are meant."""
        return not self.unit or f"{unit}/".startswith(f"{self.unit}/")


def redecide(journals: Iterable[Sequence[Mapping[str, Any]]], laws: Laws, scope: Scope) -> Iterator[Redecided]:
    """Decide every dossier of a scope again.

    :param journals: the events of each dossier, as the store gives them.
    :raises MotcuaError: for an event that this version does not know.
    """
    for written in journals:
        if scope.holds(from_json(written[0])):
            events = [event for event in map(from_json, written) if event.at <= scope.at]
            yield _redecided(events, laws, scope.at)


def _redecided(events: Sequence[Event], laws: Laws, at: datetime) -> Redecided:
    first = events[0]
    dossier = _replayed(laws.present, events)
    finished = is_finished(events)
    drafted = laws.drafted(finished=finished)
    before = _outcome(dossier)
    after = before if _same_law(laws.present, drafted, first) else _again(drafted, laws.present, events)
    fate, settled = _fate(laws, events, before, after, finished=finished)
    procedure = str(first.data["procedure"])
    return Redecided(
        code=first.dossier,
        procedure=procedure,
        name=dossier.decision.name if isinstance(dossier, Dossier) else procedure,
        unit=first.where,
        received_at=first.at,
        fate=fate,
        before=before,
        after=after,
        settled=settled,
        reached=_reached(dossier, at) if isinstance(dossier, Dossier) else None,
    )


def is_finished(events: Iterable[Event]) -> bool:
    """Tell whether the result is given back, the dossier refused or withdrawn."""
    return any(event.type in FINISHING for event in events)


def _fate(
    laws: Laws, events: Sequence[Event], before: Outcome, after: Outcome, *, finished: bool
) -> tuple[Fate, Outcome]:
    if before == after:
        return "same", before
    if finished:
        return "finished", before
    settled = _again(laws.applying, laws.present, events)
    if settled == before:
        return "keep", before
    return ("apply", after) if settled == after else ("partly", settled)


def _same_law(present: Catalog, drafted: Catalog, first: Event) -> bool:
    """Tell whether the draft leaves the whole rulebook of a reception as it is, so that nothing need be decided."""
    unit, day = first.where, first.at.date()
    if unit not in present.tree.by_unit or unit not in drafted.tree.by_unit:
        return False
    return present.resolve(unit, day).digest == drafted.resolve(unit, day).digest


def _again(catalog: Catalog, present: Catalog, events: Sequence[Event]) -> Outcome:
    dropped = _no_longer_asked(catalog, present, events[0])
    return _outcome(_replayed(catalog, [_without(dropped, event) for event in events if event.type in _DECISIVE]))


def _no_longer_asked(catalog: Catalog, present: Catalog, first: Event) -> frozenset[str]:
    """Return the questions of the law of a receipt that another law does not ask."""
    try:
        return _questions(present, first) - _questions(catalog, first)
    except MotcuaError:  # whoever decides by that law says so
        return frozenset()


def _questions(catalog: Catalog, first: Event) -> frozenset[str]:
    rulebook = catalog.resolve(first.where, first.at.date())
    procedure = rulebook.find(str(first.data["procedure"]))
    return frozenset(fact.id for fact in rulebook.program(procedure).facts)


def _without(dropped: frozenset[str], event: Event) -> Event:
    """Set the answers to some questions aside."""
    given = event.data.get("facts", {})
    if dropped.isdisjoint(given):
        return event
    kept = {name: answer for name, answer in given.items() if name not in dropped}
    return replace(event, data={**event.data, "facts": kept})


def _replayed(catalog: Catalog, events: Sequence[Event]) -> Dossier | tuple[Finding, ...]:
    """Replay a dossier under the rulebook of the day it was received on, or say why that cannot be decided."""
    first = events[0]
    try:
        rulebook = catalog.resolve(first.where, first.at.date())
        said = context(rulebook, reception_from_json(first.data), first.at)
        if against := _problems(said.decision):  # perhaps not one step of a route is left to replay
            return against
        dossier = replay(events, said)
    except MotcuaError as error:
        return error.findings
    return _problems(dossier.decision) or dossier


def _problems(decision: Decision) -> tuple[Finding, ...]:
    return tuple(Finding(problem.rule, params=problem.params) for problem in decision.problems)


def _outcome(dossier: Dossier | tuple[Finding, ...]) -> Outcome:
    if not isinstance(dossier, Dossier):
        return Outcome(undecided=dossier)
    asked = (asked_for(paper, paper.mode) for paper in dossier.decision.papers if paper.mode != "note")
    return Outcome(dossier.fee.owed, dossier.due_at, frozenset(asked))


def _reached(dossier: Dossier, at: datetime) -> datetime | None:
    return dossier.ready_at or (at if dossier.clock == "running" else None)
