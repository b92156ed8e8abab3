"""From the conditions and order of a query to the keys an index offers. The rows are checked again by the caller."""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Any

from msgspec import Struct

from motcua.store.conditions import AnyOf, Conditions, Span
from motcua.store.index import TOP, Index, ranked
from motcua.store.sorted_entries import Entry


class Plan(Struct, frozen=True):
    """Read `index`: its first `equal` fields by equality, then perhaps a span of the next field.

    `ordered` says that what it yields is in the order asked; else the keys must be sorted.
    """

    index: Index
    equal: int
    span: Span | None
    ordered: bool

    @property
    def worth(self) -> tuple[int, bool]:
        """Say how much of the query the index answers."""
        return 2 * self.equal + (self.span is not None), self.ordered


def best_plan(indexes: Sequence[Index], conditions: Conditions, order: str | None) -> Plan | None:
    """Choose the index that answers most of a query and gives its order, or None when every row would be read."""
    plans = [plan for index in indexes if (plan := _plan(index, conditions, order))]
    best = max(plans, key=lambda plan: plan.worth, default=None)
    return best if best and (best.worth[0] or order or not conditions) else None


def _plan(index: Index, conditions: Conditions, order: str | None) -> Plan | None:
    fields = index.fields
    wanted = fields.index(order) if order in fields else None
    if order and wanted is None:
        return None
    equal = 0
    while equal != wanted and equal < len(fields) and isinstance(conditions.get(fields[equal]), AnyOf):
        equal += 1
    if wanted is not None and equal != wanted:
        return None
    span = conditions.get(fields[equal]) if equal < len(fields) else None
    ordered = order is not None or equal == len(fields)
    return Plan(index, equal, span if isinstance(span, Span) else None, ordered)


def candidates(
    plan: Plan, conditions: Conditions, after: tuple[str, Mapping[str, Any]] | None, *, backwards: bool = False
) -> Iterator[str]:
    """Yield the keys of a plan in its order: of the index, or of the keys where no order was asked.

    :param after: the row of the page before (key, document); what comes up to it is left out.
    """
    if not plan.ordered:
        found = sorted(entry[-1] for entry in chain.from_iterable(_branches(plan, conditions, None)))
        return (key for key in found if after is None or key > after[0])
    skip = 2 * plan.equal
    place = plan.index.entry(*after)[skip:] if after else None
    branches = _branches(plan, conditions, place, backwards=backwards)
    merged = heapq.merge(*branches, key=lambda entry: entry[skip:], reverse=backwards)
    return (entry[-1] for entry in merged)


def _branches(
    plan: Plan, conditions: Conditions, place: Entry | None, *, backwards: bool = False
) -> Iterator[Iterable[Entry]]:
    for prefix in _prefixes(plan, conditions):
        low, high = _bounds(prefix, plan.span)
        if place and backwards:
            high = min(high, prefix + place)
        elif place:
            low = max(low, (*prefix, *place, 0))
        entries = plan.index.entries
        yield entries.between_backwards(low, high) if backwards else entries.between(low, high)


def _prefixes(plan: Plan, conditions: Conditions) -> Iterator[Entry]:
    fields = plan.index.fields[: plan.equal]
    choices = [[ranked(value) for value in _values(conditions[field])] for field in fields]
    return (tuple(chain.from_iterable(choice)) for choice in product(*choices))


def _values(condition: AnyOf | Span) -> tuple[Any, ...]:
    return condition.values if isinstance(condition, AnyOf) else ()


def _bounds(prefix: Entry, span: Span | None) -> tuple[Entry, Entry]:
    """Stay among values of the bounds' own type: others do not compare with them."""
    if span is None:
        return prefix, (*prefix, TOP)
    low, high = ranked(span.low), ranked(span.high)
    rank = max(low[0], high[0])
    above = (*prefix, *high, TOP) if span.closed else (*prefix, *high)
    return (*prefix, *(low if low[0] else (rank,))), above if high[0] else (*prefix, rank + 1)
