"""One procedure with all it shares: fee lines, exemptions and facts of the schedules it uses, steps of its route."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from motcua.catalog.mentions import closure, mentions
from motcua.catalog.merge import graft
from motcua.catalog.merged import Merged
from motcua.catalog.spots import Spot, spot_of
from motcua.catalog.tree import Items, Leaf, Node, Table, plain
from motcua.document import Document
from motcua.findings import Finding

Shared = Mapping[str, Merged]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is not there, though its name (``kind/id``) is right: in force on other dates only, or unreadable."""

    other_dates: Mapping[str, Document]
    broken: Mapping[str, Document]

    def missing(self, rule: str, at: Node, name: str, known: Shared) -> Finding:
        """Say why a shared document that a procedure uses is missing."""
        target = f"{rule.rpartition('/')[2]}/{name}"
        if document := self.broken.get(target):
            return Spot(document, ("id",)).finding("reference/broken", "info", name=target)
        if document := self.other_dates.get(target):
            return Spot(document, ("in_force",)).finding("reference/not-in-force", "info", name=target)
        return spot_of(at).unknown(rule, name, known)


@dataclass(frozen=True, slots=True)
class Uses:
    """The items of one schedule that a procedure uses."""

    schedule: Merged
    items: frozenset[str]


def join(procedure: Merged, schedules: Shared, routes: Shared, elsewhere: Elsewhere) -> tuple[Table, list[Finding]]:
    """Return the procedure's tree with everything it refers to in its place, and the references that lead nowhere.

    What is joined in: `fees.<id>` in full, `exempt.<schedule>.<id>`, `reductions.<schedule>.<id>`, `route.steps.<id>`,
    and under `facts` and `derived` what the used lines, exemptions and reductions need.
    """
    problems: list[Finding] = []
    entries = dict(procedure.tree.entries)
    uses = _fees(entries, schedules, elsewhere, problems)
    _relief(entries, uses)
    _questions(entries, uses)
    _route(entries, routes, elsewhere, problems)
    return replace(procedure.tree, entries=entries), problems


def _fees(entries: dict[str, Node], schedules: Shared, elsewhere: Elsewhere, problems: list[Finding]) -> list[Uses]:
    fees = entries.get("fees")
    if not isinstance(fees, Items):
        return []
    used: dict[str, set[str]] = {}
    rows = dict(fees.entries)
    for name, row in fees.entries.items():
        if (line := _line(row, schedules, elsewhere, problems)) is not None:
            rows[name] = _overlaid(line, row, f"fees.{name}", problems)
            used.setdefault(word(row, "use"), set()).add(word(row, "item"))
    entries["fees"] = replace(fees, entries=rows)
    return [Uses(schedules[name], frozenset(items)) for name, items in used.items()]


def _line(row: Table, schedules: Shared, elsewhere: Elsewhere, problems: list[Finding]) -> Table | None:
    """Return the schedule's line that a row of the procedure uses; None for a line of its own."""
    if not (use := word(row, "use")):
        return None
    if use not in schedules:
        problems.append(elsewhere.missing("reference/fee_schedule", row.entries["use"], use, schedules))
        return None
    lines = schedules[use].tree.entries.get("lines")
    known = lines.entries if isinstance(lines, Items) else {}
    if (item := word(row, "item")) not in known:
        at = row.entries.get("item") or row.entries["use"]
        problems.append(spot_of(at).unknown("reference/fee_item", item, known, schedule=use))
        return None
    return known[item]


def _overlaid(base: Table, over: Table, path: str, problems: list[Finding]) -> Table:
    merged = graft(base, over, path, problems)
    return merged if isinstance(merged, Table) else base


def _relief(entries: dict[str, Node], uses: list[Uses]) -> None:
    """Take over the exemptions and reductions that reach a used line by a channel that the procedure takes."""
    channels = plain(entries["channels"]) if "channels" in entries else []
    for key in ("exempt", "reductions"):
        found: dict[str, Node] = {}
        for use in uses:
            rows = use.schedule.tree.entries.get(key)
            if isinstance(rows, Items):
                kept = {
                    name: row
                    for name, row in rows.entries.items()
                    if _reaches(row, use.items) and _open_by(row, channels)
                }
                found[use.schedule.id] = replace(rows, entries=kept)
        if found and uses:
            tree = uses[0].schedule.tree
            entries[key] = Table(found, tree.document, tree.node)


