"""How far a long command has come, shown to who waits for it."""

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TypeVar

import click

from motcua.cli.words import Words

T = TypeVar("T")


def progress(
    things: Iterable[T], label: str, words: Words, length: int | None = None
) -> AbstractContextManager[Iterable[T]]:
    """Walk through things behind a bar on stderr; nothing of it is written where nobody watches, as into a file.

    :param label: the key of the text in front of the bar.
    :param length: how many things there are, where they cannot be counted.
    """
    hidden = not sys.stderr.isatty()
    return click.progressbar(things, length, words(label), file=sys.stderr, hidden=hidden)
