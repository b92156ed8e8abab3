"""The verbs of bounds: each compares a part of the law before and after a change, and names what is not allowed."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from motcua.catalog.bounds.weigh import REMARKS, lower_fee, not_longer, relaxed, same, wider
from motcua.catalog.merging.tree import Items, Leaf, Node, Table


class Breach(Struct, frozen=True):
    """One forbidden change: `rule` is the key of its text under ``bounds/``."""

    rule: str
    path: str
    before: Node | None
    after: Node | None


class Comparison(Struct, frozen=True):
    """What is compared: the key, the level of the layer that changes it, and the most a fee may be (đồng)."""

    key: str
    level: str
    ceiling: int | None = None


Verb = Callable[[Node | None, Node | None, Comparison], Iterator[Breach]]


def verb_of(name: str) -> Verb:
    """Return the comparison of a verb; an unknown verb allows nothing."""
    return VERBS.get(name, locked)


def locked(before: Node | None, after: Node | None, what: Comparison) -> Iterator[Breach]:
    """Find any change."""
    for path, old, new in _differences(before, after, what.key):
        yield Breach("locked", path, old, new)


def may_set(before: Node | None, after: Node | None, what: Comparison) -> Iterator[Breach]:
    """Find rows changed by a level that does not decide them (`decided_by`); anything else may change."""
    for name, old, new in _rows(before, after):
        if old is None or (_text(old, "decided_by") or what.level) == what.level:
            continue
        if new is None:
            yield Breach("not-its-decision", f"{what.key}.{name}", old, None)
        else:
            changes = ((key, was, now) for key, was, now in _entries(old, new) if key not in REMARKS)
            for key, was, now in changes:
                yield Breach("not-its-decision", f"{what.key}.{name}.{key}", was, now)


def may_add(before: Node | None, after: Node | None, what: Comparison) -> Iterator[Breach]:
    """Find changes of what stood; more may be added."""
    for path, old, new in _differences(before, after, what.key):
        if old is not None and not wider(old, new):
            yield Breach("may_add", path, old, new)


def may_not_add(before: Node | None, after: Node | None, what: Comparison) -> Iterator[Breach]:
    """Find rows that were added or demand more; rows may be dropped or demand less."""
    for name, old, new in _rows(before, after):
        path = f"{what.key}.{name}"
        if old is None:
            yield Breach("may_not_add", path, None, new)
        elif new is not None:
            for key, was, now in _entries(old, new):
                if not relaxed(key, was, now):
                    yield Breach("tightened", f"{path}.{key}", was, now)


def may_shorten(before: Node | None, after: Node | None, what: Comparison) -> Iterator[Breach]:
    """Find longer times: in a row, in a row put before others, or where a dropped row leaves its cases."""
    if what.key == "extensions":
        yield from _may_shorten_extensions(before, after, what)
        return
    if not isinstance(before, Items) or not isinstance(after, Items):
        yield from locked(before, after, what)
        return
    order = list(after.entries)
    for name, old, new in _rows(before, after):
        path = f"{what.key}.{name}"
        if old is not None and new is not None:
            yield from _row_not_longer(path, old, new)
        elif new is not None:
            followers = [before.entries[other] for other in order[order.index(name) :] if other in before.entries]
            yield from _each_not_longer(path, new, followers)
        elif old is not None:
            yield from _dropped(path, old, list(before.entries), after)
    if [name for name in before.entries if name in after.entries] != [name for name in order if name in before.entries]:
        yield Breach("reordered", what.key, before, after)


def may_lower(before: Node | None, after: Node | None, what: Comparison) -> Iterator[Breach]:
    """Find dearer fees: amounts may go down or be set while undetermined, below the ceiling; fewer may pay."""
    for name, old, new in _rows(before, after):
        path = f"{what.key}.{name}"
        if old is None:
            yield Breach("fee_added", path, None, new)
        elif new is not None:
            for key, was, now in _entries(old, new):
                if not lower_fee(key, was, now, what.ceiling):
                    yield Breach("may_lower", f"{path}.{key}", was, now)
    yield from may_set(before, after, what)


def _may_shorten_extensions(before: Node | None, after: Node | None, what: Comparison) -> Iterator[Breach]:
    for name, old, new in _rows(before, after):
        path = f"{what.key}.{name}"
        if old is None:
            yield Breach("longer", path, None, new)
        elif new is not None:
            yield from _row_not_longer(path, old, new)


def _row_not_longer(path: str, old: Table, new: Table) -> Iterator[Breach]:
    for key, was, now in _entries(old, new):
        if key in ("within", "add"):
            if not not_longer(now, was):
                yield Breach("longer", f"{path}.{key}", was, now)
        elif key in ("when", "rows") and not (key == "when" and "add" in old.entries and relaxed("when", was, now)):
            yield Breach("locked", f"{path}.{key}", was, now)


def _each_not_longer(path: str, new: Table, others: list[Table]) -> Iterator[Breach]:
    for other in others:
        was, now = other.entries.get("within"), new.entries.get("within")
        if not not_longer(now, was):
            yield Breach("longer", f"{path}.within", was, now)


def _dropped(path: str, old: Table, order: list[str], after: Items) -> Iterator[Breach]:
    name = path.rpartition(".")[2]
    later = [after.entries[other] for other in order[order.index(name) + 1 :] if other in after.entries]
    if not later or any(not not_longer(row.entries.get("within"), old.entries.get("within")) for row in later):
        yield Breach("longer", path, old, later[0] if later else None)


def _rows(before: Node | None, after: Node | None) -> Iterator[tuple[str, Table | None, Table | None]]:
    old = before.entries if isinstance(before, Items) else {}
    new = after.entries if isinstance(after, Items) else {}
    for name in dict.fromkeys([*old, *new]):
        yield name, old.get(name), new.get(name)


def _entries(old: Table, new: Table) -> Iterator[tuple[str, Node | None, Node | None]]:
    for key in dict.fromkeys([*old.entries, *new.entries]):
        was, now = old.entries.get(key), new.entries.get(key)
        if not same(was, now):
            yield key, was, now


def _differences(before: Node | None, after: Node | None, path: str) -> Iterator[tuple[str, Node | None, Node | None]]:
    """Walk down to the smallest parts that differ."""
    if same(before, after):
        return
    if isinstance(before, (Table, Items)) and type(before) is type(after):
        assert isinstance(after, (Table, Items))  # noqa: S101 - said by the line above, not understood by the type checker
        for key in dict.fromkeys([*before.entries, *after.entries]):
            yield from _differences(before.entries.get(key), after.entries.get(key), f"{path}.{key}")
    else:
        yield path, before, after


def _text(row: Table | None, key: str) -> str:
    part = row.entries.get(key) if row else None
    return str(part.origin.value) if isinstance(part, Leaf) else ""


VERBS: dict[str, Verb] = {
    "locked": locked,
    "may_set": may_set,
    "may_add": may_add,
    "may_not_add": may_not_add,
    "may_shorten": may_shorten,
    "may_lower": may_lower,
}
