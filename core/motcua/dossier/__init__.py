"""The life of a dossier, as pure functions: the journal of events in, the dossier and its possible moves out.

`replay(events, context(rulebook, reception, received_at))` gives the `Dossier`; `possible(dossier)` the actions
that its status and step allow; `objections(dossier, action, data)` why an action may not be done as asked.
"""

from motcua.dossier.applicants import Applicant, applicant_as_json, applicant_from_json, read_applicant
from motcua.dossier.codes import series, write_code
from motcua.dossier.context import Context, context, given_facts, timed
from motcua.dossier.dossier import Dossier, FeeStanding, Flag, Standing, standing
from motcua.dossier.examination import read_changes, recorded, undecided
from motcua.dossier.legality import objections, possible
from motcua.dossier.proposal import Actor, ProposedMove
from motcua.dossier.reception import (
    PaperIn,
    Promise,
    Reception,
    facts_as_json,
    promise_as_json,
    promise_from_json,
    reception_as_json,
    reception_from_json,
)
from motcua.dossier.replay import replay
from motcua.events import Event, EventType, as_json, from_json
from motcua.moves import FINAL, MOVES, STATUSES, Action, Clock, Move, Status, tidy

__all__ = [
    "FINAL",
    "MOVES",
    "STATUSES",
    "Action",
    "Actor",
    "Applicant",
    "Clock",
    "Context",
    "Dossier",
    "Event",
    "EventType",
    "FeeStanding",
    "Flag",
    "Move",
    "PaperIn",
    "Promise",
    "ProposedMove",
    "Reception",
    "Standing",
    "Status",
    "applicant_as_json",
    "applicant_from_json",
    "as_json",
    "context",
    "facts_as_json",
    "from_json",
    "given_facts",
    "objections",
    "possible",
    "promise_as_json",
    "promise_from_json",
    "read_applicant",
    "read_changes",
    "reception_as_json",
    "reception_from_json",
    "recorded",
    "replay",
    "series",
    "standing",
    "tidy",
    "timed",
    "undecided",
    "write_code",
]
