"""Which stored dossiers can be decided together, as compact tables; the others are looked at one by one."""

from array import array
from bisect import bisect
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
from msgspec import Struct

from motcua.analysis.impact.bulk.answers import ANSWER, Codes
from motcua.analysis.impact.bulk.laws import AGAIN, AT, MOMENT, Known, Law
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
HELD = 1 << 17
"""Dossiers held as read before they become columns: half as many take a tenth longer, twice as many no less."""

_ROW = {NUMBER: pl.Int64, UNIT: pl.Int32, CODE: pl.String, AT: pl.String}
_STORY = {AGAIN: pl.Int64, REACHED: pl.Int64, FINISHED: pl.Boolean}
_WRITTEN = "%Y-%m-%dT%H:%M:%S%.f%:z"
_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_EPOCH_HERE = datetime(1970, 1, 1, 7)  # noqa: DTZ001 - as clocks here showed it; without zones moments compare fast
_LOCAL, _SINCE = "+07:00", 1976  # before, the country had other times, of which tables know nothing
_DECIDING = frozenset({"received", "facts_changed"})
_Story = tuple[int | None, int | None, bool]
"""Of a dossier after its reception: `AGAIN`, `REACHED` (microseconds since 1970) and `FINISHED`."""

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
    rows: list[tuple[int, int, str, str, int | None, int | None, bool]] = []
    answers: list[Mapping[str, Any]] = []

    def settle(self, scope: Scope) -> Sequence[int]:
        """Make a table of the dossiers held that are of the scope, and return which have a moment it cannot read."""
        if not self.rows:
            return ()
        schema = _ROW | _STORY
        columns = {name: [row[at] for row in self.rows] for at, name in enumerate(schema)}  # zip is slow with so many
        moments = pl.col(AT).str.to_datetime(_WRITTEN, time_unit="us", strict=False).dt.convert_time_zone(TZ.key)
        numbered = [
            codes.of_many([answers.get(name) for answers in self.answers]).alias(f"{ANSWER}{name}")
            for name, codes in self.codes.items()
        ]
        table = pl.DataFrame(columns, schema).with_columns(moments, pl.col(AGAIN, REACHED).cast(MOMENT), *numbered)
        self.tables.append(table.filter(pl.col(AT) <= scope.at, pl.col(AT).dt.date() >= scope.since))
        self.rows.clear()
        self.answers.clear()
        return table.filter(pl.col(AT).is_null())[NUMBER].to_list()


class Gathering:
    """Sorts dossiers as they go by: into tables of those alike, or among those `alone`, by their numbers."""

    def __init__(self, laws: Laws, scope: Scope) -> None:
        self.laws, self.scope = laws, scope
        self.units: dict[str, int] = {}
        self.alike: dict[tuple[object, ...], Alike] = {}
        self.alone = array("q")
        self._places: dict[tuple[str, str, int, bool], Alike | None] = {}
        self._periods: dict[tuple[str, str], int | None] = {}
        self._changes: dict[str, Sequence[date] | None] = {}
        self._known = Known()
        self._held = 0
        self._until = _here(scope.at)
        self._untold: _Story = None, _microseconds(self._until), False

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
        """Make tables of all dossiers held."""
        for alike in self.alike.values():
            self.alone.extend(alike.settle(self.scope))
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
            if (at := _read(event["at"])) > self._until:
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
        return (_microseconds(again), _microseconds(reached), finished) if plain else None

    def _place(self, first: Mapping[str, Any], *, finished: bool) -> Alike | None:
        where, at = first["where"], first["at"]
        if first["type"] != "received" or not at.endswith(_LOCAL):
            return None
        if (day := (where, at[:10])) not in self._periods:
            self._periods[day] = self._period(*day)
        if (period := self._periods[day]) is None:
            return None
        key = first["data"]["procedure"], where, period, finished
        if key not in self._places:
            self._places[key] = self._alike_at(key[0], where, date.fromisoformat(day[1]), finished=finished)
        return self._places[key]

    def _period(self, unit: str, written: str) -> int | None:
        """Tell how often laws changed for a unit up to a day; None for a day or unit that is out of the common."""
        if unit not in self._changes:
            self._changes[unit] = self._changes_of(unit)
        changes = self._changes[unit]
        try:
            day = date.fromisoformat(written)
        except ValueError:
            return None
        return None if changes is None or day.year < _SINCE else bisect(changes, day)

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


def _read(written: str) -> datetime:
    """Read a moment as clocks here show it."""
    if written.endswith(_LOCAL):
        return datetime.fromisoformat(written[: -len(_LOCAL)])
    return _here(datetime.fromisoformat(written))


def _here(moment: datetime) -> datetime:
    return _EPOCH_HERE + (moment - _EPOCH)


def _microseconds(here: datetime | None) -> int | None:
    return (here - _EPOCH_HERE) // _MICROSECOND if here else None
