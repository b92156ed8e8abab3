"""Check that every national code means one procedure only."""

from collections import Counter
from collections.abc import Iterator, Sequence

from motcua.catalog import Rulebook
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.findings import Finding


def findings(seen: Survey) -> Iterator[Finding]:
    """Find two procedures of one rulebook that share a code."""
    ids = Counter(code for code, _ in {(built.procedure.code, built.procedure.id) for built, _ in seen.procedures})
    rivals = [built for built, _ in seen.procedures if ids[built.procedure.code] > 1]
    for rulebook in {id(book.resolved): book for book in seen.rulebooks}.values() if rivals else ():
        yield from _doubled(rulebook, rivals)


def _doubled(rulebook: Rulebook, rivals: Sequence[Built]) -> Iterator[Finding]:
    first: dict[str, Built] = {}
    for built in rivals:
        if rulebook.resolved.holds(built) and (other := first.setdefault(built.procedure.code, built)) is not built:
            related = (spot_at(other.tree, "code"),)
            code, name = built.procedure.code, other.procedure.name
            yield spot_at(built.tree, "code").finding("procedure/doubled-code", related=related, code=code, name=name)
