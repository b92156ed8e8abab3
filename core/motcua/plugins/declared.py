"""What a plugin says of itself: the same four keys in a module's `PLUGIN` and in a data-only `plugin.yaml`."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from motcua.findings import refuse
from motcua.similar import nearest

API = 1
AREAS: Mapping[str, str] = {
    "motcua_homes": "catalogs",
    "motcua_checks": "checks",
    "motcua_before_move": "moves",
    "motcua_after_event": "events",
    "motcua_slip_lines": "slips",
    "motcua_serve": "serve",
}


class Declaration(Struct, frozen=True):
    """A plugin's name for people, its version, the API version it was written for, and the areas it touches.

    An area stands for a hook (`AREAS`), in a word that whoever installs the plugin understands.
    """

    name: str
    version: str
    api: int
    touches: tuple[str, ...]


KEYS = Declaration.__struct_fields__


def declare(written: Any, source: str) -> Declaration:
    """Read a declaration.

    :param source: where it is written, for messages.
    :raises MotcuaError: when a key is missing, misspelt or of the wrong type, or the API version is not ours.
    """
    if not isinstance(written, Mapping):
        raise refuse("plugin/undeclared", source=source, keys=", ".join(KEYS))
    for key in written:
        if key not in KEYS:
            raise refuse("plugin/unknown-key", source=source, key=key, nearest=nearest(str(key), KEYS))
    if missing := [key for key in KEYS if key not in written]:
        raise refuse("plugin/missing-key", source=source, keys=", ".join(missing))
    for key in KEYS:
        if not _FITS[key](written.get(key)):
            raise refuse(
                f"plugin/{key}", source=source, value=written.get(key), api=API, areas=", ".join(AREAS.values())
            )
    return Declaration(written["name"], written["version"], written["api"], tuple(written["touches"]))


_FITS = {
    "name": lambda value: isinstance(value, str) and bool(value.strip()),
    "version": lambda value: isinstance(value, str) and bool(value.strip()),
    "api": lambda value: type(value) is int and value == API,
    "touches": lambda value: isinstance(value, list | tuple) and all(area in AREAS.values() for area in value),
}
