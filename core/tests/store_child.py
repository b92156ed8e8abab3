"""A process that receives dossiers and says each code once it is safe; the tests kill it, or fill its disk.

``python store_child.py FOLDER [LIMIT]``: forever, from four threads, or until the file limit of LIMIT bytes stops it.
"""

import resource
import sys
import threading
from pathlib import Path

from motcua.findings import MotcuaError
from motcua.store import Declared, Store, Tx, open_store

UNIT = "vn/38/ha-trung"
TABLES = {"dossiers": Declared(indexes=(("status",),))}


def receive(tx: Tx) -> str:
    """Receive one dossier: counter, row, event, message."""
    code = f"HT-{tx.next_number('2026'):06}"
    tx.put("dossiers", code, {"status": "received", "padding": "đ" * (len(code) * 40)}, expected_version=0)
    tx.append_event(code, {"type": "received"})
    tx.put("outbox", code, {"to": "vn/38"})
    return code


def say(line: str) -> None:
    """Tell the test, in one write: four threads speak at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def receive_for_ever(store: Store) -> None:
    """Acknowledge each dossier after it is durable, never before."""
    while True:
        say(store.run(UNIT, receive))


def receive_until_full(store: Store) -> None:
    """Acknowledge until there is no room; then say how it was refused and that reading goes on."""
    try:
        receive_for_ever(store)
    except MotcuaError as refusal:
        say(refusal.findings[0].rule)
    say(f"reads {len(store.events('HT-000001'))}")


def main(folder: str, limit: str = "") -> None:
    """Open the folder and receive."""
    store = open_store(Path(folder), TABLES)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
        receive_until_full(store)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        say(store.run(UNIT, receive))
        store.close()
        return
    for _ in range(4):
        threading.Thread(target=receive_for_ever, args=(store,), daemon=True).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
