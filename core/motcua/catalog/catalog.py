"""The catalog: everything that homes hold, and what it comes to for a unit on a date."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from functools import lru_cache
from hashlib import sha256

from motcua.catalog.bounds.bounds import Bounds
from motcua.catalog.homes import Home
from motcua.catalog.layers import Layer, LayerTree
from motcua.catalog.load import Contents, Loaded, load
from motcua.catalog.merging.amendments import Amendment, conflicts, end_replaced, in_merge_order
from motcua.catalog.merging.elsewhere import Elsewhere
from motcua.catalog.merging.merged import Definition, Merged, merge
from motcua.catalog.merging.strays import doubled_amendments, doubled_definitions, unknown_targets
from motcua.catalog.reading.workshop import Workshop
from motcua.catalog.resolved import Resolved
from motcua.catalog.rulebook import Rulebook
from motcua.document import Document
from motcua.findings import Finding, in_order, refuse
from motcua.similar import nearest

_Key = tuple[Merged | Layer, ...]
_Chain = tuple[Definition, tuple[Amendment, ...], Merged | None]


class Catalog:
    """All documents and layers of some homes. Nothing changes in it once it is made.

    `findings` is what reading alone shows: YAML, schemas, layers, amendments that lead nowhere or clash.
    """

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.documents: tuple[Document, ...] = loaded.documents
        self.tree: LayerTree = loaded.tree
        self.broken = loaded.broken
        self.files = loaded.files
        self.digests = loaded.digests
        single, copies = doubled_amendments(loaded.amendments)
        amendments, replaced = end_replaced(single)
        self.amendments: tuple[Amendment, ...] = tuple(amendments)
        # Upper layers first: where two define the same thing, a lower one cannot take the upper one's place.
        downwards = sorted(loaded.definitions, key=lambda definition: self.tree.depth(definition.layer))
        self.definitions, doubled = doubled_definitions(downwards, self.tree)
        strays = unknown_targets(self.amendments, self.definitions, self.tree, self.broken)
        found = [*loaded.findings, *copies, *replaced, *doubled, *strays, *conflicts(self.amendments)]
        self.findings: tuple[Finding, ...] = tuple(in_order(found))
        known = {definition.name: definition.document for definition in self.definitions}
        lines = {document.file: document.lines for document in self.documents}
        self.workshop = Workshop(loaded.files, lines, Elsewhere(known, loaded.broken))
        self._forget()
        self._start()

    def _start(self) -> None:
        self._by_target: Mapping[str, list[Amendment]] = _grouped(self.amendments)
        self._rulebook = lru_cache(maxsize=4096)(self._resolve)

    def _forget(self) -> None:
        """Begin to remember what documents come to: each thing by all that it is made of."""
        self._merged: dict[_Chain, Merged] = {}
        self._resolved: dict[_Key, Resolved] = {}
        self.workshop = Workshop(self.workshop.files, self.workshop.lines, self.workshop.elsewhere)

    def only(self, wanted: Callable[[str], bool], *, sharing: bool = False) -> "Catalog":
        """Return this catalog with the definitions of wanted names (``kind/id``) alone, and what amends them.

        Its `documents`, and what reading showed, stay those of the whole.

        :param sharing: whether both remember together what documents come to, until both are gone.
        """
        part = copy(self)
        part.definitions = tuple(each for each in self.definitions if wanted(each.name))
        part.amendments = tuple(each for each in self.amendments if wanted(each.target))
        if not sharing:
            part._forget()
        part._start()
        return part

    @property
    def digest(self) -> str:
        """A digest of everything in it."""
        content = [document.data for document in self.documents]
        return sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()

    def units(self) -> tuple[str, ...]:
        """List the units that have a layer, in the order of their paths."""
        return tuple(sorted(self.tree.by_unit))

    def layer(self, unit: str) -> Layer:
        """Return a unit's own layer.

        :raises MotcuaError: ``unit/unknown`` with the nearest unit.
        """
        if (layer := self.tree.by_unit.get(unit)) is None:
            raise refuse("unit/unknown", unit=unit, nearest=nearest(unit, self.tree.by_unit))
        return layer

    def resolve(self, unit: str, at: date) -> Rulebook:
        """Return the rulebook of a unit on a date: definitions in force, then the amendments in force, in merge order.

        :raises MotcuaError: ``unit/unknown`` with the nearest unit.
        """
        return self._rulebook(unit, at)

    def change_dates(self, unit: str) -> tuple[date, ...]:
        """List the days on which something comes into or goes out of force for a unit."""
        lineage = self.tree.lineage(self.layer(unit))
        amending = [amendment for amendment in self.amendments if amendment.layer in lineage]
        periods = [d.period for d in self.definitions if d.layer in lineage]
        periods += [period for amendment in amending for period in (amendment.period, amendment.sets)]
        days = {day for period in periods for day in (period.start, period.end)}
        return tuple(sorted(days - {date.min, date.max}))

    def _resolve(self, unit: str, at: date) -> Rulebook:
        lineage = self.tree.lineage(self.layer(unit))
        own = [definition for definition in self.definitions if definition.layer in lineage]
        defaults: dict[str, Merged] = {}
        for bounds in self._all(own, lineage, at, {}, only_bounds=True):
            defaults.setdefault(str(bounds.data["of"]), bounds)  # an upper layer's own, which comes first, holds
        merged = tuple(m for m in self._all(own, lineage, at, defaults) if m.period.holds(at))
        key: _Key = (*merged, *lineage)
        return Rulebook(unit, at, self._share(key, merged, lineage))

    def _share(self, key: _Key, merged: Sequence[Merged], lineage: tuple[Layer, ...]) -> Resolved:
        """Return what the same documents came to before, if they did."""
        if key not in self._resolved:
            by_kind: dict[str, dict[str, Merged]] = {}
            for document in merged:
                by_kind.setdefault(document.kind, {})[document.id] = document
            self._resolved[key] = Resolved(lineage, by_kind, self.workshop)
        return self._resolved[key]

    def _all(
        self,
        definitions: Iterable[Definition],
        lineage: Sequence[Layer],
        at: date,
        defaults: Mapping[str, Merged],
        *,
        only_bounds: bool = False,
    ) -> list[Merged]:
        wanted = [d for d in definitions if (d.document.kind == "bounds") is only_bounds]
        return [self._merge(definition, lineage, at, defaults.get(definition.document.kind)) for definition in wanted]

    def _merge(self, definition: Definition, lineage: Sequence[Layer], at: date, defaults: Merged | None) -> Merged:
        amending = [a for a in self._by_target.get(definition.name, ()) if a.layer in lineage and a.period.holds(at)]
        chain = (definition, in_merge_order(amending, lineage) if amending else (), defaults)
        if chain not in self._merged:
            written = self._merged.setdefault((definition, (), None), Merged(definition, None, (), ()))
            self._merged[chain] = _amended(written, chain[1], defaults) if chain[1] else written
        return self._merged[chain]


def load_homes(homes: Iterable[Home], contents: Contents | None = None) -> Catalog:
    """Read everything that homes hold; what is wrong is in the catalog's `findings`, nothing raises.

    :param contents: what is known of files by their digests; files it does not know are read and added to it.
    """
    return Catalog(load(homes, contents))


def _amended(written: Merged, amendments: Sequence[Amendment], defaults: Merged | None) -> Merged:
    rules, where = (defaults.data["rules"], defaults.definition.document) if defaults else ({}, None)
    return merge(written, amendments, Bounds.of(written.definition.document, rules, where))


def _grouped(amendments: Iterable[Amendment]) -> dict[str, list[Amendment]]:
    by_target: dict[str, list[Amendment]] = {}
    for amendment in amendments:
        by_target.setdefault(amendment.target, []).append(amendment)
    return by_target
