"""The desk: the one door to decisions and dossiers for the web, the command line and tests."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from motcua.calendar import TZ
from motcua.catalog import Catalog, Rulebook
from motcua.decide import Decision, decide
from motcua.desk import journal, rights, worklist
from motcua.desk.faces import Hooks
from motcua.desk.intake import intake
from motcua.desk.posted import KEYS, form_key, known, posted
from motcua.desk.rows import TABLE
from motcua.desk.slips import printable, slip_data
from motcua.desk.worklist import Page, Tracked, Wanted
from motcua.dossier import (
    MOVES,
    Actor,
    Applicant,
    Dossier,
    Event,
    PaperIn,
    Promise,
    ProposedMove,
    Standing,
    context,
    given_facts,
    objections,
    promise_as_json,
    reception_as_json,
    recorded,
    replay,
    tidy,
    undecided,
)
from motcua.findings import Finding, MotcuaError, refuse
from motcua.slips import render_apart
from motcua.store import Store
from motcua.texts import Words


class Desk:
    """Receives dossiers and moves them; checks rights, asks plugins, journals each move in one durable transaction.

    `clock` gives the present moment (aware); it is asked only where a method takes no moment.
    """

    def __init__(self, store: Store, catalog: Catalog, plugins: Hooks, clock: Callable[[], datetime]) -> None:
        self.store, self.catalog, self.plugins, self.clock = store, catalog, plugins, clock

    def decide(self, unit: str, procedure_id: str, facts: Mapping[str, Any], moment: datetime) -> Decision:
        """Decide a case without keeping it; `facts` are texts of a form or JSON values.

        :raises MotcuaError: for an unknown unit or procedure, and for every fact that is unknown or of a wrong type.
        """
        rulebook = self._rulebook(unit, moment)
        procedure = rulebook.find(procedure_id)
        return decide(rulebook, procedure, given_facts(rulebook, procedure, facts), moment.astimezone(TZ))

    def receive(
        self,
        actor: Actor,
        procedure_id: str,
        facts: Mapping[str, Any],
        applicant: Applicant,
        papers: Mapping[str, PaperIn],
        idempotency_key: str,
        moment: datetime,
    ) -> Dossier:
        """Receive a complete dossier: give it its code, its due date and its fee, all in one transaction.

        :param idempotency_key: new for each form; the same form posted twice gives one dossier.
        :raises MotcuaError: everything that stands against it: rights, undecided rules, missing papers, a veto.
        """
        moment = moment.astimezone(TZ)
        rulebook = self._rulebook(actor.unit, moment)
        if "receive" not in rights.powers(rulebook, actor.accounts):
            raise _not_allowed(actor, "receive")
        form = posted(actor.unit, idempotency_key, procedure_id, facts, applicant, papers)
        if code := known(self.store, form):
            return self.dossier(code)
        reception = intake(rulebook, procedure_id, facts, applicant, papers, moment)
        event = _event("", actor, "received", reception_as_json(reception), moment)
        shown = deepcopy(event)
        would_be = replay([shown], context(rulebook, reception, moment))
        failed = self._ask(ProposedMove("receive", actor, would_be, shown.data, moment))
        dossier, new = journal.open_dossier(self.store, self.catalog, rulebook, form, [event, *failed])
        return self._tell(dossier, rulebook, moment) if new else dossier

    def received(self, unit: str, idempotency_key: str) -> bool:
        """Tell whether a form has made a dossier already."""
        return self.store.get(KEYS, form_key(unit, idempotency_key)) is not None

    def act(self, actor: Actor, code: str, action: str, data: Mapping[str, Any], seq: int, moment: datetime) -> Dossier:
        """Do a move to a dossier.

        :param data: what the move needs: `reason`, `papers` (ids), `basis`, `amount` (đồng), `receipt`, `note`,
            `facts` (id → value, of those that the procedure asks of an officer).
        :param seq: the number of the last event that the actor has seen.
        :raises MotcuaError: an illegal move, missing rights or data, facts with which the rules cannot decide, a veto,
            or that somebody moved it meanwhile.
        """
        data, moment = tidy(data), moment.astimezone(TZ)
        before = self.dossier(code)
        rulebook = self._rulebook(before.unit, moment)
        if before.seq != seq:
            raise journal.moved_meanwhile(code, before.events[max(seq, 0) :])
        if against := objections(before, action, data):
            raise MotcuaError(*against)
        if not rights.may(rulebook, actor, before, action):
            raise _not_allowed(actor, action)
        data = recorded(before, data)
        event = self._happened(before, actor, action, data, moment)
        failed = self._ask(ProposedMove(action, actor, before, deepcopy(data), moment))
        dossier = journal.append(self.store, self.catalog, rulebook, seq, [event, *failed])
        return self._tell(dossier, rulebook, moment)

    def dossier(self, code: str) -> Dossier:
        """Read a dossier.

        :raises MotcuaError: ``desk/no-dossier``.
        """
        return journal.read(self.store, self.catalog, code)

    def actions(self, actor: Actor, dossier: Dossier) -> tuple[str, ...]:
        """List what a person may do to a dossier now."""
        return rights.actions(self._rulebook(dossier.unit, self.clock()), actor, dossier)

    def worklist(self, actor: Actor, wanted: Wanted, moment: datetime, *, after: str = "", limit: int = 50) -> Page:
        """List the open dossiers of the actor's unit, the most urgent first.

        :param after: the `after` of the page before; empty for the first page.
        """
        rulebook = self._rulebook(actor.unit, moment)
        return worklist.page(self.store, rulebook, actor, wanted, moment, after=after, limit=limit)

    def standing(self, dossier: Dossier, moment: datetime) -> Standing:
        """Tell how a dossier stands against its due date."""
        return worklist.standing_of(self._rulebook(dossier.unit, moment), dossier.clock, dossier.due_at, moment)

    def track(self, code: str) -> Tracked | None:
        """Return what the law lets anybody see of a dossier, or None when there is none of this code."""
        row = self.store.get(TABLE, code.strip().upper())
        return worklist.tracked(row, self._rulebook(row["unit"], self.clock())) if row else None

    def slips(self, dossier: Dossier) -> tuple[tuple[str, str], ...]:
        """List the slips that may be printed of a dossier now, as (id, name)."""
        return tuple((what.slip.id, what.slip.name) for what in printable(self.catalog, dossier))

    def slip(self, code: str, slip_id: str, look_up: str = "") -> tuple[str, bytes]:
        """Print a slip, in a process apart: its template may be a plugin's. Returns a file name and the PDF.

        :param look_up: the address that comes before the code in the QR code.
        :raises MotcuaError: ``desk/no-slip`` when the dossier has not come to it, ``slip/template`` when a template
            is broken.
        """
        dossier = self.dossier(code)
        found = {what.slip.id: what for what in printable(self.catalog, dossier)}
        if slip_id not in found:
            raise refuse("desk/no-slip", code=code, slip=slip_id, known=", ".join(found))
        answers = self.plugins.call("motcua_slip_lines", dossier=dossier, slip=slip_id)
        extra = tuple(line for _, lines in answers for line in lines)
        told = slip_data(found[slip_id], dossier, self.clock().astimezone(TZ), look_up, extra)
        return f"{code}-{slip_id}.pdf", render_apart(found[slip_id].slip.template.encode(), told, name=slip_id)

    def rebuild(self, unit: str) -> int:
        """Make the worklist rows of a unit anew from its journal, under today's rules; returns how many."""
        return journal.rebuild(self.store, self.catalog, self._rulebook(unit, self.clock()))

    def _rulebook(self, unit: str, moment: datetime) -> Rulebook:
        return self.catalog.resolve(unit, moment.astimezone(TZ).date())

    def _happened(self, before: Dossier, actor: Actor, action: str, data: Mapping[str, Any], moment: datetime) -> Event:
        """Make the event of a move; when it changes due date or fee, it keeps what the citizen is told anew.

        :raises MotcuaError: when the rules cannot decide the case with the facts that it brings.
        """
        told = {"step": before.step.id, **data}
        event = _event(before.code, actor, MOVES[action].event, told, moment)
        rulebook = self._rulebook(before.unit, before.received_at)
        reception = journal.reception_of(before)
        after = replay([*before.events, event], context(rulebook, reception, before.received_at))
        if against := undecided(before, after):
            raise MotcuaError(*against)
        promise = Promise(after.due_at, after.fee.owed)
        if promise == Promise(before.due_at, before.fee.owed):
            return event
        return replace(event, data={**told, "promise": promise_as_json(promise)})

    def _ask(self, move: ProposedMove) -> list[Event]:
        """Let plugins veto; returns the failures to journal with the move.

        They are shown a copy: nothing a plugin does to it reaches the journal.
        """
        answers, failed = self.plugins.attempt("motcua_before_move", move=move)
        if vetoes := [Finding("desk/veto", params={"plugin": name, "reason": reason}) for name, reason in answers]:
            raise MotcuaError(*vetoes)
        return [journal.failure(move.dossier.code, move.actor.unit, move.moment, one) for one in failed]

    def _tell(self, dossier: Dossier, rulebook: Rulebook, moment: datetime) -> Dossier:
        """Let plugins react to what was journalled; their failures are journalled after it."""
        event = next(event for event in reversed(dossier.events) if event.type != "plugin_failed")
        _, failed = self.plugins.attempt("motcua_after_event", dossier=dossier, event=event)
        events = [journal.failure(dossier.code, dossier.unit, moment, one) for one in failed]
        return journal.append(self.store, self.catalog, rulebook, None, events) if events else dossier


def _event(code: str, actor: Actor, kind: Any, data: Mapping[str, Any], moment: datetime) -> Event:
    return Event(code, kind, moment, actor.user, actor.name, actor.unit, data)


def _not_allowed(actor: Actor, action: str) -> MotcuaError:
    return refuse("desk/not-allowed", name=actor.name, action=Words((f"action/{action}",)))
