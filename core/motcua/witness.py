"""A witness: one dossier that shows the trouble a finding speaks of. A value first, a text second."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from motcua.texts import say

CHANNEL = "channel"


class Answer(Struct, frozen=True):
    """One answer: `value` as JSON gives it (dates in ISO 8601), `shown` as people read it."""

    fact: str
    title: str
    value: bool | int | str | tuple[str, ...]
    shown: str

    def said(self, lang: str) -> str:
        """Say the value in a language: a yes or a no is worded, all else stands as it is shown."""
        return say(f"word/{str(self.value).lower()}", lang) if isinstance(self.value, bool) else self.shown


class Witness(Struct, frozen=True):
    """Who files what, where and when: the answers somebody would give; others are left to their defaults.

    `name` and `unit_name` are those of the procedure and of the unit; `at` is aware, Asia/Ho_Chi_Minh.
    """

    procedure: str
    name: str
    unit: str
    unit_name: str
    at: datetime
    answers: tuple[Answer, ...]

    def message(self, lang: str = "vi") -> str:
        """Say it in one sentence."""
        channel = next((answer.said(lang) for answer in self.answers if answer.fact == CHANNEL), "")
        told = [f", “{each.title}” {each.said(lang)}" for each in self.answers if each.fact != CHANNEL]
        channel = channel[:1].lower() + channel[1:]
        return say("witness/example", lang, channel=channel, unit=self.unit_name, at=self.at, answers="".join(told))

    def as_json(self, lang: str = "vi") -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "procedure": self.procedure,
            "unit": self.unit,
            "at": self.at.isoformat(),
            "facts": {answer.fact: answer.value for answer in self.answers},
            "message": self.message(lang),
        }
