"""``motcua replay``: stored dossiers decided again under a draft, before the draft becomes law."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import click

from motcua.analysis.impact.draft import Draft
from motcua.analysis.impact.journal import Journals, stored
from motcua.analysis.impact.replaying import Scope, redecide
from motcua.analysis.impact.rows import as_csv, json_text
from motcua.analysis.impact.sums import Impact, sum_up
from motcua.analysis.impact.words import dossier_sentence, fee_sentences, sentences
from motcua.analysis.versions import made_for, version_name
from motcua.cli import options
from motcua.cli.drafting import drafted
from motcua.cli.opening import opened
from motcua.cli.progress import progress
from motcua.cli.storage import DATA
from motcua.cli.words import Words
from motcua.texts import written_number

T = TypeVar("T")
MANY = 1_000  # dossiers from which deciding them together is worth what it takes to begin
SHOWN = 20  # dossiers on the screen; the files have all of them


def command(words: Words) -> click.Command:
    """Build the command."""
    folder, file = click.Path(exists=True, file_okay=False, path_type=Path), click.Path(dir_okay=False, path_type=Path)
    data = click.Path(exists=True, path_type=Path)

    @click.command("replay", help=words("replay/command"), epilog=words("replay/command", "epilog"))
    @click.option("--draft", metavar="PATH", required=True, type=folder, help=words("replay/option-draft"))
    @click.option("--data", metavar="DIR", default=DATA, type=data, help=words("replay/option-data"))
    @click.option("--since", metavar="DATE", callback=_since, help=words("replay/option-since"))
    @click.option("--unit", metavar="UNIT", envvar="MOTCUA_UNIT", help=words("replay/option-unit"))
    @options.at(words)
    @click.option("--html", metavar="FILE", type=file, help=words("replay/option-html"))
    @click.option("--csv", "table", metavar="FILE", type=file, help=words("replay/option-csv"))
    @options.as_json(words)
    @options.plugins_dir(words)
    def replay_(draft: Path, data: Path, **more: Any) -> None:
        house = opened(words, more["plugins_dirs"])
        unit = house.unit(more["unit"]) if more["unit"] else ""
        tried = drafted(words, house, draft, more["at"].date())
        scope = Scope(more["at"], more["since"], unit)
        impact = _impact(stored(data), tried, scope, words)
        if more["html"]:
            more["html"].write_text(_page(impact, tried, draft, scope, words), "utf-8")
        if more["table"]:
            _write_table(more["table"], impact, words)
        if more["as_json"]:
            for part in json_text(impact, words.lang):
                click.echo(part, nl=False)
            click.echo()
        else:
            click.echo("\n".join(_told(impact, tried, words)))
        sys.exit(1 if impact.touched or impact.undecided else 0)

    return replay_


def _since(_context: click.Context, _option: click.Parameter, value: str | None) -> date:
    return options.day(value) if value else date.min


def _impact(journals: Journals, tried: Draft, scope: Scope, words: Words) -> Impact:
    """Decide few dossiers one by one and many together, where what that needs is installed: both find the same."""

    def bar(stage: str, things: Sequence[T]) -> AbstractContextManager[Iterable[T]]:
        return progress(things, f"replay/bar-{stage}", words)

    if len(journals) >= MANY and find_spec("polars") and find_spec("numpy"):
        from motcua.analysis.impact.bulk import replay_many  # noqa: PLC0415 - polars takes long to load: for many only

        return replay_many(journals, tried.laws, scope, bar)
    with bar("alone", journals) as walked:
        return sum_up(redecide(walked, tried.laws, scope))


def _page(impact: Impact, tried: Draft, draft: Path, scope: Scope, words: Words) -> str:
    """Draw the page; the draft is named by what it says, or else by its folder."""
    from motcua.analysis.impact.page import page  # noqa: PLC0415 - Jinja is loaded for who wants a page

    laws = tried.laws
    name = version_name(laws.draft.loaded, laws.present.loaded, words.lang) or draft.resolve().name
    unit = laws.present.resolve(scope.unit, scope.at.date()).unit_name if scope.unit else ""
    made = made_for(unit, scope.at, words.lang)
    return page(impact, name, made, tried.begins, words.lang)


def _write_table(file: Path, impact: Impact, words: Words) -> None:
    with file.open("w", encoding="utf-8", newline="") as table:
        table.writelines(as_csv(impact, words.lang))


def _told(impact: Impact, tried: Draft, words: Words) -> Iterator[str]:
    yield from sentences(impact, tried.begins, words.lang)
    if not impact.touched:
        return
    yield f"\n{words('replay/page-fees')}"
    yield from (f"  {sentence}" for sentence in fee_sentences(impact, words.lang))
    yield f"\n{words('replay/page-touched')}"
    yield from (f"  {dossier_sentence(one, words.lang)}" for one in impact.touched[:SHOWN])
    if (n := len(impact.touched)) > SHOWN:
        yield f"  {words('replay/page-first', shown=SHOWN, n=written_number(n, words.lang))}"
