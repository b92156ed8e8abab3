"""All mutants of a catalog: each changed line once, however many procedures, units and days share it."""

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from motcua.catalog import Catalog
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.reading.workshop import Built
from motcua.places import Place
from motcua.specs.mutation.altered import Change, Drafting, Mutant
from motcua.specs.mutation.force import in_force
from motcua.specs.mutation.literals import in_amounts, in_conditions
from motcua.specs.mutation.rows import in_fees, in_rows
from motcua.specs.mutation.times import in_times
from motcua.specs.standing import Standing, standings


class _Line(Struct):
    """The changes of one kind to one line of law, wherever it is shared."""

    change: Change
    place: Place
    drafts: dict[Built, Built] = {}
    where: list[Standing] = []

    def mutant(self) -> Mutant:
        latest = sorted(self.where, key=lambda standing: standing.end, reverse=True)
        return Mutant(self.change.rule, self.place, self.change.params, Drafting(self.drafts), tuple(latest))


def mutants(catalog: Catalog, of: Collection[str] | None = None) -> list[Mutant]:
    """List the mutants in the order of their files and lines.

    :param of: the ids of the procedures that are to be changed; all of them when left out.
    """
    lines: dict[tuple[str, Place, str], _Line] = {}
    changes: dict[Built, list[Change]] = {}
    for standing in standings(catalog):
        built = standing.built
        if of is not None and built.procedure.id not in of:
            continue
        if built not in changes:
            changes[built] = list(changes_to(built))
        for change in changes[built]:
            place = spot_at(built.tree, change.path, change.inner).place
            line = lines.setdefault((change.rule, place, change.now), _Line(change, place))
            line.where.append(standing)
            if built not in line.drafts:
                line.drafts[built] = replace(built, procedure=change.after)
    found = [*(line.mutant() for line in lines.values()), *in_force(catalog, of)]
    return sorted(found, key=lambda mutant: mutant.place)


def changes_to(built: Built) -> Iterator[Change]:
    """Walk every change to one wording of a procedure."""
    yield from in_conditions(built)
    yield from in_amounts(built)
    yield from in_fees(built.procedure)
    yield from in_times(built.procedure)
    yield from in_rows(built.procedure)
