"""``motcua spec``: run the reviewers' specs against the rules."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from motcua.catalog import builtin_home
from motcua.cli import options
from motcua.cli.words import Words
from motcua.findings import refuse
from motcua.house import open_house
from motcua.specs.listing import listing
from motcua.specs.runner import Result, feature_files, run_file


def command(words: Words) -> click.Command:
    """Build the command."""

    @click.command("spec", help=words("cli/spec"), epilog=words("cli/spec", "epilog"))
    @click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(exists=True, path_type=Path))
    @options.unit(words)
    @click.option("--steps", is_flag=True, help=words("cli/spec-steps"))
    @options.as_json(words)
    @options.plugins_dir(words)
    def spec_(paths: tuple[Path, ...], unit: str | None, *, steps: bool, **more: Any) -> None:
        if steps:
            click.echo(listing())
            return
        house = open_house(more["plugins_dirs"])
        place = house.unit(unit) if unit else None
        folders = paths or (builtin_home().folder / "features",)
        if not (files := feature_files(folders)):
            raise refuse("spec/no-files", folders=", ".join(map(str, folders)))
        with click.progressbar(
            files, label=words("cli/spec-bar"), file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:
            results = [result for file in bar for result in run_file(file, house.catalog, place, words.lang)]
        if more["as_json"]:
            click.echo(json.dumps(_as_json(results), ensure_ascii=False, indent=2))
        else:
            _tell(results, words)
        sys.exit(0 if results and all(result.passed for result in results) else 1)

    return spec_


def _as_json(results: Sequence[Result]) -> dict[str, Any]:
    passed = sum(result.passed for result in results)
    rows = [
        {"file": one.file, "line": one.line, "name": one.name, "passed": one.passed, "message": one.message}
        for one in results
    ]
    return {"scenarios": len(results), "passed": passed, "failed": len(results) - passed, "results": rows}


def _tell(results: Sequence[Result], words: Words) -> None:
    for result in results:
        if not result.passed:
            click.echo(f"✗ {result.file}:{result.line} {result.name}\n    {result.message}")
    passed = sum(result.passed for result in results)
    click.echo(words("cli/spec-summary", scenarios=len(results), passed=passed, failed=len(results) - passed))
