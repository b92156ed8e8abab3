"""Answers read as facts: from forms, command lines and JSON to typed values, nothing guessed, nothing dropped."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from unicodedata import normalize

from motcua.findings import Finding
from motcua.lang.days import read_day
from motcua.lang.facts import INT64, Fact, Value
from motcua.lang.trouble import Trouble, misnamed

_TRUTHS = {"true": True, "có": True, "false": False, "không": False}
_INTEGER = re.compile(r"-?(?:[0-9]{1,3}(?:[. \u00a0][0-9]{3}){1,6}|[0-9]{1,19})")
_LONGEST_TEXT = 10_000
_QUOTED = 60  # characters of an answer that a message repeats
Answer = Value | Trouble


def read_value(fact: Fact, given: Any) -> Value | Finding | None:
    """Read one answer; None when it is empty, a finding when it does not fit the fact."""
    given = normalize("NFC", given).strip() if isinstance(given, str) else given
    if given is None or given == "":
        return None
    answer = _READERS[fact.type](fact, given)
    if isinstance(answer, Trouble):
        return Finding(
            answer.rule, params={"fact": fact.id, "title": fact.title, "given": _clipped(given), **answer.params}
        )
    return answer


def _clipped(given: Any) -> str:
    """Quote an answer so that the message stays a sentence."""
    if isinstance(given, list | tuple):
        given = ", ".join(map(str, given))
    text = str(given) if not isinstance(given, int) or given in INT64 else "…"
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"


def read_given(facts: Sequence[Fact], given: Mapping[str, Any]) -> tuple[dict[str, Value | None], list[Finding]]:
    """Read all answers; an answer to a question nobody asked is refused with the nearest name."""
    ids = [fact.id for fact in facts]
    strangers = [
        misnamed("fact/unknown", "fact/unheard-of", name, ids, name=_clipped(name)) for name in given if name not in ids
    ]
    findings = [Finding(trouble.rule, params=trouble.params) for trouble in strangers]
    values: dict[str, Value | None] = {}
    for fact in facts:
        answer = read_value(fact, given.get(fact.id))
        if isinstance(answer, Finding):
            findings.append(answer)
            values[fact.id] = None
        else:
            values[fact.id] = fact.default if answer is None else answer
    return values, findings


def _boolean(_: Fact, given: Any) -> Answer:
    if isinstance(given, bool):
        return given
    truth = _TRUTHS.get(given.casefold()) if isinstance(given, str) else None
    return Trouble("fact/not-a-boolean") if truth is None else truth


def _integer(fact: Fact, given: Any) -> Answer:
    if isinstance(given, str) and _INTEGER.fullmatch(given):
        given = int(re.sub(r"[. \u00a0]", "", given))
    if type(given) is not int or given not in INT64:
        return Trouble("fact/not-an-integer")
    if fact.min is not None and given < fact.min:
        return Trouble("fact/too-small", params={"min": fact.min})
    if fact.max is not None and given > fact.max:
        return Trouble("fact/too-large", params={"max": fact.max})
    return given


def _date(_: Fact, given: Any) -> Answer:
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    return read_day(given) if isinstance(given, str) else Trouble("fact/not-a-date")


def _text(fact: Fact, given: Any) -> Answer:
    limit = fact.max_length or _LONGEST_TEXT
    if not isinstance(given, str):
        return Trouble("fact/not-a-text")
    return Trouble("fact/too-long", params={"limit": limit}) if len(given) > limit else given


def _choice(fact: Fact, given: Any) -> Answer:
    known = [choice.id for choice in fact.choices]
    if isinstance(given, str) and given in known:
        return given
    return misnamed("fact/not-a-choice", "fact/no-such-choice", str(given), known)


def _choices(fact: Fact, given: Any) -> Answer:
    items = [item.strip() for item in given.split(",")] if isinstance(given, str) else given
    if not isinstance(items, list | tuple | set | frozenset):
        return Trouble("fact/not-choices")
    answers = [_choice(fact, item) for item in items if item != ""]
    return next((answer for answer in answers if isinstance(answer, Trouble)), frozenset(map(str, answers)))


_READERS: Mapping[str, Callable[[Fact, Any], Answer]] = {
    "boolean": _boolean, "integer": _integer, "date": _date, "text": _text, "choice": _choice, "choices": _choices,
}  # fmt: skip
