"""``motcua schema``: the JSON Schema of a kind of document, or of a whole catalog where its files are, for editors."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from motcua.cli import options
from motcua.cli.opening import opened
from motcua.cli.words import Words
from motcua.document import KINDS, schema
from motcua.editing import catalog_schema
from motcua.editing.workspace import Prepared, law_in, prepare, settings
from motcua.findings import refuse


def command(words: Words) -> click.Command:
    """Build the command."""

    @click.command("schema", help=words("cli/schema"), epilog=words("cli/schema", "epilog"))
    @click.argument("kind", required=False, metavar="[KIND]", type=click.Choice(sorted(KINDS)))
    @click.option(
        "--workspace",
        metavar="FOLDER",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help=words("cli/schema-workspace"),
    )
    @click.option("--first-lines", is_flag=True, help=words("cli/schema-first-lines"))
    @options.on_day(words)
    @options.plugins_dir(words)
    @options.cache(words)
    def schema_(kind: str | None, workspace: Path | None, at: date, **more: Any) -> None:
        if more["first_lines"] and workspace is None:
            raise refuse("cli/schema-where")
        if workspace is None:
            click.echo(json.dumps(schema(kind), ensure_ascii=False, indent=2))
            return
        if kind:
            raise refuse("cli/schema-one")
        if not any(law_in(workspace)):
            raise refuse("cli/no-catalogs", path=workspace)
        extra = [workspace] if any((workspace / part).is_dir() for part in ("catalogs", "rules")) else []
        catalog = opened(words, more["plugins_dirs"], extra, more["cache"]).catalog
        prepared = prepare(workspace, catalog_schema(catalog, at), lead=more["first_lines"])
        no_yaml = {one.place.file for one in catalog.findings if one.place and one.rule.startswith("yaml/")}
        _tell(prepared, len(no_yaml | {document.file for document in catalog.broken.values()}), words)

    return schema_


def _tell(prepared: Prepared, faulty: int, words: Words) -> None:
    click.echo(words("cli/schema-written", file=prepared.schema))
    if prepared.led:
        click.echo(words("cli/schema-led", count=len(prepared.led)))
    if prepared.elsewhere:
        click.echo(words("cli/schema-elsewhere", count=len(prepared.elsewhere), file=prepared.elsewhere[0]))
    if prepared.unsettled:
        click.echo(words("cli/schema-settings", file=prepared.unsettled, settings=json.dumps(settings())))
    if faulty:
        click.echo(words("cli/schema-broken", count=faulty))
