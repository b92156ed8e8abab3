"""A unit is an office; its id is a path in the tree of authorities: country / province code / slug."""

import re

PATTERN = r"[a-z]{2}(?:/[0-9]{2}(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?)?"


def is_unit(text: str) -> bool:
    """Tell whether the text has the form of a unit id.

    >>> is_unit("vn/38/ha-trung"), is_unit("Hà Trung")
    (True, False)
    """
    return re.fullmatch(PATTERN, text) is not None


def lineage(unit: str) -> tuple[str, ...]:
    """List a unit's authorities from the country down to itself.

    >>> lineage("vn/38/ha-trung")
    ('vn', 'vn/38', 'vn/38/ha-trung')
    """
    parts = unit.split("/")
    return tuple("/".join(parts[: depth + 1]) for depth in range(len(parts)))
