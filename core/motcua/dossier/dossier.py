"""A dossier as its events make it: nothing here is stored, everything is replayed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from motcua.calendar import Pause
from motcua.decide.decision import Decision, StepDue
from motcua.dossier.applicants import Applicant
from motcua.dossier.events import Event
from motcua.dossier.moves import Clock, Status
from motcua.dossier.reception import PaperIn, Promise

Flag = Literal["late_hand_over", "asked_late", "promise_differs"]
Standing = Literal["overdue", "today", "soon", "early", "paused", "stopped", "open"]


@dataclass(frozen=True, slots=True)
class FeeStanding:
    """The fee in whole đồng: `owed` is None while unknown, `waived` tells that an exemption made it nothing."""

    owed: int | None
    paid: int
    waived: bool

    @property
    def due(self) -> int | None:
        """What is still to be paid, in whole đồng; None while the fee is unknown."""
        return None if self.owed is None else max(0, self.owed - self.paid)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One application: who asked for what, where it stands, when it is due (Asia/Ho_Chi_Minh), what is owed.

    `due_dates` holds every due date it has had, the first promised one first; `at` is the index of its step in the
    decision's route; `missing` are the papers asked for and not yet brought.
    """

    code: str
    unit: str
    procedure: str
    decision: Decision
    rulebook: str
    applicant: Applicant
    papers: Mapping[str, PaperIn]
    promise: Promise
    received_at: datetime
    events: tuple[Event, ...]
    status: Status
    clock: Clock
    due_dates: tuple[datetime, ...]
    fee: FeeStanding
    at: int = 0
    missing: tuple[str, ...] = ()
    pauses: tuple[Pause, ...] = ()
    handed_over_at: datetime | None = None
    ready_at: datetime | None = None
    flags: frozenset[Flag] = frozenset()

    @property
    def due_at(self) -> datetime | None:
        """The due date as it is now; None where the law gives no deadline."""
        return self.due_dates[-1] if self.due_dates else None

    @property
    def first_due_at(self) -> datetime | None:
        """The due date of the reception, against which lateness is judged even after a new date was given."""
        return self.due_dates[0] if self.due_dates else None

    @property
    def step(self) -> StepDue:
        """The step of the route at which the dossier lies."""
        return self.decision.route[self.at]

    @property
    def seq(self) -> int:
        """The number of the last event; an action names it, so that nobody acts on an old view."""
        return self.events[-1].seq


def standing(clock: Clock, due_at: datetime | None, soon_from: datetime | None, moment: datetime) -> Standing:
    """Class a due date at a moment: overdue, due today, due soon, or early.

    A dossier that waits for papers (`paused`) is never overdue, and one without a deadline (`open`) neither.
    """
    if clock != "running":
        return clock
    if due_at is None:
        return "open"
    if moment > due_at:
        return "overdue"
    if moment.date() == due_at.date():
        return "today"
    return "soon" if soon_from and moment >= soon_from else "early"
