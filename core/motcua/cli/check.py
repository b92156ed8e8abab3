"""``motcua check``: everything that is wrong with the rules, where, and how to mend it."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from motcua.catalog import Catalog
from motcua.check import check_all
from motcua.check.expiring import DAYS
from motcua.check.ignored import Sifted, Silenced
from motcua.cli import options
from motcua.cli.sarif import Sources, sarif
from motcua.cli.words import Words
from motcua.findings import Finding, Severity, refuse
from motcua.house import House, open_house

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def command(words: Words) -> click.Command:
    """Build the command."""

    @click.command("check", help=words("cli/check"), epilog=words("cli/check", "epilog"))
    @click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(exists=True, file_okay=False, path_type=Path))
    @options.on_day(words)
    @options.as_json(words)
    @click.option("--sarif", "as_sarif", is_flag=True, help=words("cli/sarif"))
    @click.option("--all", "show_all", is_flag=True, help=words("cli/check-all"))
    @click.option("--expiring", "days", type=click.IntRange(0, 3660), metavar="DAYS", help=words("cli/check-expiring"))
    @click.option("--scenarios", "show_scenarios", is_flag=True, help=words("cli/check-scenarios"))
    @click.option("--ignored", "show_ignored", is_flag=True, help=words("cli/check-ignored"))
    @options.plugins_dir(words)
    @options.cache(words)
    def check_(paths: tuple[Path, ...], at: date, **more: Any) -> None:
        if more["as_json"] and more["as_sarif"]:
            raise refuse("cli/one-form")
        for path in paths:
            _hold_law(path)
        house = open_house(more["plugins_dirs"], extra=paths, cache=more["cache"], keep=False)
        for home in house.replaced:
            click.echo(words("cli/check-draft", home=home.shown or home.folder), err=True)
        with house.bundle as bundle:
            days = DAYS if more["days"] is None else more["days"]
            more_said = [*house.remarks, *_of_plugins(house, paths)]
            said = check_all(house.catalog, at, bundle.findings, more_said, days, jobs=0)
        scenario = partial(_scenario, catalog=house.catalog)
        if more["as_sarif"]:
            sources = Sources(house.catalog.files, Path.cwd())
            click.echo(json.dumps(sarif(said, words.lang, sources), ensure_ascii=False, indent=2))
        elif more["as_json"]:
            click.echo(json.dumps(_as_json(said, words.lang, scenario), ensure_ascii=False, indent=2))
        elif more["show_ignored"]:
            _tell_ignored(said.silenced, words)
        else:
            asked_for = "" if more["days"] is None else "expiring/"
            told = [each for each in said.findings if more["show_all"] or _is_told(each, asked_for)]
            _tell(told, words, scenario if more["show_scenarios"] else None)
            _sum_up(said, words)
        sys.exit(1 if any(finding.severity == "error" for finding in said.findings) else 0)

    return check_


def _hold_law(path: Path) -> None:
    """Refuse a folder in which nothing would be looked at: it would pass every check."""
    if not any((path / part).is_dir() for part in ("catalogs", "rules")):
        raise refuse("cli/no-catalogs", path=path)


def _of_plugins(house: House, paths: Iterable[Path]) -> list[Finding]:
    """Return what is wrong with plugins themselves, and what their own checks find.

    A draft that lies among the plugins has no manifest, so that it is not in force: this is not wrong with it.
    """
    drafts = {path.resolve() for path in paths}
    wrong = [(plugin.problem, Path(plugin.source).resolve()) for plugin in house.plugins.list() if plugin.problem]
    problems = [problem for problem, place in wrong if problem.rule != "plugin/no-manifest" or place not in drafts]
    answers = house.plugins.call("motcua_checks", catalog=house.catalog)
    return [*problems, *(finding for _, findings in answers for finding in findings)]


def _scenario(finding: Finding, catalog: Catalog) -> str:
    """Return the scenario that shows a finding; empty when it has no witness."""
    if finding.witness is None:
        return ""
    from motcua.specs.showing import scenario_of  # noqa: PLC0415 - most checks need no parser of scenarios

    return scenario_of(finding, catalog)


def _as_json(said: Sifted, lang: str, scenario: Callable[[Finding], str]) -> dict[str, Any]:
    return {
        "findings": [{**_one(each, lang), "scenario": scenario(each) or None} for each in said.findings],
        "ignored": [{**_one(each.finding, lang), "reason": each.reason} for each in said.silenced],
        "counts": _counts(said),
    }


def _one(finding: Finding, lang: str) -> dict[str, Any]:
    place = finding.place
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": finding.message(lang),
        "remedy": finding.remedy(lang),
        "excerpt": finding.excerpt,
        "related": [str(related) for related in finding.related],
        "witness": finding.witness.as_json(lang) if finding.witness else None,
    }


def _counts(said: Sifted) -> dict[str, int]:
    counted = Counter(finding.severity for finding in said.findings)
    return {severity: counted[severity] for severity in SEVERITIES}


def _is_told(finding: Finding, asked_for: str) -> bool:
    """Tell whether a finding is printed without --all: of the remarks those asked for by how their rule begins."""
    return finding.severity != "info" or (bool(asked_for) and finding.rule.startswith(asked_for))


def _tell(findings: Iterable[Finding], words: Words, scenario: Callable[[Finding], str] | None) -> None:
    for finding in findings:
        click.echo(f"{words(f'cli/severity/{finding.severity}')}: {finding.show(words.lang)}")
        if scenario and (text := scenario(finding)):
            click.echo(f"\n{text}")


def _sum_up(said: Sifted, words: Words) -> None:
    click.echo(words("cli/check-summary", **_counts(said)))
    if said.silenced:
        click.echo(words("cli/ignored-summary", ignored=len(said.silenced)))


def _tell_ignored(silenced: Sequence[Silenced], words: Words) -> None:
    """List what is silenced, each with its reason."""
    for each in silenced:
        click.echo(f"{each.finding.place}: {each.finding.message(words.lang)} [{each.finding.rule}]")
        click.echo(f"    {words('cli/ignored-because', reason=each.reason)}")
    click.echo(words("cli/ignored-count", ignored=len(silenced)))
