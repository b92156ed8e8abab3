"""Between the desk and the store: one transaction per move, dossiers read back from their events."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from msgspec.structs import replace

from motcua.calendar import written_moment
from motcua.catalog import Catalog, Rulebook
from motcua.desk.posted import KEYS, Posted, codes, known
from motcua.desk.rows import TABLE, row_of
from motcua.dossier import (
    Dossier,
    Event,
    Reception,
    as_json,
    context,
    from_json,
    reception_from_json,
    replay,
    series,
    write_code,
)
from motcua.findings import MotcuaError, refuse
from motcua.store import Store, Tx
from motcua.texts import Words


def replayed(catalog: Catalog, written: Sequence[Mapping[str, Any]]) -> Dossier:
    """Make a dossier of its journal, under the rulebook of the day it was received on."""
    events = [from_json(event) for event in written]
    first = events[0]
    rulebook = catalog.resolve(first.where, first.at.date())
    return replay(events, context(rulebook, reception_from_json(first.data), first.at))


def read(store: Store, catalog: Catalog, code: str) -> Dossier:
    """Read a dossier.

    :raises MotcuaError: ``desk/no-dossier``.
    """
    if not (written := store.events(code)):
        raise refuse("desk/no-dossier", code=code)
    return replayed(catalog, written)


def open_dossier(
    store: Store, catalog: Catalog, rulebook: Rulebook, form: Posted, events: Sequence[Event]
) -> tuple[Dossier, bool]:
    """Journal a reception: code, events, row and idempotency key in one transaction; False when it was there before.

    :param form: what was posted; the same form again gives the same dossier and writes nothing.
    :param events: the first is the reception; they get their code here.
    """
    unit, received = rulebook.unit, events[0]

    def write(tx: Tx) -> tuple[Dossier, bool]:
        if code := known(tx, form):
            return replayed(catalog, tx.events(code)), False
        number = tx.next_number(series(received.at.date()))
        code = write_code(rulebook.dossier_code, rulebook.unit_code, received.at.date(), number)
        written = [tx.append_event(code, as_json(replace(event, dossier=code))) for event in events]
        dossier = replayed(catalog, written)
        tx.put(TABLE, code, row_of(dossier, rulebook), 0)
        tx.put(KEYS, form.key, {"code": code, "content": form.content}, 0)
        return dossier, True

    return store.run(unit, write)


def append(store: Store, catalog: Catalog, rulebook: Rulebook, seq: int | None, events: Sequence[Event]) -> Dossier:
    """Journal events of one dossier and refresh its row, in one transaction.

    :param seq: the number of the last event that the writer has seen; None where order does not matter.
    :raises MotcuaError: ``desk/moved-meanwhile`` when there are newer ones.
    """

    def write(tx: Tx) -> Dossier:
        code = events[0].dossier
        before = tx.events(code)
        if seq is not None and len(before) != seq:
            raise moved_meanwhile(code, [from_json(event) for event in before[seq:]])
        written = [tx.append_event(code, as_json(event)) for event in events]
        dossier = replayed(catalog, [*before, *written])
        tx.put(TABLE, code, row_of(dossier, rulebook))
        return dossier

    return store.run(rulebook.unit, write)


def rebuild(store: Store, catalog: Catalog, rulebook: Rulebook) -> int:
    """Make all rows of a unit anew from its journal; returns how many."""
    received = codes(store, rulebook.unit)
    for code in received:
        store.run(rulebook.unit, partial(_put_row, catalog=catalog, rulebook=rulebook, code=code))
    return len(received)


def moved_meanwhile(code: str, since: Sequence[Event]) -> MotcuaError:
    """Say what others did to a dossier since it was looked at."""
    if not since:
        return refuse("desk/never-seen", code=code)
    what = Words(tuple(f"event/{event.type}" for event in since))
    last = since[-1]
    return refuse("desk/moved-meanwhile", code=code, what=what, who=last.by_name, when=written_moment(last.at))


def failure(dossier: str, unit: str, moment: datetime, failed: Any) -> Event:
    """Tell of a plugin's failure in the journal of the dossier it concerned."""
    told = {"plugin": failed.plugin, "hook": failed.hook, "error": failed.error}
    return Event(dossier, "plugin_failed", moment, "motcua", "motcua", unit, told)


def _put_row(tx: Tx, catalog: Catalog, rulebook: Rulebook, code: str) -> None:
    tx.put(TABLE, code, row_of(replayed(catalog, tx.events(code)), rulebook))


def reception_of(dossier: Dossier) -> Reception:
    """Return what was handed in at the counter."""
    return reception_from_json(dossier.events[0].data)
