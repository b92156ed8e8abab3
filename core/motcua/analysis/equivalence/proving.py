"""Whether two laws of one unit decide alike, procedure by procedure: proved, refuted with a dossier, or left open."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from motcua.analysis.equivalence.asked import Asked, asked_by
from motcua.analysis.equivalence.claims import Law, Unreadable, read_law
from motcua.analysis.equivalence.questions import PARTS, decidable, questions
from motcua.analysis.equivalence.refutation import Refutation, file
from motcua.analysis.equivalence.stretches import Stretch
from motcua.analysis.equivalence.wordings import built_in, content, joined
from motcua.calendar.days import ONE_DAY
from motcua.catalog import Rulebook
from motcua.catalog.reading.workshop import Built
from motcua.findings import MotcuaError
from motcua.lang import Value
from motcua.lang.facts import RECEIVED_ON
from motcua.lang.solving import Found, Nothing, find

Reason = Literal["time", "outside", "no-solver", "unconfirmed", "broken", "no-calendar"]
Verdict = Literal["same", "differs", "unknown"]
Values = Mapping[str, Value]


class Answer(Struct, frozen=True):
    """What is known of one part of the decision on the days from `first` to `last`.

    It differs, and a dossier shows it unless the wording alone does; or it is left open for a `reason`.
    `part` is one of `PARTS`, ``existence`` of the procedure in both laws, or ``answers`` that they accept.
    """

    part: str
    first: date
    last: date
    reason: Reason | None = None
    shown: Refutation | None = None
    names: tuple[str, ...] = ()


class Proof(Struct, frozen=True):
    """What is known of one procedure: no answer to tell means that every dossier is decided alike.

    `vacuous` says that neither law can decide any. `only` names the facts that one of the two laws alone asks.
    """

    procedure: str
    name: str
    answers: tuple[Answer, ...]
    vacuous: bool = False
    only: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Tell the worst of the answers."""
        if any(answer.reason is None for answer in self.answers):
            return "differs"
        return "unknown" if self.answers else "same"

    @property
    def refutation(self) -> Refutation | None:
        """Return the dossier that shows it, the first one found."""
        return next(iter(self.refutations), None)

    @property
    def refutations(self) -> tuple[Refutation, ...]:
        """Return all dossiers it takes to show each part that differs, each once."""
        return tuple({id(one.shown): one.shown for one in self.answers if one.shown}.values())


def procedures(days: Sequence[Stretch]) -> tuple[str, ...]:
    """List the procedures of either law, those of the second first."""
    books = [*(one.after for one in days), *(one.before for one in days)]
    return tuple(dict.fromkeys(name for book in books for name in book.resolved.names("procedure")))


def shared(days: Sequence[Stretch]) -> tuple[str, ...]:
    """Name what all due times rest on and the two laws have otherwise: ``calendar``, ``hours``, ``policy``."""
    kinds = ("calendar", "hours", "policy")
    return tuple(kind for kind in kinds if any(_of(kind, one.before) != _of(kind, one.after) for one in days))


def prove(name: str, days: Sequence[Stretch], limit: int | None) -> Proof:
    """Compare what two laws decide of every dossier of a procedure.

    :param days: the stretches of days in question (`stretches`).
    :param limit: how long z3 may think about one question, in milliseconds; None: not asked.
    """
    proving = _Proving(name, limit)
    for stretch in joined(name, days):
        proving.compare(stretch)
    answers, known = tuple(proving.answers), [one.part for one in proving.answers if one.reason is None]
    kept = tuple(one for one in answers if one.reason is None or one.part not in known)
    vacuous = proving.compared and not proving.decidable and not kept
    return Proof(name, _title(name, days), kept, vacuous, tuple(sorted(proving.only)))


