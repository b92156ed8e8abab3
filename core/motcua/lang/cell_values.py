"""The values that stand in cells: whether they fit the fact they are compared to, and how CEL writes them."""

import json
from datetime import date

from motcua.lang.facts import Fact
from motcua.lang.trouble import Trouble, misnamed

_EXAMPLES = {"boolean": "true", "integer": "3", "date": "2026-02-13", "text": "{present: true}"}


def misfit(fact: Fact, value: object) -> Trouble | None:
    """Say why a value cannot be compared to a fact, from the fact's own declaration; None when it can."""
    expected = {"boolean": bool, "integer": int}.get(fact.type, str)
    if type(value) is not expected or (fact.type == "date" and not _is_date(str(value))):
        return not_of_type(fact, value)
    known = [choice.id for choice in fact.choices]
    if known and value not in known:
        return misnamed("lang/not-a-choice", "lang/no-such-choice", str(value), known, fact=fact.id, value=value)
    return None


def not_of_type(fact: Fact, value: object) -> Trouble:
    """Say what a fact is compared to, with an example."""
    return Trouble(
        "lang/not-of-type", 0, {"fact": fact.id, "type": fact.type, "value": value, "example": example(fact)}
    )


def unfit(fact: Fact, test: str) -> Trouble:
    """Say that a test does not suit the type of its fact, and show one that does."""
    shown = f"{{any_of: [{example(fact)}]}}" if fact.type == "choices" else example(fact)
    return Trouble("lang/unfit-test", 0, {"fact": fact.id, "type": fact.type, "test": test, "example": shown})


def example(fact: Fact) -> str:
    """Show a value the fact may be compared to."""
    return _EXAMPLES.get(fact.type) or (fact.choices[0].id if fact.choices else "…")


def literal(fact: Fact, value: object) -> str:
    """Write a fitting value as CEL."""
    return f'date("{value}")' if fact.type == "date" else json.dumps(value, ensure_ascii=False)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
