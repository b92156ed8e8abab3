"""``motcua serve``: open the store, open the desk, hand both to the web plugin."""

from pathlib import Path
from typing import Any

import click

from motcua.cli import options
from motcua.cli.opening import opened
from motcua.cli.words import Words
from motcua.desk import Desk
from motcua.findings import refuse
from motcua.hookspecs import ServeOptions
from motcua.store import open_store


def command(words: Words) -> click.Command:
    """Build the command."""

    @click.command("serve", help=words("cli/serve"), epilog=words("cli/serve", "epilog"))
    @click.option("--data", metavar="DIR", type=click.Path(file_okay=False), help=words("cli/data"))
    @options.unit(words)
    @click.option("--host", default="127.0.0.1", metavar="ADDRESS", help=words("cli/host"))
    @click.option("--port", default=8000, type=click.IntRange(0, 65535), metavar="PORT", help=words("cli/port"))
    @click.option("--demo", is_flag=True, help=words("cli/demo"))
    @options.plugins_dir(words)
    def serve_(data: str | None, unit: str | None, *, demo: bool, **more: Any) -> None:
        house = opened(words, more["plugins_dirs"])
        store = open_store(Path(data or ("data/demo" if demo else "data")))
        try:
            desk = Desk(store, house.catalog, house.plugins, options.now)
            told = ServeOptions(more["host"], more["port"], unit, demo, words.lang)
            if not house.plugins.call("motcua_serve", desk=desk, options=told):
                raise refuse("cli/no-web")
        finally:
            store.close()

    return serve_
