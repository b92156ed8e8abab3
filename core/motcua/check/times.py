"""Check that calendars and the choices about deadlines can be read, and say where they cannot."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from motcua.calendar.days import DayOff
from motcua.calendar.moments import written_date
from motcua.catalog import Rulebook
from motcua.catalog.merging.merged import Merged
from motcua.catalog.merging.spots import Spot, spot_at
from motcua.check.survey import Survey
from motcua.findings import Finding, MotcuaError


def findings(seen: Survey) -> Iterator[Finding]:
    """Find calendars that contradict themselves or each other, and policies that leave out a choice."""
    for rulebook in {id(book.resolved): book for book in seen.rulebooks}.values():
        yield from _calendars(rulebook)
        yield from _policy(rulebook)


def _calendars(rulebook: Rulebook) -> Iterator[Finding]:
    calendars = list(rulebook.resolved.of_kind("calendar").values())
    try:
        _ = rulebook.calendar
    except MotcuaError as error:
        for finding in error.findings:
            spot, *related = _spots(finding, calendars)
            yield spot.finding(finding.rule, related=tuple(related), **finding.params)


def _spots(finding: Finding, calendars: Sequence[Merged]) -> list[Spot]:
    """Return where the trouble stands, and after it what it clashes with."""
    if finding.rule == "calendar/year-twice":
        twice = [each for each in calendars if each.data["year"] == finding.params["year"]]
        return [spot_at(each.tree, "year") for each in reversed(twice)]
    rows = [(each, row) for each in calendars for row in each.data.get("off", ())]
    found = [spot_at(each.tree, f"off.{row['id']}.{key}") for each, row in rows for key in _keys(finding, row)]
    return found or [Spot(calendars[0].definition.document, ())]


def _keys(finding: Finding, row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys of a day off that a finding is about."""
    if finding.rule == "calendar/backwards":
        yield from ("to",) if row.get("to", "") < row.get("from", "") else ()
        return
    off = DayOff.of(row)
    if off.worked_instead and written_date(off.worked_instead) == finding.params["date"]:
        yield "worked_instead"
    if finding.params["date"] in map(written_date, off.days()):
        yield "on" if "on" in row else "from"


def _policy(rulebook: Rulebook) -> Iterator[Finding]:
    for policy in list(rulebook.resolved.of_kind("deadline_policy").values())[:1]:
        try:
            _ = rulebook.policy
        except MotcuaError as error:
            for finding in error.findings:
                yield spot_at(policy.tree, str(finding.params["setting"])).finding(finding.rule, **finding.params)
