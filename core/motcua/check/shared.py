"""Check that shared documents hold together: exemptions and their lines, channels, roles, slips."""

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.catalog import Rulebook
from motcua.catalog.merging.merged import Merged
from motcua.catalog.merging.spots import spot_at
from motcua.check.survey import Survey
from motcua.findings import Finding, MotcuaError

RELIEF = ("exempt", "reductions")


def findings(seen: Survey) -> Iterator[Finding]:
    """Find names in schedules and routes that do not exist, templates that are not there, unknown accounts."""
    for rulebook in {id(book.resolved): book for book in seen.rulebooks}.values():
        for schedule in rulebook.resolved.of_kind("fee_schedule").values():
            yield from _schedule(schedule, rulebook)
        for route in rulebook.resolved.of_kind("route").values():
            yield from _route(route, rulebook)
        for slip in rulebook.resolved.of_kind("slip").values():
            yield from _template(slip, rulebook)
        yield from _accounts(rulebook)


def _schedule(schedule: Merged, rulebook: Rulebook) -> Iterator[Finding]:
    lines = [line["id"] for line in schedule.data["lines"]]
    for key in RELIEF:
        for row in schedule.data.get(key, ()):
            path = f"{key}.{row['id']}"
            for at, name in enumerate(row.get("items", ())):
                if name not in lines:
                    spot = spot_at(schedule.tree, f"{path}.items", (at,))
                    yield spot.unknown("reference/fee_item", name, lines, schedule=schedule.id)
            yield from _channels(schedule, path, row.get("when") or {}, rulebook)


def _channels(schedule: Merged, path: str, when: Mapping[str, Any], rulebook: Rulebook) -> Iterator[Finding]:
    """Find channels nobody knows: a row for such a channel would reach no procedure, and nobody would be told."""
    vocabulary = rulebook.resolved.vocabularies.get("channels")
    known = vocabulary.items if vocabulary else {}
    wanted = when.get("channel", ())
    for at, name in enumerate([wanted] if isinstance(wanted, str) else wanted if isinstance(wanted, list) else ()):
        if name not in known:
            spot = spot_at(schedule.tree, f"{path}.when.channel", () if isinstance(wanted, str) else (at,))
            yield spot.unknown("reference/item", name, known, vocabulary="channels")


def _route(route: Merged, rulebook: Rulebook) -> Iterator[Finding]:
    roles = rulebook.resolved.vocabularies.get("roles")
    known = roles.items if roles else {}
    for step in route.data["steps"]:
        if step["role"] not in known:
            yield spot_at(route.tree, f"steps.{step['id']}.role").unknown("reference/role", step["role"], known)


def _accounts(rulebook: Rulebook) -> Iterator[Finding]:
    """Find roles whose account does not exist: nobody could do their steps."""
    vocabularies = rulebook.resolved.of_kind("vocabulary")
    if "roles" not in vocabularies or "accounts" not in vocabularies:
        return
    known = [account["id"] for account in vocabularies["accounts"].data["items"]]
    for role in vocabularies["roles"].data["items"]:
        if "account" in role and role["account"] not in known:
            spot = spot_at(vocabularies["roles"].tree, f"items.{role['id']}.account")
            yield spot.unknown("reference/account", str(role["account"]), known, role=role["id"])


def _template(slip: Merged, rulebook: Rulebook) -> Iterator[Finding]:
    try:
        rulebook.resolved.template(slip)
    except MotcuaError as error:
        yield from error.findings
