"""``motcua schema``: the JSON Schema of a kind of document, for editors."""

import json

import click

from motcua.cli.words import Words
from motcua.document import KINDS, schema


def command(words: Words) -> click.Command:
    """Build the command."""

    @click.command("schema", help=words("cli/schema"))
    @click.argument("kind", required=False, metavar="[KIND]", type=click.Choice(sorted(KINDS)))
    def schema_(kind: str | None) -> None:
        click.echo(json.dumps(schema(kind), ensure_ascii=False, indent=2))

    return schema_
