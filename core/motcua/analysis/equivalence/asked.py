"""What dossiers are asked by two laws together."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from motcua.catalog.reading.compiled import Compiled
from motcua.lang import Choice, Fact
from motcua.lang.facts import RECEIVED_ON
from motcua.lang.threefold import answered


class Asked(Struct, frozen=True):
    """The facts of two laws together: what both accept as an answer.

    `blanks` may go unanswered. `other` names the facts of which the two accept other answers, `only` those that one of
    them alone asks.
    """

    facts: Mapping[str, Fact]
    blanks: frozenset[str]
    other: tuple[str, ...]
    only: tuple[str, ...]


def asked_by(before: Compiled, after: Compiled) -> Asked | None:
    """Join the facts of two laws; None when a fact is of another type, so that no answer fits both."""
    mine, theirs = ({fact.id: fact for fact in compiled.facts} for compiled in (before, after))
    both = [(fact, theirs[name]) for name, fact in mine.items() if name in theirs]
    if any(one.type != two.type for one, two in both):
        return None
    facts = {**theirs, **mine, **{one.id: _common(one, two) for one, two in both}}
    blanks = {
        name for name, fact in facts.items() if _may_be_blank([law[name] for law in (mine, theirs) if name in law])
    }
    received = Fact(RECEIVED_ON, "date", RECEIVED_ON)
    whether = {answered(name): Fact(answered(name), "boolean", facts[name].title) for name in blanks}
    return Asked(
        {RECEIVED_ON: received, **facts, **whether},
        frozenset(blanks),
        tuple(one.id for one, two in both if _answers(one) != _answers(two)),
        tuple(sorted(mine.keys() ^ theirs.keys())),
    )


def _common(one: Fact, other: Fact) -> Fact:
    """Return the fact with the answers that both laws accept."""
    ids = {choice.id for choice in other.choices}
    choices: tuple[Choice, ...] = tuple(choice for choice in one.choices if choice.id in ids)
    least = [fact.min for fact in (one, other) if fact.min is not None]
    most = [fact.max for fact in (one, other) if fact.max is not None]
    default = one.default if one.default == other.default else None
    return replace(other, choices=choices, min=max(least, default=None), max=min(most, default=None), default=default)


def _may_be_blank(facts: Sequence[Fact]) -> bool:
    optional = any(fact.default is None and not fact.required for fact in facts)
    return optional or len({fact.default for fact in facts}) > 1


def _answers(fact: Fact) -> object:
    return fact.min, fact.max, {choice.id for choice in fact.choices}
