"""Money is a whole number of đồng; this is how people read and write it."""

import re

from motcua.findings import refuse
from motcua.texts import written_number

_WRITTEN = re.compile(r"(\d{1,3}(?:[. \u00a0]\d{3})+|\d{1,3}(?:,\d{3})+|\d+)\s*(?:đồng|đ|VND)?", re.IGNORECASE)


def written(dong: int, lang: str = "vi") -> str:
    """Write an amount as people do.

    >>> written(1250000), written(1250000, "en")
    ('1.250.000 đồng', '1,250,000 đồng')
    """
    return f"{written_number(dong, lang)} đồng"


def read(text: str) -> int:
    """Read an amount as people write it: ``8000``, ``8.000``, ``8.000 đồng``, ``8,000``; there are no parts of a đồng.

    :raises MotcuaError: when the text is not an amount.
    """
    if not (match := _WRITTEN.fullmatch(text.strip())):
        raise refuse("money/unreadable", text=text)
    return int(re.sub(r"\D", "", match[1]))
