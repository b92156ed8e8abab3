"""How a command ends that is interrupted: with one word and the status of the shell for it, not that of an answer.

Imported before all else: nothing slow may be imported here.
"""

import signal
import sys
from importlib import import_module
from types import ModuleType

STATUS = 130  # 128 + SIGINT, as shells write it; click's own would be 1, which says "no" here


class Stopped(BaseException):
    """An interrupt on its way past click, which would answer it itself."""


def imported(name: str) -> ModuleType:
    """Import a module; an interrupt waits until it is whole.

    In the midst of it one may be lost, or come out as another error: Python imports in callbacks, too.

    :raises KeyboardInterrupt: afterwards.
    """
    waiting: list[int] = []
    former = signal.signal(signal.SIGINT, lambda number, _: waiting.append(number))
    try:
        return import_module(name)
    finally:
        signal.signal(signal.SIGINT, former)
        for number in waiting[:1]:
            signal.raise_signal(number)


def say_stopped(arguments: list[str]) -> int:
    """Say that the command has been stopped, and return its status; another interrupt changes nothing any more.

    :param arguments: of the command, which say in which language.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lang, _ = import_module("motcua.cli.words").language_of(arguments)
    said = import_module("motcua.texts").say("click/aborted", lang)
    sys.stderr.write(f"\n{said}\n")  # the terminal's ^C has begun a line
    return STATUS
