"""Tables of cases for polars: which columns facts take, and the reading of a table into exactly those.

>>> from motcua.lang import Choice
>>> groups = Fact("groups", "choices", "Nhóm", choices=(Choice("ho-ngheo", "Hộ nghèo"), Choice("khac", "Khác")))
>>> table_of([groups], [{"groups": frozenset({"ho-ngheo"})}, {"groups": None}]).rows()
[(True, False), (None, None)]
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from motcua.findings import Finding, MotcuaError
from motcua.lang.facts import INT64, Fact, Value
from motcua.lang.to_polars import TYPES, Columns, member_column
from motcua.similar import nearest


def columns_of(facts: Iterable[Fact]) -> Columns:
    """Say how facts stand in a table, for `to_polars.expression`."""
    listed: dict[str, tuple[str, ...]] = {}
    sets: dict[str, tuple[str, ...]] = {}
    for fact in facts:
        if fact.type == "choices":
            sets[fact.id] = _words(fact)
        elif fact.choices:
            listed[fact.id] = _words(fact)
    return Columns(listed, sets)


def schema_of(facts: Iterable[Fact]) -> dict[str, pl.DataType]:
    """Return the columns of a table of these facts, in their order, with their types."""
    schema: dict[str, pl.DataType] = {}
    for fact in facts:
        if fact.type == "choices":
            schema |= {member_column(fact.id, word): pl.Boolean() for word in _words(fact)}
        else:
            schema[fact.id] = pl.Enum(_words(fact)) if fact.choices else TYPES[fact.kind]()
    return schema


def table_of(facts: Sequence[Fact], cases: Iterable[Mapping[str, Value | None]]) -> pl.DataFrame:
    """Make the table of cases whose facts are complete, as `read_facts` gives them."""
    return pl.DataFrame([list(_cells(facts, case)) for case in cases], schema_of(facts), orient="row")


def read_table(facts: Sequence[Fact], table: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of the facts, typed; other columns are left out, what does not fit is refused.

    A choice may be text or any Enum, an integer of any width. Of a set whose membership is known in part only, nothing
    counts as known.

    :raises MotcuaError: for every column that is missing, of another type, or holds what its fact may not be.
    """
    findings: list[Finding] = []
    columns = [_column(table, name, dtype, findings) for name, dtype in schema_of(facts).items()]
    if not findings:
        read = pl.DataFrame(columns) if columns else pl.DataFrame(height=table.height)
        findings = [finding for fact in facts if fact.type == "integer" for finding in _outside(fact, read[fact.id])]
    if findings:
        raise MotcuaError(*findings)
    return read.with_columns(_wholly_known(facts, read))


def _column(table: pl.DataFrame, name: str, dtype: pl.DataType, findings: list[Finding]) -> pl.Series:
    if name not in table.columns:
        findings.append(Finding("bulk/missing-column", params={"column": name, "type": str(dtype)}))
        return pl.Series(name, [], dtype)
    given = table[name]
    if given.dtype == dtype:
        return given
    if not _readable(given.dtype, dtype):
        params = {"column": name, "type": str(dtype), "given": str(given.dtype)}
        findings.append(Finding("bulk/wrong-type", params=params))
        return given
    read = (
        given.cast(pl.String).cast(dtype, strict=False)
        if isinstance(dtype, pl.Enum)
        else given.cast(dtype, strict=False)
    )
    if read.null_count() > given.null_count():
        stranger = str(given.filter(read.is_null() & given.is_not_null())[0])
        findings.append(_stranger(name, stranger, dtype))
    return read


def _readable(given: pl.DataType, wanted: pl.DataType) -> bool:
    if given == pl.Null:
        return True
    if isinstance(wanted, pl.Enum):
        return given in (pl.String, pl.Enum, pl.Categorical)
    return wanted == pl.Int64 and given.is_integer()


def _stranger(name: str, value: str, dtype: pl.DataType) -> Finding:
    words = dtype.categories.to_list() if isinstance(dtype, pl.Enum) else []
    if words:
        params = {"column": name, "value": value, "nearest": nearest(value, words)}
        return Finding("bulk/no-such-choice", params=params)
    return Finding("bulk/out-of-range", params={"column": name, "value": value, "min": INT64[0], "max": INT64[-1]})


def _outside(fact: Fact, values: pl.Series) -> Iterator[Finding]:
    """Refuse integers beyond the bounds of their fact: that nothing overflows was proven within them."""
    for value in (values.min(), values.max()):
        if isinstance(value, int) and not _least(fact) <= value <= _most(fact):
            params = {"column": fact.id, "value": value, "min": _least(fact), "max": _most(fact)}
            yield Finding("bulk/out-of-range", params=params)
            return


def _wholly_known(facts: Iterable[Fact], table: pl.DataFrame) -> list[pl.Expr]:
    expressions = []
    for fact in facts:
        names = [member_column(fact.id, word) for word in _words(fact)] if fact.type == "choices" else []
        if any(table[name].null_count() for name in names):
            known = pl.all_horizontal(pl.col(name).is_not_null() for name in names)
            expressions += [pl.when(known).then(pl.col(name)).alias(name) for name in names]
    return expressions


def _cells(facts: Iterable[Fact], case: Mapping[str, Value | None]) -> Iterator[Value | None]:
    for fact in facts:
        value = case[fact.id]
        if fact.type == "choices":
            yield from (
                None if value is None else isinstance(value, frozenset) and word in value for word in _words(fact)
            )
        else:
            yield value


def _words(fact: Fact) -> tuple[str, ...]:
    return tuple(choice.id for choice in fact.choices)


def _least(fact: Fact) -> int:
    return INT64[0] if fact.min is None else fact.min


def _most(fact: Fact) -> int:
    return INT64[-1] if fact.max is None else fact.max
