"""Which stored dossiers can be decided together, as compact tables; the others are looked at one by one."""

from array import array
from bisect import bisect
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any

import polars as pl
from msgspec import Struct

from motcua.analysis.impact.bulk.answers import ANSWER, Codes
from motcua.analysis.impact.bulk.laws import AGAIN, AT, Known, Law
from motcua.analysis.impact.replaying import FINISHING, Laws, Scope
from motcua.calendar import TZ
from motcua.catalog import Catalog, Rulebook
from motcua.dossier import from_json
from motcua.events import TYPES
from motcua.findings import MotcuaError
from motcua.moves import BY_EVENT

Written = Sequence[Mapping[str, Any]]
"""The events of a dossier, as the store gives them."""

NUMBER, UNIT, CODE, REACHED, FINISHED = "number", "unit", "code", "reached", "finished"
HELD = 1 << 16
"""Dossiers held as read before they become columns: more are no faster."""

_ROW = {NUMBER: pl.Int64, UNIT: pl.Int32, CODE: pl.String, AT: pl.String}
_STORY = {AGAIN: pl.String, REACHED: pl.String, FINISHED: pl.Boolean}
_MOMENTS = AT, AGAIN, REACHED
_TO_THE_SECOND = "%Y-%m-%dT%H:%M:%S"  # the only form of moments that polars reads fast
_HERE, _LOCAL = timezone(timedelta(hours=7)), "+07:00"
_LENGTHS = _SHORT, _LONG = len("2026-01-01T09:00:00+07:00"), len("2026-01-01T09:00:00.000000+07:00")
_SINCE = 1976  # before, the country had other times, of which tables know nothing
_DECIDING = frozenset({"received", "facts_changed"})
_Story = tuple[str | None, str | None, bool]
"""Of a dossier after its reception: `AGAIN`, `REACHED` (as `_written` gives them) and `FINISHED`."""

_CLOCKS = {event: move.clock for event, move in BY_EVENT.items() if move.clock}
_TELLING = _DECIDING | _CLOCKS.keys() | FINISHING


class Alike(Struct):
    """Dossiers of a procedure that the same three laws decide.

    `tables` hold, of each: its `NUMBER` among all, its `UNIT` by number, its `CODE`, when it was received (`AT`), the
    moment from which the clock ran `AGAIN` (null: from then), the moment `REACHED` that its due date is held against,
    whether it is `FINISHED`, and the number of each of its answers.
    """

    name: str
    present: Law
    drafted: Law
    applying: Law
    codes: Mapping[str, Codes]
    tables: list[pl.DataFrame] = []
    rows: list[tuple[int, int, str, str, str | None, str | None, bool]] = []
    answers: list[Mapping[str, Any]] = []

    def keep(self, table: pl.DataFrame, wanted: pl.Series) -> None:
        """Keep what is wanted of a table of the dossiers held, each with the numbers of its answers."""
        numbered = [
            codes.of_many([answers.get(name) for answers in self.answers]).alias(f"{ANSWER}{name}")
            for name, codes in self.codes.items()
        ]
        whole = table.hstack(numbered)
        self.tables.append(whole if wanted.all() else whole.filter(wanted))
        self.rows.clear()
        self.answers.clear()


