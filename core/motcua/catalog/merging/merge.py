"""The merge patch: mappings merge by key, lists of objects by id, everything else replaces.

``remove: true`` drops a row, ``null`` drops a key, ``before: id`` and ``after: id`` place a row, a new id is appended.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from motcua.catalog.merging.spots import spot_of
from motcua.catalog.merging.tree import Items, Leaf, Node, Table
from motcua.findings import Finding

DIRECTIVES = frozenset({"remove", "before", "after"})
Problems = list[Finding]

# What a row must say to stand on its own; with less it can only change a row that is already there.
WHOLE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "cases": (("name",),),
    "papers": (("name",),),
    "first_available": (("name",),),
    "deadline": (("within",),),
    "extensions": (("add",),),
    "fees": (("use", "item"), ("name", "amount")),
    "lines": (("name", "amount"),),
    "exempt": (("name", "when"),),
    "reductions": (("name", "percent"),),
    "steps": (("name", "role"),),
    "off": (("name", "on"), ("name", "from", "to")),
    "items": (("name",),),
}


def graft(base: Node | None, patch: Node, path: str, problems: Problems) -> Node:
    """Return `base` changed by `patch`; what the patch cannot mean is added to `problems`."""
    match base, patch:
        case Table(), Table():
            return _tables(base, patch, path, problems)
        case Items(), Items():
            return replace(base, entries=_rows(base.entries, patch.entries, path, problems))
        case ((None | Leaf()), Items()) if base is None or base.origin.value == []:
            return replace(patch, entries=_rows({}, patch.entries, path, problems))
        case Leaf(old), Leaf(new):
            return Leaf(replace(new, replaced=old))
    return cleaned(patch)


def compose(base: Node | None, patch: Node) -> Node:
    """Return the one patch that does what `base` and then `patch` do: both are still to be grafted on something."""
    match base, patch:
        case Leaf(old), Leaf(new):
            return Leaf(replace(new, replaced=old))
        case Table(), Table():
            return _composed(base, patch)
        case Items(), Items():
            rows = {key: _composed(base.entries.get(key, row), row) for key, row in patch.entries.items()}
            return replace(base, entries={**base.entries, **rows})
    return patch


def _composed(base: Table, patch: Table) -> Table:
    parts = {key: compose(base.entries.get(key), part) for key, part in patch.entries.items()}
    return replace(base, entries={**base.entries, **parts})


def cleaned(node: Node) -> Node:
    """Return a tree without directives and nulls: what a patch says where nothing stood before."""
    match node:
        case Table():
            return _cleaned_row(node)
        case Items(entries):
            return replace(node, entries={name: _cleaned_row(row) for name, row in entries.items()})
    return node


def _cleaned_row(row: Table) -> Table:
    kept = {key: part for key, part in row.entries.items() if key not in DIRECTIVES and not _is_null(part)}
    return replace(row, entries={key: cleaned(part) for key, part in kept.items()})


def _tables(base: Table, patch: Table, path: str, problems: Problems) -> Table:
    entries: dict[str, Node] = dict(base.entries)
    for key, part in patch.entries.items():
        inner = f"{path}.{key}" if path else key
        if key in DIRECTIVES:
            continue
        if not _is_null(part):
            entries[key] = _graft_or_compose(base, key, part, inner, problems)
        elif entries.pop(key, None) is None:
            problems.append(spot_of(part).unknown("amendment/nothing-to-drop", key, base.entries, path=inner))
    return replace(base, entries=entries)


def _graft_or_compose(base: Table, key: str, part: Node, path: str, problems: Problems) -> Node:
    """Keep the steps of a route that uses another one a patch: they meet that route's steps later."""
    if key == "steps" and "use" in base.entries:
        return compose(base.entries.get(key), part)
    return graft(base.entries.get(key), part, path, problems)


def _rows(base: Mapping[str, Table], patch: Mapping[str, Table], path: str, problems: Problems) -> dict[str, Table]:
    rows = dict(base)
    for name, change in patch.items():
        if _says(change, "remove"):
            if rows.pop(name, None) is None:
                problems.append(spot_of(change).unknown("amendment/nothing-to-drop", name, base, path=path))
            continue
        if name in rows:
            rows[name] = _tables(rows[name], change, f"{path}.{name}", problems)
        elif lacking := _lacking(change, path):
            problems.append(spot_of(change).unknown("amendment/unknown-row", name, base, path=path, lacking=lacking))
            continue
        else:
            rows[name] = _cleaned_row(change)
        rows = _placed(rows, name, change, path, problems)
    return rows


def _placed(rows: dict[str, Table], name: str, change: Table, path: str, problems: Problems) -> dict[str, Table]:
    for side in ("before", "after"):
        if not (beside := _says(change, side)):
            continue
        if beside not in rows or beside == name:
            problems.append(
                spot_of(change.entries[side]).unknown("amendment/unknown-neighbour", str(beside), rows, path=path)
            )
            continue
        order = [other for other in rows if other != name]
        order.insert(order.index(str(beside)) + (side == "after"), name)
        rows = {other: rows[other] for other in order}
    return rows


def _lacking(row: Table, path: str) -> str:
    """Name the keys a new row still needs; an empty text when it can stand on its own."""
    shapes = WHOLE.get(path.rpartition(".")[2], ())
    gaps = [[key for key in shape if key not in row.entries] for shape in shapes]
    return ", ".join(sorted(gaps, key=len)[0]) if gaps and all(gaps) else ""


def _says(row: Table, key: str) -> object:
    part = row.entries.get(key)
    return part.origin.value if isinstance(part, Leaf) else None


def _is_null(node: Node) -> bool:
    return isinstance(node, Leaf) and node.origin.value is None
