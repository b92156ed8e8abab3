"""The tree of commands, each built only when it is wanted."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from motcua import __version__
from motcua.cli.click_words import speak, worded
from motcua.cli.stopping import Stopped, imported
from motcua.cli.words import Words, language_of
from motcua.findings import Finding, MotcuaError, why_denied

# In the order in which the help lists them; each module is imported only when its command is wanted.
COMMANDS = {
    "serve": "serve:command",
    "check": "check:command",
    "list": "listing:command",
    "decide": "decide:command",
    "explain": "explain:command",
    "diff": "diff:command",
    "replay": "replay:command",
    "prove": "prove:command",
    "due": "due:command",
    "spec": "spec:command",
    "plugins": "plugins:command",
    "schema": "schema:command",
    "verify": "storage:verify_command",
    "backup": "storage:backup_command",
    "restore": "storage:restore_command",
}


class _Lazy(click.Group):
    """A group that builds its own commands on demand; those of plugins are added as usual."""

    words: Words

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, *(name for name in super().list_commands(ctx) if name not in COMMANDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, builder = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(imported(f"motcua.cli.{module}"), builder)(self.words)
        return worded(command, self.words)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; click alone looks for the nearest name among those already built."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=self.list_commands(ctx), ctx=ctx) from None

    def make_context(self, *given: Any, **more: Any) -> click.Context:
        with _past_click():
            return super().make_context(*given, **more)

    def invoke(self, ctx: click.Context) -> Any:
        with _past_click():
            return super().invoke(ctx)


@contextmanager
def _past_click() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as interrupt:
        raise Stopped from interrupt


def build(words: Words) -> click.Group:
    """Build the whole command tree with its help in the language of `words`."""
    group = _Lazy(
        "motcua",
        help=words("cli/motcua"),
        epilog=words("cli/motcua", "epilog"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
        params=[click.Option(["--lang"], type=click.Choice(["vi", "en"]), help=words("cli/lang"), expose_value=False)],
    )
    group.words = words
    click.version_option(__version__, message="%(version)s", help=words("cli/version"))(group)
    worded(group, words)
    return group


def run(arguments: Sequence[str]) -> None:
    """Run the command that `arguments` name; leaves by SystemExit."""
    lang, rest = language_of(arguments)
    speak(lang)
    try:
        build(Words(lang)).main(rest, prog_name="motcua")
    except MotcuaError as error:
        _leave(error.findings, lang)
    except OSError as error:
        _drop_unwritten()
        told = {"file": error.filename or "", "reason": why_denied(error)}
        _leave([Finding("cli/system", params=told)], lang)


def _drop_unwritten() -> None:
    """Drop what stdout cannot take: Python would try once more at the exit, and leave with a status of its own."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave(findings: Sequence[Finding], lang: str) -> None:
    for finding in findings:
        click.echo(finding.show(lang), err=True)
    sys.exit(2)
