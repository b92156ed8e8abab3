"""From facts to a decision: what to bring, what it costs, when it is due, who handles it, and why."""

from motcua.decide.as_json import as_json, why
from motcua.decide.decide import decide
from motcua.decide.decision import Deadline, Decision, Fee, FeeDue, PaperDue, Problem, StepDue
from motcua.decide.timing import Stop

__all__ = [
    "Deadline",
    "Decision",
    "Fee",
    "FeeDue",
    "PaperDue",
    "Problem",
    "StepDue",
    "Stop",
    "as_json",
    "decide",
    "why",
]
