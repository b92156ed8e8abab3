"""Click's own words ("Usage:", "No such option …") in the language of the command line.

Click asks gettext for each of them through the names `_` and `ngettext` in its modules. Those names are replaced here:
nothing else of the process is touched, and no compiled catalog has to be shipped. The texts are ``click/…``; the
English file holds click's own, by which they are looked up.
"""

import click
from click import core, decorators, exceptions, formatting, parser, types

from motcua.cli.words import Words
from motcua.texts import catalog

MODULES = (core, decorators, exceptions, formatting, parser, types)


def speak(lang: str) -> None:
    """Let click speak a language from now on."""
    words = own_words(lang)

    def one(text: str) -> str:
        return words.get(text, text)

    def one_or_more(single: str, several: str, number: int) -> str:
        return one(single if number == 1 else several)

    for module in MODULES:
        for name, answer in (("_", one), ("ngettext", one_or_more)):
            if hasattr(module, name):
                setattr(module, name, answer)


def own_words(lang: str) -> dict[str, str]:
    """Map click's own texts to those of a language."""
    keys = [key for key in catalog("en") if key.startswith("click/")]
    return {catalog("en")[key]["message"]: catalog(lang)[key]["message"] for key in keys}


def worded(command: click.Command, words: Words) -> click.Command:
    """Name the parts of a command's usage line, and of its own commands', in the language."""
    command.options_metavar = words("cli/metavar-options")
    if isinstance(command, click.Group):
        command.subcommand_metavar = words("cli/metavar-command")
        for inner in command.commands.values():
            worded(inner, words)
    return command
