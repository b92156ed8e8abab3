"""Which names a condition or an amount mentions, without compiling it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def mentions(source: Any) -> frozenset[str]:
    """Return every name that may be a fact; a few more than are do no harm.

    >>> sorted(mentions({"pages": {"over": 2}, "any": [{"on_time": True}, {"expression": "days_late > 3"}]}))
    ['days_late', 'on_time', 'pages']
    """
    return frozenset(_names(source))


def _names(source: Any) -> Iterator[str]:
    if isinstance(source, str):
        yield from _NAME.findall(_QUOTED.sub("", source))
    elif isinstance(source, Mapping):
        for key, value in source.items():
            if key == "any":
                yield from (name for cells in value or () for name in _names(cells))
            elif key in ("not", "expression"):
                yield from _names(value)
            else:
                yield key


def closure(names: Iterable[str], sources: Mapping[str, Any]) -> frozenset[str]:
    """Add to the names all that their own sources mention, and so on."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += mentions(sources.get(name))
    return frozenset(found)
