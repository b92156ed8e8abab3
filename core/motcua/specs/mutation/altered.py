"""The law with one thing changed, seen through the same door as the law itself."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from motcua.calendar import Within
from motcua.catalog import Catalog, Rulebook
from motcua.catalog.layers import Layer
from motcua.catalog.model import Procedure
from motcua.catalog.reading.workshop import Built
from motcua.places import Place
from motcua.specs.standing import Standing
from motcua.texts import say

Alter = Callable[[Rulebook], Rulebook]


class Change(Struct, frozen=True):
    """One change to one procedure. `rule` is the key of its text, `path` and `inner` where the changed value stands.

    `now` tells apart the changes made at one place.
    """

    rule: str
    path: str
    after: Procedure
    now: str = ""
    params: Mapping[str, Any] = {}
    inner: tuple[str | int, ...] = ()


class Mutant(Struct, frozen=True, eq=False):
    """One change to the law, in every rulebook that shares the changed line.

    `where` lists the wordings in which a case may be sought that tells the two laws apart. `alter` leaves a rulebook
    that does not share the line as it is.
    """

    rule: str
    place: Place
    params: Mapping[str, Any]
    alter: Alter
    where: tuple[Standing, ...]

    def message(self, lang: str = "vi", part: str = "message") -> str:
        """Say what is changed, to stand after “no spec notices if: …”; part ``title`` names a scenario after it."""
        said = {key: value.text(lang) if isinstance(value, Within) else value for key, value in self.params.items()}
        return say(self.rule, lang, part, **said)

    @property
    def procedures(self) -> tuple[str, ...]:
        """Name the procedures that the change reaches."""
        return tuple(dict.fromkeys(standing.built.procedure.name for standing in self.where))


class Altered(Struct, frozen=True):
    """A catalog as a situation sees it, its rulebooks altered."""

    catalog: Catalog
    alter: Alter
    _rulebooks: dict[tuple[str, date], Rulebook] = {}

    def units(self) -> tuple[str, ...]:
        """List the units."""
        return self.catalog.units()

    def layer(self, unit: str) -> Layer:
        """Return a unit's own layer."""
        return self.catalog.layer(unit)

    def resolve(self, unit: str, at: date) -> Rulebook:
        """Return the altered rulebook of a unit on a date."""
        if (unit, at) not in self._rulebooks:
            self._rulebooks[unit, at] = self.alter(self.catalog.resolve(unit, at))
        return self._rulebooks[unit, at]


class Drafting(Struct, frozen=True):
    """Alters rulebooks by putting drafts in the place of procedures."""

    drafts: Mapping[Built, Built]

    def __call__(self, rulebook: Rulebook) -> Rulebook:
        """Put every draft that belongs here into a rulebook."""
        found = tuple(self._found(rulebook))
        return replace(rulebook, drafts=found) if found else rulebook

    def _found(self, rulebook: Rulebook) -> Iterator[Built]:
        for name in dict.fromkeys(built.procedure.id for built in self.drafts):
            if (built := wording(rulebook, name)) and (draft := self.drafts.get(built)):
                yield draft


class Shifting(Struct, frozen=True):
    """Alters the rulebooks of one day, below one layer, to those of a catalog in which an amendment moved past it."""

    other: Callable[[], Catalog]
    layer: str
    day: date

    def __call__(self, rulebook: Rulebook) -> Rulebook:
        """Return the rulebook of the other catalog where the amendment matters."""
        if rulebook.date != self.day or all(layer.id != self.layer for layer in rulebook.layers):
            return rulebook
        return self.other().resolve(rulebook.unit, rulebook.date)


def wording(rulebook: Rulebook, name: str) -> Built | None:
    """Return a procedure as a rulebook words it; None where it is not in force."""
    return rulebook.built(name) if name in rulebook.resolved.names("procedure") else None
