"""Bring a feature file into one form before anybody compares it: what looks the same must be the same."""

import re
import unicodedata

_SAME = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'"}
)


def tidy_file(raw: bytes) -> str:
    """Decode a feature file as UTF-8 (with or without a byte order mark), NFC, plain blanks and quotes.

    :raises UnicodeDecodeError: when the file is not UTF-8.
    """
    return unicodedata.normalize("NFC", raw.decode("utf-8-sig")).translate(_SAME)


def tidy_step(text: str) -> str:
    """Bring one step into the form its pattern is matched against: single blanks, no full stop at the end."""
    one_line = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(_SAME)).strip()
    return one_line.removesuffix(".").rstrip()
