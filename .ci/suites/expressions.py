"""Conformance cases of the Common Expression Language against our profile of it, run by each of our own back-ends.

What lies outside the profile is skipped by reason. A refusal that is no matter of the profile – syntax, types, unknown
names – is a failure: the cases are right by definition.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from conformance import read_cases
from verdict import Verdict, compared

from motcua.catalog import Catalog
from motcua.findings import Finding
from motcua.lang import Choice, Derived, Fact, FactType, Program, Value, compile_program
from motcua.lang.tables import columns_of, table_of
from motcua.lang.to_polars import expression

Given = Mapping[str, Value | None]
BackEnd = Callable[[Program, Given], Value | None]
_TYPES: Mapping[type, FactType] = {bool: "boolean", int: "integer", str: "choice", frozenset: "choices"}
_RESULT = "result"
_PROFILE = {"lang/outside", "lang/unfit-operator", "lang/invisible-character", "lang/refused", "lang/bad-name"}
_RUN_TIME = {"lang/divisor", "lang/number-too-large", "lang/may-overflow", "lang/needs-range"}
"""What we refuse ahead of time lest it go wrong at run time."""


def in_python(data: Path, _: Catalog) -> Iterator[Verdict]:
    """Run every case that our rules language can state as generated Python.

    :raises text_format.ParseError: when a file is not in protobuf's text format.
    """
    return _judge(data, lambda program, given: program.judge(given).derived[_RESULT])


def in_polars(data: Path, _: Catalog) -> Iterator[Verdict]:
    """Run the same cases as polars expressions, each over a table of its one row.

    :raises text_format.ParseError: when a file is not in protobuf's text format.
    """
    return _judge(data, _from_a_table)


def _judge(data: Path, run: BackEnd) -> Iterator[Verdict]:
    for file in sorted((data / "cel-conformance").glob("*.textproto")):
        for name, test in read_cases(file):
            reason = _unstated(test)
            yield Verdict(name, "skipped", reason) if reason else _judged(name, test, run)


def _from_a_table(program: Program, given: Given) -> Value | None:
    facts = [program.facts[name] for name in given]
    answer = expression(program.trees.derived[_RESULT], columns_of(facts)).alias(_RESULT)
    found: Value | None = table_of(facts, [given]).with_columns(answer)[_RESULT][0]
    return found


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


def _judged(name: str, test: Any, run: BackEnd) -> Verdict:
    given = {binding.key: _value(binding.value.value) for binding in test.bindings}
    program, findings = compile_program(
        [_fact(key, value) for key, value in given.items()], [Derived(_RESULT, test.expr)], [], []
    )
    if findings:
        return _refused(name, findings[0], fails=_fails(test))
    found = run(program, given)
    if _fails(test):
        return Verdict(name, "failed", f"{test.expr}: {found!r}, expected an error")
    return compared(f"{name}: {test.expr}", found, _expected(test))


def _fact(name: str, value: Value | None) -> Fact:
    """Declare a variable; a set has one word more than it is given: none of ours has nothing to choose from."""
    words = sorted({*value, "…"}) if isinstance(value, frozenset) else ()
    return Fact(name, _TYPES[type(value)], name, choices=tuple(Choice(word, word) for word in words))


def _refused(name: str, finding: Finding, *, fails: bool) -> Verdict:
    if fails and finding.rule in _RUN_TIME:
        return Verdict(name, "passed")
    if finding.rule in _PROFILE | _RUN_TIME:
        what = " ".join(str(finding.params.get("what", "")).split())  # a name may be written over two lines
        return Verdict(name, "skipped", f"{finding.rule} {what}".rstrip())
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
