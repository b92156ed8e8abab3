"""Read a serialized `cel.expr.CheckedExpr`: just enough of the protobuf wire format, and no schema to install.

The numbers are the field numbers of cel/expr/checked.proto and cel/expr/syntax.proto, which are frozen.
"""

from collections.abc import Iterator

from msgspec import Struct

_PRIMITIVE = {1: "boolean", 2: "integer", 3: "uint", 4: "double", 5: "text", 6: "bytes"}
_WELL_KNOWN = {1: "any", 2: "date", 3: "duration"}
_LISTS = {"text": "texts", "integer": "integers", "date": "dates", "boolean": "booleans"}
Message = dict[int, list[int | bytes]]


class Expr(Struct, frozen=True):
    """One node as CEL has it.

    `what` is constant, name, select, call, list, map or fold, a macro written out as range, start, condition, step,
    result. `at` is an offset in code points.
    """

    what: str
    type: str
    at: int
    name: str = ""
    value: bool | int | str | None = None
    args: "tuple[Expr, ...]" = ()


def decode(serialized: bytes) -> Expr:
    """Decode what `Expression.serialize()` gives: an Any around a CheckedExpr."""
    checked = _message(_bytes(_message(serialized), 2))
    types = {_int(entry, 1): _type(_bytes(entry, 2)) for entry in _messages(checked, 3)}
    positions = {_int(entry, 1): _int(entry, 2) for entry in _messages(_message(_bytes(checked, 5)), 4)}
    return _expr(_bytes(checked, 4), types, positions)


def _expr(data: bytes, types: dict[int, str], positions: dict[int, int]) -> Expr:  # noqa: PLR0911 - one per kind
    def inner(*parts: int | bytes) -> tuple[Expr, ...]:
        return tuple(_expr(part, types, positions) for part in parts if isinstance(part, bytes))

    fields = _message(data)
    number = _int(fields, 2)
    kind, at = types.get(number, "any"), positions.get(number, 0)
    what = next((field for field in range(3, 10) if field in fields), 0)
    body = _message(_bytes(fields, what))
    match what:
        case 3:
            return Expr("constant", kind, at, value=_constant(body))
        case 4:
            return Expr("name", kind, at, name=_text(body, 1))
        case 5:
            return Expr("select", kind, at, name=_text(body, 2))
        case 6:
            return Expr("call", kind, at, name=_text(body, 2), args=inner(*body.get(1, []), *body.get(3, [])))
        case 7:
            return Expr("list", kind, at, args=inner(*body.get(1, [])))
        case 9:
            steps = (part for field in (2, 4, 5, 6, 7) for part in body.get(field, []))
            return Expr("fold", kind, at, name=_text(body, 1), args=inner(*steps))
    return Expr("map", kind, at)


def _constant(body: Message) -> bool | int | str | None:
    if 2 in body:
        return _int(body, 2) != 0
    if 3 in body:
        return _signed(_int(body, 3))
    return _text(body, 6) if 6 in body else None


def _type(data: bytes) -> str:
    fields = _message(data)
    if 3 in fields:
        return _PRIMITIVE.get(_int(fields, 3), "any")
    if 5 in fields:
        return _WELL_KNOWN.get(_int(fields, 5), "any")
    if 6 in fields:
        return _LISTS.get(_type(_bytes(_message(_bytes(fields, 6)), 1)), "list")
    return next((word for field, word in ((2, "null"), (7, "map"), (8, "function")) if field in fields), "any")


def _message(data: bytes) -> Message:
    fields: Message = {}
    for number, value in _fields(data):
        fields.setdefault(number, []).append(value)
    return fields


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        number, wire_type = tag >> 3, tag & 7
        if wire_type == 0:
            value, at = _varint(data, at)
            yield number, value
            continue
        size, at = _varint(data, at) if wire_type == 2 else ({1: 8, 5: 4}[wire_type], at)
        yield number, data[at : at + size]
        at += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if byte < 0x80:
            return value, at


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _int(fields: Message, number: int) -> int:
    value = fields.get(number, [0])[-1]
    return value if isinstance(value, int) else 0


def _bytes(fields: Message, number: int) -> bytes:
    value = fields.get(number, [b""])[-1]
    return value if isinstance(value, bytes) else b""


def _text(fields: Message, number: int) -> str:
    return _bytes(fields, number).decode()


def _messages(fields: Message, number: int) -> list[Message]:
    return [_message(part) for part in fields.get(number, []) if isinstance(part, bytes)]
