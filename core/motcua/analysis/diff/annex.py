"""The changes as a page for the annex of a decision: a table that prints well and needs nothing else."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from motcua.analysis.diff.comparison import Chapter
from motcua.analysis.diff.differences import Change
from motcua.analysis.diff.sentences import Said, said, subject
from motcua.texts import say

TEMPLATE = "annex.html"


def annex(chapters: Sequence[Chapter], sides: tuple[str, str], lang: str = "vi") -> str:
    """Write the page; everything of the catalogs is escaped, and nothing on it runs or is loaded.

    :param sides: what the two sides are called.
    """
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )

    def words(key: str, **values: object) -> str:
        return say(f"diff/{key}", lang, **values)

    told = [
        (subject(chapter, lang), [_row(chapter, change, lang) for change in chapter.changes]) for chapter in chapters
    ]
    return pages.get_template(TEMPLATE).render(chapters=told, sides=sides, lang=lang, words=words)


def _row(chapter: Chapter, change: Change, lang: str) -> tuple[Change, Said]:
    return change, said(chapter, change, lang)
