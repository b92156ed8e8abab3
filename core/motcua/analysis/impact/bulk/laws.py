"""One procedure under one law, for whole tables of dossiers: what each owes, when it is due, which papers it needs."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256

import polars as pl
from msgspec import Struct

from motcua.analysis.impact.bulk.answers import Reader
from motcua.analysis.impact.bulk.times import Times
from motcua.analysis.impact.outcome import Asked, asked_for
from motcua.calendar import TZ
from motcua.catalog import Rulebook
from motcua.catalog.merging.tree import plain
from motcua.catalog.model import Paper, Procedure
from motcua.catalog.reading.workshop import Built
from motcua.catalog.resolved import Resolved
from motcua.decide.bulk import RECEIVED_AT, STARTS_AT, case_table, decide_many, due_again
from motcua.decide.papers import mode_of
from motcua.findings import MotcuaError

AT, AGAIN, FEE, DUE, PAPERS, KNOWN = "at", "again", "fee", "due", "papers", "known"
MOMENT = pl.Datetime("us", TZ.key)
_CHANNEL, _PAPER = "channel", "paper."


class Menus(Struct):
    """Numbers the different lists of papers; two that ask for the same under other names have two numbers."""

    lists: list[frozenset[Asked]] = []
    numbers: dict[frozenset[tuple[Asked, str]], int] = {}

    def number(self, papers: frozenset[Asked]) -> int:
        """Return the number of a list."""
        number = self.numbers.setdefault(frozenset((paper, paper.name) for paper in papers), len(self.lists))
        if number == len(self.lists):
            self.lists.append(papers)
        return number

    @property
    def alike(self) -> pl.Series:
        """Say of each list which is the first that asks for the same."""
        first: dict[frozenset[Asked], int] = {}
        return pl.Series([first.setdefault(papers, number) for number, papers in enumerate(self.lists)], dtype=pl.Int32)


class Law:
    """One procedure under one rulebook, which stands for all the units and days that decide alike."""

    def __init__(self, rulebook: Rulebook, procedure: Procedure, times: Times) -> None:
        self.rulebook, self.procedure, self.times = rulebook, procedure, times
        self.questions = rulebook.program(procedure).questions
        self.facts = frozenset(fact.id for fact in self.questions.facts)
        self._papers = {paper.id: paper for paper in _papers(procedure)}
        self._channels = {item.id: item for item in procedure.channels}

    @cached_property
    def takes_tables(self) -> bool:
        """Tell whether it can decide tables at all; whether it can decide a certain one is another question."""
        try:
            decide_many(self.rulebook, self.procedure, case_table(self.rulebook, self.procedure, ()))
        except MotcuaError:
            return False
        return True

    def decide(self, rows: pl.DataFrame, reader: Reader, menus: Menus) -> pl.DataFrame:
        """Return `FEE`, `DUE` and `PAPERS` of dossiers that were received `AT` a moment; the clock may start `AGAIN`.

        `KNOWN` is false where a dossier must be looked at by itself: it cannot be decided, or its answers not be read.

        :raises MotcuaError: as `decide_many` does.
        """
        facts, readable = reader.read(rows)
        cases, days = facts.with_columns(rows[AT].alias(RECEIVED_AT)), self.times.days(rows[AT])
        decided = decide_many(self.rulebook, self.procedure, cases, days=days, route=False)
        return pl.DataFrame(
            {
                FEE: decided["fee.total"],
                DUE: self._due(rows, decided),
                PAPERS: self._menus(facts, decided, menus),
                KNOWN: decided["acceptable"] & readable & self.times.counted(rows[AT], rows[AGAIN]),
            }
        )

    def _due(self, rows: pl.DataFrame, decided: pl.DataFrame) -> pl.Series:
        """Return when the results are due, where papers were waited for from the moment these were all there."""
        again = rows[AGAIN].is_not_null() & self.times.counted(rows[AT], rows[AGAIN])
        if not again.any():
            return decided["due_at"]
        moments = rows.filter(again).select(pl.col(AT).alias(RECEIVED_AT), pl.col(AGAIN).alias(STARTS_AT))
        days = self.times.days(moments[RECEIVED_AT])
        due_at = due_again(self.procedure, decided.filter(again), moments, days)
        return decided["due_at"].scatter(again.arg_true(), due_at)

    def _menus(self, facts: pl.DataFrame, decided: pl.DataFrame, menus: Menus) -> pl.Series:
        asked = decided.select(name for name in decided.columns if name.startswith(_PAPER))
        if not asked.columns:
            return pl.repeat(menus.number(frozenset()), decided.height, dtype=pl.Int32, eager=True)
        if _CHANNEL in facts.columns:
            asked = asked.with_columns(facts[_CHANNEL])
        different = asked.unique(maintain_order=True)
        numbers = [menus.number(frozenset(self._asked(row))) for row in different.iter_rows(named=True)]
        numbered = different.with_columns(pl.Series(PAPERS, numbers, pl.Int32))
        return asked.join(numbered, on=asked.columns, how="left", nulls_equal=True, maintain_order="left")[PAPERS]

    def _asked(self, row: Mapping[str, str | bool | None]) -> Iterator[Asked]:
        channel = self._channels.get(str(row.get(_CHANNEL)))
        for name in (name for name, is_asked in row.items() if name != _CHANNEL and is_asked):
            paper = self._papers[name.removeprefix(_PAPER)]
            if (mode := mode_of(paper, channel)) != "note":
                yield asked_for(paper, mode)


class Known:
    """The laws met so far: what says the same, in whatever unit, on whatever day and in whichever catalog, is one."""

    def __init__(self) -> None:
        self._laws: dict[tuple[str, Times], Law] = {}
        self._times: list[Times] = []
        self._digests: dict[Built | Resolved, str] = {}

    def law(self, rulebook: Rulebook, name: str) -> Law | None:
        """Return a procedure's law; None where dossiers must be looked at one by one, be it to say what is wrong."""
        try:
            procedure = rulebook.find(name)
            times = self._times_of(rulebook)
            for step in procedure.steps:
                rulebook.role(step.role)
            key = self._digest(rulebook, procedure), times
            law = self._laws.get(key) or self._laws.setdefault(key, Law(rulebook, procedure, times))
        except MotcuaError:
            return None
        fits = rulebook.layers[-1].level == procedure.level and _told_apart(procedure)
        return law if fits else None

    def _digest(self, rulebook: Rulebook, procedure: Procedure) -> str:
        """Digest all that a procedure is made of: its own document with what it uses, and the vocabularies."""
        built, resolved = rulebook.built(procedure.id), rulebook.resolved
        if built not in self._digests:
            self._digests[built] = _digest(plain(built.tree))
        if resolved not in self._digests:
            self._digests[resolved] = _digest([each.data for each in resolved.of_kind("vocabulary").values()])
        return f"{self._digests[built]} {self._digests[resolved]}"

    def _times_of(self, rulebook: Rulebook) -> Times:
        counted_by = rulebook.calendar, rulebook.hours, rulebook.policy
        for times in self._times:
            if (times.calendar, times.hours, times.policy) == counted_by:
                return times
        self._times.append(Times(*counted_by))
        return self._times[-1]


def _digest(content: object) -> str:
    return sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _papers(procedure: Procedure) -> Iterator[Paper]:
    """Walk every paper that a procedure may ask for."""
    for paper in procedure.papers:
        yield from paper.first_available or (paper,)
    yield from (one.evidence for one in procedure.exemptions if one.evidence)


def _told_apart(procedure: Procedure) -> bool:
    """Tell whether papers of one id are one paper: a table has one column for them."""
    forms = {(asked_for(paper, paper.mode), paper.name) for paper in _papers(procedure)}
    return len(forms) == len({paper.id for paper in _papers(procedure)})
