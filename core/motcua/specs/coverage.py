"""Coverage: which rows of the law the specs fired, by procedure and by article.

A row is whatever can fire by itself: a case, a paper or one of its fall-backs, a row of the deadline, an extension, a
reason to stop the clock, a line of the fee, an exemption, a reduction, a step. Of a row that several wordings of a
procedure share, one firing is enough. Beside the rows stand the boundaries: the limits that conditions compare with.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from motcua.calendar import Within
from motcua.catalog import Catalog
from motcua.catalog.merging.spots import spot_at
from motcua.catalog.model import Paper, Procedure
from motcua.decide import Decision
from motcua.places import Place
from motcua.specs.boundaries import Boundary, tried
from motcua.specs.standing import Standing, standings
from motcua.texts import say

Basis = tuple[str, ...]
Name = str | Within  # lengths of time are named in the reader's language
_Seen = tuple[str, str, Name, Basis]


class Row(Struct, frozen=True):
    """One row of a procedure; `kind` is the end of the key of its text, such as ``paper`` of ``coverage/paper``."""

    kind: str
    path: str
    name: Name
    basis: Basis
    place: Place
    fired: bool

    def told(self, lang: str = "vi") -> str:
        """Name the row in words."""
        return say(f"coverage/{self.kind}", lang, name=self.named(lang))

    def named(self, lang: str = "vi") -> str:
        """Return its name."""
        return self.name.text(lang) if isinstance(self.name, Within) else self.name


class Covered(Struct, frozen=True):
    """One procedure with all its rows."""

    id: str
    code: str
    name: str
    rows: tuple[Row, ...]
    boundaries: tuple[Boundary, ...] = ()

    @property
    def fired(self) -> int:
        """Count the rows that fired."""
        return sum(row.fired for row in self.rows)

    @property
    def open_boundaries(self) -> tuple[Boundary, ...]:
        """Return the limits that specs did not come to from both sides."""
        return tuple(one for one in self.boundaries if one.untried)

    @property
    def missing(self) -> tuple[Row, ...]:
        """Return the rows that no spec fired."""
        return tuple(row for row in self.rows if not row.fired)


class Coverage(Struct, frozen=True, dict=True):
    """All procedures, and where each of them stands."""

    procedures: tuple[Covered, ...]
    standings: tuple[Standing, ...]

    @property
    def rows(self) -> int:
        """Count all rows."""
        return sum(len(one.rows) for one in self.procedures)

    @property
    def fired(self) -> int:
        """Count the rows that fired."""
        return sum(one.fired for one in self.procedures)

    @property
    def boundaries(self) -> int:
        """Count all limits."""
        return sum(len(one.boundaries) for one in self.procedures)

    @property
    def tried(self) -> int:
        """Count the limits that specs came to from both sides."""
        return self.boundaries - sum(len(one.open_boundaries) for one in self.procedures)

    @cached_property
    def _fired(self) -> frozenset[tuple[str, str]]:
        return frozenset((one.id, row.path) for one in self.procedures for row in one.rows if row.fired)

    def has_fired(self, procedure_id: str, path: str) -> bool:
        """Tell whether a row of a procedure fired."""
        return (procedure_id, path) in self._fired

    def by_basis(self) -> Mapping[str, tuple[int, int]]:
        """Count rows and fired rows by the article they rest on, the articles sorted; a row may rest on several."""
        counts: dict[str, tuple[int, int]] = {}
        for row in (row for one in self.procedures for row in one.rows):
            for basis in row.basis:
                rows, fired = counts.get(basis, (0, 0))
                counts[basis] = rows + 1, fired + row.fired
        return dict(sorted(counts.items()))


def coverage(catalog: Catalog, decisions: Iterable[Decision]) -> Coverage:
    """Compare the rows that decisions fired, and the limits they came near, with all there are."""
    made, every = tuple(decisions), standings(catalog)
    wordings: dict[str, list[Standing]] = {}
    for standing in every:
        wordings.setdefault(standing.built.procedure.id, []).append(standing)
    found = (
        _covered(catalog, each, [decision for decision in made if decision.procedure == name])
        for name, each in wordings.items()
    )
    return Coverage(tuple(found), tuple(every))


def _covered(catalog: Catalog, wordings: Sequence[Standing], decisions: Sequence[Decision]) -> Covered:
    procedure = wordings[-1].built.procedure
    fired = {path for decision in decisions for path in decision.rows}
    rows: dict[str, Row] = {}
    for standing in wordings:
        for kind, path, name, basis in rows_of(standing.built.procedure):
            place = spot_at(standing.built.tree, path).place
            every = dict.fromkeys((*(rows[path].basis if path in rows else ()), *basis))  # units rest on their own
            rows[path] = Row(kind, path, name, tuple(every), place, path in fired)
    boundaries = tried(catalog, [standing.built for standing in wordings], decisions)
    return Covered(procedure.id, procedure.code, procedure.name, tuple(rows.values()), boundaries)


def rows_of(procedure: Procedure) -> Iterator[_Seen]:
    """Walk the rows of a procedure: kind, path, name, basis."""
    for case in procedure.cases:
        yield "case", case.path, case.name, case.basis
    for paper in procedure.papers:
        yield from _papers(paper)
    for row in procedure.deadline:
        yield "deadline", row.path, row.within, row.basis
    for extension in procedure.extensions:
        yield "extension", extension.path, extension.add, extension.basis
    for remark in procedure.not_counted:
        yield "pause", f"not_counted.{remark.id}", remark.text, remark.basis
    for line in procedure.fees:
        yield "fee", line.path, line.name, line.basis
    for exemption in procedure.exemptions:
        yield "exemption", exemption.path, exemption.name, exemption.basis
    for reduction in procedure.reductions:
        yield "reduction", reduction.path, reduction.name, reduction.basis
    for step in procedure.steps:
        yield "step", step.path, step.name, step.basis


def _papers(paper: Paper) -> Iterator[_Seen]:
    for one in paper.first_available:
        yield "fall-back", one.path, one.name, one.basis or paper.basis
    if not paper.first_available:
        yield "paper", paper.path, paper.name, paper.basis
