"""Boundaries: the limits that the law compares with, the hours at which it cuts off, and whether specs came near.

A limit is tried by its two neighbours: of “at most 15 days” the 15th day and the 16th, of “after 15:00” that minute and
the next. Who tries both has a spec that notices when the limit is moved by one; a case far off on either side has not.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec import Struct

from motcua.calendar import TZ
from motcua.catalog import Catalog
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.reading.workshop import Built
from motcua.decide import Decision
from motcua.lang import Compiled, Program
from motcua.lang.functions import evaluating
from motcua.lang.tree import Call, Const, Node, Ref, walk
from motcua.lang.wording import Wording
from motcua.places import Place
from motcua.specs.values import around
from motcua.texts import say

Side = int | date | time
"""What may stand on one side of a limit, the nearest to it."""
_UP_TO = frozenset({"<=", ">"})  # the limit itself is the last below; of < and >= the first above
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


class Limit(Struct, frozen=True):
    """A limit somewhere in a procedure: `subject` is what is compared, None for the hour of filing."""

    path: str
    place: Place
    program: Program
    sides: tuple[Side, ...]
    subject: Node | None = None
    call: Call | None = None

    def told(self, lang: str = "vi") -> str:
        """Word the limit: ``“Số trang” ≤ 2``."""
        if self.call:
            return Wording(self.program.facts, lang).test(self.call)
        return say("coverage/cut-off", lang, clock=shown(self.sides[0]))

    def reached(self, decision: Decision) -> Side | None:
        """Return what of this limit a decision looked at; None where it was unknown or another row was taken."""
        if self.subject is None:
            row = self.path.removesuffix(".within")
            return decision.at.astimezone(TZ).time().replace(second=0, microsecond=0) if row in decision.rows else None
        judgement = self.program.judge(decision.facts)
        value: Side | None = evaluating(self.subject, [step.name for step in self.program.steps])(
            judgement.facts, judgement.derived
        )
        return value


class Boundary(Struct, frozen=True):
    """A limit and which of its two neighbours no spec tried."""

    limit: Limit
    untried: tuple[Side, ...]

    def told(self, lang: str = "vi") -> str:
        """Name the limit in words, with what is missing."""
        missing = ", ".join(map(shown, self.untried))
        return say("coverage/boundary", lang, limit=self.limit.told(lang), untried=missing)


def tried(catalog: Catalog, wordings: Iterable[Built], decisions: Iterable[Decision]) -> tuple[Boundary, ...]:
    """List the limits of one procedure, in all its wordings, with the sides that its decisions left out."""
    limits = {_key(limit): limit for built in wordings for limit in limits_of(built)}
    seen: dict[Any, set[Side]] = {key: set() for key in limits}
    for decision in decisions:
        built = catalog.resolve(decision.unit, decision.at.date()).built(decision.procedure)
        for limit in limits_of(built):
            if (value := limit.reached(decision)) is not None:
                seen.setdefault(_key(limit), set()).add(value)
    return tuple(
        Boundary(limit, tuple(side for side in limit.sides if side not in seen[key])) for key, limit in limits.items()
    )


def limits_of(built: Built) -> Iterator[Limit]:
    """Walk the limits of one wording of a procedure."""
    compiled = built.compiled
    for step in compiled.program.steps:
        yield from _in_tree(built, compiled.program, f"derived.{step.name}.expression", step.tree)
    for program, conditions in (
        (compiled.program, built.procedure.conditions),
        (compiled.cases, built.procedure.case_conditions),
    ):
        for condition, found in zip(conditions, program.conditions if program else (), strict=False):
            yield from _in_tree(built, program or compiled.program, condition.path, found.tree, found)
    for row in built.procedure.deadline:
        if clock := row.within.cut_off:
            path = f"{row.path}.within"
            yield Limit(path, spot_at(built.tree, path).place, compiled.program, tuple(_and_next(clock)))


def shown(side: Side) -> str:
    """Write a side as people do: 16, 01/06/2012, 15:01."""
    match side:
        case date():
            return f"{side:%d/%m/%Y}"
        case time():
            return f"{side:%H:%M}"
    return str(side)


def _in_tree(
    built: Built, program: Program, path: str, tree: Node, compiled: Compiled | None = None
) -> Iterator[Limit]:
    for call in walk(tree):
        for subject, op, const in _comparison(call):
            piece = compiled.lowered.piece(const.at) if compiled and compiled.lowered else None
            place = spot_at(built.tree, path, piece.path if piece else ()).place
            sides = tuple(side for side in _sides(op, const) if _possible(side, subject, program))
            if isinstance(call, Call) and sides:
                yield Limit(path, place, program, sides, subject, call)


def _comparison(call: Node) -> Iterator[tuple[Node, str, Const]]:
    match call:
        case Call(op=op, args=(subject, Const() as const)) if op in _MIRRORED and not isinstance(subject, Const):
            yield subject, op, const
        case Call(op=op, args=(Const() as const, subject)) if op in _MIRRORED and not isinstance(subject, Const):
            yield subject, _MIRRORED[op], const


def _sides(op: str, const: Const) -> tuple[Side, ...]:
    """Return the nearest values below and above a limit, the limit itself among them."""
    match const.value:
        case date() as day:
            return tuple(near for near in around(day) if (near >= day if op in _UP_TO else near <= day))
        case int(number) if not isinstance(number, bool):
            return (number, number + 1) if op in _UP_TO else (number - 1, number)
    return ()


def _possible(side: Side, subject: Node, program: Program) -> bool:
    """Tell whether anybody can answer so."""
    if not isinstance(subject, Ref) or not isinstance(side, int):
        return True
    fact = program.facts[subject.name]
    return (fact.min is None or side >= fact.min) and (fact.max is None or side <= fact.max)


def _and_next(clock: time) -> Iterator[time]:
    """Walk an hour of the day and the minute after it; after 23:59 it is another day."""
    yield clock
    next_minute = (datetime.combine(date.min, clock, TZ) + timedelta(minutes=1)).time()
    if next_minute > clock:
        yield next_minute


def _key(limit: Limit) -> tuple[str, str, tuple[Side, ...]]:
    """Name a limit alike in all wordings that have it, wherever its letters stand."""
    return limit.path, limit.told(), limit.sides
