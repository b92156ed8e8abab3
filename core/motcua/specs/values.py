"""Read dates, hours, money and numbers as a reviewer writes them in a spec.

Each kind is a name usable in a step's pattern: a regular expression and what makes a value of its text.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from msgspec import Struct

from motcua import money
from motcua.calendar import TZ
from motcua.findings import MotcuaError, refuse


class Kind(Struct, frozen=True):
    """A kind of value inside a step: how it looks, how it is read, how to show it in the documentation."""

    pattern: str
    read: Callable[[str], Any]
    example: str


def read_date(text: str) -> date:
    """Read ``25/09/2026`` (also ``25-9-2026``).

    :raises MotcuaError: when there is no such day.
    """
    day, month, year = (int(part) for part in re.split(r"[/-]", text))
    try:
        return date(year, month, day)
    except ValueError:
        raise refuse("spec/no-such-day", day=text) from None


def read_time(text: str) -> time:
    """Read ``15 giờ 01``, ``9 giờ``, ``9h10``, ``15:01``.

    :raises MotcuaError: when there is no such hour.
    """
    hour, minute = re.fullmatch(r"(\d{1,2})\s*(?:giờ|h|:)\s*(\d{1,2})?(?:\s*phút)?", text).groups()  # type: ignore[union-attr]
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise refuse("spec/no-such-hour", hour=text) from None


def read_count(text: str) -> int:
    """Read how many there are of something: ``3``, ``1.000``.

    :raises MotcuaError: when the text is no whole number.
    """
    try:
        return money.read(text)
    except MotcuaError:
        raise refuse("spec/no-such-number", number=text) from None


def moment(day: date, hour: time) -> datetime:
    """Join a day and an hour of Asia/Ho_Chi_Minh."""
    return datetime.combine(day, hour, TZ)


def around(day: date) -> tuple[date, ...]:
    """Return a day between the one before it and the one after it, as far as the calendar goes."""
    number = day.toordinal()
    near = range(max(number - 1, date.min.toordinal()), min(number + 1, date.max.toordinal()) + 1)
    return tuple(map(date.fromordinal, near))


KINDS = {
    "tên": Kind(r'"(.+?)"', str, '"tên trong danh mục"'),
    "ngày": Kind(r"(\d{1,2}[/-]\d{1,2}[/-]\d{4})", read_date, "05/10/2026"),
    "giờ": Kind(r"(\d{1,2}\s*(?:giờ|h|:)\s*(?:\d{1,2})?(?:\s*phút)?)", read_time, "15 giờ 01"),
    "tiền": Kind(r"(\d[\d. ]*)\s*(?:đồng|đ)", money.read, "8.000 đồng"),
    "số": Kind(r"(\d[\d.]*)", read_count, "3"),
    "giá trị": Kind(r"(?:ngày )?(.+?)", str, "05/10/2026"),
    "kênh": Kind(r"([^\d\"]+?)", str, "trực tiếp"),
    "thời hạn": Kind(r"([^\"]+?)", str, "3 ngày làm việc"),
}
