"""What a draft comes to: how many dossiers it touches, what happens to fees, due dates and papers, in numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from motcua.analysis.impact.outcome import Redecided
from motcua.findings import Finding

_ANSWERS = {"given": "…", "day": "…"}  # what somebody said of themselves has no place in a sum


class FeeSum(Struct, frozen=True):
    """The fees of one procedure at one unit in whole đồng, over the dossiers that both laws decide.

    `settled` is what is owed in the end: finished dossiers, and running ones that the draft keeps, stay as they are.
    The `undecided` are in no sum.
    """

    procedure: str
    name: str
    unit: str
    dossiers: int = 0
    before: int = 0
    after: int = 0
    settled: int = 0
    undecided: int = 0

    @property
    def difference(self) -> int:
        """What the draft would add; below zero where it would take off."""
        return self.after - self.before


class Changes(Struct, frozen=True):
    """How many dossiers change besides their fees; all ways are given, 0 included.

    `due` counts who is due ``earlier`` and ``later``, `overdue` who is overdue ``newly`` or ``no_longer``, `papers` who
    needs ``more`` of them, ``fewer``, or others of the same (``altered``).
    """

    due: Mapping[str, int]
    overdue: Mapping[str, int]
    papers: Mapping[str, int]


class Impact(Struct, frozen=True):
    """Everything that a replay found; `touched` are the dossiers that would change, in the order of their receipt.

    Of the touched: `fates` counts who is finished, kept or changed; `would` what changes were all of them decided by
    the draft, `settled` what really changes: finished dossiers, and running ones that the draft keeps, stay as they
    are. `undecided` holds why dossiers could not be compared, and how many each.
    """

    dossiers: int
    first: date | None
    last: date | None
    fees: tuple[FeeSum, ...]
    touched: Sequence[Redecided]
    fates: Mapping[str, int]
    would: Changes
    settled: Changes
    undecided: tuple[tuple[Finding, int], ...]

    @property
    def by_procedure(self) -> tuple[FeeSum, ...]:
        """The fees of each procedure at all units together."""
        sums: dict[str, FeeSum] = {}
        for one in self.fees:
            sums[one.procedure] = _plus(sums[one.procedure], one) if one.procedure in sums else replace(one, unit="")
        return tuple(sums.values())

    @property
    def whole(self) -> FeeSum:
        """The fees of all procedures together."""
        whole = FeeSum("", "", "")
        for one in self.fees:
            whole = _plus(whole, one)
        return whole


class _Counts(Struct):
    """Counts of changes while dossiers go by."""

    due: Counter[str] = field(default_factory=Counter)
    overdue: Counter[str] = field(default_factory=Counter)
    papers: Counter[str] = field(default_factory=Counter)

    def add(self, one: Redecided, times: int) -> None:
        self.due[one.due] += times
        self.overdue[one.overdue] += times
        changed = {"more": one.added, "fewer": one.dropped, "altered": one.altered}
        self.papers.update({way: times for way, papers in changed.items() if papers})

    def told(self) -> Changes:
        return Changes(
            due={way: self.due[way] for way in ("earlier", "later")},
            overdue={way: self.overdue[way] for way in ("newly", "no_longer")},
            papers={way: self.papers[way] for way in ("more", "fewer", "altered")},
        )


class Tally(Struct):
    """Counts while dossiers go by, one or many at a time; it does not outlive the count."""

    days: set[date] = set()
    fees: dict[tuple[str, str], tuple[int, FeeSum]] = {}
    fates: Counter[str] = field(default_factory=Counter)
    would: _Counts = field(default_factory=_Counts)
    settled: _Counts = field(default_factory=_Counts)
    undecided: dict[str, tuple[Finding, int]] = {}

    def add(self, one: Redecided, number: int) -> None:
        """Count a dossier, the `number`-th of all."""
        self.days.add(one.received_at.date())
        self.add_fees(_fee(one), number)
        self.add_changes(one)
        for why in one.before.undecided or one.after.undecided:
            shown = replace(why, params={**why.params, **{k: v for k, v in _ANSWERS.items() if k in why.params}})
            _, count = self.undecided.get(shown.message(), (shown, 0))
            self.undecided[shown.message()] = shown, count + 1

    def add_fees(self, fees: FeeSum, number: int) -> None:
        """Count the fees of dossiers of one procedure at one unit; the first one, the `number`-th of all, names it."""
        key = fees.procedure, fees.unit
        first, held = self.fees.get(key, (number, FeeSum(fees.procedure, fees.name, fees.unit)))
        name = fees.name if number < first else held.name
        self.fees[key] = min(first, number), replace(_plus(held, fees), name=name)

    def add_changes(self, one: Redecided, times: int = 1) -> None:
        """Count what changes of a dossier, and of others of which the same changes, so many `times`."""
        if one.fate == "same":
            return
        self.fates[one.fate] += times
        self.would.add(one, times)
        self.settled.add(one.really, times)

    def sum_up(self, touched: Sequence[Redecided]) -> Impact:
        """Tell what was counted."""
        fees = tuple(self.fees[key][1] for key in sorted(self.fees))
        return Impact(
            dossiers=sum(one.dossiers for one in fees),
            first=min(self.days, default=None),
            last=max(self.days, default=None),
            fees=fees,
            touched=touched,
            fates={fate: self.fates[fate] for fate in ("finished", "keep", "apply", "partly")},
            would=self.would.told(),
            settled=self.settled.told(),
            undecided=tuple(self.undecided.values()),
        )


def sum_up(dossiers: Iterable[Redecided]) -> Impact:
    """Count what becomes of dossiers."""
    tally, touched = Tally(), []
    for number, one in enumerate(dossiers):
        tally.add(one, number)
        if one.fate != "same":
            touched.append(one)
    return tally.sum_up(tuple(touched))


def _fee(one: Redecided) -> FeeSum:
    counted = FeeSum(one.procedure, one.name, one.unit, dossiers=1)
    before, after, settled = one.before.fee, one.after.fee, one.settled.fee
    if before is None or after is None or settled is None:
        return replace(counted, undecided=1)
    return replace(counted, before=before, after=after, settled=settled)


def _plus(one: FeeSum, other: FeeSum) -> FeeSum:
    return replace(
        one,
        dossiers=one.dossiers + other.dossiers,
        before=one.before + other.before,
        after=one.after + other.after,
        settled=one.settled + other.settled,
        undecided=one.undecided + other.undecided,
    )
