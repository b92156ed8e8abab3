"""Where dossiers are kept. What a plugin may import is here.

>>> from tempfile import mkdtemp
>>> store = open_store(mkdtemp())
>>> def receive(tx: Tx) -> str:
...     code = f"HT-{tx.next_number('dossiers/2026-02-13'):04}"
...     tx.put("dossiers", code, {"unit": tx.unit, "status": "received"}, expected_version=0)
...     tx.append_event(code, {"type": "received", "at": "2026-02-13T09:00:00+07:00"})
...     return code
>>> store.run("vn/38/ha-trung", receive)
'HT-0001'
>>> store.events("HT-0001")[0]["seq"]
1
>>> store.close()
"""

from collections.abc import Mapping
from pathlib import Path

from motcua.findings import refuse
from motcua.store.copies import Report, backup, restore, verify
from motcua.store.embedded import EmbeddedStore
from motcua.store.port import EVENTS, ConflictError, Declared, Query, Reads, Row, Store, Tx
from motcua.store.tables import TABLES

__all__ = [
    "EVENTS",
    "TABLES",
    "ConflictError",
    "Declared",
    "EmbeddedStore",
    "Query",
    "Reads",
    "Report",
    "Row",
    "Store",
    "Tx",
    "backup",
    "open_store",
    "restore",
    "verify",
]


def open_store(location: str | Path, declared: Mapping[str, Declared] = TABLES) -> EmbeddedStore:
    """Open the embedded store of a data folder.

    :raises MotcuaError: `store/unknown-scheme` for a URL (such a store is a plugin's); see `EmbeddedStore`.
    """
    if "://" in str(location):
        raise refuse("store/unknown-scheme", location=str(location).split("://")[0])
    return EmbeddedStore(Path(location), declared)
