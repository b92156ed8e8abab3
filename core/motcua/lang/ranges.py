"""Integer ranges: what an expression can yield, from the `min` and `max` of its facts; what may not fit is refused.

CEL stops at int64, bulk engines wrap silently, Python does not notice: so nothing that could overflow may be compiled.
"""

import operator
from collections.abc import Callable, Mapping
from itertools import product

from msgspec import Struct

from motcua.lang import host
from motcua.lang.tree import Call, Const, Node, Ref, children, walk
from motcua.lang.trouble import Trouble

_INT64_MIN, _INT64_MAX = -(1 << 63), (1 << 63) - 1
_DAYS = 3_652_058  # from 0001-01-01 to 9999-12-31
_YEARS = 9_998
_STEPS: Mapping[str, Callable[..., int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": host.quotient,
    "neg": operator.neg,
}
_LONGEST = 10_000  # members of a set, characters of a text


class Range(Struct, frozen=True):
    """All integers from `least` to `greatest`, both included."""

    least: int = _INT64_MIN
    greatest: int = _INT64_MAX

    @property
    def bounded(self) -> bool:
        """Tell whether both ends are narrower than int64 itself."""
        return self.least > _INT64_MIN and self.greatest < _INT64_MAX


def range_of(node: Node, known: Mapping[str, Range]) -> tuple[Range, list[Trouble]]:
    """Compute the range of an integer expression and check every integer part of any expression.

    :param known: the ranges of integer facts and derived facts.
    """
    ranging = _Ranging(known)
    return ranging.range(node), ranging.troubles


class _Ranging(Struct):
    known: Mapping[str, Range]
    troubles: list[Trouble] = []

    def range(self, node: Node) -> Range:
        match node:
            case Const(value=int(value)):
                return Range(value, value)
            case Ref(name=name):
                return self.known.get(name, Range())
            case Call():
                return self.call(node)
        for child in children(node):
            self.range(child)
        return Range()

    def call(self, node: Call) -> Range:
        args = [self.range(arg) for arg in node.args]
        match node.op:
            case "+" | "-" | "*" | "/" | "%" | "neg" | "share":
                return self.proven(node, args)
            case "?:":
                return Range(min(a.least for a in args[1:]), max(a.greatest for a in args[1:]))
            case "least":
                return Range(min(a.least for a in args), min(a.greatest for a in args))
            case "greatest":
                return Range(max(a.least for a in args), max(a.greatest for a in args))
        return {"days": Range(-_DAYS, _DAYS), "years": Range(-_YEARS, _YEARS), "size": Range(0, _LONGEST)}.get(
            node.op, Range()
        )

    def proven(self, node: Call, args: list[Range]) -> Range:
        """Compute one step of arithmetic; the corners of the arguments' ranges bound it."""
        result, inner = _arithmetic(node.op, args)
        if inner.least >= _INT64_MIN and inner.greatest <= _INT64_MAX:
            return result
        self.troubles.append(self.unproven(node))
        return Range()

    def unproven(self, node: Call) -> Trouble:
        loose = [
            part
            for part in walk(node)
            if isinstance(part, Ref) and part.kind == "integer" and not self.known.get(part.name, Range()).bounded
        ]
        if loose:
            return Trouble("lang/needs-range", loose[0].at, {"fact": loose[0].name})
        return Trouble("lang/may-overflow", node.at)


def _arithmetic(op: str, args: list[Range]) -> tuple[Range, Range]:
    """Return the range of the result and that of everything computed on the way."""
    corners = list(product(*((arg.least, arg.greatest) for arg in args)))
    match op:
        case "%":
            most = abs(args[1].least) - 1
            result = Range(-most if args[0].least < 0 else 0, most if args[0].greatest > 0 else 0)
            return result, result
        case "share":
            return _span([host.share(*corner) for corner in corners]), _span([a * n for a, n, _ in corners])
    step = _STEPS[op]
    result = _span([step(*corner) for corner in corners])
    return result, result


def _span(values: list[int]) -> Range:
    return Range(min(values), max(values))
