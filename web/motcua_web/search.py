"""Finding a procedure as people type: without accents, by any words, by national code, by field."""

from collections.abc import Iterable

from motcua.catalog.model import Procedure
from motcua.similar import fold


def search(procedures: Iterable[Procedure], text: str = "", field: str = "") -> list[Procedure]:
    """List the procedures that hold every word of `text`; those that begin like it come first."""
    words = fold(text).split()
    found = [each for each in procedures if (not field or each.field == field) and _holds(each, words)]
    return sorted(found, key=lambda each: (not fold(each.name).startswith(" ".join(words)), fold(each.name)))


def _holds(procedure: Procedure, words: Iterable[str]) -> bool:
    text = fold(f"{procedure.name} {procedure.code} {procedure.id}")
    return all(word in text for word in words)
