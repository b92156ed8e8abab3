"""Every value of a procedure over time: what it was from when to when, on what basis, and what is coming."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from motcua.analysis.diff.removals import Removals, removal, removals
from motcua.catalog import Catalog, Origin
from motcua.catalog.merging.spots import Spot
from motcua.findings import MotcuaError, refuse
from motcua.similar import nearest

Standing = Literal["past", "now", "coming"]


class Span(Struct, frozen=True):
    """A value and its days: from `since` (None: ever since) to the day before `until` (None: open).

    `dropped` is where an amendment took it away without putting anything in its place.
    """

    origin: Origin
    since: date | None
    until: date | None = None
    dropped: Origin | None = None

    def standing(self, today: date) -> Standing:
        """Tell whether the days are over, are now, or are still to come."""
        if self.until and self.until <= today:
            return "past"
        return "coming" if self.since and self.since > today else "now"


class _Day(Struct, frozen=True):
    """What a procedure says from a day on, and what amendments drop."""

    date: date
    values: Mapping[str, Origin]
    dropped: Removals


class Timeline(Struct, frozen=True):
    """What one path of a procedure held, span after span; between two spans there was nothing."""

    path: str
    spans: tuple[Span, ...]


def history(catalog: Catalog, unit: str, procedure: str, today: date, path: str = "") -> tuple[Timeline, ...]:
    """Tell the history of a procedure's values for a unit.

    A value has changed when it or its basis has. Without a path, values that are the same on all days of the procedure
    are left out; with one such as ``fees.le-phi``, all values at and below it are told.

    :param procedure: its id or national code, which is looked for on `today` first.
    :raises MotcuaError: ``unit/unknown``, ``procedure/unknown``, ``explain/unknown-path``.
    """
    days = (date.min, *catalog.change_dates(unit))
    name = _found(catalog, unit, procedure, (today, *reversed(days)))
    told = [_day(catalog, unit, day, name) for day in days]
    paths = dict.fromkeys(each for day in told for each in day.values)
    lines = {each: Timeline(each, tuple(_spans(each, told))) for each in paths}
    if not path:
        always = _extent(_spans("kind", told))  # there on all days of the procedure, and never another
        return tuple(line for line in lines.values() if _extent(line.spans) != always)
    wanted = tuple(line for each, line in lines.items() if f"{each}.".startswith(f"{path}."))
    if not wanted:
        known = {each.rsplit(".", depth)[0] for each in lines for depth in range(each.count(".") + 1)}
        raise refuse("explain/unknown-path", path=path, procedure=name, nearest=nearest(path, sorted(known)))
    return wanted


def coming(lines: Iterable[Timeline], today: date) -> dict[date, tuple[str, ...]]:
    """List the days after today on which values change, the earliest first, each with the paths that do."""
    days: dict[date, dict[str, None]] = {}
    for line in lines:
        for span in line.spans:
            for day in (span.since, span.until):
                if day and day > today:
                    days.setdefault(day, {})[line.path] = None
    return {day: tuple(days[day]) for day in sorted(days)}


def as_json(line: Timeline, today: date) -> dict[str, Any]:
    """Return a timeline as JSON shows it; `until` is the first day on which the value no longer holds."""
    return {"path": line.path, "spans": [_span_as_json(span, today) for span in line.spans]}


def _span_as_json(span: Span, today: date) -> dict[str, Any]:
    origin = span.origin
    return {
        "value": origin.value,
        "since": span.since.isoformat() if span.since else None,
        "until": span.until.isoformat() if span.until else None,
        "standing": span.standing(today),
        "basis": list(origin.basis),
        "layer": origin.layer,
        "file": origin.place.file,
        "line": origin.place.line,
        "to_verify": origin.to_verify,
        "dropped": _dropped_as_json(span.dropped) if span.dropped else None,
    }


def _dropped_as_json(origin: Origin) -> dict[str, Any]:
    return {
        "basis": list(origin.basis),
        "layer": origin.layer,
        "file": origin.place.file,
        "line": origin.place.line,
    }


def _found(catalog: Catalog, unit: str, name: str, days: Sequence[date]) -> str:
    """Return the procedure's id, as of the first of the days on which it is known."""
    unknown: MotcuaError | None = None
    for day in days:
        try:
            return catalog.resolve(unit, day).find(name).id
        except MotcuaError as error:
            unknown = unknown or error
    raise unknown or refuse("procedure/unknown", name=name, unit=unit, date="–", nearest="")


def _day(catalog: Catalog, unit: str, day: date, name: str) -> _Day:
    rulebook = catalog.resolve(unit, day)
    known = name in rulebook.resolved.names("procedure")
    return _Day(day, rulebook.provenance(name) if known else {}, removals(rulebook))


def _spans(path: str, days: Sequence[_Day]) -> Iterator[Span]:
    """Join neighbouring days on which a path held the same on the same basis."""
    running: Span | None = None
    for day in days:
        origin = day.values.get(path)
        if running and origin and _same(running.origin, origin):
            continue
        if running:
            dropped = None if origin else removal(day.dropped, path, Spot(running.origin.document, running.origin.node))
            yield replace(running, until=day.date, dropped=dropped)
        running = Span(origin, None if day.date == date.min else day.date) if origin else None
    if running:
        yield running


def _extent(spans: Iterable[Span]) -> tuple[tuple[date | None, date | None], ...]:
    return tuple((span.since, span.until) for span in spans)


def _same(one: Origin, other: Origin) -> bool:
    return one.value == other.value and one.basis == other.basis
