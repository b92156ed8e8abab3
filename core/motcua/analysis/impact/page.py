"""The impact of a draft as a page of its own: sentences, a chart with its table, the touched dossiers. It prints."""

from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from textwrap import shorten

from jinja2 import Environment, StrictUndefined
from msgspec import Struct

from motcua.analysis.impact.sums import FeeSum, Impact
from motcua.analysis.impact.words import changes, dong, sentences
from motcua.calendar import written_date
from motcua.texts import say, written_number

SHOWN = 500  # dossiers on the page; the CSV has all of them
_LONGEST, _ROW = 400, 62  # pixels: of the longest bar, and between two procedures
_NAME = 76  # letters of a name for which the chart has room; the table has all of them


class Bars(Struct, frozen=True):
    """The two bars of one procedure: where they begin, how long they are, and what stands beside them."""

    name: str
    top: int
    widths: tuple[int, int]
    amounts: tuple[str, str]


def page(impact: Impact, draft: str, made: str, begins: date | None, lang: str = "vi") -> str:
    """Return the whole page as HTML; everything of the catalogs is escaped, and nothing on it runs or is loaded.

    :param draft: what the draft is called.
    :param made: for which units and moment, a sentence.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = files(__package__).joinpath("page.html.jinja").read_text("utf-8")
    drawn = list(bars(impact.by_procedure, lang))
    return environment.from_string(template).render(
        impact=impact,
        draft=draft,
        made=made,
        sentences=[sentence.removeprefix("  • ") for sentence in sentences(impact, begins, lang)],
        bars=drawn,
        height=_ROW * len(drawn),
        shown=impact.touched[:SHOWN],
        changes=lambda one: changes(one, lang),
        dong=lambda amount, signed=False: dong(amount, lang, signed=signed),
        number=lambda count: written_number(count, lang),
        day=written_date,
        lang=lang,
        words=lambda key, **values: say(f"replay/{key}", lang, **values),
    )


def bars(fees: Sequence[FeeSum], lang: str) -> Iterator[Bars]:
    """Lay out the chart: a pair of bars for each procedure that charges anything, before or after."""
    charging = [one for one in fees if one.before or one.after]
    most = max((max(one.before, one.after) for one in charging), default=0)
    for at, one in enumerate(charging):
        totals = one.before, one.after
        before, after = (max(0, total) * _LONGEST // most if most > 0 else 0 for total in totals)
        name = shorten(one.name, _NAME, placeholder="…")
        yield Bars(name, at * _ROW, (before, after), (dong(one.before, lang), dong(one.after, lang)))
