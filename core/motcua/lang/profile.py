"""The profile: the part of CEL that motcua speaks. CEL's checked tree goes in, ours comes out, the rest is refused."""

from collections.abc import Collection
from datetime import date
from typing import Literal, cast, get_args

from msgspec import Struct

from motcua.lang.tree import Call, Const, Item, Kind, Members, Node, Quantified, Ref, Unknown, walk
from motcua.lang.trouble import Trouble
from motcua.lang.wire import Expr

MAX_NODES = 200
_KINDS = frozenset(get_args(Kind))
_OPERATORS = {
    "_&&_": "&&", "_||_": "||", "!_": "!", "_==_": "==", "_!=_": "!=",
    "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=",
    "_+_": "+", "_-_": "-", "_*_": "*", "_/_": "/", "_%_": "%", "-_": "neg", "_?_:_": "?:", "@in": "in",
    "math.@min": "least", "math.@max": "greatest",
    "size": "size", "startsWith": "startsWith",
    "days": "days", "years": "years", "share": "share", "present": "present",
}  # fmt: skip
WRITTEN = {"least": "math.least", "greatest": "math.greatest", "neg": "-"}
_EQUALITY, _ORDER, _ARITHMETIC = {"==", "!="}, {"<", "<=", ">", ">="}, {"+", "-", "*", "/", "%", "neg"}


def narrow(expr: Expr, facts: Collection[str], open_texts: frozenset[str]) -> tuple[Node, list[Trouble]]:
    """Turn CEL's tree into ours.

    :param facts: the names that mean facts, so that no macro's variable may take one.
    :param open_texts: facts whose words nobody listed; only `present` may look at them.
    """
    narrowing = _Narrowing(facts, open_texts)
    node = narrowing.node(expr)
    if not narrowing.troubles and sum(1 for _ in walk(node)) > MAX_NODES:
        narrowing.refuse(expr, "lang/too-large", limit=MAX_NODES)
    return node, narrowing.troubles


