"""The smaller clocks of a dossier: asking for papers, handing over, apologising, starting again."""

from datetime import datetime

from motcua.calendar.count import Pause
from motcua.calendar.days import Calendar
from motcua.calendar.hours import Hours
from motcua.calendar.ledger import Due, due
from motcua.calendar.policy import Policy
from motcua.calendar.within import Within
from motcua.findings import refuse
from motcua.zone import TZ


def latest_notice(received: datetime, calendar: Calendar, hours: Hours, policy: Policy) -> Due:
    """Return until when the office may ask for more papers, once, after receiving a dossier."""
    return due(received, policy.ask_within, calendar, hours, policy)


def hand_over_by(received: datetime, calendar: Calendar, hours: Hours, policy: Policy) -> datetime:
    """Return until when a dossier goes to who handles it: today, or first thing next working day after the cut-off."""
    day = received.date()
    if calendar.is_working(day) and received.time() <= policy.hand_over_cut_off:
        return hours.closes(day, calendar)
    return hours.opens(calendar.next_working(day), calendar)


def after_supplement(
    received: datetime, pause: Pause, within: Within, calendar: Calendar, hours: Hours, policy: Policy
) -> Due:
    """Return the due time once the papers asked for at `pause.begins` have come in at `pause.ends`."""
    if policy.supplement == "restart":
        return due(pause.ends, within, calendar, hours, policy)
    return due(received, within, calendar, hours, policy, pauses=[pause])


def latest_apology(due_at: datetime, calendar: Calendar, hours: Hours, policy: Policy) -> datetime:
    """Return until when an apology with a new date must have gone out: the policy's days before the due day."""
    return _working_days_before(due_at, policy.apology_days, calendar, hours)


def soon_from(due_at: datetime, calendar: Calendar, hours: Hours, policy: Policy) -> datetime:
    """Return from when on a worklist shows a dossier as due soon."""
    return _working_days_before(due_at, policy.soon_days, calendar, hours)


def start_at_competent_office(received: datetime, reached: datetime) -> datetime:
    """Return when the clock of a dossier received at another office starts: when it reaches the competent one.

    :raises MotcuaError: when it would reach it before it was received.
    """
    if reached < received:
        raise refuse("pause/backwards", begins=received.isoformat(), ends=reached.isoformat())
    return reached


def linked_start(received: datetime, calendar: Calendar, hours: Hours, policy: Policy) -> datetime:
    """Return the start of a linked (liên thông) dossier: after the cut-off hour the next working day, if so chosen."""
    if policy.linked_cut_off == "no_effect" or received.astimezone(TZ).time() <= policy.linked_hour:
        return received
    return hours.opens(calendar.next_working(received.date()), calendar)


def _working_days_before(due_at: datetime, days: int, calendar: Calendar, hours: Hours) -> datetime:
    day = due_at.date()
    for _ in range(days):
        day = calendar.previous_working(day)
    return hours.closes(day, calendar)
