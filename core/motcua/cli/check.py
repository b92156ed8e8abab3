"""``motcua check``: everything that is wrong with the rules, where, and how to mend it."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from motcua.check import check
from motcua.cli import options
from motcua.cli.sarif import sarif
from motcua.cli.words import Words
from motcua.findings import Finding, Severity, in_order, refuse
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
    @options.plugins_dir(words)
    @options.cache(words)
    def check_(paths: tuple[Path, ...], at: date, **more: Any) -> None:
        if more["as_json"] and more["as_sarif"]:
            raise refuse("cli/one-form")
        for path in paths:
            _hold_law(path)
        house = open_house(more["plugins_dirs"], extra=paths, cache=more["cache"])
        with house.bundle as bundle:
            findings = in_order([*check(house.catalog, at, bundle.findings), *_of_plugins(house)])
        if more["as_sarif"]:
            click.echo(json.dumps(sarif(findings, words.lang), ensure_ascii=False, indent=2))
        elif more["as_json"]:
            click.echo(json.dumps(_as_json(findings, words.lang), ensure_ascii=False, indent=2))
        else:
            _tell(findings, words, show_all=more["show_all"])
        sys.exit(1 if any(finding.severity == "error" for finding in findings) else 0)

    return check_


def _hold_law(path: Path) -> None:
    """Refuse a folder in which nothing would be looked at: it would pass every check."""
    if not any((path / part).is_dir() for part in ("catalogs", "rules")):
        raise refuse("cli/no-catalogs", path=path)


def _of_plugins(house: House) -> list[Finding]:
    """Return what is wrong with plugins themselves, and what their own checks find."""
    problems = [plugin.problem for plugin in house.plugins.list() if plugin.problem]
    answers = house.plugins.call("motcua_checks", catalog=house.catalog)
    return [*problems, *(finding for _, findings in answers for finding in findings)]


def _as_json(findings: Sequence[Finding], lang: str) -> dict[str, Any]:
    return {"findings": [_one(finding, lang) for finding in findings], "counts": _counts(findings)}


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
    }


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    counted = Counter(finding.severity for finding in findings)
    return {severity: counted[severity] for severity in SEVERITIES}


def _tell(findings: Sequence[Finding], words: Words, *, show_all: bool) -> None:
    for finding in findings:
        if show_all or finding.severity != "info":
            click.echo(f"{words(f'cli/severity/{finding.severity}')}: {finding.show(words.lang)}")
    click.echo(words("cli/check-summary", **_counts(findings)))
