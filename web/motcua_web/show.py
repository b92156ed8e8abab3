"""How values look on a page: money, days and moments as Vietnamese people write them."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from motcua import money
from motcua.calendar import TZ, written_date, written_moment
from motcua_web.forms import Question, shown_day
from motcua_web.language import gettext as _

WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"))


def day(value: date | None) -> str:
    """Write a day: 22/11/2026."""
    return written_date(value) if value else "—"


def moment(lang: str) -> Callable[[datetime | None], str]:
    """Make the filter that writes a moment (Asia/Ho_Chi_Minh) in a language."""
    return lambda value: written_moment(value.astimezone(TZ), lang) if value else "—"


def amount(lang: str) -> Callable[[int | None], str]:
    """Make the filter that writes an amount of đồng in a language; an unknown one is a dash, never a zero."""
    return lambda dong: "—" if dong is None else money.written(dong, lang).replace(" ", "\u00a0")


def anchor(name: str) -> str:
    """Make an element's id of a field's name.

    >>> anchor("papers.to-khai.copies")
    'papers-to-khai-copies'
    """
    return re.sub(r"[^a-zA-Z0-9]+", "-", name).strip("-")


def answer(translate: Callable[[str], str]) -> Callable[[Question], str]:
    """Make the filter that shows what was answered to a question, as people read it."""
    yes_no = {"true": _("Có"), "false": _("Không")}

    def shown(question: Question) -> str:
        names = dict(question.options) | {key: translate(text) for key, text in yes_no.items()}
        return ", ".join(names.get(each, each) for each in question.typed)

    return shown


def weekday(translate: Callable[[str], str]) -> Callable[[date], str]:
    """Make the filter that names a day of the week in one language."""
    return lambda value: translate(WEEKDAYS[value.weekday()])


def lines(texts: Any) -> Markup:
    """Set texts one below the other."""
    return Markup("<br>").join(texts)


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "shown_day": shown_day,
    "anchor": anchor,
    "lines": lines,
}
