"""Open the house for a command, and tell whoever runs it what of its law is not applied."""

from collections.abc import Sequence
from pathlib import Path

import click

from motcua.cli.words import Words
from motcua.house import House, open_house


def opened(words: Words, plugins_dirs: Sequence[str], extra: Sequence[Path] = (), cache: Path | None = None) -> House:
    """Open the house; tell on stderr each error for which a file, a layer or a home of it is left out.

    See `open_house` for the parameters. `check`, which tells everything, and `diff`, which refuses errors, use that.
    """
    house = open_house(plugins_dirs, extra, cache)
    for finding in house.catalog.findings:
        if finding.severity == "error":
            click.echo(f"{words('cli/severity/error')}: {finding.show(words.lang)}", err=True)
    return house
