"""Expressions over whole tables: three habits of polars that would decide differently, and the host functions."""

import doctest
import subprocess
import sys
from datetime import date, timedelta
from random import Random
from types import ModuleType
from typing import Any

import polars as pl
import pytest

from motcua.findings import MotcuaError
from motcua.lang import Choice, Fact, Named, Program, Value, compile_program, tables, to_polars
from motcua.lang.functions import evaluating
from motcua.lang.tables import columns_of, read_table, schema_of, table_of
from motcua.lang.to_polars import expression

GROUPS = tuple(Choice(word, word) for word in ("ho-ngheo", "can-ngheo", "khac"))
FACTS = [
    Fact("days_late", "integer", "Số ngày trễ", min=-500, max=500),
    Fact("pages", "integer", "Số trang", min=0, max=300),
    Fact("poor", "boolean", "Hộ nghèo?"),
    Fact("group", "choice", "Nhóm", choices=GROUPS),
    Fact("groups", "choices", "Các nhóm", choices=GROUPS),
    Fact("born", "date", "Ngày sinh"),
    Fact("received", "date", "Ngày nhận"),
    Fact("why", "text", "Lý do"),
]


def program(text: str, wants: Any = "integer") -> Program:
    named = Named("row", text, wants)
    compiled, findings = compile_program(FACTS, [], *(([], [named]) if wants == "integer" else ([named], [])))
    assert findings == [] or {finding.severity for finding in findings} == {"warning"}
    return compiled


def cases(*values: dict[str, Value | None]) -> list[dict[str, Value | None]]:
    return [{fact.id: None for fact in FACTS} | value for value in values]


def in_bulk(text: str, given: list[dict[str, Value | None]], wants: Any = "integer") -> list[Any]:
    """Compute an expression over a table, and make sure that each case alone says the same."""
    trees = program(text, wants).trees
    (tree,) = trees.amounts or trees.conditions
    table = table_of(FACTS, given).with_columns(expression(tree, columns_of(FACTS)).alias("answer"))
    answers = table["answer"].to_list()
    assert answers == [evaluating(tree, ())(case, {}) for case in given]
    return answers


def test_division_below_zero_goes_toward_zero() -> None:
    late = cases({"days_late": -7}, {"days_late": 7}, {"days_late": -6}, {"days_late": None})
    assert in_bulk("days_late / 2", late) == [-3, 3, -3, None]
    assert in_bulk("days_late / -2", late) == [3, -3, 3, None]
    assert in_bulk("days_late % 4", late) == [-3, 3, -2, None]
    assert in_bulk("days_late % -4", late) == [-3, 3, -2, None]


def test_a_share_goes_down_as_the_law_rounds() -> None:
    assert in_bulk("share(days_late, 1, 2)", cases({"days_late": -7}, {"days_late": 7})) == [-4, 3]


def test_an_unknown_condition_chooses_neither_branch() -> None:
    poor = cases({"poor": True}, {"poor": False}, {"poor": None})
    assert in_bulk("poor ? 0 : 8000", poor) == [0, 8000, None]


def test_the_least_and_the_greatest_of_an_unknown_number_are_unknown() -> None:
    pages = cases({"pages": 3}, {"pages": 300}, {"pages": None})
    assert in_bulk("math.least(pages, 10)", pages) == [3, 10, None]
    assert in_bulk("math.greatest(pages, 10, days_late)", [pages[0] | {"days_late": 99}, *pages]) == [
        99,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("(poor ? {} : 0)", "pages"),
        ("({} > 0 ? 1 : 2)", "pages"),
        ("{} / 2", "days_late"),
        ("{} % -3", "days_late"),
        ("math.least({}, 7)", "pages"),
        ("math.greatest(3, {})", "pages"),
    ],
)
def test_what_is_nested_deeply_does_not_double_at_every_level(text: str, inner: str) -> None:
    for _ in range(6):
        inner = text.format(inner)
    in_bulk(inner, cases({"poor": True, "pages": 9, "days_late": -499}, {"poor": False, "pages": 9}, {}))
    columns = expression(program(inner).trees.amounts[0], columns_of(FACTS)).meta.root_names()
    assert len(columns) <= 2 * 6 + 1


def test_a_text_that_was_chosen_is_looked_up_like_any_other() -> None:
    given = cases(
        {"poor": True, "groups": frozenset({"khac"})},
        {"poor": False, "groups": frozenset({"khac"})},
        {"groups": frozenset()},
        {"poor": True},
    )
    chosen = "(poor ? 'khac' : 'ho-ngheo')"
    assert in_bulk(f"{chosen} in ['khac', 'can-ngheo']", given, "boolean") == [True, False, None, True]
    assert in_bulk(f"{chosen} in groups", given, "boolean") == [True, False, None, None]


