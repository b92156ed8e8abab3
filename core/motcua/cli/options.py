"""Options that several commands share, each explained once."""

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from motcua.calendar import TZ, parse_date, parse_moment
from motcua.cli.words import Words
from motcua.lang import read_day

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]


def unit(words: Words) -> Decorator[Any]:
    """Take ``--unit vn/38/ha-trung``; it may be left out where only one commune is known."""
    return click.option("--unit", metavar="UNIT", envvar="MOTCUA_UNIT", help=words("cli/unit"))


def at(words: Words) -> Decorator[Any]:
    """Take ``--at 2026-02-13T16:00``, local time; now when left out."""
    return click.option("--at", metavar="MOMENT", callback=_moment, help=words("cli/at"))


def on_day(words: Words) -> Decorator[Any]:
    """Take ``--at 2026-02-13``, ``--at 13/02/2026`` or a moment, local time; today when left out."""
    return click.option("--at", metavar="DATE", callback=_day, help=words("cli/day"))


def as_json(words: Words) -> Decorator[Any]:
    """Take ``--json``: one object on stdout and nothing else."""
    return click.option("--json", "as_json", is_flag=True, help=words("cli/json"))


def plugins_dir(words: Words) -> Decorator[Any]:
    """Take ``--plugins-dir DIR``, as often as needed."""
    return click.option(
        "--plugins-dir",
        "plugins_dirs",
        metavar="DIR",
        multiple=True,
        envvar="MOTCUA_PLUGINS",
        type=click.Path(exists=True),
        help=words("cli/plugins-dir"),
    )


def cache(words: Words) -> Decorator[Any]:
    """Take ``--no-cache``; without it what is learnt of files is kept in the user's cache folder."""
    return click.option("--no-cache", "cache", is_flag=True, callback=_cache, help=words("cli/no-cache"))


def now() -> datetime:
    """Read the wall clock in Asia/Ho_Chi_Minh: the only place of the command line that does."""
    return datetime.now(TZ)


def day(text: str) -> date:
    """Read a day as people write it, 13/02/2026 or 2026-02-13, or that of a moment, local time.

    :raises MotcuaError: ``date/unreadable`` or ``moment/unreadable``.
    """
    if "T" in text:
        return parse_moment(text).date()
    read = read_day(text.strip())
    return read if isinstance(read, date) else parse_date(text)


def _moment(_context: click.Context, _option: click.Parameter, value: str | None) -> datetime:
    return now() if value is None else parse_moment(value)


def _cache(_context: click.Context, _option: click.Parameter, without: bool) -> Path | None:  # noqa: FBT001 - click's way
    own, users = (os.environ.get(name) for name in ("MOTCUA_CACHE", "XDG_CACHE_HOME"))
    return None if without else Path(own) if own else Path(users or "~/.cache").expanduser() / "motcua"


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date:
    return now().date() if value is None else day(value)
