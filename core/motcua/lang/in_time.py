"""Work that is ended when it takes too long, whatever it is busy with."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from signal import SIG_IGN, SIGINT, signal
from typing import TypeVar

T = TypeVar("T")


def in_time(seconds: float, work: Callable[[], T], late: T) -> T:
    """Do work in a process of its own, and take `late` for its result when it is not done in time, or dies.

    Where no process can be forked, or this one may have none, it is done here, and nothing ends it.

    >>> from time import sleep
    >>> in_time(5, lambda: "done", "late"), in_time(0.1, lambda: sleep(60) or "done", "late")
    ('done', 'late')
    """
    if "fork" not in multiprocessing.get_all_start_methods() or multiprocessing.current_process().daemon:
        return work()
    forking = multiprocessing.get_context("fork")
    receiver, sender = forking.Pipe(duplex=False)
    child = forking.Process(target=_send, args=(sender, work), daemon=True)
    child.start()
    sender.close()  # the child has its own: when that closes, nothing more will come
    try:
        result: T = receiver.recv() if receiver.poll(seconds) else late
    except EOFError:
        return late
    finally:
        child.kill()
        child.join()
        receiver.close()
    return result


def _send(sender: Connection, work: Callable[[], object]) -> None:
    signal(SIGINT, SIG_IGN)  # the process that waits ends this one; two need not tell of it
    sender.send(work())
