"""The workshop: makes procedures of merged documents, each once, for all units and dates that share them."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from motcua.calendar import Calendar
from motcua.catalog.merging.elsewhere import Elsewhere, Shared
from motcua.catalog.merging.merged import Merged
from motcua.catalog.merging.tree import Table, leaves
from motcua.catalog.model import Item, Procedure
from motcua.catalog.origin import Origin
from motcua.catalog.reading.compiled import Compiled, Lines, compile_procedure
from motcua.catalog.reading.join import join
from motcua.catalog.reading.procedure import read_procedure
from motcua.findings import Finding


class Built(Struct, frozen=True, eq=False, dict=True):
    """A procedure with its joined tree; compiled when first needed. `broken` tells what its references lack."""

    procedure: Procedure
    tree: Table
    broken: tuple[Finding, ...]
    lines: Lines

    @cached_property
    def _compiling(self) -> tuple[Compiled, list[Finding]]:
        return compile_procedure(self.procedure, self.tree, self.lines)

    @property
    def compiled(self) -> Compiled:
        """Its programs, whatever is wrong with them."""
        return self._compiling[0]

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """Why nothing can be decided by it: missing references, errors of conditions and amounts."""
        return (
            *self.broken,
            *(finding for finding in self.problems[len(self.broken) :] if finding.severity == "error"),
        )

    @property
    def problems(self) -> tuple[Finding, ...]:
        """Everything wrong with its references, conditions and amounts."""
        return (*self.broken, *self._compiling[1])

    @cached_property
    def provenance(self) -> Mapping[str, Origin]:
        """Where every value comes from, by path."""
        return dict(leaves(self.tree))


class Workshop(Struct, frozen=True, eq=False):
    """Builds procedures and remembers them; `files` and `lines` tell where documents lie and what is written there."""

    files: Mapping[str, str]
    lines: Lines
    elsewhere: Elsewhere
    _built: dict[tuple[Merged, ...], Built] = {}
    _calendars: dict[tuple[Merged, ...], Calendar] = {}
    _items: dict[Merged, Mapping[str, Item]] = {}

    def build(self, procedure: Merged, schedules: Shared, routes: Shared, vocabularies: Shared) -> Built:
        """Join and read a procedure.

        :raises MotcuaError: when a length of time in it cannot be read.
        """
        parts = (procedure, *_used(procedure, schedules, routes), *vocabularies.values())
        if (built := self._built.get(parts)) is None:
            tree, broken = join(procedure, schedules, routes, self.elsewhere)
            read = read_procedure(tree, {name: self.items(merged) for name, merged in vocabularies.items()})
            built = self._built[parts] = Built(read, tree, tuple(broken), self.lines)
        return built

    def calendar(self, years: tuple[Merged, ...]) -> Calendar:
        """Return the calendar that documents of years make.

        :raises MotcuaError: when they contradict each other.
        """
        if years not in self._calendars:
            self._calendars[years] = Calendar.of(year.data for year in years)
        return self._calendars[years]

    def items(self, vocabulary: Merged) -> Mapping[str, Item]:
        """Return the items of a vocabulary document by id."""
        if vocabulary not in self._items:
            self._items[vocabulary] = {row["id"]: _item(row) for row in vocabulary.data["items"]}
        return self._items[vocabulary]


def _item(row: Mapping[str, object]) -> Item:
    more = {key: value for key, value in row.items() if key not in ("id", "name")}
    return Item(str(row["id"]), str(row["name"]), more)


def _used(procedure: Merged, schedules: Shared, routes: Shared) -> list[Merged]:
    """Return the shared documents a procedure names: what it becomes depends on nothing else."""
    names = [fee.get("use", "") for fee in procedure.data.get("fees", ())]
    route = (procedure.data.get("route") or {}).get("use", "")
    found = [schedules[name] for name in names if name in schedules]
    return [*found, *([routes[route]] if route in routes else [])]
