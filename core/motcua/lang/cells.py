"""Cells, the conditions people write in YAML, lowered to CEL: one meaning, and one place to look it up.

>>> pages = Fact("pages", "integer", "Số trang", min=1, max=100)
>>> lower({"pages": {"over": 2, "up_to": 9}}, {"pages": pages}).text
'pages > 2 && pages <= 9'
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from motcua.lang.cell_values import literal, misfit, not_of_type, unfit
from motcua.lang.facts import Fact
from motcua.lang.trouble import Trouble, misnamed, unknown_name

Path = tuple[str | int, ...]
_COMPARISONS = {"over": ">", "under": "<", "from": ">=", "up_to": "<="}
_TESTS = (*_COMPARISONS, "any_of", "all_of", "none_of", "not", "present", "absent")
SPECIAL = frozenset({"any", "not", "expression"})
"""The keys of cells that are no facts."""


class Piece(Struct, frozen=True):
    """Where in the CEL text the cell at `path` went; an `expression` piece is the author's own text."""

    path: Path
    start: int
    end: int
    expression: bool = False


class Lowered(Struct, frozen=True):
    """Cells as CEL text, and what is wrong with them by the path of the cell."""

    text: str
    pieces: tuple[Piece, ...]
    troubles: tuple[tuple[Path, Trouble], ...] = ()

    def piece(self, at: int) -> Piece | None:
        """Return the piece an offset of the text lies in."""
        return next((piece for piece in self.pieces if piece.start <= at < piece.end), None)


def lower(cells: Mapping[str, Any], facts: Mapping[str, Fact]) -> Lowered:
    """Write cells out as CEL; every cell that is not right is named, and `true` stands in its stead."""
    writer = _Writer(facts)
    writer.cells(cells, ())
    return Lowered("".join(writer.parts), tuple(writer.pieces), tuple(writer.troubles))


class _Writer(Struct):
    """Writes text and remembers which cell each part came from."""

    facts: Mapping[str, Fact]
    parts: list[str] = []
    pieces: list[Piece] = []
    troubles: list[tuple[Path, Trouble]] = []
    length: int = 0

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def leaf(self, text: str, path: Path, *, expression: bool = False) -> None:
        start = self.length
        self.put(text)
        self.pieces.append(Piece(path, start, self.length, expression))

    def refuse(self, path: Path, trouble: Trouble) -> None:
        self.troubles.append((path, trouble))
        self.put("true")

    def bracketed(self, before: str, write: Callable[[], None]) -> None:
        self.put(f"{before}(")
        write()
        self.put(")")

    def joined(self, operator: str, writes: Iterable[Callable[[], None]]) -> None:
        for index, write in enumerate(writes):
            self.put(f" {operator} " if index else "")
            write()

    def cells(self, cells: object, path: Path) -> None:
        if not isinstance(cells, Mapping):
            return self.refuse(path, Trouble("lang/not-cells"))
        if not cells:
            return self.put("true")
        return self.joined("&&", [partial(self.cell, key, value, (*path, key)) for key, value in cells.items()])

    def cell(self, key: str, value: Any, path: Path) -> None:
        match key:
            case "any":
                self.alternatives(value, path)
            case "not":
                self.bracketed("!", partial(self.cells, value, path))
            case "expression":
                self.expression(value, path)
            case _ if key in self.facts:
                self.test(self.facts[key], value, path)
            case _:
                self.refuse(path, unknown_name(key, self.facts))

    def alternatives(self, value: Any, path: Path) -> None:
        if not isinstance(value, list) or not value:
            return self.refuse(path, Trouble("lang/any-needs-list"))
        rows = [partial(self.cells, cells, (*path, at)) for at, cells in enumerate(value)]
        return self.bracketed("", partial(self.joined, "||", [partial(self.bracketed, "", row) for row in rows]))

    def expression(self, value: object, path: Path) -> None:
        if not isinstance(value, str):
            return self.refuse(path, Trouble("lang/not-an-expression"))
        self.put("(")
        self.leaf(value, path, expression=True)
        return self.put("\n)")  # the line break ends a comment the author may have ended with

    def test(self, fact: Fact, test: Any, path: Path) -> None:
        match test:
            case Mapping():
                self.words(fact, test, path)
            case _ if fact.type in ("choices", "text"):
                self.refuse(path, unfit(fact, str(test)))
            case list():
                self.listed(fact, test, path, lambda written: f"{fact.id} in [{', '.join(written)}]")
            case _ if trouble := misfit(fact, test):
                self.refuse(path, trouble)
            case _:
                self.leaf(f"{fact.id} == {literal(fact, test)}", path)

    def words(self, fact: Fact, tests: Mapping[str, Any], path: Path) -> None:
        if not tests:
            return self.refuse(path, unfit(fact, "{}"))
        return self.joined(
            "&&", [partial(self.word, fact, word, value, (*path, word)) for word, value in tests.items()]
        )

    def word(self, fact: Fact, word: str, value: Any, path: Path) -> None:
        match word:
            case "over" | "under" | "from" | "up_to":
                self.comparison(fact, word, value, path)
            case "any_of" | "all_of" | "none_of":
                self.membership(fact, word, value, path)
            case "present" | "absent":
                self.presence(fact, word, value, path)
            case "not":
                self.bracketed("!", partial(self.test, fact, value, path))
            case _:
                self.refuse(path, misnamed("lang/unknown-test", "lang/unheard-of-test", word, _TESTS, test=word))

    def comparison(self, fact: Fact, word: str, value: Any, path: Path) -> None:
        if fact.type not in ("integer", "date"):
            return self.refuse(path, unfit(fact, word))
        if trouble := misfit(fact, value):
            return self.refuse(path, trouble)
        return self.leaf(f"{fact.id} {_COMPARISONS[word]} {literal(fact, value)}", path)

    def membership(self, fact: Fact, word: str, values: Any, path: Path) -> None:
        if fact.type != "choices":
            return self.refuse(path, unfit(fact, word))
        operator = " && " if word == "all_of" else " || "
        negated = "!" if word == "none_of" else ""
        return self.listed(
            fact, values, path, lambda w: f"{negated}({operator.join(f'{one} in {fact.id}' for one in w)})"
        )

    def listed(self, fact: Fact, values: Any, path: Path, text: Callable[[list[str]], str]) -> None:
        """Write a test over a list of values once every one of them fits."""
        if not isinstance(values, list) or not values:
            return self.refuse(path, Trouble("lang/list-needed", 0, {"fact": fact.id}))
        misfits = [((*path, at), trouble) for at, value in enumerate(values) if (trouble := misfit(fact, value))]
        self.troubles += misfits
        if misfits:
            return self.put("true")
        return self.leaf(text([literal(fact, value) for value in values]), path)

    def presence(self, fact: Fact, word: str, value: object, path: Path) -> None:
        if not isinstance(value, bool):
            return self.refuse(path, not_of_type(Fact(fact.id, "boolean", ""), value))
        return self.leaf(f"{'' if (word == 'present') is value else '!'}present({fact.id})", path)
