"""What may be done to a dossier: one table says from where, to where, and what it does to clock and step.

The table is the engine's; who may do what is data: the route's step names the actions it allows, the vocabulary
`accounts` the actions that an account may do.
"""

from collections.abc import Mapping
from typing import Any, Literal, get_args
from unicodedata import normalize

from msgspec import Struct

from motcua.events import EventType
from motcua.findings import Finding
from motcua.texts import Words

Status = Literal[
    "received",
    "waiting_for_papers",
    "in_progress",
    "waiting_for_agency",
    "signed",
    "ready",
    "returned",
    "refused",
    "withdrawn",
]
Action = Literal[
    "hand_over",
    "ask_for_papers",
    "papers_received",
    "complete_step",
    "change_facts",
    "send_back",
    "sign",
    "ready",
    "return",
    "refuse",
    "withdraw",
    "pay",
]
Clock = Literal["running", "paused", "stopped"]
Goes = Literal["stays", "next", "back"]

STATUSES: tuple[Status, ...] = get_args(Status)
DATA = frozenset({"reason", "papers", "basis", "amount", "receipt", "note"})  # what may be told with any action
FINAL: frozenset[Status] = frozenset({"returned", "refused", "withdrawn"})
_EXAMINED: frozenset[Status] = frozenset({"received", "in_progress"})
_WORKED_ON: frozenset[Status] = frozenset({"in_progress", "waiting_for_agency"})
_WAITING: frozenset[Status] = frozenset({"waiting_for_papers"})
_UNDECIDED = _EXAMINED | _WORKED_ON | _WAITING
_CHARGED = frozenset(STATUSES) - {"refused", "withdrawn"}


class Move(Struct, frozen=True):
    """One row: `states` are those in which the action is possible; it leaves `event`.

    `to` may be `same`, or `by_step` where the status follows from the step reached. `clock` is None where it goes on
    as it was. `by` says whose it is: the step's own account (`step`), or any account that may do it, for what the
    citizen brings to the counter (`citizen`); money may come whatever the step allows (`cashier`).
    """

    action: Action
    event: EventType
    states: frozenset[Status]
    to: Status | Literal["same", "by_step"]
    goes: Goes = "stays"
    clock: Clock | None = None
    needs: tuple[str, ...] = ()
    by: Literal["step", "citizen", "cashier"] = "step"


_TABLE = (
    Move("hand_over", "handed_over", _EXAMINED | _WORKED_ON, "by_step", "next"),
    Move("complete_step", "step_completed", _WORKED_ON | {"signed"}, "by_step", "next"),
    Move("change_facts", "facts_changed", _EXAMINED | _WORKED_ON, "same", needs=("facts", "reason")),
    Move("send_back", "sent_back", _WORKED_ON | {"signed"}, "in_progress", "back", needs=("reason",)),
    Move("sign", "signed", frozenset({"in_progress"}), "signed", "next"),
    Move("ready", "made_ready", frozenset({"in_progress", "signed"}), "ready", clock="stopped"),
    Move("return", "returned", frozenset({"ready"}), "returned"),
    Move("ask_for_papers", "papers_asked", _EXAMINED, "waiting_for_papers", "stays", "paused", ("papers", "reason")),
    Move("papers_received", "papers_received", _WAITING, "by_step", "stays", "running", ("papers",), "citizen"),
    Move("refuse", "refused", _UNDECIDED, "refused", "stays", "stopped", ("reason",)),
    Move("withdraw", "withdrawn", _UNDECIDED, "withdrawn", "stays", "stopped", (), "citizen"),
    Move("pay", "paid", _CHARGED, "same", needs=("amount",), by="cashier"),
)
MOVES: Mapping[str, Move] = {move.action: move for move in _TABLE}
BY_EVENT: Mapping[str, Move] = {move.event: move for move in MOVES.values()}


def tidy(data: Mapping[str, Any]) -> dict[str, Any]:
    """Trim the texts told with an action and normalise them to NFC, so that blanks are no reason."""
    return {key: normalize("NFC", value.strip()) if isinstance(value, str) else value for key, value in data.items()}


def lacking(move: Move, data: Mapping[str, Any]) -> list[Finding]:
    """List what the move needs and `data` does not give: a reason, the papers, an amount, the facts."""
    action = Words((f"action/{move.action}",))
    missing = [need for need in move.needs if not data.get(need)]
    told = [{"action": action, "field": need, "need": Words((f"need/{need}",))} for need in missing]
    return [Finding("dossier/needs", params=params) for params in told]
