"""The answers of many dossiers as columns: each different answer is kept, and later read, once."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from motcua.findings import Finding
from motcua.lang import Fact, Questions, Value
from motcua.lang.questions import unasked
from motcua.lang.reading import read_value
from motcua.lang.tables import columns_of, schema_of, table_of
from motcua.lang.to_polars import expression

ANSWER = "answer "
"""Begins the names of the columns that hold the numbers of answers."""

_READS = "reads "  # begins the names of the columns that tell where an answer fits its fact


class _Numbers(dict[Any, int]):
    """The numbers of answers of one type; one seen for the first time is added to `answers`."""

    def __init__(self, answers: list[Any]) -> None:
        super().__init__({None: 0})
        self.answers = answers

    def __missing__(self, answer: Any) -> int:
        number = self[answer] = len(self.answers)
        self.answers.append(answer)
        return number


class Codes:
    """Numbers the different `answers` to one fact as the journal holds them; number 0 is that there is none."""

    def __init__(self) -> None:
        self.answers: list[Any] = [None]
        self._numbers = {kind: _Numbers(self.answers) for kind in (str, bool, int)}
        self._others: dict[tuple[type, Any], int] = {}

    def of_many(self, answers: Sequence[Any]) -> pl.Series:
        """Return the numbers of answers."""
        kind, *more = set(map(type, answers)) - {type(None)} or {str}
        if kind in self._numbers and not more:
            numbers = map(self._numbers[kind].__getitem__, answers)
            return pl.Series(np.fromiter(numbers, np.int32, len(answers)))
        return pl.Series([self._of(answer) for answer in answers], dtype=pl.Int32)

    def _of(self, answer: Any) -> int:
        """Return the number of an answer; 1 and true are not the same."""
        kind = type(answer)
        if answer is None or kind in self._numbers:
            return self._numbers.get(kind, self._numbers[str])[answer]
        try:
            return self._other(answer, (kind, tuple(answer)))
        except TypeError:  # what has no hash or no parts; no fact takes it
            return self._other(answer, (kind, repr(answer)))

    def _other(self, answer: Any, key: tuple[type, Any]) -> int:
        number = self._others.setdefault(key, len(self.answers))
        if number == len(self.answers):
            self.answers.append(answer)
        return number


class Reader:
    """Reads numbered answers as the facts of a procedure: what `Questions.read` says of each dossier."""

    def __init__(self, questions: Questions, codes: Mapping[str, Codes]) -> None:
        self._tables = {
            fact.id: _answers(fact, codes[fact.id].answers if fact.id in codes else [None]) for fact in questions.facts
        }
        self._conditional = [fact for fact in questions.facts if fact.id in questions.conditions]
        columns = columns_of(questions.facts)
        self._senseless = [
            expression(questions.conditions[fact.id], columns).not_().fill_null(value=False).alias(fact.id)
            for fact in self._conditional
        ]

    def read(self, numbers: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
        """Return the columns of the facts, and where all the answers fit theirs.

        :param numbers: a column `ANSWER` with the id of each fact of which any dossier says anything.
        """
        nothing = pl.repeat(0, numbers.height, dtype=pl.Int32, eager=True)
        told = [
            table[numbers[f"{ANSWER}{name}"] if f"{ANSWER}{name}" in numbers.columns else nothing]
            for name, table in self._tables.items()
        ]
        read = pl.concat(told, how="horizontal") if told else pl.DataFrame(height=numbers.height)
        fits = [pl.col(name) for name in read.columns if name.startswith(_READS)]
        readable = read.select(pl.all_horizontal(pl.lit(value=True), *fits)).to_series()
        return self._asked(read.drop(name.meta.output_name() for name in fits)), readable

    def _asked(self, told: pl.DataFrame) -> pl.DataFrame:
        """Put in the place of answers to questions that are not asked what is held then."""
        facts, before = told, pl.DataFrame()
        for _ in self._conditional:  # dropping one answer may make another question senseless, or sensible again
            now = facts.select(self._senseless)
            if now.equals(before):
                break
            before = now
            facts = told.with_columns(
                pl.when(now[fact.id]).then(pl.lit(held, dtype)).otherwise(pl.col(name)).alias(name)
                for fact in self._conditional
                for (name, dtype), held in zip(schema_of([fact]).items(), _unasked(fact), strict=True)
            )
        return facts


def _answers(fact: Fact, answers: Sequence[Any]) -> pl.DataFrame:
    """Read the different answers to one fact; what does not fit is told in a column of its own."""
    read = [read_value(fact, answer) for answer in answers]
    fits = [not isinstance(value, Finding) for value in read]
    values = (fact.default if value is None or isinstance(value, Finding) else value for value in read)
    table = table_of([fact], ({fact.id: value} for value in values))
    return table.with_columns(pl.Series(f"{_READS}{fact.id}", fits))


def _unasked(fact: Fact) -> tuple[Value | None, ...]:
    """Return the cells of a fact that is not asked."""
    return table_of([fact], [{fact.id: unasked(fact)}]).row(0)
