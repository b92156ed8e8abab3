"""``motcua explain``: a resolved procedure, each value with layer, file, line and basis."""

import json
from datetime import date
from typing import Any

import click

from motcua.catalog.explain import as_row, explain
from motcua.catalog.origin import Origin
from motcua.cli import options
from motcua.cli.words import Words
from motcua.document import inline
from motcua.house import open_house


def command(words: Words) -> click.Command:
    """Build the command."""

    @click.command("explain", help=words("cli/explain"))
    @click.argument("procedure", metavar="PROC")
    @click.argument("path", metavar="[PATH]", required=False, default="")
    @options.unit(words)
    @options.on_day(words)
    @options.as_json(words)
    @options.plugins_dir(words)
    def explain_(procedure: str, path: str, unit: str | None, at: date, **more: Any) -> None:
        house = open_house(more["plugins_dirs"])
        rulebook = house.catalog.resolve(house.unit(unit), at)
        rows = explain(rulebook, rulebook.find(procedure).id, path)
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
