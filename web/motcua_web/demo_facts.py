"""Inventing answers from the declarations of facts alone."""

import random
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from motcua.lang import Fact

YES = 0.8  # how often a question without a default is answered yes
USUAL = 0.9  # how often a default stands


def invent(facts: Iterable[Fact], rng: random.Random, today: date) -> dict[str, Any]:
    """Answer every fact as a citizen might; what is left out stays unknown."""
    answers = {fact.id: _answer(fact, rng, today) for fact in facts}
    return {name: answer for name, answer in answers.items() if answer is not None}


def _answer(fact: Fact, rng: random.Random, today: date) -> Any:
    if fact.asked_of == "officer" or (fact.default is not None and rng.random() < USUAL):
        return None
    return _INVENTED[fact.type](fact, rng, today)


def _number(fact: Fact, rng: random.Random, _today: date) -> int:
    low = max(1, fact.min or 0)
    return min(low + int(rng.expovariate(0.6)), fact.max or 10**6)


def _day(_fact: Fact, rng: random.Random, today: date) -> str:
    return (today - timedelta(days=int(rng.expovariate(1 / 25)))).isoformat()


_INVENTED: Mapping[str, Callable[[Fact, random.Random, date], Any]] = {
    "boolean": lambda _fact, rng, _today: rng.random() < YES,
    "integer": _number,
    "date": _day,
    "text": lambda fact, _rng, _today: "Theo giấy tờ kèm theo" if fact.required else None,
    "choice": lambda fact, rng, _today: rng.choice(fact.choices).id,
    "choices": lambda fact, rng, _today: [rng.choice(fact.choices).id],
}
