"""What the program says to people, kept as data: one folder of TOML per language, one file per floor of the house.

>>> say("unit/unknown", "en", unit="vn/99", nearest="vn/38")
'There is no unit “vn/99”; the nearest name is “vn/38”.'
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("vi", "en")


@cache
def catalog(lang: str) -> dict[str, dict[str, str]]:
    """Return every text of a language: key → {"message", "remedy"}."""
    texts: dict[str, dict[str, str]] = {}
    for file in sorted(files(__package__).joinpath(lang).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            texts |= tomllib.loads(file.read_text("utf-8"))
    return texts


def say(key: str, lang: str = "vi", part: str = "message", **values: Any) -> str:
    """Return the text `key` of `lang` with its `{placeholders}` filled.

    :param part: ``message`` or ``remedy``; a text without a remedy gives an empty one.
    :raises KeyError: when the language lacks the text: a bug, caught by the tests of completeness.
    """
    entry = catalog(lang)[key]
    return (entry["message"] if part == "message" else entry.get(part, "")).format(**values)
