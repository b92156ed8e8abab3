"""What the program says to people, kept as data: one folder of TOML per language, one file per floor of the house.

>>> say("unit/unknown", "en", unit="vn/99", nearest="vn/38")
'There is no unit “vn/99”; the nearest name is “vn/38”.'

A clause in ``[[double brackets]]`` is left out where a value that it says is empty, and ``<n:dossier|dossiers>`` is the
first word where `n` is 1:

>>> say("unit/unknown", "en", unit="vn/99", nearest="")
'There is no unit “vn/99”.'
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

LANGUAGES = ("vi", "en")
_HEADER = re.compile(r'^\["([^"\n]+)"\]$', re.MULTILINE)  # each text is a table of its own, under its quoted key

_CLAUSE = re.compile(r"\[\[(.*?)\]\]")
_FIELD = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"<(\w+):([^<>|]*)\|([^<>|]*)>")


class Words(Struct, frozen=True):
    """A value of a text that is itself made of texts; `say` puts it in the language of the sentence."""

    keys: tuple[str, ...]

    def said(self, lang: str) -> str:
        """List the texts, separated by commas."""
        return ", ".join(say(key, lang) for key in self.keys)


class Texts(Mapping[str, dict[str, str]]):
    """The texts of a language, each read when it is first said: a command says few, and TOML takes its time."""

    def __init__(self, folder: Path) -> None:
        whole = "\n".join(file.read_text("utf-8") for file in sorted(folder.glob("*.toml")))
        _, *parts = _HEADER.split(whole)
        self._unread = dict(zip(parts[::2], parts[1::2], strict=True))
        self._read: dict[str, dict[str, str]] = {}

    def __getitem__(self, key: str) -> dict[str, str]:
        if key not in self._read:
            self._read[key] = tomllib.loads(self._unread[key])
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._unread)

    def __len__(self) -> int:
        return len(self._unread)


@cache
def catalog(lang: str) -> Texts:
    """Return every text of a language: key → {"message", "remedy"}."""
    return Texts(Path(__file__).parent / lang)


def say(key: str, lang: str = "vi", part: str = "message", /, **values: Any) -> str:
    """Return the text `key` of `lang` with its `{placeholders}` filled.

    :param part: ``message`` or ``remedy``; a text without a remedy gives an empty one.
    :raises KeyError: when the language lacks the text: a bug, caught by the tests of completeness.
    """
    entry = catalog(lang)[key]
    said = {name: value.said(lang) if isinstance(value, Words) else value for name, value in values.items()}
    text = entry["message"] if part == "message" else entry.get(part, "")
    return _fitted(text, said).format(**said)


def _fitted(text: str, said: Mapping[str, Any]) -> str:
    """Leave out the clauses that have nothing to say, and choose between one and many."""

    def clause(found: re.Match[str]) -> str:
        return found[1] if all(said[name] not in ("", None) for name in _FIELD.findall(found[1])) else ""

    def number(found: re.Match[str]) -> str:
        return found[2] if str(said[found[1]]) == "1" else found[3]

    text = _CLAUSE.sub(clause, text) if "[[" in text else text
    return _NUMBER.sub(number, text) if "<" in text else text


def written_number(number: int, lang: str = "vi") -> str:
    """Write a whole number as people do.

    >>> written_number(1250000), written_number(1250000, "en")
    ('1.250.000', '1,250,000')
    """
    return f"{number:,}".replace(",", say("number/thousands", lang))
