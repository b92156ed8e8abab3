"""``motcua plugins``: what is installed here and how it fares."""

import json
from typing import Any

import click

from motcua.cli import options
from motcua.cli.opening import opened
from motcua.cli.words import Words


def command(words: Words) -> click.Command:
    """Build the group."""
    group = click.Group("plugins", help=words("cli/plugins"))

    @group.command("list", help=words("cli/plugins-list"))
    @options.as_json(words)
    @options.plugins_dir(words)
    def list_(**more: Any) -> None:
        plugins = opened(words, more["plugins_dirs"]).plugins.list()
        if more["as_json"]:
            click.echo(json.dumps({"plugins": [plugin.as_json(words.lang) for plugin in plugins]}, ensure_ascii=False))
            return
        for plugin in plugins:
            click.echo("\t".join(str(value) for value in plugin.as_json(words.lang).values() if value is not None))

    return group
