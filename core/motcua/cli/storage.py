"""``motcua verify``, ``backup`` and ``restore``: look after a data folder."""

import sys

import click

from motcua.cli.words import Words
from motcua.store import backup, restore, verify

DATA = "data"


def verify_command(words: Words) -> click.Command:
    """Build ``verify``."""

    @click.command("verify", help=words("cli/verify"))
    @click.argument("folder", metavar="[DIR]", type=click.Path(exists=True), default=DATA)
    def verify_(folder: str) -> None:
        report = verify(folder)
        for finding in report.findings:
            click.echo(finding.show(words.lang), err=True)
        if not report.sound:
            sys.exit(1)
        click.echo(words("cli/verified", transactions=report.transactions, events=report.events))

    return verify_


def backup_command(words: Words) -> click.Command:
    """Build ``backup``."""

    @click.command("backup", help=words("cli/backup"))
    @click.argument("folder", metavar="DIR", type=click.Path(exists=True))
    @click.argument("target", metavar="FILE", type=click.Path())
    def backup_(folder: str, target: str) -> None:
        report = backup(folder, target)
        click.echo(words("cli/backed-up", target=target, transactions=report.transactions))

    return backup_


def restore_command(words: Words) -> click.Command:
    """Build ``restore``."""

    @click.command("restore", help=words("cli/restore"))
    @click.argument("copy", metavar="FILE", type=click.Path(exists=True))
    @click.argument("folder", metavar="DIR", type=click.Path())
    def restore_(copy: str, folder: str) -> None:
        report = restore(copy, folder)
        click.echo(words("cli/restored", target=folder, transactions=report.transactions))

    return restore_
