"""How long something may take: ``3 working_days``, ``same_day cut_off=15:00``, sums; as law and people write it.

>>> parse_within("3 working_days + 0.5 working_days").text("vi")
'3,5 ngày làm việc'
>>> parse_within("5 ngày làm việc") == parse_within("5 working_days")
True
"""

import re
import unicodedata
from datetime import time
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from motcua.calendar.moments import parse_clock
from motcua.findings import refuse
from motcua.texts import say

_COUNTED = {
    "working_days": r"working_days|working days?|ngày làm việc",
    "calendar_days": r"calendar_days|(?:calendar )?days?|ngày(?: lịch)?",
    "weeks": r"weeks?|tuần",
    "months": r"months?|tháng",
    "years": r"years?|năm",
    "working_hours": r"working_hours|working hours?|giờ làm việc",
    "clock_hours": r"clock_hours|(?:clock )?hours?|giờ",
}
_DAYS = {"weeks": 7, "months": 31, "years": 366}
_LONGEST = 366_000  # days, about a thousand years: more is a slip of the finger, and would run past all dates
_NAMED = {
    "in_session": r"in_session|in session|(?:ngay )?trong buổi(?: làm việc)?",
    "immediately": r"immediately|ngay|giải quyết ngay",
    "not_regulated": r"not_regulated|not regulated|không quy định",
}
_SAME_DAY = re.compile(
    r"(?:same_day|same day|(?:ngay )?trong ngày)"
    r"(?: cut_off=(?P<clock>\d?\d:\d\d)"
    r"| \((?:nhận|received) (?:trước|sau|before|after) (?P<hour>\d?\d)(?:(?: giờ ?|:)(?P<minute>\d\d)?)?[^)+]*\))?"
)
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?) (.+)")


class Term(Struct, frozen=True):
    """One part of a sum; `count` is 1 for the units that are not counted, such as same_day."""

    unit: str
    count: Fraction = Fraction(1)

    def text(self, lang: str) -> str:
        """Say the term in a language, without its cut-off."""
        one = say(f"within/{self.unit}", lang, "one", n=1) if self.count == 1 else ""
        return one or say(f"within/{self.unit}", lang, n=_figures(self.count, say("within/point", lang)))


class Within(Struct, frozen=True):
    """A length of time as law states it. `cut_off` moves a same_day result to the next working day."""

    terms: tuple[Term, ...]
    cut_off: time | None = None

    def __str__(self) -> str:
        cut_off = f" cut_off={self.cut_off:%H:%M}" if self.cut_off else ""
        return " + ".join(
            f"{_figures(term.count, '.')} {term.unit}"
            if term.unit in _COUNTED
            else term.unit + (cut_off if term.unit == "same_day" else "")
            for term in self.terms
        )

    def __add__(self, other: "Within") -> "Within":
        return Within(_joined((*self.terms, *other.terms)), self.cut_off or other.cut_off)

    def text(self, lang: str = "vi") -> str:
        """Say the length in a language: ``3 ngày làm việc``."""
        said = " + ".join(term.text(lang) for term in self.terms)
        if self.cut_off is None:
            return said
        return say("within/cut_off", lang, within=said, hour=self.cut_off.hour, minute=f"{self.cut_off:%M}").replace(
            " giờ 00", " giờ"
        )

    def as_json(self) -> dict[str, int | str | bool]:
        """Return ``{"working_days": 3}``; parts of days are texts (``"0.5"``), for JSON's numbers would be floats."""
        said: dict[str, int | str | bool] = {}
        for unit, count in self.totals().items():
            whole: int | str = int(count) if count.denominator == 1 else _figures(count, ".")
            said[unit] = whole if unit in _COUNTED else True
        if self.cut_off:
            said["cut_off"] = f"{self.cut_off:%H:%M}"
        return said

    def totals(self) -> dict[str, Fraction]:
        """Sum the terms by unit."""
        units = {term.unit: Fraction(0) for term in self.terms}
        for term in self.terms:
            units[term.unit] += term.count
        return units


@lru_cache(maxsize=1024)  # there are few lengths of time, and each stands in many procedures
def parse_within(text: str) -> Within:
    """Read a length of time, in the letters of the YAML or in Vietnamese or English words.

    :raises MotcuaError: when the text is not one (halves and quarters are for working days only), or is absurdly long.
    """
    clean = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().casefold()
    parts = [_part(part.strip(), text) for part in re.split(r" \+ | cộng ", clean)]
    cut_off = next((part.cut_off for part in parts if part.cut_off), None)
    terms = tuple(term for part in parts for term in part.terms)
    if sum(term.count * _DAYS.get(term.unit, 1) for term in terms) > _LONGEST:
        raise refuse("within/too-long", text=text)
    return Within(_joined(terms), cut_off)


def _part(part: str, whole: str) -> Within:
    for unit, pattern in _NAMED.items():
        if re.fullmatch(pattern, part):
            return Within((Term(unit),))
    if match := _SAME_DAY.fullmatch(part):
        clock = match["clock"] or (f"{match['hour']}:{match['minute'] or '00'}" if match["hour"] else "")
        return Within((Term("same_day"),), parse_clock(clock) if clock else None)
    if match := _NUMBER.fullmatch(part):
        count = Fraction(match[1].replace(",", "."))
        for unit, pattern in _COUNTED.items():
            if re.fullmatch(pattern, match[2]) and _countable(unit, count):
                return Within((Term(unit, count),))
    raise refuse("within/unreadable", text=whole)


def _countable(unit: str, count: Fraction) -> bool:
    return count > 0 and (4 % count.denominator == 0 if unit == "working_days" else count.denominator == 1)


def _joined(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Add up neighbours of one unit: 3 + 3 working days are 6; the order of different units matters and stays."""
    joined: list[Term] = []
    for term in terms:
        if joined and joined[-1].unit == term.unit and term.unit in _COUNTED:
            joined[-1] = Term(term.unit, joined[-1].count + term.count)
        else:
            joined.append(term)
    return tuple(joined)


def _figures(count: Fraction, point: str) -> str:
    whole, part = divmod(count, 1)
    return f"{whole}{point}{str(part * 100).rstrip('0')}" if part else f"{whole}"
