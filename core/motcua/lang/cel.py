"""The one module that touches the CEL checker (Google's cel-cpp, wheel `cel-expr-python`).

It is young and wheel-only, so nothing else may know it: an expression goes in, a typed tree or troubles come out.
It checks and never evaluates, and is imported when the first expression is checked, not before.

>>> Checker({"pages": "integer"}).check("pages > 3", "boolean")[0].op
'>'
"""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from types import ModuleType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from motcua.lang.hostile import NESTING, hostile
from motcua.lang.keeping import kept
from motcua.lang.profile import narrow, written
from motcua.lang.tree import Kind, Node
from motcua.lang.trouble import Trouble, unknown_name
from motcua.lang.wire import decode

MAX_CHARACTERS = 2_000
_MAX_LOWERED = 20_000  # a long vocabulary, written out, is longer than anything a person writes
_REPORT = re.compile(r"ERROR: <input>:(-?\d+):(-?\d+): (.*)")
_TYPES = {
    "google.protobuf.Timestamp": "date",
    "int": "integer",
    "bool": "boolean",
    "list(string)": "texts",
    "string": "text",
}
_HOST = (
    ("date", "date", ("text",)),
    ("days", "integer", ("date", "date")),
    ("years", "integer", ("date", "date")),
    ("share", "integer", ("integer", "integer", "integer")),
)

Answer = tuple[Node | None, tuple[Trouble, ...]]
_REMEMBERED = 2_000  # trees: of the expressions many procedures share, and of one procedure's variants by unit and date
_WORD = re.compile(r"[a-z_][a-z0-9_]*")


class Checker:
    """Checks expressions over facts of the given kinds.

    :param open_texts: facts of type `text`, which only `present` may look at.
    """

    def __init__(self, kinds: Mapping[str, Kind], open_texts: frozenset[str] = frozenset()) -> None:
        self._kinds = kinds
        self._open_texts = open_texts

    def check(self, text: str, wants: Kind | None = None, *, lowered: bool = False) -> Answer:
        """Check one expression; every trouble at once, and no tree when there is one.

        :param wants: the kind the expression has to yield, None for any.
        :param lowered: the text was written out from cells, so it may be longer than what an author may write.
        """
        words = self._kinds.keys() & _WORD.findall(text)
        named = frozenset((name, self._kinds[name]) for name in words)
        limit = _MAX_LOWERED if lowered else MAX_CHARACTERS
        question = _Question(text, limit, named, self._open_texts & words, self._kinds)
        node = _tree(question)
        if node is None:
            return question.answer()
        if wants and node.kind != wants:
            return None, (Trouble("lang/wrong-result", 0, {"expected": wants, "found": node.kind}),)
        return node, ()


class _Question(Struct, frozen=True, eq=False):
    """A text and those of its words that are facts: its tree depends on no others, but what is wrong is told with all.

    :param open_texts: facts of type `text` among the words.
    :param kinds: all facts there are.
    """

    text: str
    limit: int
    named: frozenset[tuple[str, Kind]]
    open_texts: frozenset[str]
    kinds: Mapping[str, Kind]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Question) and self._rests_on == other._rests_on

    def __hash__(self) -> int:
        return hash(self._rests_on)

    @property
    def _rests_on(self) -> tuple[object, ...]:
        return self.text, self.limit, self.named, self.open_texts

    @property
    def key(self) -> str:
        """The digest of all that its tree rests on."""
        asked = [self.text, self.limit, sorted(self.named), sorted(self.open_texts)]
        return sha256(json.dumps(asked).encode()).hexdigest()

    def answer(self) -> Answer:
        """Return the tree, or else every trouble."""
        if trouble := hostile(self.text, self.limit):
            return None, (trouble,)
        try:
            serialized = _compiler.compile(self)
        except RuntimeError as error:  # the wheel has no error type of its own
            return None, self._told(str(error))
        node, troubles = narrow(decode(serialized), self.kinds, self.open_texts)
        return (None if troubles else node), tuple(_at_name(trouble, self.text) for trouble in troubles)

    def _told(self, report: str) -> tuple[Trouble, ...]:
        """Retell cel-cpp's report, an English text with line:column (columns counted in code points)."""
        starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        found: list[Trouble] = []
        for line, column, message in _REPORT.findall(report):
            at = starts[int(line) - 1] + int(column) - 1 if int(line) > 0 else 0
            trouble = _at_name(self._trouble(message, at), self.text)
            found += [trouble] if trouble not in found else []
        return tuple(found) or (Trouble("lang/refused", 0, {"detail": report}),)

    def _trouble(self, message: str, at: int) -> Trouble:
        if match := re.match(r"undeclared reference to '([^']*)'", message):
            return self._undeclared(match[1], at)
        if match := re.match(r"found no matching overload for '([^']*)' applied to '(.*)'", message):
            return Trouble("lang/wrong-types", at, {"operator": written(match[1]), "types": _types(match[2])})
        if match := re.match(r"expression of type '(.*)' cannot be the range of a comprehension", message):
            return Trouble("lang/unfit-operator", at, {"operator": "exists, all", "types": _types(match[1])})
        return self._unreadable(message, at)

    def _unreadable(self, message: str, at: int) -> Trouble:
        if "select" in message:  # a part of a value is asked for, or whether there is one
            part = re.compile(r"\.\s*\w+").match(self.text, at)
            return Trouble("lang/outside", at, {"what": part[0] if part else "has"})
        if message.startswith("Syntax error") or message.endswith("must be a simple identifier"):
            near = self.text[at : at + 20].partition("\n")[0]
            return Trouble("lang/syntax" if near else "lang/syntax-end", at, {"near": near})
        if "int literal" in message:
            return Trouble("lang/number-too-large", at)
        if "recursion" in message:
            return Trouble("lang/too-deep", at, {"limit": NESTING})
        return Trouble("lang/refused", at, {"detail": message})

    def _undeclared(self, name: str, at: int) -> Trouble:
        if self.text[at : at + 1] == "(":
            return Trouble("lang/outside", at, {"what": name})
        return unknown_name(name, self.kinds, at)


