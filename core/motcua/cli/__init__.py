"""The command line: a thin rim that reads arguments, calls the house and prints.

Exit status: 0 fine; 1 the answer is "no" (errors found, a spec failed, a case not acceptable);
2 usage or unreadable input; 130 interrupted.
"""

import atexit
import gc
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from motcua.cli.stopping import Stopped, imported, say_stopped

# Law is read into many small things that live to the end: looking through them, now and then and once more at the
# exit, would take a fifth of the time.
_BETWEEN_COLLECTIONS = 200_000


def main(argv: Sequence[str] | None = None) -> None:
    """Run `motcua`; leaves by SystemExit with the status above."""
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    atexit.register(gc.freeze)
    _write_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        imported("motcua.cli.commands").run(arguments)
    except (KeyboardInterrupt, Stopped):
        sys.exit(say_stopped(arguments))


def _write_utf8() -> None:
    """Write UTF-8 whatever the environment says, for no other encoding that it may name can write Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # of file names not everything can be
