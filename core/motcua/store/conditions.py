"""What a query asks of each field, whether it came as our `Query` or as TinyDB's."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from motcua.findings import refuse

RANGE_KEYS = frozenset({"from", "to"})


class AnyOf(Struct, frozen=True):
    """The field equals one of these values; a single one for plain equality."""

    values: tuple[Any, ...]


class Span(Struct, frozen=True):
    """The field lies from `low` (inclusive) to `high` (exclusive unless `closed`); None leaves a side open."""

    low: Any = None
    high: Any = None
    closed: bool = False


Conditions = Mapping[str, AnyOf | Span]


def conditions_of(table: str, where: Mapping[str, Any]) -> dict[str, AnyOf | Span]:
    """Read the `where` of a query.

    :raises MotcuaError: `store/bad-condition` for a mapping that is neither ``in`` nor ``from``/``to``.
    """
    return {field: _condition(table, field, wanted) for field, wanted in where.items()}


def _condition(table: str, field: str, wanted: Any) -> AnyOf | Span:
    if not isinstance(wanted, Mapping):
        return AnyOf((wanted,))
    if wanted.keys() == {"in"}:
        return AnyOf(tuple(dict.fromkeys(wanted["in"])))
    if wanted and wanted.keys() <= RANGE_KEYS:
        return Span(wanted.get("from"), wanted.get("to"))
    raise refuse("store/bad-condition", table=table, field=field, keys=", ".join(map(str, wanted)))


def value_at(document: Mapping[str, Any], field: str) -> Any:
    """Return the value of a dotted field, None when any part of the way is missing."""
    value: Any = document
    for part in field.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def holds(conditions: Conditions, document: Mapping[str, Any]) -> bool:
    """Tell whether a document meets every condition; a value of another type than the bounds lies outside."""
    return all(_meets(value_at(document, field), condition) for field, condition in conditions.items())


def _meets(value: Any, condition: AnyOf | Span) -> bool:
    if isinstance(condition, AnyOf):
        return value in condition.values
    try:
        return (condition.low is None or value >= condition.low) and (
            condition.high is None or value < condition.high or (condition.closed and value == condition.high)
        )
    except TypeError:
        return False
