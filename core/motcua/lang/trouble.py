"""What is wrong at an offset of a source text, before anybody knows in which file the text stands."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from motcua.similar import nearest


class Trouble(Struct, frozen=True):
    """A finding without a place yet: `at` counts code points from the start of the source text."""

    rule: str
    at: int = 0
    params: Mapping[str, Any] = {}


def unknown_name(name: str, known: Iterable[str], at: int = 0) -> Trouble:
    """Say that no fact has this name, and which one is nearest."""
    return misnamed("lang/unknown-name", "lang/unheard-of-name", name, known, at=at, name=name)


def misnamed(near_rule: str, far_rule: str, wrong: str, known: Iterable[str], at: int = 0, **params: Any) -> Trouble:
    """Say that `wrong` is none of `known`: by one rule where a name is near, by another where none is."""
    names = tuple(known)
    near = nearest(wrong, names)
    return Trouble(near_rule if near else far_rule, at, {**params, "nearest": near, "known": ", ".join(names)})