class _Narrowing(Struct):
    """One walk over one tree; `item` is the variable of the macro we are in."""

    facts: Collection[str]
    open_texts: frozenset[str]
    item: str = ""
    troubles: list[Trouble] = []

    def refuse(self, expr: Expr, rule: str, **params: object) -> Node:
        self.troubles.append(Trouble(rule, expr.at, params))
        return Unknown(_kind(expr), expr.at)

    def outside(self, expr: Expr, what: str) -> Node:
        return self.refuse(expr, "lang/outside", what=what)

    def unfit(self, expr: Expr, types: Collection[str]) -> Node:
        operator = written(expr.name)
        return self.refuse(expr, "lang/unfit-operator", operator=operator, types=", ".join(sorted(types)))

    def node(self, expr: Expr) -> Node:
        match expr.what:
            case "constant":
                return self.constant(expr)
            case "name":
                return self.name(expr)
            case "call":
                return self.date(expr) if expr.name == "date" else self.call(expr)
            case "fold":
                return self.fold(expr)
        return self.outside(expr, expr.what)

    def constant(self, expr: Expr) -> Node:
        if expr.value is None or expr.type not in _KINDS:
            return self.outside(expr, expr.type)
        return Const(expr.value, _kind(expr), expr.at)

    def name(self, expr: Expr) -> Node:
        if self.item and expr.name == self.item:
            return Item("text", expr.at)
        if expr.type not in _KINDS:
            return self.outside(expr, expr.name)
        if expr.name in self.open_texts:
            return self.refuse(expr, "lang/open-text", name=expr.name)
        return Ref(expr.name, _kind(expr), expr.at)

    def date(self, expr: Expr) -> Node:
        text = expr.args[0].value
        if not isinstance(text, str):
            return self.outside(expr, "date(…)")
        try:
            return Const(date.fromisoformat(text), "date", expr.at)
        except ValueError:
            return self.refuse(expr.args[0], "lang/not-a-date", text=text)

    def call(self, expr: Expr) -> Node:
        op = _OPERATORS.get(expr.name)
        if op is None:
            return self.outside(expr, written(expr.name))
        if expr.type not in _KINDS:
            return self.unfit(expr, {arg.type for arg in expr.args})
        if op == "present":
            return self.present(expr)
        if op in ("&&", "||"):
            args = tuple(self.node(arg) for arg in _chain(expr))
        elif op == "in":
            args = self.node(expr.args[0]), self.members(expr.args[1])
        elif op in ("least", "greatest"):
            return self.extreme(op, expr)
        else:
            args = tuple(self.node(arg) for arg in expr.args)
        return self.fit(Call(op, args, _kind(expr), expr.at), expr)

    def extreme(self, op: str, expr: Expr) -> Node:
        """Turn `math.least` and `math.greatest` into calls; CEL hands over three and more as a list."""
        given = expr.args[0].args if expr.args[0].what == "list" else expr.args
        args = tuple(self.node(arg) for arg in given)
        return Call(op, args, "integer", expr.at) if len(args) > 1 else args[0]

    def fit(self, call: Call, expr: Expr) -> Node:
        """Refuse what CEL types but our back-ends would not all mean alike."""
        if any(isinstance(arg, Unknown) for arg in call.args):
            return call  # what is refused already needs no second remark
        kinds = {arg.kind for arg in call.args if not isinstance(arg, Members)}
        op = call.op
        if (
            (op in _EQUALITY and "texts" in kinds)
            or (op in _ORDER and kinds & {"boolean", "text", "texts"})
            or (op in _ARITHMETIC and kinds != {"integer"})
            or (op == "?:" and call.kind == "texts")
        ):
            return self.unfit(expr, kinds)
        if op in ("/", "%") and not _literal(call.args[1]):
            return self.refuse(expr, "lang/divisor", operator=op)
        if op == "share" and _literal(call.args[2]) <= 0:
            return self.refuse(expr, "lang/divisor", operator="share")
        return call

    def present(self, expr: Expr) -> Node:
        of = expr.args[0]
        if of.what != "name" or of.type not in _KINDS or of.name == self.item:
            return self.outside(expr, "present(…)")
        return Call("present", (Ref(of.name, _kind(of), of.at),), "boolean", expr.at)

    def members(self, expr: Expr) -> Node | Members:
        if expr.what != "list":
            return self.node(expr)
        items = tuple(self.node(arg) for arg in expr.args)
        if not all(isinstance(item, Const | Unknown) for item in items):
            return self.outside(expr, "[…]")
        return Members(tuple(item for item in items if isinstance(item, Const)), at=expr.at)

    def fold(self, expr: Expr) -> Node:
        """Recognise `exists` and `all` in the fold CEL wrote them out to."""
        over, start, _, step, _ = expr.args
        op: Literal["exists", "all"] = "exists" if step.name == "_||_" else "all"
        if (step.name, start.value) not in (("_||_", False), ("_&&_", True)):
            return self.outside(expr, "map/filter/exists_one")
        if self.item or over.what != "name" or over.type != "texts":
            return self.outside(expr, op)
        if expr.name in self.facts:
            return self.refuse(expr, "lang/shadows", name=expr.name)
        of = self.node(over)
        self.item = expr.name
        body = self.node(step.args[1])
        self.item = ""
        return Quantified(op, of, body, at=expr.at) if isinstance(of, Ref) else of


def written(function: str) -> str:
    """Return CEL's inner name of a function or operator as authors write it."""
    op = _OPERATORS.get(function, function.strip("_@"))
    return WRITTEN.get(op, op)


def _chain(expr: Expr) -> list[Expr]:
    """Undo the balancing of `a && b && c`: the terms in the order they were written."""
    if expr.what != "call" or expr.name not in ("_&&_", "_||_"):
        return [expr]
    terms = []
    for arg in expr.args:
        terms += _chain(arg) if arg.name == expr.name else [arg]
    return terms


def _literal(node: Node) -> int:
    """Return the value of an integer literal, 0 for anything else."""
    return node.value if isinstance(node, Const) and type(node.value) is int else 0


def _kind(expr: Expr) -> Kind:
    return cast(Kind, expr.type) if expr.type in _KINDS else "boolean"
