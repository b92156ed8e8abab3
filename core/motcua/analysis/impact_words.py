"""The impact of a draft in words and rows: for the screen, for a table that others read on, for other programs."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from typing import Any

from motcua import money
from motcua.analysis.impact_sums import FeeSum, Impact
from motcua.analysis.replaying import Asked, Outcome, Redecided
from motcua.calendar import written_date, written_moment
from motcua.texts import say

_COLUMNS = (
    *("code", "procedure", "name", "unit", "received", "fate"),
    *("fee_before", "fee_after", "fee_difference", "fee_settled"),
    *("due_before", "due_after", "due_settled", "overdue"),
    *("papers_added", "papers_dropped", "papers_altered", "undecided"),
)


def dong(amount: int | None, lang: str, *, signed: bool = False) -> str:
    """Write an amount in đồng, an unknown one as such."""
    if amount is None:
        return say("replay/unknown", lang)
    return ("+" if signed and amount > 0 else "−" if amount < 0 else "") + money.written(abs(amount))


def sentences(impact: Impact, begins: date | None, lang: str) -> Iterator[str]:
    """Tell the impact as a whole, a sentence each.

    :param begins: the first day on which the draft says anything new, where that is known.
    """
    if not impact.dossiers or not impact.first or not impact.last:
        yield say("replay/none", lang)
        return
    first, last = written_date(impact.first), written_date(impact.last)
    yield say("replay/decided", lang, n=impact.dossiers, first=first, last=last)
    yield say("replay/changed" if impact.touched else "replay/unchanged", lang, n=len(impact.touched))
    if begins and begins > impact.last:
        yield say("replay/later", lang, begins=written_date(begins), last=last)
    yield from (f"  • {say(f'replay/count-{fate}', lang, n=n)}" for fate, n in sorted(impact.fates.items()))
    if impact.touched:
        yield from _consequences(impact, lang)
    for why, n in impact.undecided:
        yield say("replay/undecided", lang, n=n, why=why.message(lang))


def _consequences(impact: Impact, lang: str) -> Iterator[str]:
    whole, due, overdue, papers = impact.whole, impact.due, impact.overdue, impact.papers
    yield _fee("replay/fees", whole, lang)
    yield say("replay/due", lang, earlier=due["earlier"], later=due["later"])
    yield say("replay/overdue", lang, newly=overdue["newly"], no_longer=overdue["no_longer"])
    yield say("replay/papers", lang, **papers)


def fee_sentences(impact: Impact, lang: str) -> Iterator[str]:
    """Tell the fees of each procedure and unit that charges any, or cannot be decided."""
    for one in impact.fees:
        if one.before or one.after or one.undecided:
            yield _fee("replay/fee", one, lang)
            if one.undecided:
                yield f"    {say('replay/fee-undecided', lang, n=one.undecided)}"


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
    """Tell each change of one dossier."""
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
            yield say(f"replay/papers-{what}", lang, papers=_names(papers))


def as_csv(impact: Impact, lang: str) -> str:
    """Return the touched dossiers as CSV, without anything personal.

    It begins with the mark that makes spreadsheets read it as UTF-8; no cell of it is taken for a formula.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(say(f"replay/column-{name.replace('_', '-')}", lang) for name in _COLUMNS)
    for one in impact.touched:
        row = dossier_as_json(one)
        cells = {
            **row,
            "received": row["received_at"],
            "fate": say(f"replay/fate-{one.fate}", lang),
            "overdue": say(f"replay/overdue-{one.overdue}", lang) if one.overdue else "",
            **{f"papers_{key}": _names(getattr(one, key)) for key in ("added", "dropped", "altered")},
            "undecided": "" if one.decided else next(changes(one, lang)),
        }
        writer.writerow(_plain(cells[name]) for name in _COLUMNS)
    return "\N{BYTE ORDER MARK}" + text.getvalue()


def as_json(impact: Impact, lang: str) -> dict[str, Any]:
    """Return the impact as JSON values; money in whole đồng, moments in ISO 8601."""
    return {
        "dossiers": impact.dossiers,
        "changed": len(impact.touched),
        "fates": {fate: impact.fates.get(fate, 0) for fate in ("finished", "keep", "apply", "partly")},
        "fees": [_fee_as_json(one) for one in impact.fees],
        "due": {way: impact.due.get(way, 0) for way in ("earlier", "later")},
        "overdue": {way: impact.overdue.get(way, 0) for way in ("newly", "no_longer")},
        "papers": dict(impact.papers),
        "undecided": [{"rule": why.rule, "message": why.message(lang), "dossiers": n} for why, n in impact.undecided],
        "touched": [dossier_as_json(one) for one in impact.touched],
    }


def dossier_as_json(one: Redecided) -> dict[str, Any]:
    """Return one dossier as JSON values: its code and what would change, nothing of its applicant or facts."""
    before, after = one.before, one.after
    known = before.fee is not None and after.fee is not None
    return {
        "code": one.code,
        "procedure": one.procedure,
        "name": one.name,
        "unit": one.unit,
        "received_at": one.received_at.isoformat(),
        "fate": one.fate,
        "fee_before": before.fee,
        "fee_after": after.fee,
        "fee_difference": (after.fee or 0) - (before.fee or 0) if known else None,
        "fee_settled": one.settled.fee,
        "due_before": _iso(before.due_at),
        "due_after": _iso(after.due_at),
        "due_settled": _iso(one.settled.due_at),
        "overdue": one.overdue,
        "papers_added": [paper.id for paper in one.added],
        "papers_dropped": [paper.id for paper in one.dropped],
        "papers_altered": [paper.id for paper in one.altered],
        "undecided": not one.decided,
    }


def _fee_as_json(one: FeeSum) -> dict[str, Any]:
    return {
        "procedure": one.procedure,
        "name": one.name,
        "unit": one.unit,
        "dossiers": one.dossiers,
        "before": one.before,
        "after": one.after,
        "difference": one.difference,
        "settled": one.settled,
        "undecided": one.undecided,
    }


def _names(papers: tuple[Asked, ...]) -> str:
    return "; ".join(paper.name for paper in papers)


def _moment(outcome: Outcome, lang: str) -> str:
    return written_moment(outcome.due_at, lang) if outcome.due_at else say("replay/no-deadline", lang)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _plain(value: Any) -> Any:
    """Keep a spreadsheet from running a text as a formula; whole numbers are no formulas."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value