class _Proving:
    """One procedure, stretch by stretch; what is known to differ is not asked again."""

    def __init__(self, name: str, limit: int | None) -> None:
        self.name, self.limit = name, limit
        self.answers: list[Answer] = []
        self.only: set[str] = set()
        self.compared = self.decidable = False

    def compare(self, stretch: Stretch) -> None:
        """Compare the two wordings of a stretch."""
        before, after = (built_in(self.name, book) for book in (stretch.before, stretch.after))
        if before is None or after is None:
            self.answers += [] if before is after else [Answer("existence", stretch.first, stretch.last)]
        elif content(before, stretch.before) != content(after, stretch.after):
            self.compared = True
            self.ask(stretch, before, after)

    def ask(self, stretch: Stretch, before: Built, after: Built) -> None:
        if before.errors or after.errors:
            return self.leave_open(PARTS, stretch, "broken")
        if (asked := asked_by(before.compiled, after.compiled)) is None or asked.other:
            names = asked.other if asked else ()
            self.answers.append(Answer("answers", stretch.first, stretch.last, names=names))
        if asked is None:
            return self.leave_open(PARTS, stretch, "outside")
        self.only.update(asked.only)
        try:
            laws = read_law(stretch.before, before, asked), read_law(stretch.after, after, asked)
        except Unreadable:
            return self.leave_open(PARTS, stretch, "outside")
        for part in PARTS:
            if part not in self.differing:
                self.part(part, stretch, laws, asked)
        span = stretch.first, stretch.last
        self.decidable |= not isinstance(find(decidable(*laws), asked.facts, span, self.limit), Nothing)
        return None

    def part(self, part: str, stretch: Stretch, laws: tuple[Law, Law], asked: Asked) -> None:
        """Ask whether a part is decided alike in a stretch, unless a dossier at hand shows that it is not."""
        shown = next((one.shown for one in self.answers if one.shown and one.shown.differs(part)), None)
        reasons: list[Reason] = []
        for goal in () if shown else questions(*laws, part):
            solved = find(goal, asked.facts, (stretch.first, stretch.last), self.limit)
            if isinstance(solved, Found):
                shown = self.filed(solved, part, stretch, reasons)
            elif not isinstance(solved, Nothing):
                reasons.append(solved.reason)
            if shown:
                break
        if shown:
            self.answers.append(Answer(part, stretch.first, stretch.last, shown=shown))
        elif reasons:
            self.leave_open((part,), stretch, reasons[0])

    def filed(self, found: Found, part: str, stretch: Stretch, reasons: list[Reason]) -> Refutation | None:
        """Decide a dossier in earnest; what does not come out as it was found is no proof of anything."""
        try:
            for values in _received(found.values, stretch):
                shown = file(values, stretch.before, stretch.after, self.name)
                if shown.differs(part):
                    return shown
        except MotcuaError:
            reasons.append("no-calendar")
            return None
        reasons.append("unconfirmed")
        return None

    @property
    def differing(self) -> frozenset[str]:
        return frozenset(one.part for one in self.answers if one.reason is None)

    def leave_open(self, parts: Sequence[str], stretch: Stretch, reason: Reason) -> None:
        self.answers += [Answer(part, stretch.first, stretch.last, reason) for part in parts]


def _received(found: Values, stretch: Stretch) -> Iterator[Values]:
    """Walk a dossier as received on the first day offices work, and then as it was found: law begins on days off."""
    day, calendar = found[RECEIVED_ON], stretch.after.calendar
    assert isinstance(day, date)  # noqa: S101 - its type says so
    days = (day + n * ONE_DAY for n in range((stretch.last - day).days + 1))
    opened = next((one for one in days if calendar.is_working(one)), day)
    if opened != day:
        yield {**found, RECEIVED_ON: opened}
    yield found


def _of(kind: str, book: Rulebook) -> Any:
    try:
        return getattr(book, kind)
    except MotcuaError:
        return None


def _title(name: str, days: Sequence[Stretch]) -> str:
    built = (built_in(name, book) for one in reversed(days) for book in (one.after, one.before))
    return next((one.procedure.name for one in built if one), name)
