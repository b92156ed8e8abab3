"""What a procedure's values were, are and will be, from which day to which, and on what basis."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from motcua.analysis.history import Span, Timeline, history
from motcua.catalog import Catalog
from motcua.cli.procedures import find
from motcua.findings import MotcuaError

Write = Callable[..., Catalog]

UNIT, TODAY = "vn/38/ha-trung", date(2026, 2, 13)
FEES = """
kind: amendment
id: muc-cu
amends: fee_schedule/le-phi
in_force: {from: 2017-01-01}
basis: [QĐ 1/2016]
set: {lines: [{id: khai-tu, amount: 8000}]}
---
kind: amendment
id: muc-moi
amends: fee_schedule/le-phi
replaces: [muc-cu]
in_force: {from: 2026-07-01}
basis: [NQ 2/2026]
set: {lines: [{id: khai-tu, amount: 10000}]}
"""
DROPPED = """
kind: amendment
id: bo-giay
amends: procedure/khai-tu
in_force: {from: 2020-01-01, to: 2021-01-01}
basis: [NQ 3/2019]
set: {papers: [{id: bao-tu, remove: true}]}
"""


def told(line: Timeline) -> list[tuple[Any, str, str, str]]:
    return [(span.origin.value, str(span.since), str(span.until), span.standing(TODAY)) for span in line.spans]


def test_a_fee_tells_what_was_what_is_and_what_is_coming(amended: Write) -> None:
    (line,) = history(amended("thanh-hoa", FEES), UNIT, "khai-tu", TODAY)
    assert line.path == "fees.le-phi.amount"
    assert told(line) == [
        ("undetermined", "2016-01-01", "2017-01-01", "past"),
        (8000, "2017-01-01", "2026-07-01", "now"),
        (10000, "2026-07-01", "None", "coming"),
    ]
    assert [span.origin.basis for span in line.spans] == [("Luật Phí",), ("QĐ 1/2016",), ("NQ 2/2026",)]


def test_another_unit_has_another_history(amended: Write) -> None:
    assert history(amended("thanh-hoa", FEES), "vn", "khai-tu", TODAY) == ()


def test_what_never_changes_is_told_when_it_is_named(amended: Write) -> None:
    lines = history(amended("thanh-hoa", FEES), UNIT, "1.000656", TODAY, "papers.to-khai")
    assert [line.path for line in lines] == [
        "papers.to-khai.name",
        "papers.to-khai.when.channel",
        "papers.to-khai.originals",
    ]
    assert told(lines[2]) == [(2, "2016-01-01", "None", "now")]


def test_a_value_away_for_a_year_has_two_spans_and_says_who_took_it_away(amended: Write) -> None:
    (line,) = history(amended("vn", DROPPED), UNIT, "khai-tu", TODAY, "papers.bao-tu.originals")
    assert told(line) == [(1, "2016-01-01", "2020-01-01", "past"), (1, "2021-01-01", "None", "now")]
    first, second = line.spans
    assert first.dropped is not None
    assert (first.dropped.basis, first.dropped.place.file) == (("NQ 3/2019",), "catalogs/vn/sua-doi.yaml")
    assert second.dropped is None


def test_the_same_value_on_a_new_basis_is_a_change(amended: Write) -> None:
    (line,) = history(amended("thanh-hoa", FEES.replace("10000", "8000")), UNIT, "khai-tu", TODAY)
    assert [span.origin.value for span in line.spans] == ["undetermined", 8000, 8000]


def test_a_value_without_a_first_day_was_ever_so(country: Write, amended: Write) -> None:
    law = next("\n".join(document.lines) for document in country().documents if document.id == "khai-tu")
    catalog = country({"catalogs/vn/khai-tu.yaml": law.replace("{from: 2016-01-01}", "{to: 2030-01-01}")})
    (line,) = history(catalog, UNIT, "khai-tu", TODAY, "name")
    assert [(span.since, span.until) for span in line.spans] == [(None, date(2030, 1, 1))]
    assert Span(line.spans[0].origin, None).standing(date.min) == "now"


def test_a_procedure_that_is_no_more_still_has_a_history(country: Write) -> None:
    law = next("\n".join(document.lines) for document in country().documents if document.id == "khai-tu")
    ended = law.replace("{from: 2016-01-01}", "{from: 2016-01-01, to: 2020-01-01}")
    (line,) = history(country({"catalogs/vn/khai-tu.yaml": ended}), UNIT, "1.000656", TODAY, "code")
    assert told(line) == [("1.000656", "2016-01-01", "2020-01-01", "past")]


@pytest.mark.parametrize(
    ("unit", "procedure", "path", "rule", "nearest"),
    [
        ("vn/38/ha-trug", "khai-tu", "", "unit/unknown", UNIT),
        (UNIT, "khai-tuu", "", "procedure/unknown", "khai-tu"),
        (UNIT, "khai-tu", "paper", "explain/unknown-path", "papers"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest_name(
    country: Write, unit: str, procedure: str, path: str, rule: str, nearest: str
) -> None:
    with pytest.raises(MotcuaError) as error:
        history(country(), unit, procedure, TODAY, path)
    (finding,) = error.value.findings
    assert (finding.rule, finding.params["nearest"]) == (rule, nearest)


def test_the_command_tells_a_real_history(motcua: Any) -> None:
    ran = motcua("explain", "dang-ky-khai-sinh", "fees.le-phi.amount", "--history", "--unit", "vn/31/vinh-bao")
    told = [line for line in ran.out.splitlines() if line.startswith("  ") and not line.startswith("    ")]
    assert ran.status == 0
    assert told == [
        "  từ 01/01/2017 đến hết 31/07/2018 (đã hết): undetermined",
        "  từ 01/08/2018 (hiện hành): 8000",
    ]


def test_the_command_marks_what_is_coming_and_who_dropped_what(motcua: Any) -> None:
    where = ("--history", "--unit", "vn/38/ha-trung", "--at", "2025-10-01")
    coming = motcua("explain", "dang-ky-khai-sinh", *where).out
    assert "  từ 15/08/2026 đến hết 28/02/2027 (sắp tới): Công dân số nộp trực tuyến\n" in coming
    dropped = motcua("explain", "dang-ky-ket-hon", "papers.tinh-trang-hon-nhan.originals", *where).out.splitlines()
    assert dropped[1] == "  từ 01/01/2017 đến hết 31/12/2025 (hiện hành): 1"
    assert dropped[3] == "  từ 01/01/2026: bỏ"
    assert "NQ 66.7/2025/NQ-CP" in dropped[4]


def test_the_command_tells_it_in_json_and_in_english(motcua: Any) -> None:
    where = ("explain", "dang-ky-khai-sinh", "fees.le-phi.amount", "--history", "--unit", "vn/31/vinh-bao")
    (value,) = motcua(*where, "--json").json["values"]
    assert value["path"] == "fees.le-phi.amount"
    first, second = value["spans"]
    assert (first["value"], first["since"], first["until"], first["standing"]) == (
        "undetermined",
        "2017-01-01",
        "2018-08-01",
        "past",
    )
    assert (second["value"], second["until"], second["basis"]) == (8000, None, ["NQ 12/2018/NQ-HĐND"])
    assert "  from 01/08/2018 (in force): 8000" in motcua("--lang", "en", *where).out


def test_a_procedure_that_never_changed_says_so(motcua: Any) -> None:
    ran = motcua("explain", "hoa-giai-tranh-chap-dat-dai", "--history", "--unit", "vn/38/ha-trung")
    assert "nêu PATH để xem một giá trị" in ran.out


def test_what_is_coming_is_told_by_day(motcua: Any) -> None:
    where = ("explain", "dang-ky-ket-hon", "--history", "--unit", "vn/38/ha-trung", "--at", "31/12/2025")
    assert [line for line in motcua(*where).out.splitlines() if line.startswith("Sắp tới")] == [
        "Sắp tới: từ 01/01/2026, 8 giá trị thay đổi.",
        "Sắp tới: từ 15/08/2026, 9 giá trị thay đổi.",
        "Sắp tới: từ 01/03/2027, 9 giá trị thay đổi.",
    ]
    coming = motcua(*where, "--json").json["coming"]
    assert list(coming) == ["2026-01-01", "2026-08-15", "2027-03-01"]
    assert "papers.tinh-trang-hon-nhan.originals" in coming["2026-01-01"]


def test_a_day_before_any_law_is_told_and_leaves_stdout_to_machines(motcua: Any) -> None:
    ran = motcua("list", "--unit", "vn/38/ha-trung", "--at", "1990-01-01")
    assert (ran.status, ran.out) == (0, "")
    assert "quy định sớm nhất trong danh mục có từ 01/01/2017" in ran.err


def test_who_asks_on_another_day_is_told_when_a_procedure_was_in_force(country: Write) -> None:
    law = next("\n".join(document.lines) for document in country().documents if document.id == "khai-tu")
    ended = law.replace("{from: 2016-01-01}", "{from: 2016-01-01, to: 2018-01-01}")
    catalog = country({"catalogs/vn/khai-tu.yaml": ended})
    with pytest.raises(MotcuaError, match="01/01/2016 – 31/12/2017"):
        find(catalog, catalog.resolve(UNIT, date(2018, 1, 1)), "1.000656")
