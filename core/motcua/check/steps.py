"""Check that the times of a route's steps add up to the deadline, and to no more than any deadline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from motcua.calendar import Term, Within
from motcua.catalog.merging.spots import Spot, spot_at
from motcua.catalog.model import DeadlineRow
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.check.tables.showing import witness_of
from motcua.check.tables.standing import Rank, standing
from motcua.check.tables.wording import Goal, Wording
from motcua.findings import Finding, MotcuaError
from motcua.places import Place
from motcua.witness import Witness

_HOUR = 3600


def findings(seen: Survey) -> Iterator[Finding]:
    """Find routes whose steps fit no deadline in working time, and deadlines shorter than steps that fit another.

    Each comes with a dossier that has such a deadline; what several wordings have in common is told of the one that a
    reader is likeliest to know.
    """
    found: dict[tuple[str, Place | None, str], list[tuple[Built, Finding]]] = {}
    for built, rulebook in seen.procedures:
        try:
            hours_a_day = Fraction(rulebook.policy.day_length.total_seconds()) / _HOUR
        except MotcuaError:
            return  # told of by another check
        for finding in _sum(built, hours_a_day, seen):
            found.setdefault((finding.rule, finding.place, finding.message()), []).append((built, finding))
    yield from (_likeliest(alike, seen) for alike in found.values())


def _likeliest(alike: Sequence[tuple[Built, Finding]], seen: Survey) -> Finding:
    """Return the finding of the wording whose unit and time a reader would think of first."""

    def rank(each: tuple[Built, Finding]) -> Rank:
        where = standing(each[0], seen)
        return where.rank if where else (True, True)

    return (alike[0] if len(alike) == 1 else min(alike, key=rank))[1]


def _sum(built: Built, hours_a_day: Fraction, seen: Survey) -> Iterator[Finding]:
    rows = {row: hours for row in built.procedure.deadline if (hours := _working_hours(row.within, hours_a_day))}
    total = _total(built, hours_a_day)
    if not total or not rows:
        return
    told = {"name": built.procedure.name, "total": _written(total, hours_a_day)}
    if total in rows.values():
        yield from _shorter([row for row, hours in rows.items() if hours < total], built, told, seen)
        return
    first, *_ = rows
    told["deadline"] = ", ".join(dict.fromkeys(str(row.within) for row in rows))
    related = (spot_at(built.tree, f"{first.path}.within"),)
    finding = _times(built).finding("steps/sum", "warning", related=related, path=first.path, **told)
    yield replace(finding, witness=_dossier_of(first, built, seen))


def _total(built: Built, hours_a_day: Fraction) -> Fraction | None:
    """Add up the steps that every dossier goes through; None when one of them has no working time."""
    steps = [step for step in built.procedure.steps if step.when is None]
    times = [step.within and _working_hours(step.within, hours_a_day) for step in steps]
    known = [time for time in times if time]
    return sum(known, Fraction(0)) if len(known) == len(times) else None


def _shorter(rows: Iterable[DeadlineRow], built: Built, told: Mapping[str, str], seen: Survey) -> Iterator[Finding]:
    """Tell of each row that some dossier gets: its last steps are due with the whole, so they have no time left."""
    for row in rows:
        if witness := _dossier_of(row, built, seen):
            spot, params = spot_at(built.tree, f"{row.path}.within"), {**told, "deadline": str(row.within)}
            related = (_times(built),)
            finding = spot.finding("steps/shorter", "info", related=related, path=row.path, row=row.id, **params)
            yield replace(finding, witness=witness)


def _times(built: Built) -> Spot:
    """Return where the times of the steps stand."""
    return spot_at(built.tree, "route.times" if "route.times" in _paths(built) else "route")


def _dossier_of(row: DeadlineRow, built: Built, seen: Survey) -> Witness | None:
    """Return a dossier with the deadline of a row."""
    where = None if built.errors else standing(built, seen)
    rows = built.procedure.deadline
    return witness_of(Wording(built), Goal((row,), rows[: rows.index(row)]), where) if where else None


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
