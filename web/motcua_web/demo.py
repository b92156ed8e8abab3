"""The demo's year: a commune whose dossiers come, move and go as in life, the same on every machine.

Nothing here knows a procedure: facts are invented from their declarations, moves taken from what the desk allows.
"""

import heapq
import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from itertools import count
from typing import Any

from msgspec import Struct
from ruamel.yaml import YAML

from motcua.calendar import TZ
from motcua.catalog import Rulebook
from motcua.catalog.model import Procedure
from motcua.desk import Actor, Desk
from motcua.dossier import Applicant, Dossier, PaperIn
from motcua_web.demo_facts import invent

TRIES = 40  # until invented facts make an acceptable case
DAYTIME = range(7, 17)
FORWARD = ("hand_over", "complete_step", "sign", "ready", "return", "papers_received")
SIDEWAYS = ("ask_for_papers", "refuse", "withdraw")


class DemoUser(Struct, frozen=True):
    """Somebody who can sign in to the demo."""

    login: str
    name: str
    accounts: tuple[str, ...]
    password: str


class Demo(Struct, frozen=True):
    """What ``demo.yaml`` says."""

    unit: str
    seed: int
    dossiers: int
    days: int
    users: tuple[DemoUser, ...]
    people: Mapping[str, list[str]]
    weights: Mapping[str, int]
    channels: Mapping[str, int]
    lately: Mapping[str, int]
    course: Mapping[str, int]
    waits: Mapping[str, int]
    reason: str

    def actors(self) -> list[Actor]:
        """Return the users as the desk knows them."""
        return [Actor(user.login, user.name, frozenset(user.accounts), self.unit) for user in self.users]


def read_demo() -> Demo:
    """Read ``demo.yaml``."""
    written = dict(YAML(typ="safe").load(files("motcua_web").joinpath("demo.yaml").read_text("utf-8")))
    users = tuple(DemoUser(**user | {"accounts": tuple(user["accounts"])}) for user in written.pop("users"))
    del written["kind"]
    return Demo(users=users, **written)


def fill(desk: Desk, unit: str, demo: Demo, now: datetime) -> Iterator[Dossier]:
    """Live through the year up to `now`, and yield each dossier as it is received.

    Receptions and moves happen in the order of their moments, as at a real counter.
    """
    year = _Year(desk, unit, demo, random.Random(demo.seed), now)  # noqa: S311 - a story, not a secret
    yield from year.live()


