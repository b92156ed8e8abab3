"""Polars expressions generated from typed trees, for a whole table of cases at a time.

A column holds a fact or a derived fact under its own name, null where it is unknown; a set of texts is one boolean
column per member, `member_column`. Nulls follow Kleene's logic as None does in `to_python`: no back-end may let an
unknown condition fall through to the next row. Three habits of polars would: `when` takes null for false,
`min_horizontal` passes over nulls, and `//` goes down where CEL goes toward zero. What it takes to say it right uses
an argument more than once; `_bound` writes it once all the same, or nested choices would double at every level.

>>> table = pl.DataFrame({"pages": [-7, 7, None]})
>>> half = Call("/", (Ref("pages", "integer"), Const(2, "integer")), "integer")
>>> table.select(expression(half, Columns())).to_series().to_list()
[-3, 3, None]
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial, reduce
from operator import add, and_, ge, gt, le, lt, mul, neg, or_, sub

import polars as pl
from msgspec import Struct

from motcua.lang.tree import Call, Const, Item, Kind, Members, Node, Quantified, Ref

TYPES: Mapping[Kind, type[pl.DataType]] = {
    "boolean": pl.Boolean,
    "integer": pl.Int64,
    "text": pl.String,
    "date": pl.Date,
}
TRUE, FALSE = pl.lit(value=True), pl.lit(value=False)


class Columns(Struct, frozen=True):
    """What the table's columns hold.

    `listed` gives the words of each text that is a `pl.Enum`; `sets` the members of each set of texts.
    """

    listed: Mapping[str, Sequence[str]] = {}
    sets: Mapping[str, Sequence[str]] = {}


def member_column(name: str, member: str) -> str:
    """Return the column that says whether a set of texts has a member."""
    return f"{name}.{member}"


def expression(node: Node, columns: Columns) -> pl.Expr:
    """Write the expression of a tree: a boolean, an Int64, a date or a text; null where it is unknown.

    Integers never overflow as long as every integer column stays within its fact's `min` and `max`: the compiler
    has proven it for those.
    """
    return _Writing(columns).write(node)


class _Writing(Struct, frozen=True):
    """Writes one tree; `item` is the member looked at inside `exists` or `all`."""

    columns: Columns
    item: str = ""

    def write(self, node: Node) -> pl.Expr:
        match node:
            case Const(value=value, kind=kind):
                return pl.lit(value, dtype=TYPES[kind])
            case Ref(name=name):
                return pl.col(name).cast(pl.String) if name in self.columns.listed else pl.col(name)
            case Item():
                return self.write(self.plain(node))
            case Quantified(op=op, over=over, body=body):
                return self.quantified(op, over, body)
            case Call():
                return self.call(node)
        return pl.lit(None, dtype=TYPES[node.kind])

    def call(self, node: Call) -> pl.Expr:
        """Write an operator; those that look at sets or listed texts see the tree, the others expressions."""
        match node:
            case Call(op="in", args=(one, Members(items=items))):
                return self.one_of(one, items)
            case Call(op="in", args=(one, Ref() as many)):
                return self.contained(one, many)
            case Call(op="present", args=(one,)):
                return self.known(one)
            case Call(op="size", args=(Ref(kind="texts") as many,)):
                return self.size(many)
            case Call(op="==" | "!=" as op, args=(one, other)):
                return self.equal(one, other) if op == "==" else self.equal(one, other).not_()
        write = _OPERATORS[node.op]
        once = node.op not in _REPEATING or not any(isinstance(arg, Call) for arg in node.args)
        args = [self.write(arg) for arg in node.args]
        return write(*args) if once else _bound(write, *args)

    def plain(self, node: Node) -> Node:
        return Const(self.item, "text") if isinstance(node, Item) else node

    def equal(self, one: Node, other: Node) -> pl.Expr:
        match self.plain(one), self.plain(other):
            case Const(value=a), Const(value=b):
                return TRUE if a == b else FALSE
            case Const() as literal, Ref() as fact:
                return self.equal(fact, literal)
            case Ref(name=name), Const(value=str(word)) if name in self.columns.listed:
                return self.is_word(name, word)
        return self.write(one) == self.write(other)

    def is_word(self, name: str, word: str) -> pl.Expr:
        """Compare a listed text by the number of the word, which is many times faster than by its letters."""
        words = self.columns.listed[name]
        if word in words:
            return pl.col(name) == pl.lit(word, dtype=pl.Enum(words))
        return _where(pl.col(name).is_not_null(), FALSE)

    def one_of(self, one: Node, items: Sequence[Const]) -> pl.Expr:
        if isinstance(one, Call):
            return self.write(one).is_in([item.value for item in items])
        return _where(self.known(one), _any(*(self.equal(one, item) for item in items)))

    def contained(self, one: Node, many: Ref) -> pl.Expr:
        if isinstance(one, Call):
            return _bound(partial(_held, self.columns.sets[many.name]), self.write(one), *self.members(many).values())
        match self.plain(one):
            case Const(value=str(word)) if word in self.columns.sets[many.name]:
                return pl.col(member_column(many.name, word))
        held = [self.equal(one, Const(word, "text")) & member for word, member in self.members(many).items()]
        return _where(self.known(one) & self.known(many), _any(*held))

    def quantified(self, op: str, over: Ref, body: Node) -> pl.Expr:
        bodies = {word: _Writing(self.columns, word).write(body) for word in self.members(over)}
        members = self.members(over)
        if op == "exists":
            return _where(self.known(over), _any(*(members[word] & holds for word, holds in bodies.items())))
        return _where(self.known(over), _all(*(members[word].not_() | holds for word, holds in bodies.items())))

    def size(self, many: Ref) -> pl.Expr:
        counted = [member.cast(pl.Int64) for member in self.members(many).values()]
        return _where(self.known(many), reduce(add, counted, pl.lit(0, dtype=pl.Int64)))

    def known(self, node: Node) -> pl.Expr:
        """Tell whether a part has a value.

        Of a set all columns are null or none is; one that has nothing to choose from has no column to be known by.
        """
        match node:
            case Ref(kind="texts"):
                return next((member.is_not_null() for member in self.members(node).values()), FALSE)
            case Ref(name=name):
                return pl.col(name).is_not_null()
        return self.write(node).is_not_null()

    def members(self, many: Ref) -> dict[str, pl.Expr]:
        return {word: pl.col(member_column(many.name, word)) for word in self.columns.sets[many.name]}


def _bound(write: Callable[..., pl.Expr], *args: pl.Expr) -> pl.Expr:
    """Write an operator over fields of a struct, so that each argument is computed once however often it is named."""
    names = [f"argument {index}" for index in range(len(args))]
    given = pl.struct(arg.alias(name) for arg, name in zip(args, names, strict=True))
    answer = write(*map(pl.field, names)).alias("answer")
    return given.struct.with_fields(answer).struct.field("answer")


def _held(words: Sequence[str], text: pl.Expr, *members: pl.Expr) -> pl.Expr:
    """Tell whether a text is one of the words whose columns say that they are members."""
    if not members:
        return pl.lit(None, dtype=pl.Boolean)
    among = _any(*((text == word) & member for word, member in zip(words, members, strict=True)))
    return _where(text.is_not_null() & members[0].is_not_null(), among)


def _where(known: pl.Expr, then: pl.Expr) -> pl.Expr:
    return pl.when(known).then(then)


def _any(*terms: pl.Expr) -> pl.Expr:
    return reduce(or_, terms, FALSE)


def _all(*terms: pl.Expr) -> pl.Expr:
    return reduce(and_, terms, TRUE)


def _chosen(condition: pl.Expr, then: pl.Expr, otherwise: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(then).when(condition.not_()).then(otherwise)


def _least(*terms: pl.Expr) -> pl.Expr:
    return reduce(lambda one, other: _chosen(one <= other, one, other), terms)


def _greatest(*terms: pl.Expr) -> pl.Expr:
    return reduce(lambda one, other: _chosen(one >= other, one, other), terms)


def _too_low(dividend: pl.Expr, divisor: pl.Expr) -> pl.Expr:
    """Tell (0 or 1) where the floor of a division lies one below the quotient toward zero: inexact and negative."""
    return (((dividend < 0) != (divisor < 0)) & (dividend % divisor != 0)).cast(pl.Int64)


def _quotient(dividend: pl.Expr, divisor: pl.Expr) -> pl.Expr:
    return dividend // divisor + _too_low(dividend, divisor)


def _remainder(dividend: pl.Expr, divisor: pl.Expr) -> pl.Expr:
    return dividend % divisor - _too_low(dividend, divisor) * divisor


def _days(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    return end.to_physical().cast(pl.Int64) - start.to_physical().cast(pl.Int64)


def _years(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Count whole years as `host.years` does: from the earlier to the later day, negative when `end` comes first."""
    return _chosen(end < start, -_years_on(end, start), _years_on(start, end))


def _years_on(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    whole = end.dt.year().cast(pl.Int64) - start.dt.year().cast(pl.Int64)
    return whole - (_in_year(end) < _in_year(start)).cast(pl.Int64)


def _in_year(day: pl.Expr) -> pl.Expr:
    return day.dt.month().cast(pl.Int32) * 32 + day.dt.day().cast(pl.Int32)


_OPERATORS: Mapping[str, Callable[..., pl.Expr]] = {
    "&&": _all, "||": _any, "!": pl.Expr.not_, "?:": _chosen, "neg": neg,
    "<": lt, "<=": le, ">": gt, ">=": ge, "+": add, "-": sub, "*": mul, "/": _quotient, "%": _remainder,
    "least": _least, "greatest": _greatest, "days": _days, "years": _years,
    "share": lambda amount, numerator, denominator: amount * numerator // denominator,
    "size": lambda text: text.str.len_chars().cast(pl.Int64),
    "startsWith": lambda text, start: text.str.starts_with(start),
}  # fmt: skip
_REPEATING = {"?:", "/", "%", "least", "greatest", "years"}
"""Operators whose expression names an argument more than once."""
