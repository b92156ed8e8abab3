"""From the declaration of facts to questions on a page, and from what was posted back to facts.

Names on the page are dotted: ``fact.death_date``, ``papers.to-khai.copies``, ``applicant.phone``. What was typed stays
as it was typed, so that nothing is lost when something is wrong.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from starlette.datastructures import FormData

from motcua.calendar import written_date
from motcua.lang import read_day

if TYPE_CHECKING:
    from motcua.lang import Fact, Value

FACT = "fact"
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})  # control characters, and marks that turn the direction of writing
Errors = dict[str, str]


class Question(Struct, frozen=True):
    """A fact as a form field: its name there, the options to choose from, what was typed, and what is wrong with it."""

    fact: "Fact"
    name: str
    options: tuple[tuple[str, str], ...]
    typed: tuple[str, ...]
    error: str = ""


def questions(
    facts: Iterable["Fact"], typed: Mapping[str, Sequence[str]], errors: Errors, defaults: Mapping[str, Sequence[str]]
) -> list[Question]:
    """Make the form fields of `facts`; where nothing was typed yet, the default stands."""
    return [_question(fact, typed.get(fact.id) or defaults.get(fact.id, ()), errors) for fact in facts]


def typed(form: FormData, prefix: str) -> dict[str, list[str]]:
    """Return what was typed below a prefix, NFC-normalised and trimmed: the inverse of the fields' names.

    >>> typed(FormData([("fact.pages", " 3 "), ("fact.groups", "a"), ("fact.groups", "b")]), "fact")
    {'pages': ['3'], 'groups': ['a', 'b']}
    """
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if name.startswith(f"{prefix}.") and isinstance(value, str):
            found.setdefault(name.removeprefix(f"{prefix}."), []).append(clean(value))
    return found


def given(facts: Iterable["Fact"], typed: Mapping[str, Sequence[str]]) -> dict[str, str | list[str]]:
    """Turn what was typed into what `motcua.lang.read_facts` reads; an empty field is an unknown fact."""
    many = {fact.id for fact in facts if fact.type == "choices"}
    filled = {name: [value for value in values if value] for name, values in typed.items()}
    return {name: values if name in many else values[-1] for name, values in filled.items() if values}


def groups(form: FormData, prefix: str) -> dict[str, dict[str, str]]:
    """Read fields of two levels.

    >>> groups(FormData([("papers.to-khai.originals", "1"), ("papers.to-khai.here", "yes")]), "papers")
    {'to-khai': {'originals': '1', 'here': 'yes'}}
    """
    found: dict[str, dict[str, str]] = {}
    for name, values in typed(form, prefix).items():
        item, _, part = name.rpartition(".")
        if item:
            found.setdefault(item, {})[part] = values[-1]
    return found


def pairs(form: FormData, *prefixes: str) -> list[tuple[str, str]]:
    """List the fields below some prefixes as they came, to carry them to the next page."""
    return [
        (name, value)
        for name, value in form.multi_items()
        if isinstance(value, str) and name.startswith(tuple(f"{prefix}." for prefix in prefixes))
    ]


def clean(text: str) -> str:
    r"""Trim a text, compose its letters (NFC) and drop what does not show; lines of a longer text stay lines.

    >>> clean(" Lê\u202e\x00 Hoa ")
    'Lê Hoa'
    """
    shown = (letter for letter in text if letter in "\t\n\r" or unicodedata.category(letter) not in _UNSEEN)
    return unicodedata.normalize("NFC", "".join(shown)).strip()


def written(value: "Value") -> tuple[str, ...]:
    """Write a value as the fields of its question hold it."""
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    return (str(value).lower() if isinstance(value, bool) else str(value),)


def _question(fact: "Fact", typed: Sequence[str], errors: Errors) -> Question:
    name = f"{FACT}.{fact.id}"
    options = tuple((choice.id, choice.name) for choice in fact.choices)
    shown = map(shown_day, typed) if fact.type == "date" else typed
    return Question(fact, name, options, tuple(shown), errors.get(name, ""))


def shown_day(text: str) -> str:
    """Write a day as it was understood, 05/10/2026, to tell day from month; what is no day stays as it was typed."""
    day = read_day(text)
    return written_date(day) if isinstance(day, date) else text
