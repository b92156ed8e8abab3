"""Two laws compared at one unit or at many: units at which the same is to be told are told together."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from motcua.analysis.equivalence.proving import Proof, procedures, shared
from motcua.analysis.equivalence.stretches import Stretch
from motcua.analysis.equivalence.words import sentences
from motcua.catalog import Rulebook
from motcua.findings import MotcuaError


class Comparison(Struct, frozen=True):
    """What is known at some units; days and proofs are those of the first of them."""

    units: tuple[str, ...]
    days: tuple[Stretch, ...]
    proofs: tuple[Proof, ...]

    @property
    def proved(self) -> bool:
        """Tell whether every dossier is proved to be decided alike, in the same time."""
        return all(proof.verdict == "same" for proof in self.proofs) and not shared(self.days)

    @property
    def latest(self) -> Rulebook:
        """The last rulebook of the draft, which knows the unit by its latest name."""
        return self.days[-1].after


def chosen(names: Sequence[str], days: Sequence[Stretch]) -> tuple[str, ...]:
    """Return the ids of procedures as one of the laws knows them; those of both when none is named.

    :raises MotcuaError: ``procedure/unknown`` with the nearest name.
    """
    return tuple(dict.fromkeys(_id(name, days) for name in names)) or procedures(days)


def _id(name: str, days: Sequence[Stretch]) -> str:
    try:
        return days[-1].after.find(name).id
    except MotcuaError:
        return days[0].before.find(name).id


def told_together(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Join units of which the same is to be told but for their names."""
    found: dict[tuple[str, ...], Comparison] = {}
    for one in comparisons:
        told = (*shared(one.days), *(line for proof in one.proofs for line in sentences(proof, "", "vi")))
        first = found.get(told)
        found[told] = replace(first, units=(*first.units, *one.units)) if first else one
    return list(found.values())
