"""Compiling: facts, cells and expressions in; typed trees and every finding at its place in the YAML out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from motcua.findings import Finding
from motcua.lang.cel import Checker
from motcua.lang.cells import Lowered, Path, lower
from motcua.lang.declaring import contradictions, derived_fact, misnaming, own_bounds, range_of_fact
from motcua.lang.facts import Derived, Fact
from motcua.lang.functions import Step
from motcua.lang.lint import unlisted_words
from motcua.lang.ranges import Range, range_of
from motcua.lang.spots import LineAt, excerpt, spot
from motcua.lang.tree import Const, Kind, Node, Unknown
from motcua.lang.trouble import Trouble
from motcua.places import Place

_OF_KEYS = {"lang/unknown-name", "lang/unheard-of-name", "lang/unknown-test", "lang/unheard-of-test"}


class Named(Struct, frozen=True):
    """A condition (cells, or None for always) or an amount (CEL text or an integer), and where it stands.

    `place` gives the place of the value at a path inside `source`, `key_place` that of the key ending the path, for
    misspelt names; a single place stands for all of them.
    """

    name: str
    source: Mapping[str, Any] | str | int | None
    wants: Literal["boolean", "integer"] = "boolean"
    place: Callable[[Path], Place | None] | Place | None = None
    key_place: Callable[[Path], Place | None] | None = None

    def at(self, path: Path = ()) -> Place | None:
        """Return the place of the value at a path."""
        return self.place(path) if callable(self.place) else self.place

    def key_at(self, path: Path) -> Place | None:
        """Return the place of the key that ends a path."""
        return self.key_place(path) if self.key_place else self.at(path)


class Compiled(Struct, frozen=True):
    """An expression with its tree; `lowered` maps the tree's offsets to cells where the source was cells."""

    named: Named
    tree: Node
    lowered: Lowered | None = None


class Compiling(Struct):
    """One compilation: what is known so far of names, and the findings so far."""

    line_at: LineAt | None
    facts: dict[str, Fact] = {}
    ranges: dict[str, Range] = {}
    failed: set[str] = set()
    findings: list[Finding] = []
    _checker: Checker | None = None

    def declare(self, fact: Fact) -> bool:
        """Make a fact known to whatever is compiled after it, unless its name cannot be used."""
        misnamed = misnaming(fact.id, self.facts)
        for trouble in [misnamed] if misnamed else contradictions(fact):
            self.report(trouble, fact.place)
        if misnamed:
            return False
        self.facts[fact.id] = fact
        self.ranges[fact.id] = range_of_fact(fact)
        self._checker = None
        return True

    def derive(self, derived: Derived) -> Step | None:
        """Compile a derived fact and declare it; None when it or its name is not right."""
        tree = self.expression(Named(derived.id, derived.source, place=derived.place), wants=None)
        if tree is None:
            self.failed.add(derived.id)
            return None
        can, _ = range_of(tree, self.ranges)
        bounds = own_bounds(derived, can) if tree.kind == "integer" else None
        declared = self.declare(derived_fact(derived, tree.kind, bounds or can))
        return Step(derived.id, tree, bounds) if declared else None

    def condition(self, named: Named) -> Compiled:
        """Compile cells, a CEL text or None (always); what cannot be compiled stays unknown."""
        if named.source is None:
            return Compiled(named, Const(value=True, kind="boolean"))
        if isinstance(named.source, Mapping):
            return self.cells(named, named.source)
        return Compiled(named, self.expression(named, named.wants) or Unknown("boolean"))

    def amount(self, named: Named) -> Compiled:
        """Compile an integer or a CEL text that yields one; what is always negative is refused."""
        source = named.source
        tree = Const(source, "integer") if type(source) is int else self.expression(named, named.wants)
        if tree is not None:
            self.sign(named, tree)
        return Compiled(named, tree or Unknown("integer"))

    def sign(self, named: Named, tree: Node) -> None:
        """Report an amount that is or may be below zero."""
        can, _ = range_of(tree, self.ranges)
        if can.greatest < 0:
            self.report(Trouble("lang/negative"), named.at())
        elif can.least < 0:
            self.report(Trouble("lang/may-be-negative", 0, {"least": can.least}), named.at(), severity="warning")

    def cells(self, named: Named, cells: Mapping[str, Any]) -> Compiled:
        """Compile cells; the author's expressions among them are checked alone first, so none leans on the rest."""
        lowered = lower(cells, self.facts)
        before = len(self.findings)
        for path, trouble in lowered.troubles:
            self.report(trouble, named.key_at(path) if trouble.rule in _OF_KEYS else named.at(path))
        inner = [piece for piece in lowered.pieces if piece.expression]
        alone = [self.checked(lowered.text[p.start : p.end], "boolean", named.at(p.path)) for p in inner]
        if lowered.troubles or None in alone:
            return Compiled(named, Unknown("boolean"), lowered)
        tree, troubles = self.checker.check(lowered.text, "boolean", lowered=True)
        if len(self.findings) == before:
            for trouble in troubles:
                piece = lowered.piece(trouble.at)
                self.report(trouble, named.at(piece.path if piece else ()))
        return Compiled(named, tree or Unknown("boolean"), lowered)

    def expression(self, named: Named, wants: Kind | None) -> Node | None:
        """Compile an author's own CEL text."""
        if not isinstance(named.source, str):
            self.report(Trouble("lang/not-an-expression"), named.at())
            return None
        return self.checked(named.source, wants, named.at())

    def checked(self, text: str, wants: Kind | None, place: Place | None) -> Node | None:
        """Check an author's text by itself: types, profile, words, ranges."""
        tree, troubles = self.checker.check(text, wants)
        if tree is not None:
            troubles = (*unlisted_words(tree, self.facts), *range_of(tree, self.ranges)[1])
        for trouble in troubles:
            self.report(trouble, place and spot(place, trouble.at, self.line_at))
        return None if troubles else tree

    @property
    def checker(self) -> Checker:
        """Return a checker of the names declared so far."""
        if self._checker is None:
            open_texts = frozenset(fact.id for fact in self.facts.values() if fact.type == "text")
            self._checker = Checker({fact.id: fact.kind for fact in self.facts.values()}, open_texts)
        return self._checker

    def report(self, trouble: Trouble, place: Place | None, severity: Literal["error", "warning"] = "error") -> None:
        """Note a finding; what only follows from a derived fact that failed is not said again."""
        if trouble.params.get("name") in self.failed:
            return
        shown = excerpt(place, self.line_at) if place and self.line_at else ""
        self.findings.append(Finding(trouble.rule, place, severity, trouble.params, shown))


def compiled_all(compiling: Compiling, facts: Iterable[Fact], derived: Sequence[Derived]) -> list[Step]:
    """Declare facts, then derived facts in the order written, and return the latter compiled."""
    for fact in facts:
        compiling.declare(fact)
    return [step for one in derived if (step := compiling.derive(one))]
