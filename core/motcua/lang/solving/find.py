"""The one question asked of solvers: which dossier fulfils this goal, if any does."""

from collections.abc import Mapping

from motcua.lang.facts import Fact
from motcua.lang.solving.asking import Asked, settled, with_questions
from motcua.lang.solving.conditions import TooLarge
from motcua.lang.solving.confirming import judged
from motcua.lang.solving.regions import decided
from motcua.lang.solving.result import Found, Nothing, Solved, Span, Unsure
from motcua.lang.tree import Call, Node, walk


def find(
    goal: Node, facts: Mapping[str, Fact], span: Span, limit: int | None = None, asked: Asked | None = None
) -> Solved:
    """Find a dossier that fulfils a goal (makes it true), or prove that there is none.

    `Nothing` is about dossiers in which every fact that is asked is known. One with unknown facts cannot fulfil the
    goal either, unless the goal asks what is absent: what is true while a fact is unknown is true whatever it is.

    :param goal: a boolean tree over facts alone (`inlined`).
    :param facts: what is asked, and ``received_on``; none that is derived, none decided by the engine.
    :param limit: how long z3 may think about what the exact procedure leaves open, in milliseconds; None: not at all.
    :param asked: the conditions under which facts are asked (`Questions.conditions`), so that the dossier is one that
        `Questions.read` gives; without it every fact is asked.
    """
    asked = asked or {}
    try:
        solved = decided(goal, facts, span, asked)
    except (TooLarge, RecursionError):  # larger or deeper than anybody writes: nothing for z3 either
        return Unsure("outside")
    if limit is None or not isinstance(solved, Unsure):
        return solved
    return _thought_over(goal, facts, span, limit, asked)


def _thought_over(goal: Node, facts: Mapping[str, Fact], span: Span, limit: int, asked: Asked) -> Solved:
    try:
        from motcua.lang.to_z3 import solve  # noqa: PLC0415 - z3 is an extra, and takes long to load
    except ImportError:
        return Unsure("no-solver")
    solved: Solved = solve(with_questions(goal, facts, asked), facts, span, limit)
    if isinstance(solved, Nothing) and asked and any(isinstance(p, Call) and p.op == "present" for p in walk(goal)):
        return Unsure("outside")  # z3 spoke of dossiers in which everything is known
    if not isinstance(solved, Found):
        return solved
    values = settled(dict(solved.values), facts, asked)
    return Found(values) if judged(goal, values) is True else Unsure("outside")
