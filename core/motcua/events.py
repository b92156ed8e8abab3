"""What happened to a dossier: frozen values, kept in the journal as JSON objects, never changed afterwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, get_args

from msgspec import Struct

from motcua.findings import refuse
from motcua.zone import in_zone

EventType = Literal[
    "received",
    "papers_asked",
    "papers_received",
    "handed_over",
    "step_completed",
    "facts_changed",
    "sent_back",
    "signed",
    "made_ready",
    "returned",
    "refused",
    "withdrawn",
    "paid",
    "plugin_failed",
]
TYPES: frozenset[str] = frozenset(get_args(EventType))


class Event(Struct, frozen=True):
    """One thing that happened to a dossier: who did it, when (Asia/Ho_Chi_Minh), at which unit (`where`).

    `seq` counts from 1 within the dossier and `prev` is the hash of the journal line before; the store gives both.
    """

    dossier: str
    type: EventType
    at: datetime
    by: str
    by_name: str
    where: str
    data: Mapping[str, Any]
    seq: int = 0
    prev: str = ""


def as_json(event: Event) -> dict[str, Any]:
    """Write an event that is about to be journalled; the store adds `seq` and `prev`."""
    return {
        "dossier": event.dossier,
        "type": event.type,
        "at": event.at.isoformat(),
        "by": event.by,
        "by_name": event.by_name,
        "where": event.where,
        "data": dict(event.data),
    }


def from_json(written: Mapping[str, Any]) -> Event:
    """Read an event back from the journal; its moment in the zone of the program, whatever offset it was written with.

    :raises MotcuaError: for a type of event that this version does not know; skipping it would falsify the state.
    """
    if written["type"] not in TYPES:
        raise refuse("dossier/unknown-event", type=written["type"])
    return Event(
        dossier=written["dossier"],
        type=written["type"],
        at=in_zone(datetime.fromisoformat(written["at"])),
        by=written["by"],
        by_name=written["by_name"],
        where=written["where"],
        data=written["data"],
        seq=written["seq"],
        prev=written["prev"],
    )
