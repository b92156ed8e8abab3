"""Why an answer is as it is: each row of the law that it rests on, in words, with who set it and on what basis."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from motcua.catalog import Rulebook
from motcua.catalog.model import FeeLine, Procedure
from motcua.catalog.origin import Origin
from motcua.decide.as_json import why
from motcua.decide.decision import Decision
from motcua_web import show
from motcua_web.conditions import condition_words, formula_words
from motcua_web.language import gettext as _
from motcua_web.language import translations
from motcua_web.words import TABLES

UNSET = _("chưa được cấp có thẩm quyền quyết định")
LESS, NOTHING = _("giảm %s%%"), _("không phải nộp")
Words = Callable[[str], str]


class Reason(Struct, frozen=True):
    """One row of the law that fired.

    `kind` is a key of the table ``reason``; `rule` says the row in words and `when` for whom; `by` names the authority
    that set it, and `basis` what it rests on more closely than the whole procedure does. `path` and the place of
    `origin` are for the staff, who may have to mend it.
    """

    kind: str
    row: Any
    rule: str
    when: str
    by: str
    basis: tuple[str, ...]
    path: str
    origin: Origin


def reasons(decision: Decision, rulebook: Rulebook, lang: str) -> tuple[Reason, ...]:
    """List what a decision rests on, a row once, in the order in which it was decided."""
    procedure = rulebook.find(decision.procedure)
    authorities = {layer.id: layer.name for layer in rulebook.layers}
    rows = {row.path: (kind, row) for kind, row in _rows(procedure)}
    say = translations(lang).gettext
    found: dict[str, Reason] = {}
    for path, origin in why(decision, rulebook):
        where = path.rpartition(".")[0]
        if where in rows and where not in found:
            kind, row = rows[where]
            when = "" if kind == "case" else condition_words(procedure, row.when, say)
            by = authorities.get(origin.layer, origin.layer)
            basis = () if origin.basis == procedure.basis else origin.basis  # that of the whole says nothing of the row
            found[where] = Reason(kind, row, _rule(procedure, kind, row, say, lang), when, by, basis, path, origin)
    return tuple(found.values())


def row_names(procedure: Procedure, lang: str) -> dict[str, str]:
    """Name each row of the law, by its path; a row that has no name by its kind."""
    say, kinds = translations(lang).gettext, TABLES["reason"]
    return {row.path: getattr(row, "name", "") or say(kinds[kind]) for kind, row in _rows(procedure)}


def _rows(procedure: Procedure) -> Iterator[tuple[str, Any]]:
    """Yield every row of a procedure that a decision may rest on, with what kind of row it is."""
    kinds = {
        "case": procedure.cases,
        "fee": procedure.fees,
        "exempt": procedure.exemptions,
        "reduction": procedure.reductions,
        "deadline": procedure.deadline,
        "extension": procedure.extensions,
        "paper": procedure.papers,
        "step": procedure.steps,
    }
    for kind, rows in kinds.items():
        yield from ((kind, row) for row in rows)
    yield from (("paper", each) for paper in procedure.papers for each in paper.first_available)


def _rule(procedure: Procedure, kind: str, row: Any, say: Words, lang: str) -> str:
    match kind:
        case "fee":
            return _fee(procedure, row, say, lang)
        case "exempt":
            return say(NOTHING)
        case "reduction":
            return say(LESS) % (row.percent,)
        case "deadline" | "step":
            return str(row.within.text(lang)) if row.within else ""
        case "extension":
            return f"+ {row.add.text(lang)}"
    return ""


def _fee(procedure: Procedure, line: FeeLine, say: Words, lang: str) -> str:
    if line.undetermined:
        return say(UNSET)
    if line.rule is None:
        return show.amount(lang)(line.amount)
    return line.note or formula_words(procedure, procedure.amounts[line.rule].source, lang)
