"""Limits and cut-off hours: whether specs came to both sides of each, told in words, numbers and on a page."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.catalog import Catalog, builtin_home
from motcua.specs.coverage import Coverage, coverage
from motcua.specs.coverage_json import as_json
from motcua.specs.coverage_page import marked_files, page
from motcua.specs.mutation import mutants
from motcua.specs.runner import try_file

Deciding = Callable[..., Catalog]
HEAD = "# language: vi\nTính năng: Thử\n"
DEATH = """  Tình huống: Chết ngày {day}
    Biết thủ tục "Đăng ký khai tử" tại "Hà Trung"
    Và "Ngày chết" là {day}
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thời hạn là 1 ngày làm việc
"""
COPYING = """
kind: procedure
id: sao
code: "2.000815"
name: Sao giấy tờ
field: ho-tich
in_force: {from: 2016-01-01}
basis: [NĐ 23]
level: commune
applicants: [ca-nhan]
channels: [counter]
results: [{id: ban-sao, name: Bản sao}]
facts:
  pages: {type: integer, title: Số trang, min: 1, max: 1000, required: true}
  issued: {type: date, title: Ngày cấp, required: true}
cases:
  - {id: dai, name: Dài, when: {pages: {from: 100}}}
  - {id: ngan, name: Ngắn}
papers:
  - {id: giay, name: Giấy, when: {pages: {from: 1, up_to: 2}}, originals: 1}
  - {id: cu, name: Giấy cũ, when: {expression: "date('2000-01-01') > issued"}, originals: 1}
deadline:
  - {id: nhieu, when: {pages: {over: 500}}, within: 2 working_days}
  - {id: thuong, within: "same_day cut_off=15:00"}
fees: []
no_fee: {basis: [NĐ 23]}
route: {use: chung}
"""
COPIES = """  Tình huống: Sao {pages} trang cấp {issued} lúc {hour}
    Biết thủ tục "2.000815" tại "Hà Trung"
    Và "Số trang" là {pages}
    Và "Ngày cấp" là {issued}
    Khi nộp trực tiếp lúc {hour} ngày 05/10/2026
    Thì hồ sơ được tiếp nhận
