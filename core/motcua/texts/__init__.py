"""What the program says to people, kept as data: one folder of TOML per language, one file per floor of the house.

>>> say("unit/unknown", "en", unit="vn/99", nearest="vn/38")
'There is no unit “vn/99”; the nearest name is “vn/38”.'
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """A value of a text that is itself made of texts; `say` puts it in the language of the sentence."""

    keys: tuple[str, ...]

    def said(self, lang: str) -> str:
        """List the texts, separated by commas."""
        return ", ".join(say(key, lang) for key in self.keys)


@cache
def catalog(lang: str) -> dict[str, dict[str, str]]:
    """Return every text of a language: key → {"message", "remedy"}."""
    texts: dict[str, dict[str, str]] = {}
    for file in sorted(files(__package__).joinpath(lang).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            texts |= tomllib.loads(file.read_text("utf-8"))
    return texts


def say(key: str, lang: str = "vi", part: str = "message", /, **values: Any) -> str:
    """Return the text `key` of `lang` with its `{placeholders}` filled.

    :param part: ``message`` or ``remedy``; a text without a remedy gives an empty one.
    :raises KeyError: when the language lacks the text: a bug, caught by the tests of completeness.
    """
    entry = catalog(lang)[key]
    said = {name: value.said(lang) if isinstance(value, Words) else value for name, value in values.items()}
    return (entry["message"] if part == "message" else entry.get(part, "")).format(**said)
