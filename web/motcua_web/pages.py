"""From a template and values to an answer: Jinja2 with autoescape on, one environment per language."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from motcua.calendar import parse_within
from motcua.texts import say
from motcua_web import language, show, words
from motcua_web.conditions import condition_words, formula_words
from motcua_web.frame import frame
from motcua_web.visit import Visit


@cache
def environment(lang: str) -> Environment:
    """Make the templates' environment of a language, once."""
    made = Environment(
        loader=PackageLoader("motcua_web"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    translations = language.translations(lang)
    made.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined] # by the extension
    made.filters |= show.FILTERS | _filters(lang, translations.gettext)
    made.globals |= {"languages": language.LANGUAGES, "lang": lang}
    made.globals |= {"colours": words.COLOURS, "standing_word": words.standing_word}
    return made


def render(visit: Visit, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """Answer with a page."""
    text = environment(visit.lang).get_template(template).render(visit=visit, frame=frame(visit), **values)
    return HTMLResponse(text, status, {"content-language": visit.lang, "vary": "HX-Request, Cookie"})


def _filters(lang: str, gettext: Callable[[str], str]) -> dict[str, Callable[..., str]]:
    return {
        "moment": show.moment(lang),
        "amount": show.amount(lang),
        "answer": show.answer(gettext),
        "weekday": show.weekday(gettext),
        "within": lambda value: value.text(lang) if value else "",
        "age": lambda value: parse_within(value).text(lang),
        "condition": lambda procedure, when: condition_words(procedure, when, gettext),
        "formula": lambda source, procedure: formula_words(procedure, source, lang),
        "told": lambda key, kind: say(f"{kind}/{key}", lang),
        **{name: _table(table, gettext) for name, table in words.TABLES.items()},
    }


def _table(table: Mapping[str, str], gettext: Callable[[str], str]) -> Callable[[str], str]:
    return lambda key: gettext(table[key]) if key in table else key
