"""The functions of a program, assembled from generated source and compiled once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from motcua.lang.facts import Value
from motcua.lang.ranges import Range
from motcua.lang.to_python import NAMESPACE, Source, needed
from motcua.lang.tree import Node, names

Known = Mapping[str, Value | None]
Judge = Callable[[Known], tuple[dict[str, Value | None], tuple[bool | None, ...]]]
Evaluate = Callable[[Known, Known], Any]


class Step(Struct, frozen=True):
    """One derived fact; outside `bounds` it counts as unknown."""

    name: str
    tree: Node
    bounds: Range | None = None


def judging(steps: Sequence[Step], conditions: Sequence[Node]) -> Judge:
    """Make the function facts → (derived facts, truths); every fact the trees use must be a key."""
    derived = [step.name for step in steps]
    trees = [*(step.tree for step in steps), *conditions]
    source = _source(trees, derived)
    needs = [source.variables[name] for name in _union(map(needed, trees), without=derived)]
    lines = [f" {source.variables[name]} = facts[{name!r}]" for name in _union(map(names, trees), without=derived)]
    lines += [f" if not ({' or '.join(f'{name} is None' for name in needs) or 'False'}):"]
    lines += [f"  {line}" for line in _strict_body(source, steps, conditions)]
    lines += [f" {line}" for line in _loose_body(source, steps, conditions)]
    judge: Judge = _compiled("facts", lines, source)
    return judge


def evaluating(tree: Node, derived: Sequence[str]) -> Evaluate:
    """Make the function (facts, derived facts) → value of one expression, None when unknown."""
    source = _source([tree], derived)
    lines = [
        f" {source.variables[name]} = {'derived' if name in derived else 'facts'}[{name!r}]"
        for name in sorted(names(tree))
    ]
    evaluate: Evaluate = _compiled("facts, derived", [*lines, f" return {source.loose(tree)}"], source)
    return evaluate


def _strict_body(source: Source, steps: Sequence[Step], conditions: Sequence[Node]) -> list[str]:
    lines = [f"{source.variables[step.name]} = {source.strict(step.tree)}" for step in steps]
    inside = [_inside(source, step) for step in steps if step.bounds]
    answer = _answer(source, steps, [source.strict(condition) for condition in conditions])
    return [*lines, f"if {' and '.join(inside)}: {answer}" if inside else answer]


def _loose_body(source: Source, steps: Sequence[Step], conditions: Sequence[Node]) -> list[str]:
    lines = []
    for step in steps:
        name = source.variables[step.name]
        lines.append(f"{name} = {source.loose(step.tree)}")
        if step.bounds:
            lines.append(f"if {name} is not None and not {_inside(source, step)}: {name} = None")
    return [*lines, _answer(source, steps, [source.loose(condition) for condition in conditions])]


def _inside(source: Source, step: Step) -> str:
    bounds = step.bounds or Range()
    return f"{bounds.least} <= {source.variables[step.name]} <= {bounds.greatest}"


def _answer(source: Source, steps: Sequence[Step], truths: Sequence[str]) -> str:
    derived = ", ".join(f"{step.name!r}: {source.variables[step.name]}" for step in steps)
    return f"return {{{derived}}}, ({''.join(f'{truth}, ' for truth in truths)})"


def _source(trees: Sequence[Node], derived: Sequence[str]) -> Source:
    used = _union(map(names, trees), without=derived)
    variables = {name: f"f{index}" for index, name in enumerate(used)}
    return Source(variables | {name: f"d{index}" for index, name in enumerate(derived)})


def _union(sets: Iterable[frozenset[str]], without: Sequence[str]) -> list[str]:
    return sorted(frozenset().union(*sets) - frozenset(without))


def _compiled(parameters: str, lines: Sequence[str], source: Source) -> Any:
    scope: dict[str, Any] = {"__builtins__": {}, **NAMESPACE, **source.constants}
    text = "\n".join([f"def made({parameters}):", *lines])
    exec(compile(text, "<motcua rules>", "exec"), scope)  # noqa: S102  # every name and constant in it was made by to_python
    return scope["made"]
