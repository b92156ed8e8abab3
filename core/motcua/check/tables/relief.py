"""Exemptions and reductions that never free anybody of anything.

They are written for every procedure that uses their schedule, so only what is true in all of these is told.
"""

from collections.abc import Iterator, Sequence

from motcua.catalog.model import Exemption, Reduction
from motcua.check.tables.look import Look
from motcua.check.tables.remark import Remark
from motcua.check.tables.wording import Goal

Relief = Exemption | Reduction


def findings(look: Look) -> Iterator[Remark]:
    """Find exemptions and reductions that no dossier fits, or whose dossiers others always free at least as much."""
    exemptions, reductions = look.procedure.exemptions, look.procedure.reductions
    for at, exemption in enumerate(exemptions):
        yield from _useless(look, exemption, exemptions[:at])
    for at, reduction in enumerate(reductions):
        better = [each for place, each in enumerate(reductions) if _beats(each, place, reduction, at)]
        yield from _useless(look, reduction, better)


def _beats(one: Reduction, at: int, other: Reduction, place: int) -> bool:
    """Tell whether one reduction counts where both fit, whenever the other is in force."""
    more = (one.percent, -at) > (other.percent, -place)
    return more and one.period.start <= other.period.start and other.period.end <= one.period.end


def _useless(look: Look, relief: Relief, rivals: Sequence[Relief]) -> Iterator[Remark]:
    never = look.proofs.never
    if never([relief], rivals) and look.is_of_all(relief):
        covering = [each for each in rivals if look.is_of_all(each) and _covers(look, each, relief)]
        if never([relief]):
            yield look.remark("relief/never", f"{relief.path}.when", path=relief.path)
        elif never([relief], covering):
            takers = [each for each in covering if not never([relief, each])]
            named = ", ".join(f"“{taker.id}”" for taker in takers)
            yield look.remark("relief/idle", relief.path, Goal((relief,)), takers, path=relief.path, before=named)


def _covers(look: Look, one: Relief, other: Relief) -> bool:
    """Tell whether one is for all fee lines of the schedule that another is for."""
    origins = [look.built.provenance.get(f"{each.path}.items") for each in (one, other)]
    first, second = (set(origin.value) if origin else None for origin in origins)
    of_one_schedule = one.path.split(".")[1] == other.path.split(".")[1]
    return of_one_schedule and (first is None or (second is not None and first >= second))
