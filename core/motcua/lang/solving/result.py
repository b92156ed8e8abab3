"""What comes of a question to the solver: a dossier, the proof that there is none, or an honest shrug."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from motcua.lang.facts import Value

Span = tuple[date, date]
"""First and last day on which dossiers are received: what the fact `received_on` can be."""


class Found(Struct, frozen=True):
    """A dossier that fulfils the goal, judged by the Python back-end: an answer to every fact that is asked."""

    values: Mapping[str, Value]


class Nothing(Struct, frozen=True):
    """Proof: no dossier with all facts known, within their bounds and the span, fulfils the goal."""


class Unsure(Struct, frozen=True):
    """Neither proved nor refuted: out of time, outside of what can be decided exactly, or there is no z3."""

    reason: Literal["time", "outside", "no-solver"]


Solved = Found | Nothing | Unsure
