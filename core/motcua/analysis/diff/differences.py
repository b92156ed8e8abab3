"""What differs between two trees of law: rows added, removed, moved, and values changed, each where it is written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from motcua.catalog.bounds.weigh import same
from motcua.catalog.merging.spots import Spot, spot_of
from motcua.catalog.merging.tree import Items, Leaf, Node, Table, leaves, plain, word
from motcua.catalog.origin import Origin
from motcua.catalog.reading.join_fees import RELIEF
from motcua.places import Place

ChangeKind = Literal["added", "removed", "changed", "moved"]

WHOLE_VALUES = frozenset({"when", "asked_when"})  # a condition is read as one thing
ROWS_BY_KEY = frozenset({"facts", "derived", "times", "texts", "offices", "rules"})
BRANCHES = ROWS_BY_KEY | frozenset(RELIEF) | {"route"}  # absent is empty
NAMELESS = frozenset({"kind", "id"})

# What a row means where it is silent: said or not, it is the same.
SILENT: Mapping[tuple[str, str], Any] = {
    **{("papers", key): value for key, value in (("mode", "submit"), ("as_many_as_needed", False))},
    **{(of, key): 0 for of in ("papers", "first_available") for key in ("originals", "copies", "electronic")},
    **{("facts", key): value for key, value in (("asked_of", "citizen"), ("required", False), ("personal", False))},
    ("off", "sure"): "official",
    ("", "sets"): 1,
    ("", "starts"): "complete_dossier",
}


class Row(Struct, frozen=True):
    """A row on the way to a change: the list it is of (``papers``), its id, and its name, which may be empty.

    `when` and `note` tell what a row without a name is for.
    """

    of: str
    id: str
    name: str
    when: Mapping[str, Any] | None = None
    note: str = ""


class Change(Struct, frozen=True):
    """One difference, in plain data.

    `rows` and `keys` tell what changed in its own terms: the rows on the way, and the keys inside the last of them
    (none: the row itself). A position counts from 1. `basis` is that of what stands now, `former_basis` that of what
    stood; `place` is where the present value stands, or else the former one. `spots` are where both were written.
    """

    path: str
    kind: ChangeKind
    before: Any
    after: Any
    rows: tuple[Row, ...]
    keys: tuple[str, ...]
    basis: tuple[str, ...]
    former_basis: tuple[str, ...]
    place: Place | None
    spots: tuple[Spot | None, Spot | None]


class _Here(Struct, frozen=True):
    path: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    keys: tuple[str, ...] = ()
    of: str = ""

    def key(self, key: str) -> "_Here":
        """Step under a key; the schedules that exemptions are listed by are no keys of their own."""
        if self.of in RELIEF:
            return replace(self, path=(*self.path, key))
        return replace(self, path=(*self.path, key), keys=(*self.keys, key), of=key)

    def row(self, name: str, *nodes: Node | None) -> "_Here":
        """Step into a row, which bears the name it has now, or else had."""
        tables = [node for node in nodes if isinstance(node, Table)]
        names = (word(table, key) for table in tables for key in ("name", "title"))
        row = Row(self.of, name, next(filter(None, names), ""), *_purpose(tables))
        return _Here((*self.path, name), (*self.rows, row))

    def silent(self, key: str) -> Any:
        """Return what a missing key means here; None when nothing."""
        if key == "to_verify":
            return False
        return SILENT.get((self.rows[-1].of if self.rows else "", key)) if not self.keys else None


def _purpose(tables: Sequence[Table]) -> tuple[Mapping[str, Any] | None, str]:
    """Return the condition and the note that a row has now, or else had; what is to be verified is no purpose."""
    if not tables:
        return None, ""
    row = tables[0]
    when = row.entries.get("when")
    return plain(when) if when else None, "" if "to_verify" in row.entries else word(row, "note")


def differences(before: Node | None, after: Node | None) -> list[Change]:
    """List what differs; a basis that changed along with the value it is of is told with that value."""
    found = list(_walk(before, after, _Here()))
    values = {_row_path(change) for change in found if change.keys[-1:] != ("basis",)}
    return [change for change in found if change.keys[-1:] != ("basis",) or _row_path(change) not in values]


def _row_path(change: Change) -> str:
    return change.path.rpartition(".")[0]


def _walk(old: Node | None, new: Node | None, here: _Here) -> Iterator[Change]:
    if same(old, new):
        return
    if here.path and here.path[-1] in WHOLE_VALUES:
        yield _leaf_change(old, new, here)
    elif (rows := _both_rows(old, new)) is not None:
        yield from _rows(*rows, here)
    elif (tables := _both_tables(old, new, here)) is not None:
        yield from _entries(*tables, here)
    else:
        yield _leaf_change(old, new, here)


def _entries(old: Mapping[str, Node], new: Mapping[str, Node], here: _Here) -> Iterator[Change]:
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        if here.of in ROWS_BY_KEY:
            yield from _row(was, now, here.row(key, now, was))
        elif key in NAMELESS:
            continue
        elif (silent := here.silent(key)) is not None and (was is None or now is None):
            yield from _from_silence(was, now, silent, here.key(key))
        else:
            yield from _walk(was, now, here.key(key))


def _from_silence(old: Node | None, new: Node | None, silent: Any, here: _Here) -> Iterator[Change]:
    """Compare a value with what its absence means."""
    before, after = (silent if node is None else plain(node) for node in (old, new))
    if before != after:
        yield replace(_leaf_change(old, new, here), kind="changed", before=before, after=after)


def _row(old: Node | None, new: Node | None, here: _Here) -> Iterator[Change]:
    if old is None or new is None:
        yield _leaf_change(old, new, here)
    else:
        yield from _walk(old, new, here)


def _rows(old: Mapping[str, Table], new: Mapping[str, Table], here: _Here) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        yield from _row(old.get(name), new.get(name), here.row(name, new.get(name), old.get(name)))
    kept = [name for name in new if name in old]
    for name in _moved([name for name in old if name in new], kept):
        positions = list(old).index(name) + 1, list(new).index(name) + 1
        change = _leaf_change(old[name], new[name], here.row(name, new[name]))
        yield replace(change, kind="moved", before=positions[0], after=positions[1], basis=(), former_basis=())


def _moved(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the fewest names that must move to make one order of the other; of two that swapped, the one now first."""
    at = {name: index for index, name in enumerate(old)}
    nothing: list[str] = []
    best: list[list[str]] = []  # for each name, the longest run in the old order that ends with it
    for index, name in enumerate(new):
        runs = [best[earlier] for earlier in range(index) if at[new[earlier]] < at[name]]
        best.append([*max(runs, key=len, default=nothing), name])
    kept = max(reversed(best), key=len, default=nothing)
    return [name for name in new if name not in kept]


