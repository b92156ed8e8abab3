"""The one door to libyaml: the event parser of ``ruamel.yaml.clib`` (the module ``_ruamel_yaml``, from 0.2.15 on).

Its libyaml is older than YAML 1.2: in brackets it stumbles over ``{title: Có con?, within: same_day cut_off=15:00}``.
So a question mark or colon that YAML 1.2 counts as part of a word is shielded before parsing, and `as_written` after.
"""

import re
from typing import Any

from _ruamel_yaml import (  # type: ignore[import-not-found]  # a C extension without stubs
    AliasEvent,
    CParser,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)

SHIELDS = "\ue000\ue001"  # of Unicode's private use, so nobody's text needs them
_IN_WORD = re.compile(r"""(?<=[^\s\[{,])\?|(?<=[^\s"'\[{,]):(?=[^\s,\[\]{}])""")
_SHIELDED = {"?": SHIELDS[0], ":": SHIELDS[1]}
_WRITTEN = str.maketrans(SHIELDS, "?:")


def event_parser(text: str) -> Any:
    """Return libyaml's parser on a text; ask it `check_event` and `get_event`, which raise `YAMLError`."""
    return CParser(_IN_WORD.sub(lambda sign: _SHIELDED[sign[0]], text))


def as_written(text: str) -> str:
    """Give a scalar of the parser its question marks and colons back."""
    return text.translate(_WRITTEN)


__all__ = [
    "SHIELDS",
    "AliasEvent",
    "DocumentEndEvent",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
    "as_written",
    "event_parser",
]
