"""Declarations of facts: whether names and values make sense, and what a derived fact is once its tree is known."""

import re
from collections.abc import Container, Mapping

from motcua.findings import Finding
from motcua.lang.cells import SPECIAL
from motcua.lang.facts import Derived, Fact, FactType
from motcua.lang.ranges import Range
from motcua.lang.reading import read_value
from motcua.lang.tree import Kind
from motcua.lang.trouble import Trouble

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_OF_CEL = (
    "as break const continue else false for function if import in let loop null package namespace return true var void"
    " while bool int uint double string bytes list map type dyn timestamp duration"
)
_OURS = "date days years share size math present"
_RESERVED = SPECIAL | {*_OF_CEL.split(), *_OURS.split()}
_TYPES: Mapping[Kind, FactType] = {
    "boolean": "boolean",
    "integer": "integer",
    "date": "date",
    "text": "choice",
    "texts": "choices",
}


def misnaming(name: str, taken: Container[str]) -> Trouble | None:
    """Say why a name cannot be given to a fact."""
    if name in taken:
        return Trouble("lang/duplicate-name", 0, {"name": name})
    if name in _RESERVED or not _NAME.fullmatch(name):
        return Trouble("lang/bad-name", 0, {"name": name})
    return None


def contradictions(fact: Fact) -> list[Trouble]:
    """Say where a declaration contradicts itself."""
    troubles = []
    if fact.min is not None and fact.max is not None and fact.min > fact.max:
        troubles.append(Trouble("lang/empty-range", 0, {"fact": fact.id}))
    elif isinstance(read_value(fact, fact.default), Finding):
        troubles.append(Trouble("lang/bad-default", 0, {"fact": fact.id, "default": str(fact.default)}))
    return troubles


def range_of_fact(fact: Fact) -> Range:
    """Return the integers a fact may be; all of int64 where it does not say."""
    whole = Range()
    return Range(whole.least if fact.min is None else fact.min, whole.greatest if fact.max is None else fact.max)


def own_bounds(derived: Derived, can: Range) -> Range | None:
    """Return the author's bounds of a derived integer, None when they are no narrower than what it can yield anyway."""
    least = can.least if derived.min is None else max(derived.min, can.least)
    greatest = can.greatest if derived.max is None else min(derived.max, can.greatest)
    says = Range(least, greatest)
    return None if says == can else says


def derived_fact(derived: Derived, kind: Kind, within: Range) -> Fact:
    """Return a derived fact as conditions see it: like any other."""
    fact_type, title = _TYPES[kind], derived.title or derived.id
    if fact_type == "integer":
        return Fact(derived.id, fact_type, title, min=within.least, max=within.greatest, place=derived.place)
    return Fact(derived.id, fact_type, title, place=derived.place)
