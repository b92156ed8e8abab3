"""A dossier as its events make it: nothing here is stored, everything is replayed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct

from motcua.calendar import Pause
from motcua.decide.decision import Decision, PaperDue, StepDue
from motcua.dossier.applicants import Applicant
from motcua.dossier.reception import PaperIn, Promise
from motcua.events import Event
from motcua.lang import Fact
from motcua.moves import Clock, Status

Flag = Literal["late_hand_over", "asked_late", "promise_differs"]
Standing = Literal["overdue", "today", "soon", "early", "paused", "stopped", "open"]


class FeeStanding(Struct, frozen=True):
    """The fee in whole đồng: `owed` is None while unknown, `waived` tells that an exemption made it nothing."""

    owed: int | None
    paid: int
    waived: bool

    @property
    def due(self) -> int | None:
        """What is still to be paid, in whole đồng; None while the fee is unknown."""
        return None if self.owed is None else max(0, self.owed - self.paid)

    @property
    def over(self) -> int:
        """What has to be paid back, in whole đồng, when facts found later lower the fee."""
        return 0 if self.owed is None else max(0, self.paid - self.owed)


class Dossier(Struct, frozen=True):
    """One application: who asked for what, where it stands, when it is due (Asia/Ho_Chi_Minh), what is owed.

    `due_dates` holds every due date it has had, the first promised one first, None where the law gave none; `at` is the
    index of its step in the decision's route; `missing` are the papers asked for and not yet brought. `earlier` are
    the decisions that facts found later have replaced; `facts` are the questions of its procedure.
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
    due_dates: tuple[datetime | None, ...]
    fee: FeeStanding
    at: int = 0
    missing: tuple[str, ...] = ()
    pauses: tuple[Pause, ...] = ()
    handed_over_at: datetime | None = None
    ready_at: datetime | None = None
    flags: frozenset[Flag] = frozenset()
    earlier: tuple[Decision, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def due_at(self) -> datetime | None:
        """The due date as it is now; None where the law gives no deadline."""
        return self.due_dates[-1]

    @property
    def first_due_at(self) -> datetime | None:
        """The due date of the reception, against which lateness is judged even after a new date was given."""
        return self.due_dates[0]

    @property
    def step(self) -> StepDue:
        """The step of the route at which the dossier lies."""
        return self.decision.route[self.at]

    @property
    def officer_facts(self) -> tuple[Fact, ...]:
        """The facts that an officer finds out while examining the dossier."""
        return tuple(fact for fact in self.facts if fact.asked_of == "officer")

    @property
    def known_papers(self) -> dict[str, PaperDue]:
        """Every paper that was asked for at the reception or is asked for since, by id."""
        return {paper.id: paper for decision in (*self.earlier, self.decision) for paper in decision.papers}

    @property
    def not_brought(self) -> tuple[str, ...]:
        """The papers that the decision asks for and nobody has brought: those that facts found later call for."""
        later = {paper for event in self.events if event.type == "papers_received" for paper in event.data["papers"]}
        due = (paper.id for paper in self.decision.papers if paper.mode != "note")
        return tuple(paper for paper in due if paper not in later | self.papers.keys())

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
