"""``motcua explain``: a resolved procedure, each value with layer, file, line and basis."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import click

from motcua.analysis.history import Span, Timeline, coming, history
from motcua.analysis.history import as_json as as_line
from motcua.calendar import written_date
from motcua.calendar.days import ONE_DAY
from motcua.catalog.explain import as_row, explain
from motcua.catalog.origin import Origin
from motcua.cli import options
from motcua.cli.opening import opened
from motcua.cli.procedures import find
from motcua.cli.words import Words
from motcua.document import inline


def command(words: Words) -> click.Command:
    """Build the command."""

    @click.command("explain", help=words("cli/explain"))
    @click.argument("procedure", metavar="PROC")
    @click.argument("path", metavar="[PATH]", required=False, default="")
    @options.unit(words)
    @options.on_day(words)
    @click.option("--history", "over_time", is_flag=True, help=words("diff/option-history"))
    @options.as_json(words)
    @options.plugins_dir(words)
    @options.cache(words)
    def explain_(procedure: str, path: str, unit: str | None, at: date, **more: Any) -> None:
        house = opened(words, more["plugins_dirs"], cache=more["cache"])
        if more["over_time"]:
            lines = history(house.catalog, house.unit(unit), procedure, at, path)
            _tell_history(lines, at, words, as_json=more["as_json"])
            return
        rulebook = house.catalog.resolve(house.unit(unit), at)
        rows = explain(rulebook, find(house.catalog, rulebook, procedure).id, path)
        if more["as_json"]:
            click.echo(json.dumps({"values": [as_row(*row) for row in rows]}, ensure_ascii=False, indent=2))
            return
        for key, origin in rows:
            click.echo(f"{key} = {inline(origin.value)}")
            _tell(origin, words)

    return explain_


def _tell(origin: Origin, words: Words) -> None:
    since = f", {words('cli/since')} {origin.since:%d/%m/%Y}" if origin.since else ""
    click.echo(f"    {origin.layer}, {origin.place.file}:{origin.place.line}{since} [{'; '.join(origin.basis)}]")
    if origin.replaced:
        click.echo(f"    {words('cli/replaced')} {inline(origin.replaced.value)}")
        _tell(origin.replaced, words)


def _tell_history(lines: Sequence[Timeline], at: date, words: Words, *, as_json: bool) -> None:
    if as_json:
        later = {day.isoformat(): list(paths) for day, paths in coming(lines, at).items()}
        told = {"values": [as_line(line, at) for line in lines], "coming": later}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in lines:
        click.echo(line.path)
        click.echo("\n".join(text for span in line.spans for text in _span(span, at, words)))
    if not lines:
        click.echo(words("history/none"))
    for day, paths in coming(lines, at).items():
        click.echo(words("history/to-come", date=written_date(day), count=len(paths)))


def _span(span: Span, at: date, words: Words) -> Iterable[str]:
    origin = span.origin
    days = [words("history/from", date=written_date(span.since))] if span.since else []
    days += [words("history/until", date=written_date(span.until - ONE_DAY))] if span.until else []
    standing = words(f"history/{span.standing(at)}")
    yield f"  {' '.join(days) or words('history/ever')} ({standing}): {inline(origin.value)}"
    yield _source(origin)
    if span.dropped:
        yield f"  {words('history/dropped', date=written_date(span.until or at))}"
        yield _source(span.dropped)


def _source(origin: Origin) -> str:
    return f"    {origin.layer}, {origin.place.file}:{origin.place.line} [{'; '.join(origin.basis)}]"
