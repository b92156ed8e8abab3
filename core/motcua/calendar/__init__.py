"""Deadlines: lengths of time, working days, opening hours, and the ledger that counts them. Pure; the moment is given.

>>> week = {"year": 2026, "week": ["mon", "tue", "wed", "thu", "fri"]}
>>> calendar = Calendar.of([week | {"off": [{"id": "van-hoa", "on": "2026-11-24", "name": "Ngày Văn hóa Việt Nam"}]}])
>>> calendar.next_working(parse_date("2026-11-23")).isoformat()
'2026-11-25'
"""

from motcua.calendar.compare import in_working_hours, shorter_or_equal
from motcua.calendar.count import Pause
from motcua.calendar.days import Calendar, DayCount, DayOff
from motcua.calendar.duties import (
    after_supplement,
    hand_over_by,
    latest_apology,
    latest_notice,
    linked_start,
    soon_from,
    start_at_competent_office,
)
from motcua.calendar.hours import Hours, add_working_time, working_time
from motcua.calendar.ledger import Due, due
from motcua.calendar.moments import (
    long_date,
    long_moment,
    parse_clock,
    parse_date,
    parse_moment,
    written_date,
    written_moment,
)
from motcua.calendar.policy import Policy
from motcua.calendar.within import Term, Within, parse_within
from motcua.zone import TZ

__all__ = [
    "TZ",
    "Calendar",
    "DayCount",
    "DayOff",
    "Due",
    "Hours",
    "Pause",
    "Policy",
    "Term",
    "Within",
    "add_working_time",
    "after_supplement",
    "due",
    "hand_over_by",
    "in_working_hours",
    "latest_apology",
    "latest_notice",
    "linked_start",
    "long_date",
    "long_moment",
    "parse_clock",
    "parse_date",
    "parse_moment",
    "parse_within",
    "shorter_or_equal",
    "soon_from",
    "start_at_competent_office",
    "working_time",
    "written_date",
    "written_moment",
]
