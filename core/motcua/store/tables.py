"""The tables of the platform and the indexes its screens stand on. A table not named here is read by key alone."""

from collections.abc import Mapping
from types import MappingProxyType

from motcua.store.port import Declared

TABLES: Mapping[str, Declared] = MappingProxyType(
    {
        "dossiers": Declared(
            indexes=(
                ("unit", "status", "due_at"),  # the worklist of a unit
                ("unit", "account", "status", "due_at"),  # … of one person in it
                ("unit", "received_at"),  # the register
            )
        )
    }
)
