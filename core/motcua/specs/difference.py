"""A dossier that two laws decide otherwise, as a scenario that holds of the one and not of the other."""

from collections.abc import Iterator

from motcua.catalog import Catalog
from motcua.decide import Decision
from motcua.specs.scenario import Case, Sketch, literal, sketch, telling
from motcua.specs.showing import is_sound

Laws = tuple[Catalog, Catalog]


def telling_apart(case: Case, title: str, decisions: tuple[Decision, Decision], laws: Laws) -> str:
    """Return a scenario of one case that holds under the first law and not under the second.

    Empty where the closed vocabulary has no words for what they decide otherwise.

    :param decisions: what either law makes of the case.
    """
    holding, failing = laws
    draft = sketch(case, title, holding.layer(case.unit).name)
    texts = _texts(draft, decisions, laws)
    sound = (t for t in texts if is_sound(t, holding, passes=True) and is_sound(t, failing, passes=False))
    return next(sound, "")


def _texts(draft: Sketch, decisions: tuple[Decision, Decision], laws: Laws) -> Iterator[str]:
    """Walk the scenarios to try: what people would notice first, then the law's own words."""
    now, then = decisions
    if now.acceptable and then.acceptable:
        yield from _only(draft, telling(now, then), telling(then, now))
    books = [law.resolve(now.unit, now.at.date()) for law in laws]
    yield from _only(draft, literal(now, books[0]), literal(then, books[1]))


def _only(draft: Sketch, told: Iterator[str], other: Iterator[str]) -> Iterator[str]:
    also = set(other)
    return (draft.text(outcome) for outcome in told if outcome not in also)
