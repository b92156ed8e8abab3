"""Conditions in plain words, for the posted list: ``when: {by_proxy: true}`` reads “Có người đi thay: có”."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from motcua.catalog.model import Procedure
from motcua.texts import written_number
from motcua_web.language import gettext as _
from motcua_web.language import translations

if TYPE_CHECKING:
    from motcua.lang import Fact

Gettext = Callable[[str], str]
_COMPARED = {"over": _("trên %s"), "under": _("dưới %s"), "from": _("từ %s"), "up_to": _("đến %s")}
_AMONG = {"any_of": _("một trong: %s"), "all_of": _("đủ: %s"), "none_of": _("không thuộc: %s")}
_FUNCTIONS = {"math.least": _("số nhỏ nhất trong"), "math.greatest": _("số lớn nhất trong")}
_OR, _NOT = _("hoặc"), _("không phải")
_KNOWN = {"present": _("có ghi"), "absent": _("không ghi")}


def condition_words(procedure: Procedure, when: int | None, gettext: Gettext) -> str:
    """Say when a row applies; an expression that has no plainer form is shown as its author wrote it."""
    if when is None:
        return ""
    facts: dict[str, Fact] = {fact.id: fact for fact in procedure.facts}
    titles = {each.id: each.title or each.id for each in procedure.derived}
    titles |= {fact.id: fact.title for fact in procedure.facts}
    cases = {case.id: case.name for case in procedure.cases}
    return _source(procedure.conditions[when].source, _Words(facts, titles, cases, gettext))


def formula_words(procedure: Procedure, source: object, lang: str) -> str:
    """Write an amount's expression with the titles of its facts: ``3.000 × [Số bản sao]``."""
    titles = {each.id: each.title or each.id for each in procedure.derived}
    titles |= {fact.id: fact.title for fact in procedure.facts}
    known = {name: f"[{title}]" for name, title in titles.items()}
    known |= {name: translations(lang).gettext(text) for name, text in _FUNCTIONS.items()}
    text = re.sub(r"[a-z_][a-z_0-9.]*", lambda name: known.get(name[0], name[0]), str(source))
    return re.sub(r"\b\d{4,}\b", lambda number: written_number(int(number[0]), lang), text).replace("*", "×")


class _Words:
    """What a condition's names are called here."""

    def __init__(self, facts: "dict[str, Fact]", titles: dict[str, str], cases: dict[str, str], gettext: Gettext):
        self.facts, self.titles, self.cases, self.say = facts, titles, cases, gettext

    def title(self, name: str) -> str:
        return self.say(_("Trường hợp")) if name == "case" else self.titles.get(name, name).rstrip("?: ")

    def value(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return self.say(_("có")) if value else self.say(_("không"))
        if name == "case":
            return self.cases.get(value, str(value))
        return self.facts[name].shown(value) if name in self.facts else str(value)


def _source(source: Mapping[str, Any] | str | int, words: _Words) -> str:
    if not isinstance(source, Mapping):
        return str(source)
    return "; ".join(_cell(name, test, words) for name, test in source.items())


def _cell(name: str, test: Any, words: _Words) -> str:
    match name:
        case "any":
            return f" {words.say(_OR)} ".join(f"({_source(cells, words)})" for cells in test)
        case "not":
            return f"{words.say(_NOT)} ({_source(test, words)})"
        case "expression":
            return str(test)
    return f"{words.title(name)}: {_test(name, test, words)}"


def _test(name: str, test: Any, words: _Words) -> str:
    if isinstance(test, list):
        return f" {words.say(_OR)} ".join(words.value(name, each) for each in test)
    if isinstance(test, Mapping):
        return ", ".join(_limit(name, key, value, words) for key, value in test.items())
    return words.value(name, test)


def _limit(name: str, key: str, value: Any, words: _Words) -> str:
    if key == "not":
        return f"{words.say(_NOT)} {_test(name, value, words)}"
    if key in _KNOWN:
        return words.say(_KNOWN[key])
    if key in _AMONG:
        return words.say(_AMONG[key]) % ", ".join(words.value(name, frozenset({each})) for each in value)
    return words.say(_COMPARED[key]) % words.value(name, value)
