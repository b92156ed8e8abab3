"""Compiling: facts, cells and expressions in; typed trees and every finding at its place in the YAML out."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from motcua.findings import Finding
from motcua.lang.cel import Checker
from motcua.lang.cells import SPECIAL, Lowered, Path, lower
from motcua.lang.facts import Derived, Fact, FactType
from motcua.lang.functions import Step
from motcua.lang.lint import unlisted_words
from motcua.lang.ranges import Range, range_of
from motcua.lang.reading import read_value
from motcua.lang.spots import LineAt, excerpt, spot
from motcua.lang.tree import Const, Kind, Node, Unknown
from motcua.lang.trouble import Trouble
from motcua.places import Place

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CEL_WORDS = (
    "as break const continue else false for function if import in let loop null package namespace return true var"
)
_CEL_TYPES = "void while bool int uint double string bytes list map type dyn timestamp duration"
_OURS = "date days years share size math present"
_RESERVED = SPECIAL | {*_CEL_WORDS.split(), *_CEL_TYPES.split(), *_OURS.split()}
_OF_KEYS = {"lang/unknown-name", "lang/unheard-of-name", "lang/unknown-test", "lang/unheard-of-test"}
_TYPES: Mapping[Kind, FactType] = {
    "boolean": "boolean",
    "integer": "integer",
    "date": "date",
    "text": "choice",
    "texts": "choices",
}


@dataclass(frozen=True, slots=True)
class Named:
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


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression with its tree; `lowered` maps the tree's offsets to cells where the source was cells."""

    named: Named
    tree: Node
    lowered: Lowered | None = None


@dataclass(slots=True)
class Compiling:
    """One compilation: what is known so far of names, and the findings so far."""

    line_at: LineAt | None
    facts: dict[str, Fact] = field(default_factory=dict)
    ranges: dict[str, Range] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    _checker: Checker | None = None

    def declare(self, fact: Fact) -> None:
        """Make a fact known to whatever is compiled after it."""
        if fact.id in self.facts or fact.id in _RESERVED or not _NAME.fullmatch(fact.id):
            rule = "lang/duplicate-name" if fact.id in self.facts else "lang/bad-name"
            return self.report(Trouble(rule, 0, {"name": fact.id}), fact.place)
        if isinstance(read_value(fact, fact.default), Finding):
            self.report(Trouble("lang/bad-default", 0, {"fact": fact.id, "default": str(fact.default)}), fact.place)
        if fact.min is not None and fact.max is not None and fact.min > fact.max:
            return self.report(Trouble("lang/empty-range", 0, {"fact": fact.id}), fact.place)
        self.facts[fact.id] = fact
        self.ranges[fact.id] = _declared(fact)
        self._checker = None
        return None

    def derive(self, derived: Derived) -> Step | None:
        """Compile a derived fact and declare it; None when its name cannot be used."""
        tree = self.expression(Named(derived.id, derived.source, place=derived.place), wants=None)
        if tree is None:
            self.failed.add(derived.id)
            return None
        bounds = self.bounds(derived, tree)
        known = len(self.facts)
        title = derived.title or derived.id
        range_ = bounds or range_of(tree, self.ranges)[0]
        self.declare(
            Fact(derived.id, _TYPES[tree.kind], title, min=range_.least, max=range_.greatest, place=derived.place)
            if tree.kind == "integer"
            else Fact(derived.id, _TYPES[tree.kind], title, place=derived.place)
        )
        return Step(derived.id, tree, bounds) if len(self.facts) > known else None

    def bounds(self, derived: Derived, tree: Node) -> Range | None:
        """Return the author's bounds of a derived integer where they are narrower than what it can yield anyway."""
        can = range_of(tree, self.ranges)[0]
        says = Range(*(b if a is None else a for a, b in ((derived.min, can.least), (derived.max, can.greatest))))
        narrower = says.least > can.least or says.greatest < can.greatest
        return says if tree.kind == "integer" and narrower else None

    def condition(self, named: Named) -> Compiled:
        """Compile cells, a CEL text or None (always); what cannot be compiled stays unknown."""
        if named.source is None:
            return Compiled(named, Const(value=True, kind="boolean"))
        if isinstance(named.source, Mapping):
            return self.cells(named, named.source)
        return Compiled(named, self.expression(named, named.wants) or Unknown("boolean"))

    def amount(self, named: Named) -> Compiled:
        """Compile an integer or a CEL text that yields one; what is always negative is refused."""
        if type(named.source) is int:
            return Compiled(named, Const(named.source, "integer"))
        tree = self.expression(named, named.wants)
        if tree is not None:
            self.sign(named, tree)
        return Compiled(named, tree or Unknown("integer"))

    def sign(self, named: Named, tree: Node) -> None:
        """Report an amount that is or may be below zero."""
        can = range_of(tree, self.ranges)[0]
        if can.greatest < 0:
            self.report(Trouble("lang/negative"), named.at())
        elif can.least < 0:
            self.report(Trouble("lang/may-be-negative", 0, {"least": can.least}), named.at(), severity="warning")

    def cells(self, named: Named, cells: Mapping[str, Any]) -> Compiled:
        """Compile cells; the author's expressions among them are checked alone first, so none leans on the rest."""
        lowered = lower(cells, self.facts)
        before = len(self.findings)
        for path, trouble in lowered.troubles:
            misspelt_key = trouble.rule in _OF_KEYS and named.key_place
            self.report(trouble, misspelt_key(path) if misspelt_key else named.at(path))
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
            troubles = [*unlisted_words(tree, self.facts), *range_of(tree, self.ranges)[1]]
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


def _declared(fact: Fact) -> Range:
    whole = Range()
    return Range(whole.least if fact.min is None else fact.min, whole.greatest if fact.max is None else fact.max)
