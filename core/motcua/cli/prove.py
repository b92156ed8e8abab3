"""``motcua prove``: whether a draft decides anything otherwise, for every dossier there could be."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import click

from motcua.analysis.equivalence.proving import Proof, prove, shared
from motcua.analysis.equivalence.stretches import Stretch, stretches
from motcua.analysis.equivalence.units import Comparison, chosen, told_together
from motcua.analysis.equivalence.words import as_json, sentences, shared_sentence
from motcua.analysis.impact.draft import Draft
from motcua.analysis.impact.replaying import Laws
from motcua.calendar import written_date
from motcua.cli import options
from motcua.cli.drafting import drafted
from motcua.cli.opening import opened
from motcua.cli.progress import progress
from motcua.cli.words import Words
from motcua.findings import refuse
from motcua.house import unit_of
from motcua.specs.difference import telling_apart
from motcua.specs.scenario import Case
from motcua.specs.standing import lowest
from motcua.texts import say, written_number

ALL = "all"
_MS = 1000
Place = tuple[str, tuple[Stretch, ...]]


def command(words: Words) -> click.Command:
    """Build the command."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)

    @click.command("prove", help=words("prove/command"), epilog=words("prove/command", "epilog"))
    @click.argument("names", metavar="[PROC]…", nargs=-1)
    @click.option("--draft", metavar="PATH", required=True, type=folder, help=words("prove/option-draft"))
    @click.option("--unit", metavar="UNIT", envvar="MOTCUA_UNIT", help=words("prove/option-unit"))
    @click.option("--at", "first", metavar="DATE", callback=_day, help=words("prove/option-at"))
    @click.option("--limit", metavar="N", type=click.IntRange(1, 3600), default=10, help=words("prove/option-limit"))
    @options.as_json(words)
    @options.plugins_dir(words)
    def prove_(names: tuple[str, ...], draft: Path, unit: str | None, first: date | None, **more: Any) -> None:
        house = opened(words, more["plugins_dirs"])
        tried = drafted(words, house, draft, first)
        places = [(one, _days(tried, one, first)) for one in _units(tried.laws, unit)]
        found = told_together(_compared(places, names, more["limit"] * _MS, words))
        if more["as_json"]:
            told = [_as_json(one, tried.laws, words.lang) for one in found]
            click.echo(json.dumps({"compared": told}, ensure_ascii=False, indent=2))
        else:
            click.echo("\n\n".join("\n".join(_told(one, tried.laws, words)) for one in found))
        sys.exit(0 if all(one.proved for one in found) else 1)

    return prove_


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    return options.day(value) if value else None


def _units(laws: Laws, given: str | None) -> list[str]:
    """Return the unit asked for; of a province, and of all, what dossiers are handed in at under both laws."""
    known = laws.present.units()
    shared = [unit for unit in lowest(laws.draft) if unit in known]
    if given == ALL:
        return shared
    unit = unit_of(laws.draft, given)
    return [each for each in shared if each.startswith(f"{unit}/")] or [unit]


def _days(tried: Draft, unit: str, first: date | None) -> tuple[Stretch, ...]:
    first = first or tried.begins or options.now().date()
    if days := tuple(stretches(tried.laws.present, tried.laws.draft, unit, first)):
        return days
    raise refuse("prove/no-calendar", first=written_date(first))


def _compared(places: Sequence[Place], names: Sequence[str], limit: int, words: Words) -> list[Comparison]:
    work = [(name, days) for _, days in places for name in chosen(names, days)]
    with progress(work, "prove/bar", words) as bar:
        proofs = iter([prove(name, days, limit) for name, days in bar])
    return [Comparison((unit,), days, tuple(islice(proofs, len(chosen(names, days))))) for unit, days in places]


def _told(found: Comparison, laws: Laws, words: Words) -> Iterator[str]:
    first, last = written_date(found.days[0].first), written_date(found.days[-1].last)
    n = written_number(len(found.proofs), words.lang)
    yield words("prove/head", unit=found.latest.unit_name, first=first, last=last, n=n)
    if others := found.units[1:]:
        yield words("prove/also", n=written_number(len(others), words.lang), units=", ".join(others))
    yield from (shared_sentence(kind, words.lang) for kind in shared(found.days))
    alike = [proof for proof in found.proofs if proof.verdict == "same" and not proof.only and not proof.vacuous]
    for proof in (proof for proof in found.proofs if proof not in alike):
        yield ""
        yield from sentences(proof, found.latest.unit_name, words.lang)
        if shown := _scenario(proof, laws):
            yield f"    {words('prove/scenario')}\n\n{shown.rstrip()}"
    if alike:
        which = "prove/alike" if len(alike) < len(found.proofs) else "prove/all-alike"
        yield f"\n{words(which, n=written_number(len(alike), words.lang))}"


def _scenario(proof: Proof, laws: Laws) -> str:
    if (refutation := proof.refutation) is None:
        return ""
    after = refutation.after
    procedure = laws.draft.resolve(after.unit, after.at.date()).find(proof.procedure)
    known = {fact.id for fact in procedure.facts}
    given = {fact.id: value for fact, value in refutation.given if fact.id in known}
    title = say("prove/scenario-title", "vi", name=procedure.name)
    case = Case(procedure, after.unit, after.at, given, after.facts)
    return telling_apart(case, title, (after, refutation.before), (laws.draft, laws.present))


def _as_json(found: Comparison, laws: Laws, lang: str) -> dict[str, Any]:
    name = found.latest.unit_name
    return {
        "units": list(found.units),
        "from": found.days[0].first.isoformat(),
        "to": found.days[-1].last.isoformat(),
        "shared": list(shared(found.days)),
        "procedures": [as_json(one, name, lang) | {"scenario": _scenario(one, laws)} for one in found.proofs],
    }
