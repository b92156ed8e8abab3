"""Everything that is wrong, or worth knowing, in a catalog: what `motcua check` says, and start-up, and the button.

>>> from datetime import date
>>> from motcua.catalog import builtin_home, load_homes
>>> [str(finding) for finding in check(load_homes([builtin_home()]), date(2026, 2, 13)) if finding.severity == "error"]
[]
"""

from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from datetime import date
from functools import partial

from motcua.catalog import Catalog
from motcua.check import (
    basis,
    calendars,
    codes,
    expiring,
    holes,
    manifests,
    passage,
    references,
    rules,
    shared,
    steps,
    tables,
    times,
    unnamed,
    unread,
    unverified,
)
from motcua.check.cores import shared_out
from motcua.check.ignored import Sifted, sift
from motcua.check.parts import Keys, Part, divide, is_procedure
from motcua.check.survey import Survey, survey
from motcua.findings import Finding, in_order
from motcua.lang.keeping import Trees, learn, learning

Check = Callable[[Survey], Iterable[Finding]]
Known = MutableMapping[str, tuple[Finding, ...]]

OF_SHARED_LAW: tuple[Check, ...] = (
    rules.findings,
    shared.findings,
    times.findings,
    manifests.findings,
    calendars.findings,
    unverified.findings,
)
OF_PROCEDURES: tuple[Check, ...] = (
    rules.findings,
    references.findings,
    codes.findings,
    tables.findings,
    steps.findings,
    passage.findings,
    unread.findings,
    basis.findings,
    holes.findings,
    unverified.findings,
)
"""These may rest on a procedure's own documents, on the law that all share and on the names there are: see `parts`."""

_AT_ONCE = 20  # parts in memory at a time


def check(catalog: Catalog, at: date, known: Known | None = None) -> list[Finding]:
    """Say everything about a catalog that its authors did not silence, each thing once, in the order of lines.

    See `check_all` for the parameters.
    """
    return list(check_all(catalog, at, known).findings)


def check_all(
    catalog: Catalog,
    at: date,
    known: Known | None = None,
    more: Iterable[Finding] = (),
    days: int = expiring.DAYS,
    jobs: int = 1,
) -> Sifted:
    """Say everything about a catalog, each thing once, in the order of files and lines; apart, what is silenced.

    Rules are checked on every date on which something comes into or goes out of force, whether past or to come.

    :param at: today: what is missing is missing on this date.
    :param known: findings of earlier checks by the key of what was checked; new ones are added.
    :param more: what others found, to be sifted with the rest.
    :param days: how many days ahead to look for what goes out of force.
    :param jobs: how many processes to check with, where there is much to check (see `cores`).
    """
    known = {} if known is None else known
    law, parts = divide(catalog.documents)
    keys = Keys(catalog, law, at.isoformat())
    keyed = {keys.of(part): part for part in (law, *parts)}
    if (key := keys.of(law)) not in known:
        seen = survey(catalog.only(law.concerns), at, catalog.units(), law.concerns, law.documents)
        known[key] = tuple(_said(OF_SHARED_LAW, seen))
    fresh = [(key, part) for key, part in keyed.items() if key not in known]
    batches = [fresh[first : first + _AT_ONCE] for first in range(0, len(fresh), _AT_ONCE)]
    for told, trees in shared_out(partial(_of_procedures, catalog, at), batches, jobs):
        known.update(told)
        learn(trees)
    found = [*catalog.findings, *(finding for key in keyed for finding in known[key]), *more]
    found += [*unnamed.findings(catalog), *expiring.findings(catalog, at, days)]  # of the whole, and quick
    once = {(finding.rule, finding.place, finding.message()): finding for finding in found}
    sifted = sift(list(once.values()), catalog.loaded.marked)
    return Sifted(tuple(in_order(sifted.findings)), sifted.silenced)


def _of_procedures(
    catalog: Catalog, at: date, parts: Sequence[tuple[str, Part]]
) -> tuple[dict[str, tuple[Finding, ...]], Trees]:
    """Return the findings of parts by their keys, and the trees learnt, which another process would lose.

    What the parts have in common is merged once, and forgotten with them; each is handed its own law, and no more.
    """
    names = frozenset().union(*(part.names for _, part in parts))
    uses = frozenset().union(*(part.uses for _, part in parts))
    handed = catalog.only(Part(names, (), uses).concerns)
    with learning() as trees:
        told = {key: tuple(_said(OF_PROCEDURES, _of_part(handed, at, part))) for key, part in parts}
    return told, trees


def _of_part(handed: Catalog, at: date, part: Part) -> Survey:
    own = handed.only(part.concerns, sharing=True)
    layers = {definition.layer for definition in own.definitions if definition.name in part.names}
    units = [unit for unit in own.units() if layers.intersection(own.tree.lineage(own.layer(unit)))]
    return survey(own, at, units, is_procedure, part.documents)


def _said(checks: Iterable[Check], seen: Survey) -> Iterator[Finding]:
    return (finding for each in checks for finding in each(seen))
