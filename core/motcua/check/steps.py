"""Check that the times of a route's steps add up to the deadline, and to no more than any deadline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from motcua.calendar import Term, Within
from motcua.catalog.merging.spots import Spot, spot_at
from motcua.catalog.model import DeadlineRow
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.check.tables.showing import witness_of
from motcua.check.tables.standing import standing
from motcua.check.tables.wording import Goal, Wording
from motcua.findings import Finding, MotcuaError
from motcua.places import Place

_HOUR = 3600


class _Remark(Struct, frozen=True):
    """What is wrong with the steps of a wording; a dossier with the deadline of `row` shows it."""

    built: Built
    row: DeadlineRow
    finding: Finding


def findings(seen: Survey) -> Iterator[Finding]:
    """Find routes whose steps fit no deadline in working time, and deadlines shorter than steps that fit another.

    Each comes with a dossier that has such a deadline; what several wordings have in common is told of the one that a
    reader is likeliest to know.
    """
    found: dict[tuple[str, Place | None, str], list[_Remark]] = {}
    for built, rulebook in seen.procedures:
        try:
            hours_a_day = Fraction(rulebook.policy.day_length.total_seconds()) / _HOUR
        except MotcuaError:
            return  # told of by another check
        for remark in _sum(built, hours_a_day):
            finding = remark.finding
            found.setdefault((finding.rule, finding.place, finding.message()), []).append(remark)
    for alike in found.values():
        yield from _shown(alike, seen)


def _shown(alike: Sequence[_Remark], seen: Survey) -> Iterator[Finding]:
    """Show a remark by the likeliest wording that has a dossier for it; that a deadline is too short needs one."""
    sound = [remark for remark in alike if not remark.built.errors]
    places = [(where, remark) for remark in sound if (where := standing(remark.built, seen))]
    for where, remark in sorted(places, key=lambda each: each[0].rank):
        rows = remark.built.procedure.deadline
        goal = Goal((remark.row,), rows[: rows.index(remark.row)])
        if witness := witness_of(Wording(remark.built), goal, where):
            yield replace(remark.finding, witness=witness)
            return
    if alike[0].finding.rule != "steps/shorter":
        yield alike[0].finding


def _sum(built: Built, hours_a_day: Fraction) -> Iterator[_Remark]:
    rows = {row: hours for row in built.procedure.deadline if (hours := _working_hours(row.within, hours_a_day))}
    total = _total(built, hours_a_day)
    if not total or not rows:
        return
    told = {"name": built.procedure.name, "total": _written(total, hours_a_day)}
    if total in rows.values():
        yield from _shorter([row for row, hours in rows.items() if hours < total], built, told)
        return
    first, *_ = rows
    told["deadline"] = ", ".join(dict.fromkeys(str(row.within) for row in rows))
    related = (spot_at(built.tree, f"{first.path}.within"),)
    finding = _times(built).finding("steps/sum", "warning", related=related, path=first.path, **told)
    yield _Remark(built, first, finding)


def _total(built: Built, hours_a_day: Fraction) -> Fraction | None:
    """Add up the steps that every dossier goes through; None when one of them has no working time."""
    steps = [step for step in built.procedure.steps if step.when is None]
    times = [step.within and _working_hours(step.within, hours_a_day) for step in steps]
    known = [time for time in times if time]
    return sum(known, Fraction(0)) if len(known) == len(times) else None


def _shorter(rows: Iterable[DeadlineRow], built: Built, told: Mapping[str, str]) -> Iterator[_Remark]:
    """Tell of each row that some dossier gets: its last steps are due with the whole, so they have no time left."""
    for row in rows:
        spot, params = spot_at(built.tree, f"{row.path}.within"), {**told, "deadline": str(row.within)}
        related = (_times(built),)
        finding = spot.finding("steps/shorter", "info", related=related, path=row.path, row=row.id, **params)
        yield _Remark(built, row, finding)


def _times(built: Built) -> Spot:
    """Return where the times of the steps stand."""
    return spot_at(built.tree, "route.times" if "route.times" in _paths(built) else "route")


def _paths(built: Built) -> set[str]:
    return {".".join(path.split(".")[:2]) for path in built.provenance}


def _working_hours(within: Within, hours_a_day: Fraction) -> Fraction | None:
    """Return a length of working time in hours; None when it is not in working time."""
    hours = {"working_days": hours_a_day, "working_hours": Fraction(1), "same_day": hours_a_day}
    totals = within.totals()
    if not totals.keys() <= hours.keys():
        return None
    return sum((count * hours[unit] for unit, count in totals.items()), Fraction(0))


def _written(hours: Fraction, hours_a_day: Fraction) -> str:
    """Write a sum as authors write times: in days where halves of days are enough."""
    days = hours / hours_a_day
    term = Term("working_days", days) if days.denominator <= 2 else Term("working_hours", hours)
    return str(Within((term,)))
