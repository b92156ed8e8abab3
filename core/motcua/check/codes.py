"""Check that every national code means one procedure only."""

from collections.abc import Iterator

from motcua.catalog import Rulebook
from motcua.catalog.spots import spot_at
from motcua.catalog.workshop import Built
from motcua.check.survey import Survey
from motcua.findings import Finding


def findings(seen: Survey) -> Iterator[Finding]:
    """Find two procedures of one rulebook that share a code."""
    for rulebook in {id(book.resolved): book for book in seen.rulebooks}.values():
        yield from _doubled(rulebook, [built for built, _ in seen.procedures])


def _doubled(rulebook: Rulebook, readable: list[Built]) -> Iterator[Finding]:
    first: dict[str, Built] = {}
    here = set(rulebook.resolved.built())
    for built in readable:
        if built in here and (other := first.setdefault(built.procedure.code, built)) is not built:
            related = (spot_at(other.tree, "code").place,)
            code, name = built.procedure.code, other.procedure.name
            yield spot_at(built.tree, "code").finding("procedure/doubled-code", related=related, code=code, name=name)
