"""The papers checklist of the reception: what the rules ask for beside what lies on the counter."""

from collections.abc import Iterable

from msgspec import Struct

from motcua.decide.decision import PaperDue
from motcua.dossier import PaperIn
from motcua_web import forms
from motcua_web.forms import Errors
from motcua_web.language import gettext as _
from motcua_web.visit import Visit

COUNTED = ("originals", "copies", "electronic")
MOST = 1000  # more pieces of one paper than anybody carries to a counter: a slip of the finger


class PaperLine(Struct, frozen=True):
    """One line: what is asked, what was typed into its fields, what that means (None: not here), what is wrong."""

    due: PaperDue
    typed: dict[str, str]
    given: PaperIn | None
    error: str = ""

    @property
    def name(self) -> str:
        """Return the common beginning of the names of its fields."""
        return f"papers.{self.due.id}"

    def count(self, part: str) -> str:
        """Return what stands in a count's field: what was typed, else what the rules ask for."""
        return self.typed.get(part, str(getattr(self.due, part)))


def read_papers(visit: Visit, due: Iterable[PaperDue]) -> tuple[tuple[PaperLine, ...], Errors]:
    """Read the checklist for the papers that are due; papers no longer asked for are left out."""
    typed = forms.groups(visit.form, "papers")
    error = visit.say(_("“%s”: số bản phải là số nguyên từ 0 đến %d."))
    lines = tuple(_line(paper, typed.get(paper.id, {}), error) for paper in due)
    return lines, {f"{line.name}.here": line.error for line in lines if line.error}


def papers_as_typed(visit: Visit) -> dict[str, PaperIn]:
    """Read what the form says is here, whatever the rules ask for: by it a form that came before is known again."""
    typed = forms.groups(visit.form, "papers")
    return {paper: _given(parts, _counts(parts)) for paper, parts in typed.items() if "here" in parts}


def _line(due: PaperDue, typed: dict[str, str], error: str) -> PaperLine:
    counts = _counts(typed)
    if None in counts.values():
        return PaperLine(due, typed, None, error % (due.name, MOST))
    return PaperLine(due, typed, _given(typed, counts) if "here" in typed else None)


def _counts(typed: dict[str, str]) -> dict[str, int | None]:
    return {part: _count(typed[part]) for part in COUNTED if typed.get(part)}


def _given(typed: dict[str, str], counts: dict[str, int | None]) -> PaperIn:
    return PaperIn(**{part: number or 0 for part, number in counts.items()}, chosen=typed.get("chosen", ""))


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 and int(text) <= MOST else None
