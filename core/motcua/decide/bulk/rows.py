"""What all parts of a decision have in common when a whole table is decided: answers to conditions, and problems."""

import polars as pl
from msgspec import Struct

from motcua.lang.to_polars import FALSE, TRUE

Problems = dict[tuple[str, str], pl.Expr]
"""By rule and what it is about: in which rows there is that problem."""


class Rows(Struct, frozen=True):
    """Expressions over the table of answers, in which `of` begins the names of one program's columns."""

    of: str = ""
    problems: Problems = {}

    def truth(self, when: int) -> str:
        """Name the column of a condition's answers."""
        return f"{self.of}when {when}"

    def amount(self, index: int) -> str:
        """Name the column of an amount."""
        return f"{self.of}amount {index}"

    def held(self, when: int | None) -> pl.Expr:
        """Tell where a condition holds; unknown counts as no."""
        return TRUE if when is None else pl.col(self.truth(when)).fill_null(value=False)

    def failed(self, when: int | None) -> pl.Expr:
        """Tell where a condition is known not to hold; unknown counts as no."""
        return FALSE if when is None else pl.col(self.truth(when)).not_().fill_null(value=False)

    def known(self, when: int | None) -> pl.Expr:
        """Tell where a condition can be decided."""
        return TRUE if when is None else pl.col(self.truth(when)).is_not_null()

    def ask(self, when: int | None, path: str, where: pl.Expr = TRUE) -> None:
        """Note a problem in the rows in which a condition is asked and cannot be decided."""
        if when is not None:
            self.problem("decide/undecidable", path, where & pl.col(self.truth(when)).is_null())

    def asked_amount(self, index: int, path: str, where: pl.Expr) -> pl.Expr:
        """Return an amount, noting a problem in the rows in which it is asked for and unknown."""
        self.problem("decide/amount-unknown", path, where & pl.col(self.amount(index)).is_null())
        return pl.col(self.amount(index))

    def problem(self, rule: str, about: str, where: pl.Expr) -> None:
        """Note a problem, once for each thing it is about."""
        before = self.problems.get((rule, about))
        self.problems[rule, about] = where if before is None else before | where