def _leaf_change(old: Node | None, new: Node | None, here: _Here) -> Change:
    kind: ChangeKind = "added" if old is None else "removed" if new is None else "changed"
    was, now = _origin(old), _origin(new)
    spots = (spot_of(old) if old else None, spot_of(new) if new else None)
    spot = spots[1] or spots[0]
    return Change(
        path=".".join(here.path),
        kind=kind,
        before=None if old is None else plain(old),
        after=None if new is None else plain(new),
        rows=here.rows,
        keys=here.keys,
        basis=now.basis if now else (),
        former_basis=was.basis if was else (),
        place=spot.place if spot else None,
        spots=spots,
    )


def _origin(node: Node | None) -> Origin | None:
    """Return where a value comes from; for a row, its first value."""
    return next((origin for _, origin in leaves(node)), None) if node else None


def _both_rows(old: Node | None, new: Node | None) -> tuple[Mapping[str, Table], Mapping[str, Table]] | None:
    if not isinstance(old, Items) and not isinstance(new, Items):
        return None
    sides = [_listed(old), _listed(new)]
    return (sides[0], sides[1]) if sides[0] is not None and sides[1] is not None else None


def _listed(node: Node | None) -> Mapping[str, Table] | None:
    if isinstance(node, Items):
        return node.entries
    return {} if node is None or (isinstance(node, Leaf) and node.origin.value == []) else None


def _both_tables(
    old: Node | None, new: Node | None, here: _Here
) -> tuple[Mapping[str, Node], Mapping[str, Node]] | None:
    match old, new:
        case Table(entries=was), Table(entries=now):
            return was, now
        case (None, Table(entries=now)) if here.path and here.path[-1] in BRANCHES:
            return {}, now
        case (Table(entries=was), None) if here.path and here.path[-1] in BRANCHES:
            return was, {}
    return None
