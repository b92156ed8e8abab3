"""An expression in the words of the people who read it: titles for facts, names for choices, 13/02/2026 for dates."""

from collections.abc import Mapping

from msgspec import Struct

from motcua.lang.facts import Fact, Value
from motcua.lang.profile import WRITTEN
from motcua.lang.tree import Call, Const, Item, Members, Node, Quantified, Ref
from motcua.texts import say, written_number

_SIGNS = {
    "==": "=",
    "!=": "≠",
    "<=": "≤",
    ">=": "≥",
    "<": "<",
    ">": ">",
    "+": "+",
    "-": "−",
    "*": "×",
    "/": "÷",
    "%": "mod",
}


class Wording(Struct, frozen=True):
    """Words expressions over facts in one language."""

    facts: Mapping[str, Fact]
    lang: str

    def value(self, name: str, value: Value | None) -> str:
        """Word the value of a fact."""
        if value is None or isinstance(value, bool):
            return say(f"word/{str(value).lower()}", self.lang)
        if isinstance(value, int):
            return written_number(value, self.lang)
        return self.facts[name].shown(value) or say("word/nothing", self.lang)

    def title(self, name: str) -> str:
        """Word a fact."""
        return f"“{self.facts[name].title}”"

    def test(self, node: Node, of: str = "") -> str:  # noqa: PLR0911 - one per kind of node
        """Word an expression; `of` is the fact whose choices its literals are."""
        match node:
            case Const(value=value):
                return self.value(of, value) if of or isinstance(value, int) else str(value)
            case Ref(name=name):
                return self.title(name)
            case Item():
                return say("word/member", self.lang)
            case Members(items=items):
                return "(" + ", ".join(self.test(item, of) for item in items) + ")"
            case Quantified(op=op, over=over, body=body):
                return say(f"word/{op}", self.lang, of=self.title(over.name), test=self.test(body, over.name))
            case Call():
                return self.call(node, next((arg.name for arg in node.args if isinstance(arg, Ref)), of))
        return "?"

    def call(self, node: Call, of: str) -> str:
        """Word an operator or a function."""
        match node:
            case Call(op="&&" | "||", args=(Call(op="in", args=(Const(), Ref(name=name))), *_)):
                return self.membership(node, name)
            case Call(op="in", args=(Const(), Ref(name=name))):
                return self.membership(Call("||", (node,), "boolean"), name)
        args = [self.test(arg, of) for arg in node.args]
        match node.op:
            case "&&" | "||":
                return "(" + f" {say('word/and' if node.op == '&&' else 'word/or', self.lang)} ".join(args) + ")"
            case "!" | "in" | "present" | "?:":
                key = {"!": "not", "in": "one-of", "present": "present", "?:": "if"}[node.op]
                return say(f"word/{key}", self.lang, **{f"a{index}": arg for index, arg in enumerate(args)})
        if node.op in _SIGNS:
            return f" {_SIGNS[node.op]} ".join(
                self.bracketed(arg, text) for arg, text in zip(node.args, args, strict=True)
            )
        return f"{WRITTEN.get(node.op, node.op)}({', '.join(args)})"

    def membership(self, node: Call, name: str) -> str:
        """Word `any_of` and `all_of`: which members a set has."""
        words = [arg.args[0] for arg in node.args if isinstance(arg, Call)]
        listed = ", ".join(self.test(word, name) for word in words)
        key = "has" if len(words) == 1 else "has-any" if node.op == "||" else "has-all"
        return say(f"word/{key}", self.lang, of=self.title(name), members=listed)

    def bracketed(self, node: Node, text: str) -> str:
        """Bracket a part that is itself written with signs."""
        return f"({text})" if isinstance(node, Call) and node.op in _SIGNS else text