def test_a_chain_is_settled_by_what_is_known() -> None:
    given = cases({"poor": True}, {"poor": False}, {"pages": 1}, {"poor": True, "pages": 1})
    assert in_bulk("poor && pages > 0", given, "boolean") == [None, False, None, True]
    assert in_bulk("poor || pages > 0", given, "boolean") == [True, None, True, True]


def test_a_set_that_is_unknown_has_no_member_and_lacks_none() -> None:
    given = cases({"groups": None}, {"groups": frozenset()}, {"groups": frozenset({"khac"}), "group": "khac"})
    assert in_bulk("'khac' in groups", given, "boolean") == [None, False, True]
    assert in_bulk("groups.exists(g, g == 'khac' || poor)", given, "boolean") == [None, False, True]
    assert in_bulk("groups.exists(g, poor)", [case | {"poor": False} for case in given], "boolean") == [
        None,
        False,
        False,
    ]
    assert in_bulk("groups.all(g, g != 'khac')", given, "boolean") == [None, True, False]
    assert in_bulk("group in groups", given, "boolean") == [None, None, True]
    assert in_bulk("size(groups)", given) == [None, 0, 1]
    assert in_bulk("present(groups)", given, "boolean") == [False, True, True]


def test_text_that_nobody_listed_is_only_there_or_not() -> None:
    assert in_bulk("present(why)", cases({"why": "vì vậy"}, {}), "boolean") == [True, False]


@pytest.mark.parametrize("text", ["days(born, received)", "years(born, received)", "years(received, born)"])
def test_days_and_years_are_counted_as_for_one_case(text: str) -> None:
    random = Random(3)  # noqa: S311 - the same days at every run
    around = [date(2024, 2, 28) + timedelta(days=random.randint(-800, 800)) for _ in range(300)]
    around += [date(2024, 2, 29), date(2023, 3, 1), date(2025, 2, 28), date(1, 1, 1), date(9999, 12, 31)]
    given: list[dict[str, Value | None]] = [{"born": random.choice(around), "received": day} for day in around]
    in_bulk(text, cases(*given, {"born": around[0]}))


@pytest.mark.parametrize("text", ["born < date('2024-02-29')", "born == received", "born != date('2024-02-29')"])
def test_dates_are_compared_as_for_one_case(text: str) -> None:
    day = date(2024, 2, 29)
    in_bulk(text, cases({"born": day, "received": day}, {"born": date(2024, 2, 28)}, {"received": day}), "boolean")


def test_what_could_overflow_never_becomes_a_program() -> None:
    loose = Fact("loose", "integer", "Không giới hạn")
    _, findings = compile_program([loose], [], [], [Named("fee", "loose * 2", "integer")])
    assert [finding.rule for finding in findings] == ["lang/needs-range"]


@pytest.mark.parametrize("value", [501, -501])
def test_a_table_beyond_the_bounds_that_were_proven_is_refused(value: int) -> None:
    table = table_of(FACTS, cases({"days_late": value}))
    with pytest.raises(MotcuaError, match=f"days_late.*{value}.*-500…500"):
        read_table(FACTS, table)


def test_words_are_numbered_and_sets_are_columns() -> None:
    schema = schema_of(FACTS)
    assert schema["group"] == pl.Enum(["ho-ngheo", "can-ngheo", "khac"])
    assert [name for name in schema if name.startswith("groups.")] == [f"groups.{choice.id}" for choice in GROUPS]


def test_texts_and_other_integers_are_read_and_other_columns_left_out() -> None:
    read = read_table(
        FACTS[:4],
        pl.DataFrame(
            {"days_late": pl.Series([5], dtype=pl.Int8), "pages": None, "poor": True, "group": "khac", "code": "H1"},
            schema_overrides={"pages": pl.Null},
        ),
    )
    assert (read.rows(), read.schema) == ([(5, None, True, "khac")], schema_of(FACTS[:4]))


@pytest.mark.parametrize("package", ["polars", "numpy"])
def test_without_the_extra_the_error_says_what_to_install(package: str) -> None:
    script = f"import sys; sys.modules[{package!r}] = None; import motcua.decide.bulk"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert f"(the package “{package}” is missing)" in ran.stderr
    assert 'pip install "motcua[bulk]"' in ran.stderr


@pytest.mark.parametrize("module", [tables, to_polars], ids=lambda module: module.__name__)
def test_examples_are_true(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0
