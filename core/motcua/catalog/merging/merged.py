"""One document as it stands after its amendments, with what was wrong with them."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, cast

from msgspec import Struct

from motcua.catalog.bounds.bounds import Bounds, breaches
from motcua.catalog.layers import Layer
from motcua.catalog.merging.amendments import Amendment
from motcua.catalog.merging.merge import graft
from motcua.catalog.merging.needed import dropped_though_needed
from motcua.catalog.merging.tree import Scope, Table, leaves, plain, plant
from motcua.catalog.origin import Origin
from motcua.catalog.period import Period
from motcua.document import Document
from motcua.findings import Finding


class Definition(Struct, frozen=True, eq=False, dict=True):
    """A document of law and the layer that defines it."""

    document: Document
    layer: Layer

    @cached_property
    def name(self) -> str:
        """Its name in references: ``kind/id``."""
        return f"{self.document.kind}/{self.document.id}"

    @cached_property
    def period(self) -> Period:
        """When it is in force, before any amendment."""
        return Period.of(self.document.data.get("in_force"))

    @property
    def scope(self) -> Scope:
        """What every value of it inherits from it."""
        since = self.period.start if self.period.start > date.min else None
        return Scope(self.document, self.layer.id, since=since)


class Merged(Struct, frozen=True, eq=False, dict=True):
    """A definition with every amendment that could be applied. An amendment with an error is left out whole.

    `amended` is its tree where there was an amendment to apply: most definitions stand as written, and most of those
    are never looked into.
    """

    definition: Definition
    amended: Table | None
    applied: tuple[Amendment, ...]
    findings: tuple[Finding, ...]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.definition.document.id

    @property
    def kind(self) -> str:
        """The document's kind."""
        return self.definition.document.kind

    @cached_property
    def period(self) -> Period:
        """When it is in force, as amended."""
        return Period.of(self.data.get("in_force")) if self.amended else self.definition.period

    @cached_property
    def tree(self) -> Table:
        """The merged document as a tree that knows where every value comes from."""
        return self.amended or cast("Table", plant(self.definition.document.data, (), self.definition.scope))

    @cached_property
    def data(self) -> dict[str, Any]:
        """The merged document as plain data."""
        if self.amended is None:
            return self.definition.document.data
        return cast("dict[str, Any]", plain(self.amended))

    @cached_property
    def origins(self) -> dict[str, Origin]:
        """Where every value comes from, by path."""
        return dict(leaves(self.tree))


def merge(written: Merged, amendments: Iterable[Amendment], bounds: Bounds) -> Merged:
    """Apply amendments, in the given order, to a definition as written, each within the bounds of upper layers."""
    definition = written.definition
    tree: Table | None = None
    applied: list[Amendment] = []
    findings: list[Finding] = []
    for amendment in amendments:
        after, wrong = _amended(tree or written.tree, amendment, definition, bounds)
        findings += wrong
        if not wrong:
            tree = after
            applied.append(amendment)
    return Merged(definition, tree, tuple(applied), tuple(findings))


def _amended(
    before: Table, amendment: Amendment, definition: Definition, bounds: Bounds
) -> tuple[Table, list[Finding]]:
    problems: list[Finding] = []
    patch = plant(amendment.document.data.get("set") or {}, ("set",), amendment.scope)
    after = cast("Table", graft(before, patch, "", problems))
    problems += dropped_though_needed(after, patch, definition.document.kind) if not problems else ()
    if not problems and amendment.layer is not definition.layer:
        problems += breaches(before, after, amendment, bounds)
    return after, problems
