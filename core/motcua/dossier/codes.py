r"""The code of a dossier: written by a pattern that is the authority's to choose.

>>> from datetime import date
>>> write_code("{unit_code}-{date:%y%m%d}-{number:04d}", "H56.38.01", date(2026, 11, 22), 1)
'H56.38.01-261122-0001'
"""

from datetime import date
from string import Formatter

from motcua.findings import refuse

_NEEDED = frozenset({"date", "number"})
_KNOWN = _NEEDED | {"unit_code"}


def series(day: date) -> str:
    """Name the counter of one day at a unit; the store gives its numbers without gaps."""
    return f"dossiers-{day.isoformat()}"


def write_code(pattern: str, unit_code: str, day: date, number: int) -> str:
    """Fill the pattern of the layer (`dossier_code`), in capitals, as QR codes want it.

    :raises MotcuaError: when the pattern names something else than `unit_code`, `date` and `number`, or lacks the
        date or the number, without which two dossiers could get one code; ``dossier/no-unit-code`` when it names a
        unit code and the unit has none.
    """
    try:
        named = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
        if not _NEEDED <= named <= _KNOWN:
            raise ValueError(pattern)
        if "unit_code" in named and not unit_code:
            raise refuse("dossier/no-unit-code", pattern=pattern)
        return pattern.format(unit_code=unit_code, date=day, number=number).upper()
    except ValueError as error:
        raise refuse("dossier/code-pattern", pattern=pattern) from error
