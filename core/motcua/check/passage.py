"""Check that a dossier can go its whole route: at every step somebody may do what leads on, until it is returned.

The table of moves is walked as a dossier would walk it, with what each step allows and each step's account may do.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from motcua.catalog import Rulebook
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.model import Step
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.findings import Finding
from motcua.moves import MOVES, Move, Status


class _Standing(Struct, frozen=True):
    """Where a dossier stands."""

    status: Status
    at: int = 0
    handed_over: bool = False


class _Place(Struct, frozen=True):
    """What a step allows and what the account of its role may do; `elsewhere` is the step of another authority."""

    allows: tuple[str, ...]
    may: frozenset[str]
    elsewhere: bool

    def lets(self, move: Move) -> bool:
        """Tell whether a move can be made here; what the citizen brings, some account takes in."""
        return move.action in self.allows and (move.by == "citizen" or move.action in self.may)


_Route = tuple[_Place, ...]


def findings(seen: Survey) -> Iterator[Finding]:
    """Find the step of a route at which every dossier gets stuck, because nobody may do what would lead on."""
    for built, rulebook in seen.procedures:
        steps, accounts = built.procedure.steps, _accounts(built, rulebook)
        for route in (steps, tuple(step for step in steps if step.when is None)) if accounts else ():
            at = _stuck(tuple(_Place(step.allows, accounts[step.role][1], bool(step.unit)) for step in route))
            if at is not None:
                yield _finding(built, route[at], *accounts[route[at].role])
                break


def _accounts(built: Built, rulebook: Rulebook) -> dict[str, tuple[str, frozenset[str]]]:
    """Return by role its account and what that may do; nothing where a name is not known, which another check tells."""
    vocabularies = rulebook.resolved.vocabularies
    if "roles" not in vocabularies or "accounts" not in vocabularies:
        return {}
    roles, accounts = vocabularies["roles"].items, vocabularies["accounts"].items
    may = {name: frozenset(account.more.get("may", ())) for name, account in accounts.items()} | {"": frozenset()}
    playing = {role: str(roles[role].more.get("account", "")) for role in roles}
    if any(playing.get(step.role) not in may for step in built.procedure.steps):
        return {}
    return {step.role: (playing[step.role], may[playing[step.role]]) for step in built.procedure.steps}


@cache
def _stuck(route: _Route) -> int | None:
    """Return the last step that a dossier reaches when its result can never be returned; None when it can."""
    reached = {_Standing("received")}
    new = set(reached) if route else set()
    while new:
        new = {after for standing in new for after in _afterwards(standing, route)} - reached
        reached |= new
    done = not route or any(standing.status == "returned" for standing in reached)
    return None if done else max(standing.at for standing in reached)


def _afterwards(standing: _Standing, route: _Route) -> Iterator[_Standing]:
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
    return "waiting_for_agency" if place.elsewhere else "in_progress"


def _finding(built: Built, stuck: Step, account: str, may: frozenset[str]) -> Finding:
    spot = spot_at(built.tree, stuck.path)
    told: dict[str, Any] = {"name": built.procedure.name, "step": stuck.name, "role": stuck.role}
    if not account:
        return spot.finding("steps/nobody", "warning", **told)
    does = ", ".join(sorted(may)) or "–"
    allows = ", ".join(stuck.allows) or "–"
    return spot.finding("steps/stuck", "warning", **told, account=account, allows=allows, may=does)
