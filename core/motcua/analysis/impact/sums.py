"""What a draft comes to: how many dossiers it touches, what happens to fees, due dates and papers, in numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from motcua.analysis.impact.outcome import Fate, Redecided
from motcua.findings import Finding

_ANSWERS = {"given": "…", "day": "…"}  # what somebody said of themselves has no place in a sum


@dataclass(frozen=True, slots=True)
class FeeSum:
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


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that a replay found; `touched` are the dossiers that would change, in the order of their receipt.

    `undecided` holds why dossiers could not be compared, and how many each.
    """

    dossiers: int
    first: date | None
    last: date | None
    fees: tuple[FeeSum, ...]
    touched: tuple[Redecided, ...]
    undecided: tuple[tuple[Finding, int], ...]

    @property
    def fates(self) -> Mapping[Fate, int]:
        """How many of the touched are finished, kept, or changed."""
        return Counter(one.fate for one in self.touched)

    @property
    def due(self) -> Mapping[str, int]:
        """How many would be due ``earlier`` and ``later``."""
        return Counter(one.due for one in self.touched)

    @property
    def overdue(self) -> Mapping[str, int]:
        """How many would be overdue ``newly`` or ``no_longer``."""
        return Counter(one.overdue for one in self.touched)

    @property
    def papers(self) -> Mapping[str, int]:
        """How many would need ``more`` papers, ``fewer``, or others of the same (``altered``)."""
        return {
            "more": sum(bool(one.added) for one in self.touched),
            "fewer": sum(bool(one.dropped) for one in self.touched),
            "altered": sum(bool(one.altered) for one in self.touched),
        }

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


@dataclass(slots=True)
class _Tally:
    """Counts while dossiers go by; it does not outlive the count."""

    days: set[date] = field(default_factory=set)
    fees: dict[tuple[str, str], FeeSum] = field(default_factory=dict)
    touched: list[Redecided] = field(default_factory=list)
    undecided: dict[str, tuple[Finding, int]] = field(default_factory=dict)

    def add(self, one: Redecided) -> None:
        self.days.add(one.received_at.date())
        key = one.procedure, one.unit
        self.fees[key] = _plus(self.fees.get(key, FeeSum(one.procedure, one.name, one.unit)), _fee(one))
        if one.fate != "same":
            self.touched.append(one)
        for why in one.before.undecided or one.after.undecided:
            shown = replace(why, params={**why.params, **{k: v for k, v in _ANSWERS.items() if k in why.params}})
            _, count = self.undecided.get(shown.message(), (shown, 0))
            self.undecided[shown.message()] = shown, count + 1


def sum_up(dossiers: Iterable[Redecided]) -> Impact:
    """Count what becomes of dossiers."""
    tally = _Tally()
    for one in dossiers:
        tally.add(one)
    fees = tuple(tally.fees[key] for key in sorted(tally.fees))
    return Impact(
        dossiers=sum(one.dossiers for one in fees),
        first=min(tally.days, default=None),
        last=max(tally.days, default=None),
        fees=fees,
        touched=tuple(tally.touched),
        undecided=tuple(tally.undecided.values()),
    )


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
