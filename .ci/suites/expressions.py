"""Conformance cases of the Common Expression Language against our profile of it, run by our own back-end.

What lies outside the profile is skipped by reason. A refusal that is no matter of the profile – syntax, types, unknown
names – is a failure: the cases are right by definition.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conformance import read_cases
from verdict import Verdict, compared

from motcua.catalog import Catalog
from motcua.findings import Finding
from motcua.lang import Derived, Fact, FactType, Value, compile_program

_TYPES: dict[type, FactType] = {bool: "boolean", int: "integer", str: "choice", frozenset: "choices"}
_RESULT = "result"
_PROFILE = {"lang/outside", "lang/unfit-operator", "lang/invisible-character", "lang/refused", "lang/bad-name"}
_RUN_TIME = {"lang/divisor", "lang/number-too-large", "lang/may-overflow", "lang/needs-range"}
"""What we refuse ahead of time lest it go wrong at run time."""


def judge(data: Path, _: Catalog) -> Iterator[Verdict]:
    """Run every case that our rules language can state.

    :raises text_format.ParseError: when a file is not in protobuf's text format.
    """
    for file in sorted((data / "cel-conformance").glob("*.textproto")):
        for name, test in read_cases(file):
            reason = _unstated(test)
            yield Verdict(name, "skipped", reason) if reason else _judged(name, test)


def _unstated(test: Any) -> str:
    """Say what of a case our language has no word for, before its expression is looked at."""
    if test.check_only or test.disable_check:
        return "about checking or running alone"
    if test.HasField("unknown") or test.HasField("any_unknowns"):
        return "about unknowns of CEL's own kind"
    if test.container or (test.type_env and not test.bindings):
        return "names declared in containers or without a value"
    if any(_value(binding.value.value) is None for binding in test.bindings):
        return "a variable of another type"
    return "" if _fails(test) or _expected(test) is not None else "a result of another type"


def _judged(name: str, test: Any) -> Verdict:
    given = {binding.key: _value(binding.value.value) for binding in test.bindings}
    facts = [Fact(key, _TYPES[type(value)], key) for key, value in given.items()]
    program, findings = compile_program(facts, [Derived(_RESULT, test.expr)], [], [])
    if findings:
        return _refused(name, findings[0], fails=_fails(test))
    found = program.judge(given).derived[_RESULT]
    if _fails(test):
        return Verdict(name, "failed", f"{test.expr}: {found!r}, expected an error")
    return compared(f"{name}: {test.expr}", found, _expected(test))


def _refused(name: str, finding: Finding, *, fails: bool) -> Verdict:
    if fails and finding.rule in _RUN_TIME:
        return Verdict(name, "passed")
    if finding.rule in _PROFILE | _RUN_TIME:
        return Verdict(name, "skipped", f"{finding.rule} {finding.params.get('what', '')}".rstrip())
    return Verdict(name, "failed", finding.show("en"))


def _fails(test: Any) -> bool:
    return bool(test.HasField("eval_error") or test.HasField("any_eval_errors"))


def _expected(test: Any) -> Value | None:
    """Return the value that a case expects, true where it states none; None when it is of a type we do not have."""
    if test.HasField("value"):
        return _value(test.value)
    return _value(test.typed_result.result) if test.HasField("typed_result") else True


def _value(written: Any) -> Value | None:
    for field, value in written.ListFields():
        if field.name != "list_value":
            return value  # type: ignore[no-any-return]
        texts = [_value(item) for item in value.values]
        return frozenset(map(str, texts)) if all(isinstance(text, str) for text in texts) else None
    return None
