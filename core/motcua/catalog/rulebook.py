"""The rulebook: what the law says in one unit on one date. Immutable; procedures are read when asked for."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from motcua.calendar import Calendar, Hours, Policy
from motcua.catalog import offices
from motcua.catalog.layers import Layer
from motcua.catalog.model import Item, Procedure, Slip, UnitNames, Vocabulary
from motcua.catalog.origin import Origin
from motcua.catalog.reading.compiled import Compiled
from motcua.catalog.reading.workshop import Built
from motcua.catalog.resolved import Resolved
from motcua.findings import Finding, MotcuaError, refuse
from motcua.similar import nearest

ROLES = "roles"


class Rulebook(Struct, frozen=True, dict=True):
    """The resolved view of all layers for one unit on one date.

    `digest` names its content: equal digests decide equally. `findings` tells which amendments could not be applied.
    `drafts` stand here instead of the procedures in force of the same ids, for whoever asks what would be if.
    """

    unit: str
    date: date
    resolved: Resolved
    drafts: tuple[Built, ...] = ()

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The unit's authorities, from the country down to its own layer."""
        return self.resolved.lineage

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong while the layers were merged; an amendment that is wrong is not applied."""
        return self.resolved.findings

    @cached_property
    def digest(self) -> str:
        """A digest of all that this rulebook rests on."""
        if not self.drafts:
            return self.resolved.digest
        drafts = [draft.procedure for draft in self.drafts]
        return sha256(f"{self.resolved.digest} {drafts}".encode()).hexdigest()

    @cached_property
    def names(self) -> UnitNames:
        """What stands on the unit's papers on this date."""
        return offices.names(self.layers[-1], self.date)

    @property
    def unit_name(self) -> str:
        """The unit's full name."""
        return self.names.name

    @property
    def desk_name(self) -> str:
        """The name of the unit's one-stop desk."""
        return self.names.desk

    @cached_property
    def procedures(self) -> Mapping[str, Procedure]:
        """The procedures in force, by id, in the order of their files.

        :raises MotcuaError: when one of them cannot be read.
        """
        return MappingProxyType({name: self.built(name).procedure for name in self.resolved.names("procedure")})

    def built(self, name: str) -> Built:
        """Return the procedure of an id, with its tree and its programs.

        :raises MotcuaError: when a length of time in it cannot be read.
        """
        for draft in self.drafts:
            if draft.procedure.id == name:
                return draft
        return self.resolved.procedure(name)

    def find(self, name: str) -> Procedure:
        """Return a procedure by its id, its national code, a case's sub-code, or a code that it replaces.

        :raises MotcuaError: ``procedure/unknown`` with the nearest name.
        """
        if name in self.resolved.names("procedure"):
            return self.built(name).procedure
        for each in self.resolved.names("procedure"):
            if name in self._codes(each):
                return self.built(each).procedure
        known = {key: p.id for p in self.procedures.values() for key in (p.id, p.code, p.name)}
        near = known.get(nearest(name, known), "")
        raise refuse("procedure/unknown", name=name, unit=self.unit, date=f"{self.date:%d/%m/%Y}", nearest=near)

    def _codes(self, name: str) -> set[str]:
        """Return the codes by which a procedure is known; those in force need not be read for it."""
        if any(draft.procedure.id == name for draft in self.drafts):
            draft = self.built(name).procedure
            return {draft.code, *draft.replaces, *(case.code for case in draft.cases)} - {""}
        data = self.resolved.of_kind("procedure")[name].data
        cases = (case.get("code", "") for case in data.get("cases", ()))
        return {data["code"], *data.get("replaces", ()), *cases} - {""}

    def program(self, procedure: Procedure) -> Compiled:
        """Return the compiled conditions and amounts of one of this rulebook's procedures.

        :raises MotcuaError: every missing reference, and every error of its conditions and amounts.
        """
        built = self.built(procedure.id)
        if built.errors:
            raise MotcuaError(*built.errors)
        return built.compiled

    def provenance(self, procedure_id: str) -> Mapping[str, Origin]:
        """Return where every value of a procedure comes from, what it shares included, by path."""
        return self.built(procedure_id).provenance

    def vocabulary(self, name: str) -> Vocabulary:
        """Return a vocabulary.

        :raises MotcuaError: ``vocabulary/unknown`` with the nearest name.
        """
        if (found := self.resolved.vocabularies.get(name)) is None:
            raise refuse("vocabulary/unknown", name=name, nearest=nearest(name, self.resolved.vocabularies))
        return found

    def role(self, name: str) -> Item:
        """Return a role by id; its `more` says which account plays it.

        :raises MotcuaError: ``role/unknown`` with the nearest name.
        """
        roles = self.vocabulary(ROLES).items
        if name not in roles:
            raise refuse("role/unknown", name=name, nearest=nearest(name, roles))
        return roles[name]

    def office(self, role: str) -> str:
        """Return the office that plays a role on this date: as the nearest layer says, or else the role's own name."""
        if role not in self._offices:
            self._offices[role] = offices.office(self.layers, role, self.date) or self.role(role).name
        return self._offices[role]

    @cached_property
    def _offices(self) -> dict[str, str]:
        return {}

    @property
    def calendar(self) -> Calendar:
        """The days off of every year that has a calendar.

        :raises MotcuaError: when the calendars contradict each other.
        """
        return self.resolved.calendar

    @cached_property
    def hours(self) -> Hours:
        """The unit's opening hours, those of the nearest layer that states any.

        :raises MotcuaError: when hours are unreadable or no layer states any.
        """
        return offices.hours(self.layers)

    @property
    def reception(self) -> tuple[Mapping[str, Any], ...]:
        """The extra hours in which dossiers are received but no working time counts, as written."""
        return offices.nearest_value(self.layers, "reception") or ()

    @property
    def policy(self) -> Policy:
        """The choices about deadlines where the law leaves room.

        :raises MotcuaError: when no policy is in force, or a choice is missing.
        """
        return self.resolved.policy

    @property
    def slips(self) -> tuple[str, ...]:
        """The ids of the slips in force."""
        return self.resolved.names("slip")

    def slip(self, name: str) -> Slip:
        """Return a slip.

        :raises MotcuaError: ``slip/unknown`` with the nearest name.
        """
        if name not in self.slips:
            raise refuse("slip/unknown", name=name, nearest=nearest(name, self.slips))
        return self.resolved.slip(name)

    @property
    def dossier_code(self) -> str:
        """The pattern of dossier codes, that of the nearest layer; empty when none states one."""
        return offices.nearest_value(self.layers, "dossier_code") or ""

    @property
    def unit_code(self) -> str:
        """The unit's own code in dossier codes; empty when it has none."""
        return str(self.layers[-1].data.get("codes", {}).get("dossier", ""))

    @property
    def contacts(self) -> Mapping[str, str]:
        """How to reach the unit."""
        return dict(self.layers[-1].data.get("contacts", {}))
