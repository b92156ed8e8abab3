"""The row of a dossier in the store: a cache for worklists, made of the replayed dossier and never read as truth."""

from datetime import datetime
from typing import Any

from motcua.calendar import TZ
from motcua.catalog import Rulebook
from motcua.desk.rights import account_of
from motcua.dossier import Dossier

TABLE = "dossiers"
NO_DEADLINE = "9999-12-31"  # sorts after every due date


def row_of(dossier: Dossier, rulebook: Rulebook) -> dict[str, Any]:
    """Make the row; `rulebook` is today's, which says whose turn it is."""
    steps = len(dossier.decision.route)
    return {
        "code": dossier.code,
        "unit": dossier.unit,
        "procedure": dossier.procedure,
        "name": dossier.decision.name,
        "applicant": dossier.applicant.name,
        "status": dossier.status,
        "clock": dossier.clock,
        "step": dossier.step.name,
        "office": dossier.step.office,
        "account": account_of(rulebook, dossier.step.role),
        "done": steps if dossier.clock == "stopped" else dossier.at,
        "steps": steps,
        "received_at": local(dossier.received_at),
        "due_at": local(dossier.due_at) if dossier.due_at else NO_DEADLINE,
        "seq": dossier.seq,
    }


def local(moment: datetime) -> str:
    """Write a moment in local time, so that texts sort as moments do."""
    return moment.astimezone(TZ).isoformat()


def due_of(row: dict[str, Any]) -> datetime | None:
    """Read the due date of a row back."""
    return None if row["due_at"] == NO_DEADLINE else datetime.fromisoformat(row["due_at"])
