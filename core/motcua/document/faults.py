"""The verdicts of a JSON Schema said in our words: which text for which keyword, and with what in it."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from motcua.document.model import Document, Path
from motcua.document.source import clip
from motcua.findings import Finding
from motcua.similar import nearest
from motcua.texts import Words


class Fault(Struct, frozen=True):
    """One verdict: the node, the keyword it offends, what the schema wants; `on_key`: the key itself is at fault."""

    document: Document
    path: Path
    keyword: str
    wants: Any
    value: Any
    schema: Any
    on_key: bool = False

    def finding(self, rule: str, **params: Any) -> Finding:
        """Make a finding about the node; every text may name it as `at` and its value as `found`."""
        told = {"at": self.document.name_of(self.path), "found": _shown(self.value)} | params
        return self.document.finding(rule, self.path, at_key=self.on_key, **told)

    def own_words(self, otherwise: str) -> str:
        """Return the rule that the schema itself names for what it refuses (its keyword `says`)."""
        return str(self.schema.get("says", otherwise)) if isinstance(self.schema, dict) else otherwise


def say_fault(fault: Fault) -> Iterator[Finding]:
    """Turn a verdict into findings."""
    yield from _WORDS.get(fault.keyword, _other)(fault)


def _other(fault: Fault) -> Iterator[Finding]:
    yield fault.finding("schema/other", keyword=fault.keyword)


def _missing(fault: Fault) -> Iterator[Finding]:
    """Name the missing keys. jsonschema errs once for each of them: the repetition is dropped later."""
    for key in fault.wants:
        if key not in fault.value:
            yield fault.finding(fault.own_words("schema/missing-key"), key=key)


def _unknown_keys(fault: Fault) -> Iterator[Finding]:
    allowed = list(fault.schema.get("properties", {}))
    at = fault.document.name_of(fault.path)
    for key in fault.value:
        if key not in allowed:
            near = nearest(key, allowed)
            rule = "schema/misspelt-key" if near else "schema/unknown-key"
            told: dict[str, Any] = {"key": clip(key), "at": at, "nearest": near, "allowed": ", ".join(allowed)}
            yield fault.document.finding(rule, (*fault.path, key), at_key=True, **told)


def _not_here(fault: Fault) -> Iterator[Finding]:
    """Refuse a key that the schema knows, but not beside the others: its part there is `{"not": {}}`."""
    *around, key = fault.path
    at = fault.document.name_of(tuple(around))
    yield fault.document.finding("schema/not-here", fault.path, at_key=True, key=key, at=at)


_WANTED = {
    "string": "schema/not-text",
    "integer": "schema/not-integer",
    "boolean": "schema/not-boolean",
    "array": "schema/not-list",
    "object": "schema/not-mapping",
}

_TYPES = {
    "string": "schema/type-string",
    "integer": "schema/type-integer",
    "boolean": "schema/type-boolean",
    "array": "schema/type-array",
    "object": "schema/type-object",
}


def _wrong_type(fault: Fault) -> Iterator[Finding]:
    wanted = fault.wants if isinstance(fault.wants, list) else [fault.wants]
    types = [name for name in wanted if name != "null"]  # in a patch every value may be null: not worth saying
    rule = _WANTED[types[0]] if len(types) == 1 else "schema/wrong-type"
    yield fault.finding(rule, types=Words(tuple(_TYPES[name] for name in types)))


def _not_one_of(fault: Fault) -> Iterator[Finding]:
    if not isinstance(fault.value, str):
        return  # its type is refused already
    allowed = [str(value) for value in fault.wants if value is not None]
    near = nearest(fault.value, allowed)
    rule = "schema/misspelt-value" if near else "schema/enum"
    yield fault.finding(rule, nearest=near, allowed=", ".join(allowed))


def _not_this(fault: Fault) -> Iterator[Finding]:
    yield fault.finding("schema/const", expected=_shown(fault.wants))


def _badly_written(fault: Fault) -> Iterator[Finding]:
    yield fault.finding(fault.own_words("schema/pattern"))


def _twice(fault: Fault) -> Iterator[Finding]:
    at = fault.document.name_of(fault.path)
    for index, item in enumerate(fault.value):
        if item in fault.value[:index]:
            yield fault.document.finding("schema/twice", (*fault.path, index), at=at, found=_shown(item))


def _limit(rule: str) -> Callable[[Fault], Iterator[Finding]]:
    def said(fault: Fault) -> Iterator[Finding]:
        yield fault.finding(rule, limit=fault.wants)

    return said


_WORDS: dict[str, Callable[[Fault], Iterator[Finding]]] = {
    "required": _missing,
    "additionalProperties": _unknown_keys,
    "not": _not_here,
    "type": _wrong_type,
    "enum": _not_one_of,
    "const": _not_this,
    "pattern": _badly_written,
    "format": _badly_written,
    "uniqueItems": _twice,
    "minLength": _limit("schema/empty"),
    "minProperties": _limit("schema/empty"),
    "minItems": _limit("schema/too-few"),
    "maxItems": _limit("schema/too-many"),
    "minimum": _limit("schema/too-small"),
    "maximum": _limit("schema/too-big"),
}


def _shown(value: Any) -> str:
    """Show a value as it would be written in YAML, shortly."""
    if isinstance(value, (dict, list)):
        return "{…}" if isinstance(value, dict) else "[…]"
    words = {True: "true", False: "false", None: "null"}
    return words[value] if value is None or isinstance(value, bool) else clip(str(value))
