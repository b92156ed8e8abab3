"""Read conformance cases of the Common Expression Language: protobuf's text format, of which we declare what we read.

The suite's own schema comes with no package; protobuf's reader passes over every field that is not declared here.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, text_format  # type: ignore[import-untyped]

_PACKAGE = "conformance"
_SCHEMA: Mapping[str, str] = {
    "Cases": "section*Section",
    "Section": "name test*Test",
    "Test": "name expr container disable_check:bool check_only:bool type_env*Nothing bindings*Binding"
    " value.Value typed_result.Typed eval_error.Nothing any_eval_errors.Nothing unknown.Nothing any_unknowns.Nothing",
    "Binding": "key value.Bound",
    "Bound": "value.Value",
    "Typed": "result.Value",
    "Value": "bool_value:bool int64_value:int64 string_value list_value.Values",
    "Values": "values*Value",
    "Nothing": "",
}
"""Messages and their fields: a text, `:type`, `.Message` or, when repeated, `*Message`."""


def read_cases(file: Path) -> Iterator[tuple[str, Any]]:
    """Walk the cases of a file with their names: file, section, case.

    :raises text_format.ParseError: when the file is not in protobuf's text format.
    """
    cases = text_format.Parse(file.read_text("utf-8"), _cases_class()(), allow_unknown_field=True)
    for section in cases.section:
        for test in section.test:
            yield f"{file.stem}/{section.name}/{test.name}", test


def _cases_class() -> Any:
    pool = descriptor_pool.DescriptorPool()
    schema = descriptor_pb2.FileDescriptorProto(name=f"{_PACKAGE}.proto", package=_PACKAGE, syntax="proto2")
    for name, fields in _SCHEMA.items():
        message = schema.message_type.add(name=name)
        for number, written in enumerate(fields.split(), start=1):
            _declare(message.field.add(number=number), written)
    pool.Add(schema)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{_PACKAGE}.Cases"))


def _declare(field: Any, written: str) -> None:
    """Fill in a field's descriptor; the numbers it is given matter only to the binary format, which nobody writes."""
    mark = next((mark for mark in ":.*" if mark in written), ":")
    field.name, _, kind = written.partition(mark)
    field.label = field.LABEL_REPEATED if mark == "*" else field.LABEL_OPTIONAL
    if mark == ":":
        field.type = {"": field.TYPE_STRING, "bool": field.TYPE_BOOL, "int64": field.TYPE_INT64}[kind]
    else:
        field.type, field.type_name = field.TYPE_MESSAGE, f".{_PACKAGE}.{kind}"