class _Year:
    def __init__(self, desk: Desk, unit: str, demo: Demo, rng: random.Random, now: datetime) -> None:
        self.desk, self.unit, self.demo, self.rng, self.now = desk, unit, demo, rng, now
        self.actors = demo.actors()
        self.tickets = count()
        self.agenda: list[tuple[datetime, int, Dossier | None]]  # None: somebody new comes in
        self.agenda = [(moment, next(self.tickets), None) for moment in self._arrivals()]
        heapq.heapify(self.agenda)

    def live(self) -> Iterator[Dossier]:
        while self.agenda and self.agenda[0][0] <= self.now:
            moment, _ticket, dossier = heapq.heappop(self.agenda)
            if dossier:
                self._plan(self._move(dossier, moment), moment)
            elif received := self._receive(moment):
                self._plan(received, moment)
                yield received

    def _arrivals(self) -> list[datetime]:
        """Spread the receptions over the working days of the year; the last weeks are the best remembered."""
        calendar, lately = self._rules(self.now).calendar, self.demo.lately
        days = [self.now.date() - timedelta(back) for back in range(self.demo.days)]
        all_days = [day for day in days if calendar.is_working(day)]
        last_days = [day for day in days[: lately["days"]] if calendar.is_working(day)] or all_days
        some = self.demo.dossiers * lately["percent"] // 100
        chosen = self.rng.choices(last_days, k=some) + self.rng.choices(all_days, k=self.demo.dossiers - some)
        return sorted(map(self._moment, chosen))

    def _moment(self, day: date) -> datetime:
        hour = self.rng.choice((8, 8, 9, 9, 10, 10, 13, 14, 14, 15))
        return datetime.combine(day, time(hour, self.rng.randrange(60)), TZ)

    def _rules(self, moment: datetime) -> Rulebook:
        return self.desk.catalog.resolve(self.unit, moment.date())

    def _receive(self, moment: datetime) -> Dossier | None:
        rules = self._rules(moment)
        procedures = list(rules.procedures.values())
        weights = [self.demo.weights.get(each.code, 1) for each in procedures]
        law = self.rng.choices(procedures, weights)[0]
        for _ in range(TRIES):
            facts = self._facts(rules, law, moment)
            decision = self.desk.decide(self.unit, law.id, facts, moment)
            if decision.acceptable:
                papers = {
                    due.id: PaperIn(due.originals, due.copies, due.electronic, due.one_of[0][0] if due.one_of else "")
                    for due in decision.papers
                    if due.mode != "note"
                }
                key = f"demo-{next(self.tickets)}"
                clerk = self._who_may("receive", rules)
                return self.desk.receive(clerk, law.id, facts, self._applicant(), papers, key, moment)
        return None

    def _facts(self, rules: Rulebook, law: Procedure, moment: datetime) -> dict[str, Any]:
        facts = invent(rules.program(law).facts, self.rng, moment.date())
        known = {channel.id: self.demo.channels.get(channel.id, 1) for channel in law.channels}
        return facts | {"channel": self.rng.choices(list(known), list(known.values()))[0]}

    def _applicant(self) -> Applicant:
        people = self.demo.people
        name = " ".join(self.rng.choice(people[part]) for part in ("family", "middle", "given"))
        phone = f"09{self.rng.randrange(10**8):08}"
        return Applicant(name, phone=phone, address=self.rng.choice(people["places"]), return_place="counter")

    def _who_may(self, action: str, rules: Rulebook) -> Actor:
        accounts = rules.vocabulary("accounts").items
        return next(a for a in self.actors if any(action in accounts[one].more["may"] for one in a.accounts))

    def _move(self, dossier: Dossier, moment: datetime) -> Dossier:
        """Do what somebody would do now: pay what is owed, now and then leave the straight way, else go on."""
        for action in self._wishes(dossier):
            for actor in self.actors:
                if action in self.desk.actions(actor, dossier):
                    return self.desk.act(actor, dossier.code, action, self._data(action, dossier), dossier.seq, moment)
        return dossier

    def _wishes(self, dossier: Dossier) -> list[str]:
        course, roll = self.demo.course, self.rng.randrange(1000)
        wishes = ["pay"] if dossier.fee.due else []
        for action in SIDEWAYS:
            asked_before = any(event.type == "papers_asked" for event in dossier.events)
            if 0 <= roll < course[action] and not (action == "ask_for_papers" and asked_before):
                wishes.append(action)
            roll -= course[action]
        return [*wishes, *FORWARD]

    def _data(self, action: str, dossier: Dossier) -> dict[str, Any]:
        papers = [paper.id for paper in dossier.decision.papers if paper.mode != "note"]
        needed: dict[str, dict[str, Any]] = {
            "pay": {"amount": dossier.fee.due},
            "ask_for_papers": {"papers": papers[:1], "reason": self.demo.reason},
            "papers_received": {"papers": list(dossier.missing)},
            "refuse": {"reason": self.demo.reason},
        }
        return needed.get(action, {})

    def _plan(self, dossier: Dossier, moment: datetime) -> None:
        """Put the dossier's next move on the agenda: before its step is due, but for the few that are late."""
        if dossier.status in ("returned", "refused", "withdrawn"):
            return
        left = self._left(dossier, moment)
        if self.rng.randrange(1000) < self.demo.course["late"]:
            left += timedelta(days=2)
        wished = moment + left * self.rng.uniform(0.2, 0.95)
        heapq.heappush(self.agenda, (self._open(wished, moment), next(self.tickets), dossier))

    def _left(self, dossier: Dossier, moment: datetime) -> timedelta:
        """Tell how long the next move may take: people take days where it is theirs to come, staff keep to the step."""
        if days := self.demo.waits.get(dossier.status):
            return timedelta(days=days)
        due = dossier.step.due_at or dossier.due_at or moment + timedelta(days=3)
        return max(due - moment, timedelta(minutes=5))

    def _open(self, wished: datetime, moment: datetime) -> datetime:
        """Move a moment out of nights and days off to the next working day; any other stays."""
        calendar = self._rules(self.now).calendar
        day = wished.date()
        while not calendar.is_working(day) or (day == wished.date() and wished.hour not in DAYTIME):
            day += timedelta(days=1)
        return wished if day == wished.date() else max(self._moment(day), moment)
