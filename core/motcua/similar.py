"""Names compared as people type them: without case, without accents, whatever the quotes, with slips of the finger.

>>> fold("Đăng ký Hoà giải “A”") == fold('dang ky hòa giải "a"')
True
>>> nearest("dealine", ["deadline", "papers"])
'deadline'
"""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

_NEAR = 0.6
_QUOTES = str.maketrans("“”„«»", '"' * 5)
_LONGEST = 200  # the comparison is quadratic: nobody misspells more than this


def fold(text: str) -> str:
    """Drop case, every Vietnamese mark and the shape of quotes, so that “Hoà”, “Hòa” and “hoa” are the same."""
    apart = unicodedata.normalize("NFD", text.casefold().translate(_QUOTES))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).replace("đ", "d")


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the one of `names` most like `name`; an empty text when none is near."""
    wanted = fold(name[:_LONGEST])
    scored = [(_likeness(wanted, fold(other[:_LONGEST])), other) for other in names]
    best, other = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return other if best >= _NEAR else ""


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.quick_ratio() >= _NEAR else 0.0
