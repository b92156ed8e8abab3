"""The port every store speaks: one durable transaction at a time, reads by key or by a small query value."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from msgspec import Struct, field

from motcua.findings import Finding, MotcuaError

T = TypeVar("T")

EVENTS = "events"  # written by append_event alone, never changed, never deleted


class Row(dict[str, Any]):
    """A stored document, with its key and the version a writer names to say what it has seen.

    The reader owns it: changing a row changes nothing in the store.
    """

    __slots__ = ("key", "version")

    def __init__(self, value: Mapping[str, Any], key: str, version: int) -> None:
        super().__init__(value)
        self.key = key
        self.version = version


class Declared(Struct, frozen=True):
    """The indexes of one table; nested fields are dotted: ``applicant.id``.

    :param unique: fields (alone or together) of which no two rows may hold the same values; absent values never clash.
    :param indexes: fields in the order they are asked: equalities first, then the range or the order.
    """

    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()


class Query(Struct, frozen=True):
    """What to find in one table, for example the 50 next overdue dossiers of a unit.

    ``Query({"unit": "vn/38/ha-trung", "due_at": {"to": "2026-02-23"}}, order="due_at", limit=50)``

    :param where: field → value, ``{"in": […]}``, or ``{"from": …, "to": …}`` (from inclusive, to exclusive).
    :param order: a field, ``-field`` for descending, or None for the order of keys; ties go by key.
    :param after: the key of the last row of the page before; it is placed by the value it holds now.
    :param limit: at most so many rows; None for all.
    """

    where: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    order: str | None = None
    after: str | None = None
    limit: int | None = None


class Reads(Protocol):
    """What may be asked of a store, inside a transaction or outside."""

    def get(self, table: str, key: str) -> Row | None:
        """Return the row of a key, or None."""

    def find(self, table: str, query: Query) -> list[Row]:
        """Return the rows a query asks for, in its order.

        :raises MotcuaError: `store/no-index` when no declared index serves the query.
        """

    def events(self, dossier: str) -> list[dict[str, Any]]:
        """Return the events of a dossier in order; each carries ``seq`` (from 1) and ``prev``, the hash before it."""


class Tx(Reads, Protocol):
    """One transaction; it sees its own writes, nobody else does before it is durable or discarded."""

    def next_number(self, series: str) -> int:
        """Return the next number of a unit's series, from 1 and without gaps: a failed transaction gives it back."""

    def put(self, table: str, key: str, value: Mapping[str, Any], expected_version: int | None = None) -> int:
        """Write a row and return its new version.

        :param expected_version: the version the writer has seen, 0 for “there is none yet”, None not to check.
        :raises ConflictError: when the stored version is another one.
        :raises MotcuaError: `store/not-unique`, `store/not-json`, `store/bad-name`, `store/append-only`.
        """

    def delete(self, table: str, key: str, expected_version: int | None = None) -> None:
        """Take a row away; a key that is not there is no error.

        :raises ConflictError: when the stored version is not the expected one.
        """

    def append_event(self, dossier: str, event: Mapping[str, Any]) -> dict[str, Any]:
        """Add an event to a dossier's journal and return it with its ``seq`` and ``prev``."""


class Store(Reads, Protocol):
    """A place where dossiers are safe: what `run` has returned survives kill -9 and power loss."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What was noticed while opening, such as a torn last line set aside."""

    def run(self, unit: str, fn: Callable[[Tx], T]) -> T:
        """Run one transaction of a unit and return what `fn` returns, once it is durable.

        Never call it on an event loop: it waits for the disk.

        :param fn: short, synchronous, free of other input and output; when it raises, nothing is written.
        :raises MotcuaError: `store/disk-full` (nothing written, reads go on) or `store/broken` (the disk failed).
        """

    def close(self) -> None:
        """Give the store back; it must not be used afterwards."""


class ConflictError(MotcuaError):
    """Somebody else wrote the row first; carries what each side holds.

    :ivar mine: the value that was refused.
    :ivar expected: the version its writer had seen.
    :ivar stored: the row as it stands, or None when there is none.
    """

    def __init__(self, table: str, key: str, mine: Mapping[str, Any] | None, expected: int, stored: Row | None) -> None:
        self.mine, self.expected, self.stored = mine, expected, stored
        actual = stored.version if stored else 0
        super().__init__(
            Finding("store/conflict", params={"table": table, "row": key, "expected": expected, "actual": actual})
        )
