"""In which language the command line speaks; Vietnamese unless asked otherwise."""

import os
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from motcua.texts import LANGUAGES, say


class Words(Struct, frozen=True):
    """Say the texts of the command line in one language: ``words("cli/decide")``."""

    lang: str

    def __call__(self, key: str, part: str = "message", /, **values: Any) -> str:
        """Return the text `key` with its placeholders filled."""
        return say(key, self.lang, part, **values)


def language_of(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Take ``--lang XX`` out of the arguments wherever it stands, since even the help depends on it.

    >>> language_of(["decide", "--lang", "en", "1.001193"])
    ('en', ['decide', '1.001193'])
    """
    lang, rest, skip = os.environ.get("MOTCUA_LANG", "vi"), [], False
    for index, argument in enumerate(arguments):
        if skip:
            skip = False
        elif argument == "--lang" and index + 1 < len(arguments):
            lang, skip = arguments[index + 1], True
        elif argument.startswith("--lang="):
            lang = argument.partition("=")[2]
        else:
            rest.append(argument)
    if lang not in LANGUAGES:
        return "vi", ["--lang", lang, *rest]  # for click to refuse
    return lang, rest
