"""Which rows a TinyDB query can match, told from the structure it carries: equality, one of, ranges, and their `and`.

Anything else is answered by reading every row; TinyDB's own test of each document has the last word in any case.
"""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from motcua.store.conditions import AnyOf, Span
from motcua.store.plan import best_plan, candidates

if TYPE_CHECKING:
    from motcua.store.embedded import EmbeddedStore

_SCALARS = (str, int, float)


def likely_keys(store: "EmbeddedStore", table: str, cond: Any) -> list[str] | None:
    """Return the keys of the rows that may match, or None when no index can tell."""
    conditions = dict(chain.from_iterable(_read(part) for part in _parts(getattr(cond, "_hash", None))))
    plan = best_plan(store.indexes(table), conditions, None) if conditions else None
    if plan is None:
        return None
    with store.still():
        return list(candidates(plan, conditions, None))


def _parts(shape: Any) -> Iterator[tuple[Any, ...]]:
    """Yield what must hold together: the parts of an `and`, or the query itself."""
    match shape:
        case ("and", frozenset() as parts):
            yield from chain.from_iterable(_parts(part) for part in parts)
        case tuple():
            yield shape


def _read(part: tuple[Any, ...]) -> Iterator[tuple[str, AnyOf | Span]]:
    match part:
        case (str() as test, tuple() as path, value) if all(isinstance(step, str) and "." not in step for step in path):
            if condition := _condition(test, value):
                yield ".".join(path), condition


def _condition(test: str, value: Any) -> AnyOf | Span | None:
    match test:
        case "==" if isinstance(value, _SCALARS):
            return AnyOf((value,))
        case "one_of" if isinstance(value, tuple) and all(isinstance(one, _SCALARS) for one in value):
            return AnyOf(tuple(dict.fromkeys(value)))
        case ">" | ">=" if isinstance(value, _SCALARS):
            return Span(low=value)
        case "<" | "<=" if isinstance(value, _SCALARS):
            return Span(high=value, closed=True)
    return None
