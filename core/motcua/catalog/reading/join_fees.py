"""Join into a procedure the lines of the fee schedules it uses, and the exemptions and reductions that reach them."""

from collections.abc import Iterable
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from motcua.catalog.merging.elsewhere import Elsewhere, Shared
from motcua.catalog.merging.merge import graft
from motcua.catalog.merging.merged import Merged
from motcua.catalog.merging.spots import spot_of
from motcua.catalog.merging.tree import Items, Node, Table, plain, rows_of, word
from motcua.findings import Finding

RELIEF = ("exempt", "reductions")


class Uses(Struct, frozen=True):
    """The items of one schedule that a procedure uses."""

    schedule: Merged
    items: frozenset[str]


def join_fees(entries: dict[str, Node], schedules: Shared, elsewhere: Elsewhere, problems: list[Finding]) -> list[Uses]:
    """Put the used lines in place of their references, and return what is used of each schedule."""
    used: dict[str, set[str]] = {}
    rows = dict(rows_of(entries.get("fees")))
    for name, row in rows.items():
        if (line := _line(row, schedules, elsewhere, problems)) is not None:
            rows[name] = cast("Table", graft(line, row, f"fees.{name}", problems))
            used.setdefault(word(row, "use"), set()).add(word(row, "item"))
    if isinstance(fees := entries.get("fees"), Items):
        entries["fees"] = replace(fees, entries=rows)
    uses = [Uses(schedules[name], frozenset(items)) for name, items in used.items()]
    _join_relief(entries, uses)
    return uses


def _line(row: Table, schedules: Shared, elsewhere: Elsewhere, problems: list[Finding]) -> Table | None:
    """Return the schedule's line that a row of the procedure uses; None for a line of its own."""
    if not (use := word(row, "use")):
        return None
    if use not in schedules:
        problems.append(elsewhere.missing("reference/fee_schedule", row.entries["use"], use))
        return None
    known = rows_of(schedules[use].tree.entries.get("lines"))
    if (item := word(row, "item")) not in known:
        at = row.entries.get("item") or row.entries["use"]
        problems.append(spot_of(at).unknown("reference/fee_item", item, known, schedule=use))
        return None
    return known[item]


def _join_relief(entries: dict[str, Node], uses: Iterable[Uses]) -> None:
    """Take over the exemptions and reductions that reach a used line by a channel that the procedure takes."""
    channels = plain(entries["channels"]) if "channels" in entries else []
    for key in RELIEF:
        found: dict[str, Node] = {}
        for use in uses:
            tree = use.schedule.tree
            if isinstance(rows := tree.entries.get(key), Items):
                kept = {name: row for name, row in rows.entries.items() if _reaches(row, use.items, channels)}
                found[use.schedule.id] = replace(rows, entries=kept)
                entries[key] = Table(dict(found), tree.document, tree.node)


def _reaches(row: Table, used: frozenset[str], channels: list[str]) -> bool:
    items = row.entries.get("items")
    return _open_by(row, channels) and (items is None or not used.isdisjoint(plain(items)))


def _open_by(row: Table, channels: list[str]) -> bool:
    """Tell whether a row is open to one of the channels: what rests on a refused channel alone can never hold."""
    when = plain(row.entries["when"]) if "when" in row.entries else {}
    wanted = when.get("channel")
    if isinstance(wanted, str):
        return wanted in channels
    return not isinstance(wanted, list) or any(channel in channels for channel in wanted)
