"""The command line: a thin rim that reads arguments, calls the house and prints.

Exit status: 0 fine; 1 the answer is "no" (errors found, a spec failed, a case not acceptable);
2 usage or unreadable input.
"""

import atexit
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import click

from motcua import __version__
from motcua.cli.click_words import speak, worded
from motcua.cli.words import Words, language_of
from motcua.findings import Finding, MotcuaError

# Law is read into many small things that live to the end: looking through them, now and then and once more at the
# exit, would take a fifth of the time.
_BETWEEN_COLLECTIONS = 200_000

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
        command: click.Command = getattr(import_module(f"motcua.cli.{module}"), builder)(self.words)
        return worded(command, self.words)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; click alone looks for the nearest name among those already built."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=self.list_commands(ctx), ctx=ctx) from None


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


def main(argv: Sequence[str] | None = None) -> None:
    """Run `motcua`; leaves by SystemExit with the status above."""
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    atexit.register(gc.freeze)
    _write_utf8()
    lang, arguments = language_of(list(sys.argv[1:] if argv is None else argv))
    speak(lang)
    try:
        build(Words(lang)).main(arguments, prog_name="motcua")
    except MotcuaError as error:
        _leave(error.findings, lang)
    except OSError as error:
        told = {"file": error.filename or "", "reason": error.strerror or error}
        _leave([Finding("cli/system", params=told)], lang)


def _write_utf8() -> None:
    """Write UTF-8 whatever the environment says, for no other encoding that it may name can write Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # of file names not everything can be


def _leave(findings: Sequence[Finding], lang: str) -> None:
    for finding in findings:
        click.echo(finding.show(lang), err=True)
    sys.exit(2)