def _reaches(row: Table, used: frozenset[str]) -> bool:
    items = row.entries.get("items")
    return items is None or not used.isdisjoint(plain(items))


def _open_by(row: Table, channels: list[str]) -> bool:
    """Tell whether a row is open to one of the channels: what rests on a refused channel alone can never hold."""
    when = plain(row.entries["when"]) if "when" in row.entries else {}
    wanted = when.get("channel")
    if isinstance(wanted, str):
        return wanted in channels
    return not isinstance(wanted, list) or any(channel in channels for channel in wanted)


def _questions(entries: dict[str, Node], uses: list[Uses]) -> None:
    """Take over the facts that the used parts of the schedules need, unless the procedure has its own."""
    own = {name for key in ("facts", "derived") for name in _table(entries.get(key))}
    for use in uses:
        tree = use.schedule.tree.entries
        derived = {name: plain(node) for name, node in _table(tree.get("derived")).items()}
        asked = {name: plain(node).get("asked_when") for name, node in _table(tree.get("facts")).items()}
        sources = {name: value["expression"] if isinstance(value, dict) else value for name, value in derived.items()}
        needed = closure(_mentioned(entries, use), asked | sources) - own
        for key in ("facts", "derived"):
            more = {name: node for name, node in _table(tree.get(key)).items() if name in needed}
            if more:
                entries[key] = _with(entries.get(key), more, use.schedule.tree)


def _mentioned(entries: Mapping[str, Node], use: Uses) -> Iterator[str]:
    for row in _rows(entries.get("fees")):
        if word(row, "use") == use.schedule.id:
            yield from _names_in(row)
    for key in ("exempt", "reductions"):
        for row in _rows(_table(entries.get(key)).get(use.schedule.id)):
            yield from _names_in(row)


def _names_in(row: Table) -> Iterator[str]:
    for key in ("when", "amount", "quantity"):
        if key in row.entries:
            yield from mentions(plain(row.entries[key]))


def _with(node: Node | None, more: Mapping[str, Node], home: Table) -> Table:
    return Table({**_table(node), **more}, home.document, home.node)


def _route(entries: dict[str, Node], routes: Shared, elsewhere: Elsewhere, problems: list[Finding]) -> None:
    """Lay the procedure's own steps and times over the route it uses."""
    route = entries.get("route")
    if not isinstance(route, Table):
        return
    steps: Node | None = route.entries.get("steps")
    if use := word(route, "use"):
        if use not in routes:
            problems.append(elsewhere.missing("reference/route", route.entries["use"], use, routes))
            return
        base = routes[use].tree.entries.get("steps")
        steps = graft(base, steps, "steps", problems) if steps else base
    if isinstance(steps, Items):
        entries["route"] = replace(route, entries={**route.entries, "steps": _timed(steps, route, problems)})


def _timed(steps: Items, route: Table, problems: list[Finding]) -> Items:
    rows = dict(steps.entries)
    for name, time in _table(route.entries.get("times")).items():
        if name in rows:
            rows[name] = replace(rows[name], entries={**rows[name].entries, "within": time})
        else:
            problems.append(spot_of(time).unknown("reference/step", name, rows))
    return replace(steps, entries=rows)


def word(row: Table, key: str) -> str:
    """Return a row's text under a key; empty when there is none."""
    part = row.entries.get(key)
    return str(part.origin.value) if isinstance(part, Leaf) and part.origin.value is not None else ""


def _table(node: Node | None) -> Mapping[str, Node]:
    return node.entries if isinstance(node, Table) else {}


def _rows(node: Node | None) -> Iterator[Table]:
    return iter(node.entries.values()) if isinstance(node, Items) else iter(())
