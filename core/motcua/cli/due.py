"""``motcua due``: count a deadline and show every day of it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from motcua.calendar import Pause, due, parse_moment, parse_within, written_moment
from motcua.cli import options
from motcua.cli.opening import opened
from motcua.cli.words import Words
from motcua.decide.as_json import ledger
from motcua.findings import refuse


def command(words: Words) -> click.Command:
    """Build the command."""

    @click.command("due", help=words("cli/due"), epilog=words("cli/due", "epilog"))
    @options.unit(words)
    @click.option("--from", "start", required=True, metavar="MOMENT", help=words("cli/from"))
    @click.option("--within", required=True, metavar="LENGTH", help=words("cli/within"))
    @click.option("--pause", "pauses", multiple=True, metavar="FROM/TO", help=words("cli/pause"))
    @options.as_json(words)
    @options.plugins_dir(words)
    def due_(unit: str | None, start: str, within: str, pauses: tuple[str, ...], **more: Any) -> None:
        begins, length = parse_moment(start), parse_within(within)
        stops = [_pause(pause) for pause in pauses]
        house = opened(words, more["plugins_dirs"])
        rulebook = house.catalog.resolve(house.unit(unit) if unit else _country(house.catalog.units()), begins.date())
        calendar = rulebook.calendar.known_at(begins.date())
        counted = due(begins, length, calendar, rulebook.hours, rulebook.policy, stops)
        if more["as_json"]:
            due_at = counted.due_at.isoformat() if counted.due_at else None
            click.echo(json.dumps({"due_at": due_at, "ledger": ledger(counted.ledger, words.lang)}, ensure_ascii=False))
            return
        _tell(counted.due_at, length.text(words.lang), counted.ledger, words)
        for warning in counted.warnings:
            click.echo(f"! {warning.message(words.lang)}", err=True)

    return due_


def _tell(due_at: datetime | None, within: str, days: Any, words: Words) -> None:
    shown = written_moment(due_at, words.lang) if due_at else "—"
    click.echo(words("cli/told-due", due=shown, within=within, basis=""))
    for day in days:
        click.echo(f"  {'+' if day.counts else '·'} {day.date:%d/%m/%Y} {day.why_in(words.lang)}".rstrip())


def _pause(text: str) -> Pause:
    begins, slash, ends = text.partition("/")
    if not slash:
        raise refuse("cli/pause-form", pause=text)
    return Pause(parse_moment(begins), parse_moment(ends))


def _country(units: Sequence[str]) -> str:
    return min(units, key=len)
