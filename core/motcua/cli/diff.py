"""``motcua diff``: what differs between two catalogs, dates, units or revisions, in sentences."""

import json
import sys
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from motcua.analysis.diff.annex import annex
from motcua.analysis.diff.comparison import Chapter, compare
from motcua.analysis.diff.sentences import as_json, said
from motcua.cli import options
from motcua.cli.sides import Sides, kind_of, read, sides_of
from motcua.cli.words import Words
from motcua.findings import refuse
from motcua.house import open_house
from motcua.texts import Words as Texts
from motcua.texts import written_number

MARKS = {"added": "+", "removed": "−", "changed": "~", "moved": "↕"}
NEEDLESS = {"date": "at", "unit": "unit"}  # what the two sides say themselves


def command(words: Words) -> click.Command:
    """Build the command."""

    @click.command("diff", help=words("diff/command"), epilog=words("diff/command", "epilog"))
    @click.argument("before", metavar="A")
    @click.argument("after", metavar="[B]", required=False)
    @click.option("--unit", metavar="UNIT", envvar="MOTCUA_UNIT", help=words("diff/option-unit"))
    @options.on_day(words)
    @click.option(
        "--html", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help=words("diff/option-html")
    )
    @options.as_json(words)
    @options.cache(words)
    @options.plugins_dir(words)
    @click.pass_context
    def diff_(context: click.Context, /, before: str, after: str | None, **more: Any) -> None:
        sides = sides_of(before, after)
        _refuse_needless(context, kind_of(*sides))
        house = cache(
            partial(open_house, more["plugins_dirs"], cache=more["cache"])
        )  # opened when needed, and then once
        found = read(sides, more["unit"], more["at"], house, words.lang)
        chapters = compare(found.before, found.after, same_unit=found.same_unit)
        if more["html"]:
            more["html"].write_text(annex(chapters, found.named, words.lang), "utf-8")
        if more["as_json"]:
            changes = [as_json(chapter, change, words.lang) for chapter in chapters for change in chapter.changes]
            click.echo(json.dumps({"changes": changes}, ensure_ascii=False, indent=2))
        else:
            click.echo("\n".join(_told(chapters, found, words)))
        sys.exit(1 if chapters else 0)

    return diff_


def _refuse_needless(context: click.Context, kind: str) -> None:
    """Refuse an option that would be ignored; one set for good in the environment may stay."""
    option = NEEDLESS.get(kind, "")
    if context.get_parameter_source(option) is ParameterSource.COMMANDLINE:
        raise refuse("diff/needless", option=option, kind=Texts((f"diff/two/{kind}",)))


def _told(chapters: Iterable[Chapter], sides: Sides, words: Words) -> Iterable[str]:
    before, after = sides.shown
    yield words("diff/head", before=before, after=after)
    changes = [(chapter, change) for chapter in chapters for change in chapter.changes]
    for chapter, change in changes:
        yield f"{MARKS[change.kind]} {said(chapter, change, words.lang).sentence}"
        place = f"{change.place.file}:{change.place.line}" if change.place else ""
        yield f"    {' · '.join(filter(None, [change.path, place]))}"
    yield words("diff/count", n=written_number(len(changes), words.lang)) if changes else words("diff/none")
