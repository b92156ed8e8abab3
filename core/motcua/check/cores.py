"""Work shared out among the cores: each takes the next batch, and the answers come in the order of the batches."""

import os
from collections.abc import Callable, Iterator, Sequence
from signal import SIG_IGN, SIGINT, signal
from typing import Any, TypeVar

Batch = TypeVar("Batch")
Answer = TypeVar("Answer")


def shared_out(work: Callable[[Batch], Answer], batches: Sequence[Batch], jobs: int = 1) -> Iterator[Answer]:
    """Do a piece of work on every batch, and yield the answers in order.

    :param work: reads what it needs from memory as it is now; what it changes is seen by nobody else.
    :param jobs: how many processes; 0 for one a core, 1 for none but this. Where processes cannot be forked, none.
    """
    jobs = min(jobs or os.cpu_count() or 1, len(batches))
    if jobs < 2 or not hasattr(os, "fork"):
        yield from map(work, batches)
        return
    import multiprocessing  # noqa: PLC0415 - only where there is much to do

    with multiprocessing.get_context("fork").Pool(jobs, _begin, (work, batches)) as pool:
        yield from pool.imap(_do, range(len(batches)))


# What a forked process works on: handed over by the fork itself, for a catalog is too big to be sent with each batch.
_HANDED: list[Any] = []


def _begin(work: Callable[[Any], Any], batches: Sequence[Any]) -> None:
    signal(SIGINT, SIG_IGN)  # the process that handed the work out ends this one; two need not tell of it
    _HANDED[:] = work, batches


def _do(index: int) -> Any:
    work, batches = _HANDED
    return work(batches[index])
