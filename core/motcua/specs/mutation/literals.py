"""Changes inside conditions and amounts: a boundary moved by one, a member of a list dropped, a number of a formula.

Where a literal stands is read from the typed tree; the source the author wrote is changed there, and compiled anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from motcua.catalog.model import Condition, Procedure
from motcua.catalog.reading.workshop import Built
from motcua.lang import Program
from motcua.lang.cells import Lowered
from motcua.lang.tree import Call, Const, Node, walk
from motcua.lang.wording import Wording
from motcua.specs.mutation.altered import Change
from motcua.specs.mutation.editing import Path, at, lists, put, replaced, spliced
from motcua.specs.values import around

_COMPARISONS = frozenset({"<", "<=", ">", ">="})
_SMALL = 1000  # what counts things moves by one, what is đồng by a thousand


def in_conditions(built: Built) -> Iterator[Change]:
    """Change the conditions of rows, cases and derived facts."""
    procedure, compiled = built.procedure, built.compiled
    for index, condition in enumerate(compiled.program.conditions):
        one = _One(procedure, "conditions", index, compiled.program)
        yield from one.changes(condition.tree, condition.lowered)
    for index, condition in enumerate(compiled.cases.conditions if compiled.cases else ()):
        one = _One(procedure, "case_conditions", index, compiled.cases or compiled.program)
        yield from one.changes(condition.tree, condition.lowered)
    yield from _in_derived(procedure, compiled.program)


def in_amounts(built: Built) -> Iterator[Change]:
    """Raise each number of the formulas that fees are computed by."""
    procedure, program = built.procedure, built.compiled.program
    for line in procedure.fees:
        source = procedure.amounts[line.rule].source if line.rule is not None else None
        if line.rule is None or not isinstance(source, str):
            continue
        for const in _integers(program.amounts[line.rule].tree):
            number = int(str(const.value))
            more = number + (1 if number < _SMALL else _SMALL)
            text = spliced(source, const.at, str(number), str(more))
            after = replace(procedure, amounts=put(procedure.amounts, line.rule, text))
            params = {"name": line.name, "was": const.value, "now": more}
            yield Change("mutation/formula", f"{line.path}.amount", after, f"{const.at}", params)


def _in_derived(procedure: Procedure, program: Program) -> Iterator[Change]:
    trees = {step.name: step.tree for step in program.steps}
    for index, derived in enumerate(procedure.derived):
        for const, call, moved in _boundaries(trees[derived.id]) if derived.id in trees else ():
            text = spliced(derived.source, const.at, _written(const), _written(moved))
            row = replace(derived, source=text)
            after = replace(procedure, derived=(*procedure.derived[:index], row, *procedure.derived[index + 1 :]))
            yield _boundary(program, f"derived.{derived.id}.expression", (), after, (const, call, moved))


class _One:
    """Changes one condition of a procedure: the one at `index` of its list `of`."""

    def __init__(self, procedure: Procedure, of: str, index: int, program: Program) -> None:
        self.procedure, self.of, self.index, self.program = procedure, of, index, program
        self.conditions: Sequence[Condition] = getattr(procedure, of)
        self.source = self.conditions[index].source
        self.path = self.conditions[index].path

    def changes(self, tree: Node, lowered: Lowered | None) -> Iterator[Change]:
        for const, call, moved in _boundaries(tree):
            path = _path_of(const, lowered)
            source = self._moved(const, moved, path, lowered)
            yield _boundary(self.program, self.path, path, self._with(source), (const, call, moved))
        if isinstance(self.source, Mapping):
            yield from self._shortened(self.source)

    def _moved(self, const: Const, moved: Const, path: Path, lowered: Lowered | None) -> Any:
        piece = lowered.piece(const.at) if lowered else None
        if piece and not piece.expression:
            return replaced(self.source, path, _plain(moved))
        text = at(self.source, path)
        offset = const.at - (piece.start if piece else 0)
        return replaced(self.source, path, spliced(str(text), offset, _written(const), _written(moved)))

    def _shortened(self, source: Mapping[str, Any]) -> Iterator[Change]:
        """Drop each member of each list of choices."""
        for path, members in lists(source, ()):
            fact = self.program.facts[next(str(key) for key in reversed(path) if key in self.program.facts)]
            for index, member in enumerate(members):
                after = self._with(replaced(source, path, [*members[:index], *members[index + 1 :]]))
                params = {"fact": fact.title, "member": fact.shown(member)}
                yield Change("mutation/member", self.path, after, str(member), params, path)

    def _with(self, source: Any) -> Procedure:
        changed: dict[str, Any] = {self.of: put(self.conditions, self.index, source)}
        return replace(self.procedure, **changed)


def _boundary(program: Program, path: str, inner: Path, after: Procedure, change: tuple[Const, Call, Const]) -> Change:
    const, call, moved = change
    wording = Wording(program.facts, "vi")
    other = replace(call, args=tuple(moved if arg is const else arg for arg in call.args))
    told = wording.test(other)
    params = {"was": wording.test(call), "now": told, "limit": told.rpartition(" ")[2]}
    return Change("mutation/boundary", path, after, f"{const.at} {_written(moved)}", params, inner)


def _boundaries(tree: Node) -> Iterator[tuple[Const, Call, Const]]:
    """Walk the literals that something is compared to, each with its comparison, moved down by one and up by one."""
    for call in walk(tree):
        if isinstance(call, Call) and call.op in _COMPARISONS:
            for const in call.args:
                if isinstance(const, Const):
                    yield from ((const, call, moved) for moved in _neighbours(const))


def _neighbours(const: Const) -> Iterator[Const]:
    match const.value:
        case bool():
            return
        case int(value):
            yield from (replace(const, value=value - 1), replace(const, value=value + 1))
        case date() as day:
            yield from (replace(const, value=other) for other in around(day) if other != day)


def _integers(tree: Node) -> Iterator[Const]:
    for node in walk(tree):
        if isinstance(node, Const) and type(node.value) is int and node.value:
            yield node


def _written(const: Const) -> str:
    return const.value.isoformat() if isinstance(const.value, date) else str(const.value)


def _plain(const: Const) -> Any:
    return _written(const) if isinstance(const.value, date) else const.value


def _path_of(const: Const, lowered: Lowered | None) -> Path:
    piece = lowered.piece(const.at) if lowered else None
    return piece.path if piece else ()