"""


@pytest.fixture
def covered(deciding: Deciding, tmp_path: Path) -> Callable[..., Coverage]:
    """Run scenarios on the small country and see what they cover."""

    def run(*scenarios: str) -> Coverage:
        file = tmp_path / "thu.feature"
        file.write_text(HEAD + "".join(scenarios), "utf-8")
        catalog = deciding({"catalogs/vn/sao.yaml": COPYING})
        return coverage(catalog, [each for trial in try_file(file, catalog, None) for each in trial.decisions])

    return run


def copies(pages: int, issued: str = "05/10/2026", hour: str = "9 giờ") -> str:
    return COPIES.format(pages=pages, issued=issued, hour=hour)


def untried(found: Coverage, name: str) -> dict[str, list[str]]:
    (one,) = (one for one in as_json(found)["procedures"] if one["id"] == name)
    return {each["limit"]: each["untried"] for each in one["untried"]}


DAYS = "days(“Ngày chết”, “received_on”)"


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        ([], ["15", "16"]),
        (["01/10/2026", "01/07/2026"], ["15", "16"]),
        (["20/09/2026"], ["16"]),
        (["19/09/2026"], ["15"]),
        (["20/09/2026", "19/09/2026"], []),
    ],
)
def test_a_limit_is_tried_by_its_two_neighbours_alone(
    days: list[str], missing: list[str], covered: Callable[..., Coverage]
) -> None:
    found = untried(covered(*(DEATH.format(day=day) for day in days)), "khai-tu")
    assert list(found.values()) == ([missing] if missing else [])


def test_each_kind_of_limit_has_its_nearest_values(covered: Callable[..., Coverage]) -> None:
    assert untried(covered(copies(50)), "sao") == {
        "“Số trang” ≥ 100": ["99", "100"],
        "“Số trang” ≥ 1": ["1"],  # nobody can answer 0
        "“Số trang” ≤ 2": ["2", "3"],
        "01/01/2000 > “Ngày cấp”": ["31/12/1999", "01/01/2000"],
        "“Số trang” > 500": ["500", "501"],
        "giờ chốt 15:00": ["15:00", "15:01"],
    }


def test_nothing_is_asked_beyond_the_last_day_and_the_last_minute(deciding: Deciding) -> None:
    law = COPYING.replace("date('2000-01-01') > issued", "issued <= date('9999-12-31') && issued >= date('0001-01-01')")
    catalog = deciding({"catalogs/vn/sao.yaml": law.replace("15:00", "23:59")})
    found = untried(coverage(catalog, []), "sao")
    assert found["“Ngày cấp” ≤ 31/12/9999"] == ["31/12/9999"]
    assert [len(sides) for limit, sides in found.items() if limit.startswith("“Ngày cấp”")] == [1, 1]
    assert found["giờ chốt 23:59"] == ["23:59"]
    changed = [each.params["limit"] for each in mutants(catalog, {"sao"}) if each.rule == "mutation/boundary"]
    assert "30/12/9999" in changed


def test_what_was_tried_is_no_longer_missing(covered: Callable[..., Coverage]) -> None:
    found = covered(
        *(copies(pages) for pages in (1, 2, 3, 99, 100, 500, 501)),
        copies(4, "31/12/1999", "15 giờ"),
        copies(4, "01/01/2000", "15 giờ 01"),
    )
    assert untried(found, "sao") == {}
    assert (found.tried, found.boundaries) == (6, 7)


def test_an_hour_is_tried_only_where_its_row_was_taken(covered: Callable[..., Coverage]) -> None:
    found = covered(copies(501, hour="15 giờ"), copies(501, hour="15 giờ 01"))
    assert untried(found, "sao")["giờ chốt 15:00"] == ["15:00", "15:01"]


def test_a_limit_that_is_not_tried_is_told_with_its_line_and_on_the_page(
    covered: Callable[..., Coverage], deciding: Deciding
) -> None:
    found = covered(copies(2))
    limits = {
        boundary.told(): boundary for one in found.procedures for boundary in one.open_boundaries if one.id == "sao"
    }
    boundary = limits["mốc “Số trang” ≤ 2: chưa đặc tả nào thử 3"]
    assert boundary.told("en") == "limit “Số trang” ≤ 2: no spec tries 3"
    assert "up_to: 2" in COPYING.splitlines()[boundary.limit.place.line - 1]
    html = page(found, deciding({"catalogs/vn/sao.yaml": COPYING}))
    assert "mốc “Số trang” ≤ 2: chưa đặc tả nào thử 3" in html
    assert "0/7 mốc" in html


@pytest.mark.parametrize(("scenarios", "sign"), [([2], "◐"), ([2, 3, 1], "✓")])
def test_a_line_is_marked_in_part_until_its_limits_are_tried(
    scenarios: list[int], sign: str, covered: Callable[..., Coverage], deciding: Deciding
) -> None:
    found = covered(*map(copies, scenarios))
    lines = marked_files(found, deciding({"catalogs/vn/sao.yaml": COPYING}))["catalogs/vn/sao.yaml"]
    assert [line.sign for line in lines if "up_to: 2" in line.text] == [sign]


def test_the_page_shows_a_limit_as_it_is_told(catalog: Catalog) -> None:
    (shown,) = re.findall(r"^✗ (mốc .*)$", (builtin_home().folder / "docs" / "specs.md").read_text("utf-8"), re.M)
    limits = [boundary for one in coverage(catalog, []).procedures for boundary in one.open_boundaries]
    assert shown in {f"{one.told()}  {one.limit.place.file}:{one.limit.place.line}" for one in limits}


def test_the_command_line_tells_limits_beside_rows(motcua: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.feature").write_text(HEAD + DEATH.format(day="01/10/2026"), "utf-8")
    ran = motcua("spec", str(tmp_path), "--coverage")
    assert "✗ mốc “Số ngày từ ngày chết” ≤ 15: chưa đặc tả nào thử 15, 16  catalogs/vn/procedures/" in ran.out
    assert "✗ giấy tờ “Văn bản ủy quyền có chứng thực”  catalogs/vn/procedures/ho-tich/dang-ky-khai-tu.yaml:" in ran.out
    assert re.search(r"^ +0/\d+  1\.000894  Đăng ký kết hôn – chưa đặc tả nào nói tới\n +\d", ran.out, re.MULTILINE)
    assert "mốc và giờ chốt được đặc tả thử cả hai phía." in ran.out


def test_the_shipped_specs_try_every_limit_of_the_shipped_law_on_both_sides(motcua: Callable[..., Any]) -> None:
    told = motcua("spec", "--coverage", "--json").json["coverage"]
    assert [one["untried"] for one in told["procedures"] if one["untried"]] == []
    assert told["tried"] == told["boundaries"] > 20
