"""A window on one row of the law: its values typed, its path, its basis."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct

from motcua.calendar import Within, parse_within
from motcua.catalog.merging.spots import Spot
from motcua.catalog.merging.tree import Items, Leaf, Node, Table, plain
from motcua.catalog.model import Condition, Item
from motcua.catalog.origin import Origin
from motcua.findings import Finding, MotcuaError

Vocabularies = Mapping[str, Mapping[str, Item]]
T = TypeVar("T")


class Gathered(Struct):
    """The conditions and amounts met while a procedure is read, each with its index; `vocabularies` names things."""

    vocabularies: Vocabularies
    conditions: list[Condition] = []
    amounts: list[Condition] = []

    def condition(self, path: str, source: Any) -> int:
        """Add a condition and return its index."""
        self.conditions.append(Condition(path, source))
        return len(self.conditions) - 1

    def amount(self, path: str, source: Any) -> int:
        """Add an amount and return its index."""
        self.amounts.append(Condition(path, source))
        return len(self.amounts) - 1


class View(Struct, frozen=True):
    """One row (or the whole document) at `path`."""

    path: str
    table: Table

    def value(self, key: str, default: Any = None) -> Any:
        """Return a value as plain data."""
        node = self.table.entries.get(key)
        return default if node is None else plain(node)

    def text(self, key: str) -> str:
        """Return a text; empty when absent."""
        value = self.value(key)
        return "" if value is None else str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(self.value(key) or ())

    def number(self, key: str, default: int = 0) -> int:
        """Return a whole number."""
        return int(self.value(key, default))

    def flag(self, key: str) -> bool:
        """Tell whether a key is true."""
        return self.value(key) is True

    def part(self, key: str) -> "View | None":
        """Return the mapping under a key."""
        node = self.table.entries.get(key)
        return View(f"{self.path}.{key}" if self.path else key, node) if isinstance(node, Table) else None

    def rows(self, key: str) -> "list[View]":
        """Return the rows of the list under a key."""
        return list(self._rows(key, self.table.entries.get(key)))

    def _rows(self, key: str, node: Node | None) -> "Iterator[View]":
        if isinstance(node, (Items, Table)):
            base = f"{self.path}.{key}" if self.path else key
            for name, row in node.entries.items():
                if isinstance(row, Table):
                    yield View(f"{base}.{name}", row)

    def each(self, key: str, read: Callable[["View", Gathered], T], gathered: Gathered) -> tuple[T, ...]:
        """Read every row under a key."""
        return tuple(read(row, gathered) for row in self.rows(key))

    def origin(self, key: str) -> Origin | None:
        """Return where a value comes from; for a mapping, its first value."""
        node: Node | None = self.table.entries.get(key)
        while node is not None and not isinstance(node, Leaf):
            node = next(iter(node.entries.values()), None)
        return node.origin if node else None

    def basis(self, main: str = "name") -> tuple[str, ...]:
        """Return the basis of the row: that of its main value, whoever set it last."""
        origin = self.origin(main)
        return (origin.basis if origin else ()) or self.texts("basis")

    def to_verify(self, main: str = "name") -> bool:
        """Tell whether the row's main value is still to be verified."""
        origin = self.origin(main)
        return bool(origin and origin.to_verify) or self.flag("to_verify")

    def within(self, key: str) -> Within | None:
        """Return a length of time.

        :raises MotcuaError: when it is not one, with its place.
        """
        if not (text := self.text(key)):
            return None
        try:
            return parse_within(text)
        except MotcuaError as error:
            raise MotcuaError(*(self._placed(finding, key) for finding in error.findings)) from None

    def _placed(self, finding: Finding, key: str) -> Finding:
        origin = self.origin(key)
        if origin is None:
            return finding
        return Spot(origin.document, origin.node).finding(finding.rule, **finding.params)

    def when(self, gathered: Gathered) -> int | None:
        """Return the index of the row's condition; None when it has none."""
        source = self.value("when")
        return None if source is None else gathered.condition(f"{self.path}.when", source)

    def amount(self, gathered: Gathered, key: str) -> int:
        """Return the index of an amount written in CEL."""
        return gathered.amount(f"{self.path}.{key}", self.value(key))
