"""Checked trees kept beyond a process: looked up before an expression is checked, handed on by who checks for others.

Where nothing is kept, every process checks anew.
"""

from collections import ChainMap
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar

from motcua.lang.tree import Node

Trees = MutableMapping[str, Node]
"""Trees by a key that names all that they rest on."""

_kept: ContextVar[Trees | None] = ContextVar("kept", default=None)


def kept() -> Trees | None:
    """Return the trees kept within this context."""
    return _kept.get()


@contextmanager
def keeping(trees: Trees) -> Iterator[None]:
    """Look up among these trees, within the context, what was checked before, and keep there what is checked anew."""
    token = _kept.set(trees)
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def learning() -> Iterator[Trees]:
    """Give the trees checked anew within the context, for `learn` in another process."""
    new: dict[str, Node] = {}
    before = _kept.get()
    with keeping(new if before is None else ChainMap(new, before)):
        yield new


def learn(trees: Trees) -> None:
    """Keep what another process learnt, where trees are kept."""
    if (before := _kept.get()) is not None:
        before.update(trees)
