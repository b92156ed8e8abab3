"""Bounds: what lower layers may do to what an upper layer defined, and the breaches of it, quoting both provisions."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from motcua.catalog.bounds.verbs import Breach, Comparison, verb_of
from motcua.catalog.merging.amendments import Amendment
from motcua.catalog.merging.spots import Spot, spot_of
from motcua.catalog.merging.tree import Items, Node, Table, plain
from motcua.document import Document, inline
from motcua.findings import Finding

# Remarks bind nobody: a lower layer may always say on what it relies.
FREE = frozenset({"basis", "note", "to_verify"})


class Rule(Struct, frozen=True):
    """What lower layers may do with one key of a document; amendments resting on one of `exceptions` are excused."""

    verb: str
    spot: Spot | None
    ceiling: int | None = None
    exceptions: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()


class Bounds(Struct, frozen=True):
    """The rules by key, the document's own before the defaults of its kind; a key not named is locked."""

    rules: Mapping[str, Rule]

    @classmethod
    def of(cls, own: Document, defaults: Mapping[str, Any], defaults_document: Document | None) -> "Bounds":
        """Join the defaults of a kind (`rules` of its kind `bounds`) with a definition's own `bounds`."""
        rules = {key: _rule(value, defaults_document, ("rules", key)) for key, value in defaults.items()}
        own_rules = own.data.get("bounds") or {}
        return cls(rules | {key: _rule(value, own, ("bounds", key)) for key, value in own_rules.items()})

    def rule(self, key: str) -> Rule:
        """Return the rule of a key."""
        return self.rules.get(key) or Rule("locked", None)


def _rule(value: Any, document: Document | None, node: tuple[str, ...]) -> Rule:
    spot = Spot(document, node) if document else None
    if isinstance(value, str):
        return Rule(value, spot)
    return Rule(
        value.get("lower", "locked"),
        spot,
        value.get("ceiling"),
        tuple(value.get("except") or ()),
        tuple(value.get("basis") or ()),
    )


def breaches(before: Table, after: Table, amendment: Amendment, bounds: Bounds) -> Iterator[Finding]:
    """Find every change of a lower layer's amendment that the upper layers' bounds do not allow."""
    for key in dict.fromkeys([*before.entries, *after.entries]):
        rule = bounds.rule(key)
        if key in FREE or _excused(amendment, rule):
            continue
        comparison = Comparison(key, amendment.layer.level, rule.ceiling)
        for breach in verb_of(rule.verb)(before.entries.get(key), after.entries.get(key), comparison):
            yield _finding(breach, rule, amendment, before)


def _excused(amendment: Amendment, rule: Rule) -> bool:
    return any(exception in basis for exception in rule.exceptions for basis in amendment.basis)


def _finding(breach: Breach, rule: Rule, amendment: Amendment, before: Table) -> Finding:
    """Quote the amendment's line and the upper one it breaches, and point at the bound where it is written."""
    changed = breach.after if _is_of(breach.after, amendment) else None
    spot = spot_of(changed) if changed else _nearest_set(amendment.document, breach.path)
    upper = spot_of(breach.before or _nearest_upper(before, breach.path))
    params = {
        "path": breach.path,
        "amendment": amendment.id,
        "layer": amendment.layer.name,
        "before": _told(breach.before),
        "after": _told(breach.after),
        "basis": "; ".join(rule.basis),
        "ceiling": "" if rule.ceiling is None else rule.ceiling,
    }
    related = tuple(each.place for each in (upper, rule.spot) if each and each.place != spot.place)
    excerpt = f"{spot.line}\n{upper.line}"
    return Finding(f"bounds/{breach.rule}", spot.place, params=params, excerpt=excerpt, related=related)


def _told(node: Node | None) -> str:
    """Write a part of the law as one short text; a dash when it is not there."""
    value = None if node is None else plain(node)
    if isinstance(value, dict):
        value = value.get("within") or value.get("add") or value.get("name") or value.get("id")
    return "–" if value is None else inline(value)


def _is_of(node: Node | None, amendment: Amendment) -> bool:
    return node is not None and spot_of(node).document.file == amendment.document.file


def _nearest_set(document: Document, path: str) -> Spot:
    """Return the nearest thing around a path that the amendment wrote: of what it drops only the row is there."""
    node: tuple[str | int, ...] = ("set",)
    value: Any = document.data["set"]
    for key in path.split("."):
        rows = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
        found = next(((at, row) for at, row in rows if key in (at, isinstance(row, dict) and row.get("id"))), None)
        if found is None:
            break
        node, value = (*node, found[0]), found[1]
    return Spot(document, node)


def _nearest_upper(before: Table, path: str) -> Node:
    """Return the nearest thing around a path that the upper layer wrote."""
    node: Node = before
    for key in path.split("."):
        if not isinstance(node, (Table, Items)) or key not in node.entries:
            break
        node = node.entries[key]
    return node
