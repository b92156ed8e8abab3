"""One procedure with all it shares: fee lines, exemptions and facts of the schedules it uses, steps of its route."""

from msgspec.structs import replace

from motcua.catalog.merging.elsewhere import Elsewhere, Shared
from motcua.catalog.merging.merge import graft
from motcua.catalog.merging.merged import Merged
from motcua.catalog.merging.spots import spot_of
from motcua.catalog.merging.tree import Items, Node, Table, entries_of, word
from motcua.catalog.reading.join_facts import join_facts
from motcua.catalog.reading.join_fees import join_fees
from motcua.findings import Finding


def join(procedure: Merged, schedules: Shared, routes: Shared, elsewhere: Elsewhere) -> tuple[Table, list[Finding]]:
    """Return the procedure's tree with everything it refers to in its place, and the references that lead nowhere.

    What is joined in: `fees.<id>` in full, `exempt.<schedule>.<id>`, `reductions.<schedule>.<id>`, `route.steps.<id>`,
    and under `facts` and `derived` what the used lines, exemptions and reductions need.
    """
    problems: list[Finding] = []
    entries = dict(procedure.tree.entries)
    uses = join_fees(entries, schedules, elsewhere, problems)
    join_facts(entries, uses)
    _route(entries, routes, elsewhere, problems)
    return replace(procedure.tree, entries=entries), problems


def _route(entries: dict[str, Node], routes: Shared, elsewhere: Elsewhere, problems: list[Finding]) -> None:
    """Lay the procedure's own steps and times over the route it uses."""
    route = entries.get("route")
    if not isinstance(route, Table):
        return
    steps: Node | None = route.entries.get("steps")
    if use := word(route, "use"):
        if use not in routes:
            problems.append(elsewhere.missing("reference/route", route.entries["use"], use))
            return
        base = routes[use].tree.entries.get("steps")
        steps = graft(base, steps, "steps", problems) if steps else base
    if isinstance(steps, Items):
        entries["route"] = replace(route, entries={**route.entries, "steps": _timed(steps, route, problems)})


def _timed(steps: Items, route: Table, problems: list[Finding]) -> Items:
    rows = dict(steps.entries)
    for name, time in entries_of(route.entries.get("times")).items():
        if name in rows:
            rows[name] = replace(rows[name], entries={**rows[name].entries, "within": time})
        else:
            problems.append(spot_of(time).unknown("reference/step", name, rows))
    return replace(steps, entries=rows)
