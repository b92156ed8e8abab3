"""Put a draft in its place for a command, and tell whoever runs it what the draft leaves out."""

from datetime import date
from pathlib import Path

import click

from motcua.analysis.impact.draft import Draft, read_draft
from motcua.catalog import Home
from motcua.cli import options
from motcua.cli.words import Words
from motcua.house import House


def drafted(words: Words, house: House, draft: Path, today: date | None = None) -> Draft:
    """Read a draft beside the law of a house; tell on stderr what it leaves out.

    :raises MotcuaError: every error that `check` finds with the draft in force; see `read_draft`.
    """
    tried = read_draft(house.homes, Home(draft), today or options.now().date())
    for remark in tried.remarks:
        click.echo(remark.show(words.lang), err=True)
    return tried