@lru_cache(maxsize=_REMEMBERED)
def _tree(question: _Question) -> Node | None:
    if (trees := kept()) is None:
        return question.answer()[0]
    key = question.key
    if (node := trees.get(key)) is None and (node := question.answer()[0]):
        trees[key] = node
    return node


def forget() -> None:
    """Forget what this process remembers, so that only what is kept elsewhere can answer: for tests."""
    _tree.cache_clear()


class _Compiler:
    """cel-cpp with the facts declared last, kept while they serve: to declare them costs more than to check a text."""

    def __init__(self) -> None:
        self._declared: tuple[Mapping[str, Kind], Any] = ({}, None)

    def compile(self, question: _Question) -> bytes:
        """Return a checked text as cel-cpp has it.

        :raises RuntimeError: cel-cpp's report.
        """
        kinds, environment = self._declared
        words = kinds.keys() & _WORD.findall(question.text)
        if environment is None or {(name, kinds[name]) for name in words} != question.named:
            environment = _environment(question.kinds)
            self._declared = question.kinds, environment
        serialized: bytes = environment.compile(question.text).serialize()
        return serialized


_compiler = _Compiler()


def _at_name(trouble: Trouble, text: str) -> Trouble:
    """Point at the name of a function, where cel-cpp points at the bracket behind it."""
    name = re.search(r"\w+$", text[: trouble.at]) if text[trouble.at : trouble.at + 1] == "(" else None
    return replace(trouble, at=name.start()) if name else trouble


def _types(listed: str) -> str:
    inside = listed.removeprefix("(").removesuffix(")")
    for theirs, ours in _TYPES.items():
        inside = re.sub(rf"(?<![\w.]){re.escape(theirs)}(?!\w)", ours, inside)
    return inside


def _environment(kinds: Mapping[str, Kind]) -> Any:
    cel, extension = _cel()
    types: dict[str, Any] = {
        "boolean": cel.Type.BOOL,
        "integer": cel.Type.INT,
        "text": cel.Type.STRING,
        "date": cel.Type.TIMESTAMP,  # the one type of CEL with an order that nothing else may be compared to
        "texts": cel.Type.List(cel.Type.STRING),
    }

    def declared(name: str, result: str, *parameters: Any) -> Any:
        overload = cel.Overload(f"motcua_{name}", return_type=types[result], parameters=parameters)
        return cel.FunctionDecl(name, [overload])

    functions = [declared(name, result, *(types[kind] for kind in kinds_in)) for name, result, kinds_in in _HOST]
    functions.append(declared("present", "boolean", cel.Type.DYN))
    variables = {name: types[kind] for name, kind in kinds.items()}
    return cel.NewEnv(variables=variables, functions=functions, extensions=[extension])


@cache
def _cel() -> tuple[ModuleType, Any]:
    from cel_expr_python import cel  # type: ignore[import-untyped]  # noqa: PLC0415 - 14 MB: only for who compiles
    from cel_expr_python.ext import ext_math  # type: ignore[import-untyped]  # noqa: PLC0415

    return cel, ext_math.ExtMath()
