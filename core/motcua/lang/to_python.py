"""Python source generated from typed trees, for one case at a time: judging costs what hand-written Python costs.

Every name in the source is made here and every constant is a `repr` or a parameter: no text of an author reaches
`exec`. Each expression is written twice: `strict`, for when all its facts are known, and `loose`, in Kleene's
three-valued logic, where None is unknown (`false && unknown` is false, `true && unknown` unknown).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from motcua.lang import host
from motcua.lang.facts import Value
from motcua.lang.tree import Call, Const, Item, Members, Node, Quantified, Ref, Unknown, children, walk

_INFIX = {"==", "!=", "<", "<=", ">", ">=", "+", "-", "*"}
_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "days": host.days, "years": host.years, "share": host.share, "/": host.quotient, "%": host.remainder,
    "least": min, "greatest": max, "size": len, "startsWith": str.startswith,
    "exists": host.exists, "all": host.holds_for_all,
}  # fmt: skip
_CALLED: Mapping[str, str] = {op: f"h{index}" for index, op in enumerate(_FUNCTIONS)}
NAMESPACE: Mapping[str, Callable[..., Any]] = {_CALLED[op]: function for op, function in _FUNCTIONS.items()}
"""What generated source may call."""
_THREE_VALUED = {"&&", "||", "?:"}


class Source(Struct):
    """Writes expressions; `variables` maps a fact to its Python name, `constants` a Python name to its value."""

    variables: Mapping[str, str]
    constants: dict[str, date] = {}
    temporaries: int = 0

    def strict(self, node: Node) -> str:  # noqa: PLR0911 - one per kind of node
        """Write an expression whose facts are all known."""
        match node:
            case Const(value=value):
                return self._constant(value)
            case Ref(name=name):
                return self.variables[name]
            case Item():
                return "item"
            case Members(items=items):
                return "(" + "".join(f"{self.strict(item)}, " for item in items) + ")"
            case Quantified(op=op, over=over, body=body):
                return f"{_CALLED[op]}({self.strict(body)} for item in {self.strict(over)})"
            case Call(op="present", args=(Ref(name=name),)):
                return f"({self.variables[name]} is not None)"
            case Call():
                return _written(node.op, [self.strict(arg) for arg in node.args])
        return "None"

    def loose(self, node: Node) -> str:
        """Write an expression whose facts may be None."""
        match node:
            case Call(op="&&" | "||" as op, args=args):
                return self._chain(op, args)
            case Call(op="!", args=(arg,)) if not _plain(arg):
                name, given = self._named(arg)
                return f"(None if {given} is None else not {name})"
            case Call(op="?:", args=(condition, then, otherwise)):
                name, given = self._named(condition)
                return f"(None if {given} is None else {self.loose(then)} if {name} else {self.loose(otherwise)})"
            case Quantified(op=op, over=over, body=body):
                inner = f"{_CALLED[op]}({self.loose(body)} for item in {self.strict(over)})"
                return f"(None if {self.strict(over)} is None else {inner})"
            case Call(op=op, args=args) if not _plain(node):
                return self._guarded(op, args)
        return self._all_known(node)

    def _all_known(self, node: Node) -> str:
        if isinstance(node, Ref | Unknown):
            return self.strict(node)
        unknown = [f"{self.variables[name]} is None" for name in sorted(needed(node))]
        return f"(None if {' or '.join(unknown)} else {self.strict(node)})" if unknown else self.strict(node)

    def _chain(self, op: str, args: Sequence[Node]) -> str:
        """Decide on the first term that settles the chain; unknown when none does and one is unknown."""
        settled = "False" if op == "&&" else "True"
        terms = [self._named(arg) for arg in args]
        decided = " or ".join(f"{given} is {settled}" for _, given in terms)
        undecided = " or ".join(f"{name} is None" for name, _ in terms)
        return f"({settled} if {decided} else None if {undecided} else {op == '&&'})"

    def _guarded(self, op: str, args: Sequence[Node]) -> str:
        terms = [self._named(arg) for arg in args]
        unknown = " or ".join(f"{given} is None" for _, given in terms)
        return f"(None if {unknown} else {_written(op, [name for name, _ in terms])})"

    def _named(self, node: Node) -> tuple[str, str]:
        """Return a name for a part, and the text that computes the part and gives it that name."""
        if isinstance(node, Ref | Item | Unknown):
            return self.strict(node), self.strict(node)
        self.temporaries += 1
        name = f"t{self.temporaries}"
        return name, f"({name} := {self.loose(node)})"

    def _constant(self, value: Value) -> str:
        if not isinstance(value, date):
            return repr(value)
        name = f"k{value:%Y%m%d}"
        self.constants[name] = value
        return name


def needed(node: Node) -> frozenset[str]:
    """Return the names that must be known for `strict`; `present` may ask about any."""
    if isinstance(node, Ref):
        return frozenset({node.name})
    if isinstance(node, Call) and node.op == "present":
        return frozenset()
    return frozenset().union(*map(needed, children(node)))


def _plain(node: Node) -> bool:
    """Tell whether a part is unknown exactly when one of its facts is."""
    return not any(
        isinstance(part, Quantified | Unknown) or (isinstance(part, Call) and part.op in _THREE_VALUED)
        for part in walk(node)
    )


def _written(op: str, args: Sequence[str]) -> str:  # noqa: PLR0911 - one per shape of operator
    match op:
        case "&&" | "||":
            return "(" + (" and " if op == "&&" else " or ").join(args) + ")"
        case "!":
            return f"(not {args[0]})"
        case "neg":
            return f"(-{args[0]})"
        case "?:":
            return f"({args[1]} if {args[0]} else {args[2]})"
        case "in":
            return f"({args[0]} in {args[1]})"
    if op in _INFIX:
        return f"({args[0]} {op} {args[1]})"
    return f"{_CALLED[op]}({', '.join(args)})"
