"""What the law leaves open about deadlines, as declared choices: the deadline_policy document as a frozen value."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from msgspec import Struct

from motcua.calendar.moments import parse_clock
from motcua.calendar.within import Within, parse_within
from motcua.findings import refuse

CHOICES: Mapping[str, tuple[str, ...]] = {
    "due_time": ("end_of_day", "same_clock_time"),
    "day_off": ("next_working_day",),
    "first_day": ("not_counted",),
    "same_day_on_day_off": ("next_working_day", "same_day"),
    "clock_hours": ("run_on", "next_working_time"),
    "part_day": ("working_hours", "whole_day"),
    "pause": ("whole_days", "minutes"),
    "supplement": ("restart", "continue"),
    "linked_cut_off": ("moves_start", "no_effect"),
}


class Policy(Struct, frozen=True):
    """The choices in force; `apology_days` and `soon_days` are working days before the due day."""

    due_time: str
    same_day_on_day_off: str
    clock_hours: str
    part_day: str
    day_length: timedelta
    pause: str
    supplement: str
    ask_within: Within
    apology_days: int
    extensions_allowed: int
    hand_over_cut_off: time
    linked_cut_off: str
    linked_hour: time
    soon_days: int

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Policy":
        """Make the policy from its document's data.

        :raises MotcuaError: when a choice is missing or not one of `CHOICES`.
        """
        chosen = {key: _choice(data, key) for key in CHOICES}
        if data.get("cut_off_sense") != "after":
            raise refuse("policy/choice", setting="cut_off_sense", choice=data.get("cut_off_sense", "?"), known="after")
        return cls(
            due_time=chosen["due_time"],
            same_day_on_day_off=chosen["same_day_on_day_off"],
            clock_hours=chosen["clock_hours"],
            part_day=chosen["part_day"],
            day_length=timedelta(hours=_need(data, "part_day", "hours_a_day")),
            pause=chosen["pause"],
            supplement=chosen["supplement"],
            ask_within=parse_within(_need(data, "supplement", "within_to_ask")),
            apology_days=_working_days(data, "extension_of_result", "notice_before"),
            extensions_allowed=_need(data, "extension_of_result", "times"),
            hand_over_cut_off=parse_clock(_need(data, "hand_over", "cut_off")),
            linked_cut_off=chosen["linked_cut_off"],
            linked_hour=parse_clock(_need(data, "linked_cut_off", "cut_off")),
            soon_days=_working_days(data, "soon"),
        )


def _need(data: Mapping[str, Any], *path: str) -> Any:
    value: Any = data
    for key in path:
        if not isinstance(value, Mapping) or key not in value:
            raise refuse("policy/missing", setting=".".join(path))
        value = value[key]
    return value


def _working_days(data: Mapping[str, Any], *path: str) -> int:
    totals = parse_within(text := _need(data, *path)).totals()
    if set(totals) != {"working_days"} or totals["working_days"].denominator != 1:
        raise refuse("policy/choice", setting=".".join(path), choice=text, known="N working_days")
    return int(totals["working_days"])


def _choice(data: Mapping[str, Any], key: str) -> str:
    choice = _need(data, key, "choice")
    if choice not in CHOICES[key]:
        raise refuse("policy/choice", setting=key, choice=choice, known=", ".join(CHOICES[key]))
    return str(choice)
