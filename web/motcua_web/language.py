"""The language of a page: Vietnamese as it stands in the sources, English from the catalog in ``locale/``.

The compiled ``.mo`` is committed beside its ``.po``: the standard library reads it, so that a running desk
needs no Babel; a test compiles the ``.po`` again and compares.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from starlette.requests import Request

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"
COOKIE = "motcua-lang"


@cache
def translations(lang: str) -> NullTranslations:
    """Return the texts of a language; Vietnamese is the language of the sources and needs none."""
    if lang == DEFAULT:
        return NullTranslations()
    with files("motcua_web").joinpath(f"locale/{lang}/LC_MESSAGES/motcua.mo").open("rb") as catalog:
        return GNUTranslations(catalog)


def chosen(request: Request) -> str:
    """Return the language the visitor chose. A browser's own setting does not count: the counter speaks Vietnamese."""
    lang = request.cookies.get(COOKIE, DEFAULT)
    return lang if lang in LANGUAGES else DEFAULT


def gettext(text: str) -> str:
    """Mark a text for translation; the page translates it (``_`` in templates)."""
    return text
