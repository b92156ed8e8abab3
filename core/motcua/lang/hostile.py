"""What no author writes is refused before C++ sees it: endless text, digits, nesting; characters nobody can see."""

import re
import unicodedata

from motcua.lang.trouble import Trouble

NESTING = 32  # as deep as cel-cpp itself goes
_DIGITS = 19  # of int64


def hostile(text: str, limit: int) -> Trouble | None:
    """Say what is hostile about a text of at most `limit` characters; None where nothing is."""
    if len(text) > limit:
        return Trouble("lang/too-long", 0, {"limit": limit})
    for at, character in enumerate("" if text.isprintable() else text):
        if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\n\t":
            return Trouble("lang/invisible-character", at, {"code": f"U+{ord(character):04X}"})
    if match := re.search(rf"[0-9]{{{_DIGITS + 1},}}", text):
        return Trouble("lang/number-too-large", match.start())
    return _nested(text)


def _nested(text: str) -> Trouble | None:
    depth = 0
    for match in re.finditer(r"[(\[{)\]}]", text):
        depth += 1 if match[0] in "([{" else -1
        if depth > NESTING:
            return Trouble("lang/too-deep", match.start(), {"limit": NESTING})
    return None
