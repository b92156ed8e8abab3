"""The worklist: open dossiers of a unit by due date, a page at a time; and what anybody may see of one."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from motcua.calendar import soon_from
from motcua.catalog import Rulebook
from motcua.desk.rows import TABLE, due_of
from motcua.dossier import FINAL, STATUSES, Actor, Standing, standing
from motcua.similar import fold
from motcua.store import Query, Row, Store

OPEN = tuple(status for status in STATUSES if status not in FINAL)
_BATCH = 500


class Wanted(Struct, frozen=True):
    """What to list: dossiers of some statuses (empty: all open ones); `mine`: only those whose turn is the actor's.

    `text` finds dossiers by any words of applicant and code, typed with or without accents: closed ones too, unless
    `statuses` are named; the newest come first.
    """

    statuses: tuple[str, ...] = ()
    procedure: str = ""
    mine: bool = False
    text: str = ""


class Line(Struct, frozen=True):
    """One dossier of the worklist; `name` is its procedure's, `standing` how it stands against its due date."""

    code: str
    procedure: str
    name: str
    applicant: str
    status: str
    step: str
    office: str
    received_at: datetime
    due_at: datetime | None
    standing: Standing


class Page(Struct, frozen=True):
    """Lines by due date; `after` is the code to ask for the next page with, empty on the last one."""

    lines: tuple[Line, ...]
    after: str


class Tracked(Struct, frozen=True):
    """What the law lets anybody see of a dossier: its code and how far it is.

    `status` is coarse (received, in_progress, ready, closed): how a dossier ended is nobody else's business.
    """

    code: str
    status: str
    done: int
    steps: int


def page(
    store: Store,
    rulebook: Rulebook,
    actor: Actor,
    wanted: Wanted,
    moment: datetime,
    *,
    after: str = "",
    limit: int = 50,
) -> Page:
    """List the dossiers of the actor's unit, the most urgent first.

    :raises MotcuaError: when the dossier `after` is gone.
    """
    where: dict[str, Any] = {"unit": actor.unit}
    if wanted.statuses or not wanted.text:
        where["status"] = {"in": list(wanted.statuses or OPEN)}
    if wanted.procedure:
        where["procedure"] = wanted.procedure
    if wanted.mine:
        where["account"] = {"in": sorted(actor.accounts)}
    order = "-received_at" if wanted.text else "due_at"
    rows = _found(store, Query(where, order, after or None), fold(wanted.text).split(), limit + 1)
    lines = tuple(_line(row, rulebook, moment) for row in rows[:limit])
    return Page(lines, lines[-1].code if len(rows) > limit else "")


def _found(store: Store, query: Query, words: list[str], limit: int) -> list[Row]:
    """Read on until enough rows hold all the words: nobody asks by words often enough for an index of them."""
    if not words:
        return store.find(TABLE, replace(query, limit=limit))
    found: list[Row] = []
    rows = store.find(TABLE, replace(query, limit=_BATCH))
    while rows:
        found += [row for row in rows if _holds(row, words)]
        if len(found) >= limit or len(rows) < _BATCH:
            break
        rows = store.find(TABLE, replace(query, after=rows[-1].key, limit=_BATCH))
    return found[:limit]


def _holds(row: Row, words: list[str]) -> bool:
    text = fold(f"{row['applicant']} {row['code']}")
    return all(word in text for word in words)


def tracked(row: dict[str, Any], rulebook: Rulebook) -> Tracked:
    """Reduce a row to what anybody may see."""
    stage = rulebook.vocabulary("statuses").items[row["status"]].more["stage"]
    return Tracked(row["code"], stage, row["done"], row["steps"])


def standing_of(rulebook: Rulebook, clock: Any, due_at: datetime | None, moment: datetime) -> Standing:
    """Class a due date at a moment by the policy of `soon`."""
    soon = soon_from(due_at, rulebook.calendar, rulebook.hours, rulebook.policy) if due_at else None
    return standing(clock, due_at, soon, moment)


def _line(row: dict[str, Any], rulebook: Rulebook, moment: datetime) -> Line:
    due_at = due_of(row)
    same = {name: row[name] for name in ("code", "procedure", "name", "applicant", "status", "step", "office")}
    received_at = datetime.fromisoformat(row["received_at"])
    return Line(
        **same, received_at=received_at, due_at=due_at, standing=standing_of(rulebook, row["clock"], due_at, moment)
    )
