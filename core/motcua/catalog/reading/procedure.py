"""From a procedure's joined tree to its frozen values."""

from collections.abc import Iterator

from motcua.calendar import Within, parse_within
from motcua.catalog.merging.tree import Table
from motcua.catalog.model import (
    Case,
    DeadlineRow,
    Extension,
    FollowUp,
    Phase,
    Procedure,
    Remark,
    Result,
    Step,
    TimeLimit,
)
from motcua.catalog.reading.facts import engine_facts, items, read_derived, read_facts
from motcua.catalog.reading.fees import read_exemptions, read_fee, read_reductions
from motcua.catalog.reading.papers import read_paper
from motcua.catalog.reading.view import Gathered, View, Vocabularies


def read_procedure(tree: Table, vocabularies: Vocabularies) -> Procedure:
    """Read a procedure joined with all it shares.

    :raises MotcuaError: when a length of time in it cannot be read.
    """
    whole = View("", tree)
    of_cases, gathered = Gathered(vocabularies), Gathered(vocabularies)
    cases = whole.each("cases", _case, of_cases)
    channels = items(whole.value("channels"), vocabularies.get("channels", {}))
    fees = whole.each("fees", read_fee, gathered)
    return Procedure(
        id=whole.text("id"),
        code=whole.text("code"),
        name=whole.text("name"),
        field=whole.text("field"),
        level=whole.text("level"),
        basis=whole.texts("basis"),
        applicants=items(whole.value("applicants"), vocabularies.get("applicants", {})),
        channels=channels,
        results=whole.each("results", _result, gathered),
        facts=(*engine_facts(channels, cases), *read_facts(whole, vocabularies)),
        derived=tuple(read_derived(whole)),
        cases=cases,
        papers=whole.each("papers", read_paper, gathered),
        deadline=whole.each("deadline", _deadline, gathered),
        extensions=whole.each("extensions", _extension, gathered),
        fees=fees,
        exemptions=tuple(read_exemptions(whole, fees, gathered)),
        reductions=tuple(read_reductions(whole, fees, gathered)),
        steps=_steps(whole, gathered),
        follow_ups=tuple(_follow_ups(whole, gathered)),
        case_conditions=tuple(of_cases.conditions),
        conditions=tuple(gathered.conditions),
        amounts=tuple(gathered.amounts),
        sets=whole.number("sets", 1),
        starts=whole.text("starts") or "complete_dossier",
        not_counted=whole.each("not_counted", _remark, gathered),
        requirements=whole.each("conditions", _remark, gathered),
        phases=whole.each("phases", _phase, gathered),
        citizen_time_limit=_time_limit(whole),
        silence=whole.value("silence"),
        no_fee=whole.value("no_fee"),
        published_by=whole.value("published_by"),
        replaces=whole.texts("replaces"),
        note=whole.text("note"),
        to_verify=whole.flag("to_verify"),
    )


def _case(row: View, gathered: Gathered) -> Case:
    return Case(
        row.text("id"), row.text("name"), row.text("code"), row.when(gathered), row.path, row.basis(), row.text("note")
    )


def _result(row: View, gathered: Gathered) -> Result:
    return Result(row.text("id"), row.text("name"), row.when(gathered))


def _deadline(row: View, gathered: Gathered) -> DeadlineRow:
    return DeadlineRow(
        id=row.text("id"),
        when=row.when(gathered),
        within=_needed(row, "within"),
        path=row.path,
        basis=row.basis("within"),
        note=row.text("note"),
        to_verify=row.to_verify("within"),
    )


def _extension(row: View, gathered: Gathered) -> Extension:
    rows = row.value("rows")
    return Extension(
        id=row.text("id"),
        when=row.when(gathered),
        add=_needed(row, "add"),
        path=row.path,
        rows=None if rows is None else frozenset(rows),
        basis=row.basis("add"),
        note=row.text("note"),
        to_verify=row.to_verify("add"),
    )


def _steps(whole: View, gathered: Gathered) -> tuple[Step, ...]:
    route = whole.part("route")
    return route.each("steps", _step, gathered) if route else ()


def _step(row: View, gathered: Gathered) -> Step:
    return Step(
        id=row.text("id"),
        name=row.text("name"),
        role=row.text("role"),
        path=row.path,
        when=row.when(gathered),
        allows=row.texts("allows"),
        within=row.within("within"),
        unit=row.text("unit"),
        basis=row.basis(),
        note=row.text("note"),
    )


def _follow_ups(whole: View, gathered: Gathered) -> Iterator[FollowUp]:
    """Read the list of follow-ups, whose rows have no ids: their paths are told by number."""
    for at, row in enumerate(whole.value("follow_ups") or ()):
        when = gathered.condition(f"follow_ups.{at}.when", row["when"]) if row.get("when") else None
        yield FollowUp(row["procedure"], when, row.get("note", ""))


def _remark(row: View, _gathered: Gathered) -> Remark:
    return Remark(row.text("id"), row.text("text") or row.text("name"), row.basis())


def _phase(row: View, _gathered: Gathered) -> Phase:
    return Phase(row.text("id"), row.text("name"), row.text("agency"), row.within("within"), row.basis())


def _time_limit(whole: View) -> TimeLimit | None:
    if (part := whole.part("citizen_time_limit")) is None:
        return None
    return TimeLimit(_needed(part, "within"), part.text("from_fact"), part.basis("within"), part.text("note"))


def _needed(row: View, key: str) -> Within:
    """Return a length of time that the schema requires."""
    return row.within(key) or parse_within("")
