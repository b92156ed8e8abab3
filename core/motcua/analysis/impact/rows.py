"""The impact of a draft in rows: a table that others read on, and JSON for other programs. Nothing personal in it."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO
from typing import Any

from msgspec.structs import replace

from motcua.analysis.impact.outcome import Redecided
from motcua.analysis.impact.sums import Changes, FeeSum, Impact
from motcua.analysis.impact.words import changes, names
from motcua.texts import say

_COLUMNS = (
    *("code", "procedure", "name", "unit", "received", "fate"),
    *("fee_before", "fee_after", "fee_difference", "fee_settled"),
    *("due_before", "due_after", "due_settled", "overdue_settled", "overdue"),
    *("papers_added", "papers_dropped", "papers_altered", "undecided"),
)

_LATE = ("overdue_settled", "overdue")

_WRITTEN: dict[str, Any] = {"ensure_ascii": False, "indent": 2}


def as_csv(impact: Impact, lang: str) -> Iterator[str]:
    """Yield the touched dossiers as lines of CSV, without anything personal.

    They begin with the mark that makes spreadsheets read them as UTF-8; no cell of them is taken for a formula.
    """
    yield "\N{BYTE ORDER MARK}"
    yield _line(say(f"replay/column-{name.replace('_', '-')}", lang) for name in _COLUMNS)
    for one in impact.touched:
        row = dossier_as_json(one)
        cells = {
            **row,
            "received": row["received_at"],
            "fate": say(f"replay/fate-{one.fate}", lang),
            **{key: say(f"replay/overdue-{row[key]}", lang) if row[key] else "" for key in _LATE},
            **{f"papers_{key}": names(getattr(one, key)) for key in ("added", "dropped", "altered")},
            "undecided": "" if one.decided else next(changes(one, lang)),
        }
        yield _line(_plain(cells[name]) for name in _COLUMNS)


def _line(cells: Iterable[Any]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def json_text(impact: Impact, lang: str) -> Iterator[str]:
    """Yield the text of `as_json`, indented: the touched one after the other, however many there are."""
    whole = json.dumps(as_json(replace(impact, touched=()), lang) | {"changed": len(impact.touched)}, **_WRITTEN)
    yield whole.removesuffix("[]\n}")
    opens = "[\n    "
    for one in impact.touched:
        yield opens + json.dumps(dossier_as_json(one), **_WRITTEN).replace("\n", "\n    ")
        opens = ",\n    "
    yield "\n  ]\n}" if impact.touched else "[]\n}"


def as_json(impact: Impact, lang: str) -> dict[str, Any]:
    """Return the impact as JSON values; money in whole đồng, moments in ISO 8601."""
    return {
        "dossiers": impact.dossiers,
        "changed": len(impact.touched),
        "fates": dict(impact.fates),
        "fees": [_fee_as_json(one) for one in impact.fees],
        **_changes_as_json(impact.would),
        "settled": _changes_as_json(impact.settled),
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
        "overdue_settled": one.really.overdue,
        "papers_added": [paper.id for paper in one.added],
        "papers_dropped": [paper.id for paper in one.dropped],
        "papers_altered": [paper.id for paper in one.altered],
        "undecided": not one.decided,
    }


def _changes_as_json(changes: Changes) -> dict[str, Any]:
    return {"due": dict(changes.due), "overdue": dict(changes.overdue), "papers": dict(changes.papers)}


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


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _plain(value: Any) -> Any:
    """Keep a spreadsheet from running a text as a formula; whole numbers are no formulas."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value
