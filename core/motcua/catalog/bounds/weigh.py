"""Weigh a value against the one it replaces: whether it is the same, wider, less demanding, shorter, cheaper."""

from collections.abc import Callable, Mapping
from typing import Any

from motcua.calendar import parse_within, shorter_or_equal
from motcua.catalog.bounds.amounts import never_dearer
from motcua.catalog.merging.tree import Items, Leaf, Node, Table, plain
from motcua.findings import MotcuaError

UNDETERMINED = "undetermined"
_MODES = ("note", "present", "submit")
# Remarks demand nothing.
REMARKS = frozenset({"basis", "note", "to_verify", "help"})


def same(one: Node | None, other: Node | None) -> bool:
    """Tell whether two parts say the same."""
    return one is other or _value(one) == _value(other)


def wider(old: Node, new: Node | None) -> bool:
    """Tell whether a plain list still has all it had."""
    was, now = _value(old), _value(new)
    return isinstance(was, list) and isinstance(now, list) and all(item in now for item in was)


def relaxed(key: str, old: Node | None, new: Node | None) -> bool:
    """Tell whether a paper demands no more than before, after its `key` changed."""
    was, now = _value(old), _value(new)
    if key in REMARKS:
        return True
    if key == "first_available":
        return isinstance(old, Items) and isinstance(new, Items) and _rows_relaxed(old, new)
    return key in _RELAXED and _RELAXED[key](was, now)


def not_longer(new: Node | None, old: Node | None) -> bool:
    """Tell whether a length of time never ends later than another; what cannot be compared counts as longer."""
    try:
        return shorter_or_equal(parse_within(str(_value(new))), parse_within(str(_value(old)))) is True
    except MotcuaError:
        return False


def lower_fee(key: str, old: Node | None, new: Node | None, ceiling: int | None) -> bool:
    """Tell whether a fee line costs nobody more than before, after its `key` changed; amounts in đồng."""
    was, now = _value(old), _value(new)
    if key == "amount":
        below = ceiling is None or (isinstance(now, int) and now <= ceiling)
        return below and (was == UNDETERMINED or _not_dearer(now, was))
    return key in REMARKS or key in ("name", "decided_by") or (key == "when" and _narrower(was, now))


def _not_dearer(now: Any, was: Any) -> bool:
    if isinstance(now, int) and isinstance(was, int):
        return now <= was
    return isinstance(now, str) and isinstance(was, str) and now != UNDETERMINED and never_dearer(now, was)


def _rows_relaxed(old: Items, new: Items) -> bool:
    """Fall-backs keep their order; each demands no more; another one may only come last."""
    kept = [name for name in old.entries if name in new.entries]
    if list(new.entries)[: len(kept)] != kept or len(kept) < len(old.entries):
        return False
    return all(
        relaxed(key, row.entries.get(key), new.entries[name].entries.get(key))
        for name, row in old.entries.items()
        for key in row.entries.keys() | new.entries[name].entries.keys()
        if not same(row.entries.get(key), new.entries[name].entries.get(key))
    )


def _fewer(was: Any, now: Any) -> bool:
    return (now or 0) <= (was or 0)


def _narrower(was: Any, now: Any) -> bool:
    """Tell whether a condition holds in no more cases: it has all the cells it had, and maybe more."""
    if now is None:
        return False
    return was is None or (isinstance(was, Mapping) and isinstance(now, Mapping) and was.items() <= now.items())


def _more_choice(was: Any, now: Any) -> bool:
    if not isinstance(was, list) or not isinstance(now, list):
        return False
    return {row["id"] for row in was} <= {row["id"] for row in now}


_RELAXED: Mapping[str, Callable[[Any, Any], bool]] = {
    "originals": _fewer,
    "copies": _fewer,
    "electronic": _fewer,
    "as_many_as_needed": _fewer,
    "mode": lambda was, now: _MODES.index(now or "submit") <= _MODES.index(was or "submit"),
    "when": _narrower,
    "one_of": _more_choice,
    "max_age": lambda _was, now: now is None,
    "made_by": lambda was, _now: was is None,
}


def _value(node: Node | None) -> Any:
    return None if node is None else plain(node) if isinstance(node, (Table, Items)) else _bare(node)


def _bare(leaf: Leaf) -> Any:
    return leaf.origin.value
