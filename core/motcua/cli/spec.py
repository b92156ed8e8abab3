"""``motcua spec``: run the reviewers' specs against the rules, and tell what they touch."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import indent
from typing import Any

import click
from msgspec.structs import replace

from motcua.catalog import builtin_home
from motcua.cli import options
from motcua.cli.drafting import drafted
from motcua.cli.opening import opened
from motcua.cli.progress import progress
from motcua.cli.spec_coverage import tell_coverage
from motcua.cli.spec_mutation import tell_mutants, try_all
from motcua.cli.words import Words
from motcua.findings import refuse
from motcua.house import House
from motcua.specs.coverage import coverage
from motcua.specs.coverage_json import as_json as coverage_as_json
from motcua.specs.listing import listing
from motcua.specs.mutation import as_json as mutation_as_json
from motcua.specs.mutation import mutants
from motcua.specs.runner import Result, Trial, feature_files, try_file


def command(words: Words) -> click.Command:
    """Build the command."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)

    @click.command("spec", help=words("cli/spec"), epilog=words("cli/spec", "epilog"))
    @click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(exists=True, path_type=Path))
    @options.unit(words)
    @click.option("--draft", metavar="PATH", type=folder, help=words("cli/spec-draft"))
    @click.option("--steps", is_flag=True, help=words("cli/spec-steps"))
    @click.option("--coverage", "covers", is_flag=True, help=words("cli/spec-coverage"))
    @click.option(
        "--html", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help=words("cli/spec-html")
    )
    @click.option("--mutate", "mutates", is_flag=True, help=words("cli/spec-mutate"))
    @click.option("--strict", is_flag=True, help=words("cli/spec-strict"))
    @options.as_json(words)
    @options.plugins_dir(words)
    def spec_(paths: tuple[Path, ...], unit: str | None, *, steps: bool, **more: Any) -> None:
        if steps:
            click.echo(listing())
            return
        _refuse_alone(more)
        house = opened(words, more["plugins_dirs"])
        if more["draft"]:
            house = replace(house, catalog=drafted(words, house, more["draft"]).laws.draft)
        place, told = house.unit(unit) if unit else None, not more["as_json"]
        trials = _run(paths, house, place, words)
        fine = bool(trials) and all(trial.result.passed for trial in trials)
        answer = _as_json(trials)
        if told:
            _tell(trials, answer, words)
        if more["covers"]:
            answer["coverage"] = _cover(trials, house, words, html=more["html"], told=told)
        if more["mutates"]:
            changed = mutants(house.catalog, _decided(trials) if paths else None)
            outcomes = try_all(house.catalog, changed, trials, place, words)
            answer["mutation"] = mutation_as_json(changed, outcomes, words.lang)
            if told:
                tell_mutants(changed, outcomes, words)
            fine = fine and not (more["strict"] and answer["mutation"]["survived"])
        if not told:
            click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        sys.exit(0 if fine else 1)

    return spec_


def _refuse_alone(given: Mapping[str, Any]) -> None:
    if given["html"] and not given["covers"]:
        raise refuse("cli/spec-html-alone")
    if given["strict"] and not given["mutates"]:
        raise refuse("cli/spec-strict-alone")


def _run(paths: Sequence[Path], house: House, unit: str | None, words: Words) -> list[Trial]:
    folders = paths or (builtin_home().folder / "features",)
    if not (files := feature_files(folders)):
        raise refuse("spec/no-files", folders=", ".join(map(str, folders)))
    with progress(files, "cli/spec-bar", words) as bar:
        return [trial for file in bar for trial in try_file(file, house.catalog, unit, words.lang)]


def _cover(trials: Sequence[Trial], house: House, words: Words, *, html: Path | None, told: bool) -> dict[str, Any]:
    found = coverage(house.catalog, (decision for trial in trials for decision in trial.decisions))
    if html:
        from motcua.specs.coverage_page import page  # noqa: PLC0415 - Jinja is loaded for who wants a page

        html.write_text(page(found, house.catalog, words.lang), "utf-8")
    if told:
        tell_coverage(found, words)
    return coverage_as_json(found)


def _decided(trials: Sequence[Trial]) -> set[str]:
    """Return the procedures that specs are about: who tries a few files asks about those alone."""
    return {decision.procedure for trial in trials for decision in trial.decisions}


def _as_json(trials: Sequence[Trial]) -> dict[str, Any]:
    """Count the scenarios that were run, and the files that were refused: of those nobody knows how many they hold."""
    ran = [trial.result.passed for trial in trials if trial.scenario]
    refused = {trial.result.file for trial in trials if not trial.scenario}
    return {
        "scenarios": len(ran),
        "passed": sum(ran),
        "failed": len(ran) - sum(ran),
        "refused": len(refused),
        "results": [_row(trial.result) for trial in trials],
    }


def _row(one: Result) -> dict[str, Any]:
    return {"file": one.file, "line": one.line, "name": one.name, "passed": one.passed, "message": one.message}


def _tell(trials: Sequence[Trial], answer: Mapping[str, Any], words: Words) -> None:
    for result in (trial.result for trial in trials if not trial.result.passed):
        click.echo(f"✗ {result.file}:{result.line} {result.name}".rstrip())
        click.echo(indent(result.message, "    "))
    counts = {name: answer[name] for name in ("scenarios", "passed", "failed")}
    click.echo(words("cli/spec-summary", refused=answer["refused"] or "", **counts))
