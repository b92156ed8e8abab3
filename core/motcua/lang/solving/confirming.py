"""Witnesses judged as dossiers are: by the functions generated for the Python back-end."""

from collections.abc import Mapping

from motcua.lang.facts import Value
from motcua.lang.functions import evaluating
from motcua.lang.tree import Node, names


def holds(goal: Node, values: Mapping[str, Value]) -> bool:
    """Tell whether answers fulfil a goal; what they leave open is unknown, and then it does not."""
    known = {name: values.get(name) for name in names(goal)}
    return evaluating(goal, ())(known, {}) is True
