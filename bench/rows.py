"""One measured figure, in the shape of ``bench/results.json``."""

from typing import TypedDict


class Row(TypedDict):
    """`target` is None where a figure is only told; then `met` is None too."""

    name: str
    value: float
    unit: str
    target: float | None
    met: bool | None


def row(name: str, value: float, unit: str, *, at_most: float | None = None, at_least: float | None = None) -> Row:
    """Make a row and judge it against its bound, if it has one."""
    target = at_most if at_most is not None else at_least
    met = None if target is None else value <= target if at_most is not None else value >= target
    return {"name": name, "value": round(value, 3), "unit": unit, "target": target, "met": met}
