"""What a law makes of a dossier, and how that differs under a draft: values without anything personal."""

from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from motcua.catalog.model import Paper
from motcua.decide import PaperDue
from motcua.findings import Finding

Fate = Literal["same", "finished", "keep", "apply", "partly"]
"""What becomes of a dossier: it would stay the same; it is finished, and nothing changes any more; it runs, and the
draft's amendments (`running_cases`) keep it as it is, apply to it, or apply in part."""


class Asked(Struct, frozen=True, eq=False):
    """A paper asked for, and how: mode, originals, copies, electronic ones, as many as needed. Its name is no rule."""

    id: str
    how: tuple[str, int, int, int, bool]
    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and (self.id, self.how) == (other.id, other.how)

    def __hash__(self) -> int:
        return hash((self.id, self.how))


def asked_for(paper: Paper | PaperDue, mode: str) -> Asked:
    """Return a paper as it is asked for, handed in that way."""
    how = mode, paper.originals, paper.copies, paper.electronic, paper.as_many_as_needed
    return Asked(paper.id, how, paper.name)


class Outcome(Struct, frozen=True):
    """What a law makes of a dossier: the fee owed in whole đồng, the due date (Asia/Ho_Chi_Minh), the papers.

    `undecided` says why the law cannot decide it; nothing else is known then.
    """

    fee: int | None = None
    due_at: datetime | None = None
    papers: frozenset[Asked] = frozenset()
    undecided: tuple[Finding, ...] = ()


class Redecided(Struct, frozen=True):
    """A dossier under both laws, without anything personal.

    `before` is what it comes to now, `after` under the draft, `settled` what is left of that by its `fate`.
    `reached` is the moment that its due date is held against: when the result was ready, or the moment of the
    question while the clock runs; None where it can no longer be late.
    """

    code: str
    procedure: str
    name: str
    unit: str
    received_at: datetime
    fate: Fate
    before: Outcome
    after: Outcome
    settled: Outcome
    reached: datetime | None

    @property
    def really(self) -> "Redecided":
        """The dossier with what really becomes of it in the place of what would, were the draft applied to all."""
        return replace(self, after=self.settled)

    @property
    def decided(self) -> bool:
        """Tell whether both laws decide it, so that the two can be compared."""
        return not (self.before.undecided or self.after.undecided)

    @property
    def due(self) -> Literal["earlier", "later", ""]:
        """Tell which way the due date would move; a deadline where there was none is earlier."""
        before, after = self.before.due_at, self.after.due_at
        if not self.decided or before == after:
            return ""
        return "earlier" if before is None or (after is not None and after < before) else "later"

    @property
    def overdue(self) -> Literal["newly", "no_longer", ""]:
        """Tell whether it would become overdue, or cease to be."""
        before, after = self._late(self.before), self._late(self.after)
        if not self.decided or before == after:
            return ""
        return "newly" if after else "no_longer"

    @property
    def added(self) -> tuple[Asked, ...]:
        """The papers that only the draft asks for."""
        return _other_than(self.after, self.before) if self.decided else ()

    @property
    def dropped(self) -> tuple[Asked, ...]:
        """The papers that the draft no longer asks for."""
        return _other_than(self.before, self.after) if self.decided else ()

    @property
    def altered(self) -> tuple[Asked, ...]:
        """The papers that the draft asks for in another number or way."""
        held = {paper.id for paper in self.before.papers}
        other = self.after.papers - self.before.papers if self.decided else ()
        return tuple(sorted((paper for paper in other if paper.id in held), key=_id))

    def _late(self, outcome: Outcome) -> bool:
        return self.reached is not None and outcome.due_at is not None and self.reached > outcome.due_at


def _other_than(some: Outcome, others: Outcome) -> tuple[Asked, ...]:
    known = {paper.id for paper in others.papers}
    return tuple(sorted((paper for paper in some.papers if paper.id not in known), key=_id))


def _id(paper: Asked) -> str:
    return paper.id
