"""A look at one wording of a procedure: questions about its rows, findings at their lines, witnesses."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from motcua.catalog.merging.spots import Spot, spot_at
from motcua.catalog.reading.workshop import Built
from motcua.check.survey import Survey
from motcua.check.tables.proofs import Proofs
from motcua.check.tables.remark import Remark
from motcua.check.tables.showing import witness_of
from motcua.check.tables.standing import Standing, standing
from motcua.check.tables.wording import Goal, Row, Wording
from motcua.findings import Finding, Severity
from motcua.lang import Derived, Fact


class Look:
    """What the checks of tables share while they look at one wording."""

    def __init__(self, built: Built, seen: Survey) -> None:
        self.built = built
        self.procedure = built.procedure
        self.wording = Wording(built)
        self.proofs = Proofs(self.wording)
        self._seen = seen

    def spot(self, path: str) -> Spot:
        """Return where something of the procedure is written."""
        return spot_at(self.built.tree, path)

    def remark(
        self,
        rule: str,
        where: str,
        /,
        goal: Goal | None = None,
        rows: Sequence[Row] = (),
        severity: Severity = "warning",
        *,
        needs_witness: bool = False,
        **params: Any,
    ) -> Remark:
        """Make a remark about what stands at the path `where`; the conditions of related rows are quoted."""
        related = [self.spot(row.path if row.when is None else f"{row.path}.when") for row in rows]
        return Remark(self.spot(where).finding(rule, severity, related, **params), goal, needs_witness)

    def shown(self, remark: Remark) -> Finding | None:
        """Return the finding of a remark with its witness; None when it needs one and none is found."""
        if remark.goal is None:
            return remark.finding
        witness = witness_of(self.wording, remark.goal, self._standing) if self._standing else None
        return replace(remark.finding, witness=witness) if witness or not remark.needs_witness else None

    def is_own(self, path: str) -> bool:
        """Tell whether what stands at a path was written for this procedure: not in law that others share."""
        return self.spot(path).document.file in self._own_files

    def is_of_all(self, row: Row) -> bool:
        """Tell whether a row means the same to every procedure that shares it: it asks nothing of this one's own."""
        declared: list[Fact | Derived] = [*self.procedure.facts, *self.procedure.derived]
        files = {each.id: each.place.file if each.place else "" for each in declared}
        return all(files[name] and files[name] not in self._own_files for name in self.wording.asked(row))

    @property
    def rank(self) -> tuple[Any, ...]:
        """Rank looks that find the same: the smaller, the likelier a reader is to know the wording."""
        return self._standing.rank if self._standing else (True, True)

    @cached_property
    def _own_files(self) -> frozenset[str]:
        return frozenset(document.file for document in self._seen.documents)

    @cached_property
    def _standing(self) -> Standing | None:
        return standing(self.built, self._seen)
