"""The one question asked of solvers: which dossier fulfils this?"""

from collections.abc import Mapping

from motcua.lang.facts import Fact
from motcua.lang.solving.confirming import holds
from motcua.lang.solving.plain import plain_answers
from motcua.lang.solving.result import Found, Solved, Span, Unsure
from motcua.lang.tree import Node

Asked = Mapping[str, Node]
"""The condition under which a fact is asked, by fact: `Questions.conditions`."""


def find(
    goal: Node, facts: Mapping[str, Fact], span: Span, limit: int | None = None, asked: Asked | None = None
) -> Solved:
    """Find a dossier that fulfils a goal, or prove that there is none among those in which every fact is known.

    :param goal: a boolean tree over facts alone (`inlined`).
    :param facts: what is asked, and `received_on`.
    :param limit: how long z3 may think, in milliseconds; None: not asked.
    :param asked: the conditions under which facts are asked at all; one not asked has its default, no, or no answer.
    """
    values = plain_answers(facts.values(), span)
    return Found(values) if holds(goal, values) else Unsure("outside")
