"""Schemas of what must, or may, be one of some names: an editor offers them and tells what each one is called.

`enumDescriptions` and `errorMessage` are words of editors: no validator looks at them.
"""

from collections.abc import Mapping

from motcua.document.kinds import Schema
from motcua.texts import say

_SHOWN = 20


def one_of(names: Mapping[str, str]) -> Schema:
    """Return the schema of a text that is one of some names, told by what they are called."""
    return {
        "type": "string",
        "enum": list(names),
        "enumDescriptions": [called or name for name, called in names.items()],
        "errorMessage": say("editing/one-of", known=listed(names)),
    }


def suggested(names: Mapping[str, str]) -> Schema:
    """Return the schema of a text for which names are offered and any other is accepted."""
    known = {key: part for key, part in one_of(names).items() if key != "errorMessage"}
    return {"anyOf": [known, {"type": "string"}]}


def listed(names: Mapping[str, str]) -> str:
    """Write names in a row, not more than a message can hold."""
    first = [f"{name} ({called})" if called else name for name, called in list(names.items())[:_SHOWN]]
    return ", ".join([*first, "…"] if len(names) > _SHOWN else first)
