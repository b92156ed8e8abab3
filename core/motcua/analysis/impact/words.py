"""The impact of a draft in words, in the language of who asks."""

from collections.abc import Iterator, Mapping
from datetime import date

from motcua import money
from motcua.analysis.impact.outcome import Asked, Outcome, Redecided
from motcua.analysis.impact.sums import Changes, FeeSum, Impact
from motcua.calendar import written_date, written_moment
from motcua.texts import say, written_number


def dong(amount: int | None, lang: str, *, signed: bool = False) -> str:
    """Write an amount in đồng, an unknown one as such."""
    if amount is None:
        return say("replay/unknown", lang)
    return ("+" if signed and amount > 0 else "−" if amount < 0 else "") + money.written(abs(amount), lang)


def sentences(impact: Impact, begins: date | None, lang: str) -> Iterator[str]:
    """Tell the impact as a whole, a sentence each.

    :param begins: the first day on which the draft says anything new, where that is known.
    """
    if not impact.dossiers or not impact.first or not impact.last:
        yield say("replay/none", lang)
        return
    first, last = written_date(impact.first), written_date(impact.last)
    yield say("replay/decided", lang, n=written_number(impact.dossiers, lang), first=first, last=last)
    unchanged = "replay/unchanged-compared" if impact.undecided else "replay/unchanged"
    yield say("replay/changed" if impact.touched else unchanged, lang, n=written_number(len(impact.touched), lang))
    if begins and begins > impact.last:
        yield say("replay/later", lang, begins=written_date(begins), last=last)
    fates = ((fate, written_number(n, lang)) for fate, n in sorted(impact.fates.items()) if n)
    yield from (f"  • {say(f'replay/count-{fate}', lang, n=n)}" for fate, n in fates)
    if impact.touched:
        yield from _consequences(impact, lang)
    for why, n in impact.undecided:
        yield say("replay/undecided", lang, n=written_number(n, lang), why=why.message(lang))


def _consequences(impact: Impact, lang: str) -> Iterator[str]:
    yield _fee("replay/fees", impact.whole, lang)
    for what in ("due", "overdue", "papers"):
        settled, would = (_ways(what, changes, lang) for changes in (impact.settled, impact.would))
        yield say(f"replay/{what}", lang, settled=settled, would=would)


def _ways(what: str, changes: Changes, lang: str) -> str:
    counts: Mapping[str, int] = getattr(changes, what)
    return say(f"replay/{what}-ways", lang, **{way: written_number(n, lang) for way, n in counts.items()})


def fee_sentences(impact: Impact, lang: str) -> Iterator[str]:
    """Tell the fees of each procedure and unit that charges any, or cannot be decided."""
    for one in impact.fees:
        if one.before or one.after or one.undecided:
            yield _fee("replay/fee", one, lang)
            if one.undecided:
                yield f"    {say('replay/fee-undecided', lang, n=written_number(one.undecided, lang))}"


def _fee(key: str, one: FeeSum, lang: str) -> str:
    return say(
        key,
        lang,
        name=one.name,
        unit=one.unit,
        before=dong(one.before, lang),
        after=dong(one.after, lang),
        difference=dong(one.difference, lang, signed=True),
        settled=dong(one.settled - one.before, lang, signed=True),
    )


def dossier_sentence(one: Redecided, lang: str) -> str:
    """Tell what a draft would change of one dossier, and what becomes of that."""
    return f"{one.code} · {one.name} · {say(f'replay/fate-{one.fate}', lang)}: {'; '.join(changes(one, lang))}"


def changes(one: Redecided, lang: str) -> Iterator[str]:
    """Tell what really changes of one dossier, then what would if the draft were applied to it, where that is more."""
    if one.fate == "apply" or not one.decided:
        yield from _changes(one, lang)
        return
    yield from _changes(one.really, lang)
    yield say("replay/would", lang, changes="; ".join(_changes(one, lang)))


def _changes(one: Redecided, lang: str) -> Iterator[str]:
    if not one.decided:
        yield say("replay/cannot-now" if one.before.undecided else "replay/cannot-then", lang)
        return
    before, after = one.before, one.after
    if before.fee != after.fee:
        yield say("replay/change-fee", lang, before=dong(before.fee, lang), after=dong(after.fee, lang))
    if one.due:
        yield say("replay/change-due", lang, before=_moment(before, lang), after=_moment(after, lang))
    if one.overdue:
        yield say(f"replay/overdue-{one.overdue}", lang)
    for what, papers in (("added", one.added), ("dropped", one.dropped), ("altered", one.altered)):
        if papers:
            yield say(f"replay/papers-{what}", lang, papers=names(papers))


def names(papers: tuple[Asked, ...]) -> str:
    """List papers by their names."""
    return "; ".join(paper.name for paper in papers)


def _moment(outcome: Outcome, lang: str) -> str:
    return written_moment(outcome.due_at, lang) if outcome.due_at else say("replay/no-deadline", lang)
