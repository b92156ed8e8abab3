"""Check that a dossier can go its whole route: at every step somebody may do what leads on, until it is returned.

The table of moves is walked as a dossier would walk it, with what each step allows and each step's account may do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from motcua.catalog import Rulebook
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.model import Step
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.dossier.moves import MOVES, Move, Status
from motcua.findings import Finding


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a dossier stands."""

    status: Status
    at: int = 0
    handed_over: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A step with the account of its role, and what that account may do."""

    step: Step
    account: str
    may: frozenset[str]

    def lets(self, move: Move) -> bool:
        """Tell whether a move can be made here; what the citizen brings, some account takes in."""
        return move.action in self.step.allows and (move.by == "citizen" or move.action in self.may)


def findings(seen: Survey) -> Iterator[Finding]:
    """Find the step of a route at which every dossier gets stuck, because nobody may do what would lead on."""
    for built, rulebook in seen.procedures:
        whole = _places(built, rulebook)
        always = [place for place in whole if place.step.when is None]
        for route in filter(None, (whole, always)):
            if stuck := _stuck(route):
                yield _finding(built, stuck)
                break


def _places(built: Built, rulebook: Rulebook) -> list[_Place]:
    """Return the steps with their accounts; none where a name is not known, which another check tells of."""
    vocabularies = rulebook.resolved.vocabularies
    if "roles" not in vocabularies or "accounts" not in vocabularies:
        return []
    roles, accounts = vocabularies["roles"].items, vocabularies["accounts"].items
    steps = built.procedure.steps
    playing = {step.role: str(roles[step.role].more.get("account", "")) for step in steps if step.role in roles}
    may = {name: frozenset(account.more.get("may", ())) for name, account in accounts.items()} | {"": frozenset()}
    if any(playing.get(step.role) not in may for step in steps):
        return []
    return [_Place(step, playing[step.role], may[playing[step.role]]) for step in steps]


def _stuck(route: Sequence[_Place]) -> _Place | None:
    """Return the last step that a dossier reaches when its result can never be returned; None when it can."""
    reached = {_Standing("received")}
    new = set(reached)
    while new:
        new = {after for standing in new for after in _afterwards(standing, route)} - reached
        reached |= new
    if any(standing.status == "returned" for standing in reached):
        return None
    return route[max(standing.at for standing in reached)]


def _afterwards(standing: _Standing, route: Sequence[_Place]) -> Iterator[_Standing]:
    for move in MOVES.values():
        at = standing.at + {"stays": 0, "next": 1, "back": -1}[move.goes]
        if standing.status in move.states and 0 <= at < len(route) and route[standing.at].lets(move):
            handed_over = standing.handed_over or move.action == "hand_over"
            yield _Standing(_status(standing.status, move, route[at], handed_over), at, handed_over)


def _status(before: Status, move: Move, place: _Place, handed_over: bool) -> Status:  # noqa: FBT001 - as the dossier has it
    if move.to == "same" or (move.to == "by_step" and before == "signed"):
        return before
    if move.to != "by_step":
        return move.to
    if not handed_over:
        return "received"
    return "waiting_for_agency" if place.step.unit else "in_progress"


def _finding(built: Built, stuck: _Place) -> Finding:
    spot = spot_at(built.tree, stuck.step.path)
    told = {"name": built.procedure.name, "step": stuck.step.name, "role": stuck.step.role}
    if not stuck.account:
        return spot.finding("steps/nobody", "warning", **told)
    allows, may = ", ".join(stuck.step.allows) or "–", ", ".join(sorted(stuck.may)) or "–"
    return spot.finding("steps/stuck", "warning", **told, account=stuck.account, allows=allows, may=may)
