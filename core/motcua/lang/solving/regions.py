"""The exact procedure: for goals whose tests each look at one answer, one member of a set or one sum."""

from collections.abc import Mapping

from motcua.lang.facts import Fact
from motcua.lang.questions import unasked
from motcua.lang.solving.asking import Asked, as_asked, concerned
from motcua.lang.solving.conditions import Conditions
from motcua.lang.solving.confirming import judged
from motcua.lang.solving.dossiers import dossiers
from motcua.lang.solving.formula import Formula, every
from motcua.lang.solving.quantities import Quantities
from motcua.lang.solving.result import Found, Nothing, Solved, Span, Unsure
from motcua.lang.solving.search import Exhausted, Search
from motcua.lang.tree import Node

_MOST_BOXES = 20  # in which a concrete dossier is sought


def decided(goal: Node, facts: Mapping[str, Fact], span: Span, asked: Asked) -> Solved:
    """Find a dossier that fulfils a goal, prove that there is none, or answer `Unsure` (``outside``).

    A part outside of what is looked into may be anything: no solution is lost by it, so what remains impossible is
    proved, and a solution counts when its dossier fulfils the goal as judged.

    :raises TooLarge: when the goal has more parts than can be looked at in good time.
    """
    silent = frozenset(name for name in asked if name in facts and unasked(facts[name]) is None)
    quantities = Quantities(facts, span, silent)
    formula = _formula(goal, quantities, asked)
    try:
        return _searched(goal, quantities, asked, formula)
    except Exhausted:
        return Unsure("outside")


def _formula(goal: Node, quantities: Quantities, asked: Asked) -> Formula:
    conditions = Conditions(quantities)
    wanted = conditions.says(goal, truth=True)
    used = concerned(quantities.used, asked)
    return every([wanted, *(as_asked(quantities.facts[name], asked[name], conditions) for name in used)])


def _searched(goal: Node, quantities: Quantities, asked: Asked, formula: Formula) -> Solved:
    doubts = 0
    for box in Search().boxes(formula):
        tried = dossiers(box, quantities, asked)
        if tried is None:
            continue
        for values in tried:
            if judged(goal, values) is True:
                return Found(values)
        doubts += 1
        if doubts == _MOST_BOXES:
            break
    return Unsure("outside") if doubts else Nothing()
