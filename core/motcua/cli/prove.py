"""``motcua prove``: whether a draft decides anything otherwise, for every dossier there could be."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from motcua.analysis.equivalence.proving import Proof, procedures, prove, shared
from motcua.analysis.equivalence.stretches import Stretch, stretches
from motcua.analysis.equivalence.words import as_json, sentences, shared_sentence
from motcua.analysis.impact.draft import Draft, read_draft
from motcua.analysis.impact.replaying import Laws
from motcua.calendar import parse_date, written_date
from motcua.catalog import Home
from motcua.cli import options
from motcua.cli.words import Words
from motcua.findings import MotcuaError, refuse
from motcua.house import open_house, unit_of
from motcua.specs.difference import telling_apart
from motcua.specs.scenario import Case
from motcua.texts import say

_MS = 1000


def command(words: Words) -> click.Command:
    """Build the command."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)

    @click.command("prove", help=words("prove/command"), epilog=words("prove/command", "epilog"))
    @click.argument("names", metavar="[PROC]…", nargs=-1)
    @click.option("--draft", metavar="PATH", required=True, type=folder, help=words("prove/option-draft"))
    @options.unit(words)
    @click.option("--at", "first", metavar="DATE", callback=_day, help=words("prove/option-at"))
    @click.option("--limit", metavar="N", type=click.IntRange(1, 3600), default=10, help=words("prove/option-limit"))
    @options.as_json(words)
    @options.plugins_dir(words)
    def prove_(names: tuple[str, ...], draft: Path, unit: str | None, first: date | None, **more: Any) -> None:
        house = open_house(more["plugins_dirs"])
        tried = read_draft(house.homes, Home(draft), first or options.now().date())
        for remark in tried.remarks:
            click.echo(remark.show(words.lang), err=True)
        days = _days(tried, unit, first)
        proofs = _proofs(_chosen(names, days), days, more["limit"] * _MS, words)
        if more["as_json"]:
            click.echo(json.dumps(_as_json(proofs, days, tried.laws, words), ensure_ascii=False, indent=2))
        else:
            click.echo("\n".join(_told(proofs, days, tried.laws, words)))
        sys.exit(0 if all(proof.verdict == "same" for proof in proofs) and not shared(days) else 1)

    return prove_


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    return parse_date(value) if value else None


def _days(tried: Draft, unit: str | None, first: date | None) -> list[Stretch]:
    laws = tried.laws
    first = first or tried.begins or options.now().date()
    if days := list(stretches(laws.present, laws.draft, unit_of(laws.draft, unit), first)):
        return days
    raise refuse("prove/no-calendar", first=written_date(first))


def _chosen(names: Sequence[str], days: Sequence[Stretch]) -> list[str]:
    """Return the procedures asked for, all of them when none is; one may be known to one of the laws only."""
    return list(dict.fromkeys(_id(name, days) for name in names)) if names else list(procedures(days))


def _id(name: str, days: Sequence[Stretch]) -> str:
    try:
        return days[-1].after.find(name).id
    except MotcuaError:
        return days[0].before.find(name).id


def _proofs(names: Sequence[str], days: Sequence[Stretch], limit: int, words: Words) -> list[Proof]:
    hidden = not sys.stderr.isatty()
    with click.progressbar(names, label=words("prove/bar"), file=sys.stderr, hidden=hidden) as bar:
        return [prove(name, days, limit) for name in bar]


def _told(proofs: Sequence[Proof], days: Sequence[Stretch], laws: Laws, words: Words) -> Iterator[str]:
    first, last = written_date(days[0].first), written_date(days[-1].last)
    yield words("prove/head", unit=days[-1].after.unit_name, first=first, last=last, n=len(proofs))
    yield from (shared_sentence(kind, words.lang) for kind in shared(days))
    alike = [proof for proof in proofs if proof.verdict == "same" and not proof.only and not proof.vacuous]
    for proof in (proof for proof in proofs if proof not in alike):
        yield ""
        yield from sentences(proof, days[-1].after.unit_name, words.lang)
        if shown := _scenario(proof, laws):
            yield f"    {words('prove/scenario')}\n\n{shown.rstrip()}"
    if alike:
        yield f"\n{words('prove/alike' if len(alike) < len(proofs) else 'prove/all-alike', n=len(alike))}"


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


def _as_json(proofs: Sequence[Proof], days: Sequence[Stretch], laws: Laws, words: Words) -> dict[str, Any]:
    return {
        "unit": days[0].after.unit,
        "from": days[0].first.isoformat(),
        "to": days[-1].last.isoformat(),
        "shared": list(shared(days)),
        "procedures": [
            as_json(one, days[-1].after.unit_name, words.lang) | {"scenario": _scenario(one, laws)} for one in proofs
        ],
    }
