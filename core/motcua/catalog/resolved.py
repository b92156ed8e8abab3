"""All layers merged for one unit, as long as the same documents are in force; shared by the rulebooks of many dates."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from motcua.calendar import Calendar, Policy
from motcua.catalog.layers import Layer
from motcua.catalog.merging.merged import Merged
from motcua.catalog.merging.spots import Spot
from motcua.catalog.model import Slip, Vocabulary
from motcua.catalog.reading.workshop import Built, Workshop
from motcua.findings import Finding, MotcuaError, refuse


class Resolved(Struct, frozen=True, eq=False, dict=True):
    """The merged documents by kind and id; the workshop makes procedures of them."""

    lineage: tuple[Layer, ...]
    merged: Mapping[str, Mapping[str, Merged]]
    workshop: Workshop

    def names(self, kind: str) -> tuple[str, ...]:
        """List the ids of the documents of a kind."""
        return tuple(self.merged.get(kind, {}))

    def of_kind(self, kind: str) -> Mapping[str, Merged]:
        """Return the documents of a kind by id."""
        return self.merged.get(kind, {})

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the amendments."""
        return tuple(f for kind in self.merged.values() for merged in kind.values() for f in merged.findings)

    @cached_property
    def digest(self) -> str:
        """Digest all merged documents and the manifests of the layers."""
        documents = [merged.data for kind in self.merged.values() for merged in kind.values()]
        manifests = [layer.data for layer in self.lineage]
        return sha256(json.dumps([manifests, documents], ensure_ascii=False).encode()).hexdigest()

    @cached_property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """The vocabularies by id."""
        of_kind = self.of_kind("vocabulary").items()
        return {name: Vocabulary(name, each.data["name"], self.workshop.items(each)) for name, each in of_kind}

    def procedure(self, name: str) -> Built:
        """Return a procedure, read and joined with all it shares.

        :raises MotcuaError: when a length of time in it cannot be read.
        """
        if (built := self._built.get(name)) is None:
            kinds = (self.of_kind(kind) for kind in ("fee_schedule", "route", "vocabulary"))
            built = self._built[name] = self.workshop.build(self.of_kind("procedure")[name], *kinds)
        return built

    @cached_property
    def _built(self) -> dict[str, Built]:
        """Those asked for so far: the workshop would look at all that a procedure uses, at every decision."""
        return {}

    def built(self) -> Iterator[Built]:
        """Walk the procedures that can be read."""
        for name in self.names("procedure"):
            with suppress(MotcuaError):
                yield self.procedure(name)

    def holds(self, built: Built) -> bool:
        """Tell whether a procedure, as it was built, is the one of its id here."""
        name = built.procedure.id
        with suppress(MotcuaError):
            return name in self.of_kind("procedure") and self.procedure(name) is built
        return False

    @cached_property
    def calendar(self) -> Calendar:
        """The calendars of all years.

        :raises MotcuaError: when they contradict each other.
        """
        return self.workshop.calendar(tuple(self.of_kind("calendar").values()))

    @cached_property
    def policy(self) -> Policy:
        """The one deadline policy.

        :raises MotcuaError: when none is in force, or a choice is missing.
        """
        policies = list(self.of_kind("deadline_policy").values())
        if not policies:
            raise refuse("policy/none", unit=self.lineage[-1].unit)
        return Policy.of(policies[0].data)

    def slip(self, name: str) -> Slip:
        """Return a slip with the text of its template, which lies beside the YAML that names it."""
        merged = self.of_kind("slip")[name]
        data = merged.data
        return Slip(
            id=name,
            name=data["name"],
            number=data.get("number", ""),
            template=self.template(merged).read_text("utf-8"),
            paper=data.get("paper", "a4"),
            texts=data.get("texts", {}),
            basis=tuple(data.get("basis", ())),
        )

    def template(self, merged: Merged) -> Path:
        """Return the path of a slip's template.

        :raises MotcuaError: ``slip/no-template`` when there is no such file.
        """
        origin = merged.origins["template"]
        file = Path(self.workshop.files[origin.place.file]).parent / str(origin.value)
        if not file.is_file():
            spot = Spot(origin.document, origin.node)
            raise MotcuaError(spot.finding("slip/no-template", template=origin.value))
        return file