class Gathering:
    """Sorts dossiers as they go by: into tables of those alike, or among those `alone`, by their numbers."""

    def __init__(self, laws: Laws, scope: Scope) -> None:
        self.laws, self.scope = laws, scope
        self.units: dict[str, int] = {}
        self.alike: dict[tuple[object, ...], Alike] = {}
        self.alone = array("q")
        self._places: dict[tuple[str, str, str, bool], Alike | None] = {}
        self._stretches: dict[tuple[str, str, int, bool], Alike | None] = {}
        self._changes: dict[str, Sequence[date] | None] = {}
        self._known = Known()
        self._held = 0
        self._until = _written(scope.at)
        self._untold: _Story = None, self._until, False

    def add(self, number: int, written: Written) -> None:
        """Take in a dossier, the `number`-th of all, if it is of the scope."""
        first = written[0]
        story = self._untold if len(written) == 1 else self._story(written)
        place = self._place(first, finished=story[2]) if story else None
        facts = first["data"]["facts"]
        if story is None or place is None or not facts.keys() <= place.codes.keys():
            self.alone.append(number)
            return
        unit = self.units.get(where := first["where"])
        if unit is None and self.scope.covers(where):
            unit = self.units[where] = len(self.units)
        if unit is not None:
            place.rows.append((number, unit, first["dossier"], first["at"], *story))
            place.answers.append(facts)
            self._held += 1
            if self._held == HELD:
                self.settle()

    def settle(self) -> None:
        """Make tables of all dossiers held that are of the scope; those with a moment that is none are left alone."""
        held = [alike for alike in self.alike.values() if alike.rows]
        rows, schema = [row for alike in held for row in alike.rows], _ROW | _STORY
        columns = {name: [row[at] for row in rows] for at, name in enumerate(schema)}  # zip is slow with so many
        told = pl.DataFrame(columns, schema)
        table = told.with_columns(_moments(pl.col(_MOMENTS)))
        lost = (told[name].is_not_null() & pl.col(name).is_null() for name in _MOMENTS)
        unread = table.select(pl.any_horizontal(lost)).to_series()
        self.alone.extend(table.filter(unread)[NUMBER])
        of_scope = pl.col(AT) <= self.scope.at, pl.col(AT).dt.date() >= self.scope.since
        wanted = table.select(pl.all_horizontal(~unread, *of_scope)).to_series()
        start = 0
        for alike in held:
            end = start + len(alike.rows)
            alike.keep(table[start:end], wanted[start:end])
            start = end
        self._held = 0

    def _story(self, written: Written) -> _Story | None:
        """Follow the events as a replay does, without its decisions; None where more than papers asked for moved them.

        :raises MotcuaError: for an event that this version does not know.
        """
        plain, finished, clock = True, False, "running"
        asked = again = ready = None
        missing: frozenset[str] = frozenset()
        for event in written[1:]:
            if (kind := event["type"]) not in _TELLING:
                if kind not in TYPES:
                    from_json(event)  # says what is wrong
                continue
            if (at := _local(event["at"])) > self._until:
                continue
            finished = finished or kind in FINISHING
            if kind == "papers_asked":
                asked, missing = at, frozenset(event["data"]["papers"])
            elif kind == "papers_received":
                if missing := missing - frozenset(event["data"]["papers"]):
                    continue
                plain, again = plain and asked is not None and asked <= at, at
            elif kind == "made_ready":
                ready = at
            clock, plain = _CLOCKS.get(kind, clock), plain and kind not in _DECIDING
        reached = ready or (self._until if clock == "running" else None)
        return (again, reached, finished) if plain else None

    def _place(self, first: Mapping[str, Any], *, finished: bool) -> Alike | None:
        if first["type"] != "received" or not (at := first["at"]).endswith(_LOCAL):
            return None
        key = first["data"]["procedure"], first["where"], at[:10], finished
        if key not in self._places:
            self._places[key] = self._on(*key)
        return self._places[key]

    def _on(self, name: str, unit: str, written: str, finished: bool) -> Alike | None:  # noqa: FBT001 - part of a key
        """Return where a day's dossiers belong; None for a day or unit that is out of the common."""
        if unit not in self._changes:
            self._changes[unit] = self._changes_of(unit)
        try:
            day = date.fromisoformat(written)
        except ValueError:
            return None
        if (changes := self._changes[unit]) is None or day.year < _SINCE:
            return None
        key = name, unit, bisect(changes, day), finished
        if key not in self._stretches:
            self._stretches[key] = self._alike_at(name, unit, day, finished=finished)
        return self._stretches[key]

    def _changes_of(self, unit: str) -> Sequence[date] | None:
        """List the days on which any of the laws changes for a unit; None for one that they do not all know."""
        try:
            return sorted({day for catalog in self._catalogs for day in catalog.change_dates(unit)})
        except MotcuaError:
            return None

    @property
    def _catalogs(self) -> tuple[Catalog, ...]:
        laws = self.laws
        return laws.present, laws.draft, laws.running, laws.applying

    def _alike_at(self, name: str, unit: str, day: date, *, finished: bool) -> Alike | None:
        rulebooks = [catalog.resolve(unit, day) for catalog in self._catalogs]
        present, draft, running, applying = self._laws(rulebooks, name)
        laws = present, draft if finished else running, applying
        if present is None or laws[1] is None or applying is None:
            return None
        key = name, *map(id, laws)
        if key not in self.alike:
            codes = {fact: Codes() for fact in sorted(present.facts)}  # another law sets aside what it does not ask
            self.alike[key] = Alike(name, present, laws[1], applying, codes)
        return self.alike[key]

    def _laws(self, rulebooks: Sequence[Rulebook], name: str) -> list[Law | None]:
        """Find the law of each rulebook; equal rulebooks decide equally."""
        same = {rulebook.digest: rulebook for rulebook in reversed(rulebooks)}
        return [self._known.law(same[rulebook.digest], name) for rulebook in rulebooks]


def _local(written: str) -> str:
    """Return a moment as `_written` does: of such texts the later one is the greater."""
    local = written.endswith(_LOCAL) and len(written) in _LENGTHS
    return written if local else _written(datetime.fromisoformat(written))


def _written(moment: datetime) -> str:
    return moment.astimezone(_HERE).isoformat()


def _moments(written: pl.Expr) -> pl.Expr:
    """Read local texts; null where one is not as `_written` makes them."""
    length, dot = written.str.len_bytes(), _SHORT - len(_LOCAL)
    seconds = written.str.slice(0, dot).str.to_datetime(_TO_THE_SECOND, time_unit="us", strict=False)
    within = pl.when(length == _SHORT).then(pl.lit("0")).when(length == _LONG).then(written.str.slice(dot + 1, 6))
    here = seconds + pl.duration(microseconds=within.cast(pl.Int64, strict=False))
    return (here - pl.duration(hours=7)).dt.replace_time_zone("UTC").dt.convert_time_zone(TZ.key)
