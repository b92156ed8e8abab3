"""The one time zone of the program."""

from datetime import datetime
from zoneinfo import ZoneInfo

TZ = ZoneInfo("Asia/Ho_Chi_Minh")


def in_zone(moment: datetime) -> datetime:
    """Return the same moment as clocks in Vietnam show it; one without an offset is already.

    >>> in_zone(datetime.fromisoformat("2025-06-30T18:30:00Z")).isoformat()
    '2025-07-01T01:30:00+07:00'
    """
    return moment.replace(tzinfo=TZ) if moment.tzinfo is None else moment.astimezone(TZ)
