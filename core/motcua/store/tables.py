"""The tables of the platform and the indexes its screens stand on. A table not named here is read by key alone."""

from collections.abc import Mapping
from types import MappingProxyType

from motcua.store.port import Declared

TABLES: Mapping[str, Declared] = MappingProxyType(
    {
        "dossiers": Declared(
            indexes=(
                ("unit", "status", "due_at"),
                ("unit", "due_at"),
                ("unit", "received_at"),
                ("unit", "procedure", "received_at"),
            )
        ),
        "outbox": Declared(indexes=(("unit", "created_at"),)),
    }
)
