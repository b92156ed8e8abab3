"""Values as an author writes them on one line of YAML, for messages and listings.

>>> inline(["counter", "online"]), inline(False), inline(None), inline({"over": 2})
('[counter, online]', 'false', 'null', '{over: 2}')
"""

from collections.abc import Mapping
from typing import Any


def inline(value: Any) -> str:
    """Write a value; texts stand without quotes, for people read this and no parser does."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {inline(part)}' for key, part in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(inline, value))}]"
    return str(value)
