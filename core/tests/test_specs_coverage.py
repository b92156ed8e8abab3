"""Which rows of the law the specs touched, told in numbers, in words and on a page."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from motcua.catalog import Catalog
from motcua.specs.coverage import Coverage, Covered, coverage
from motcua.specs.coverage_page import marked_files, page
from motcua.specs.runner import Trial, try_file

Motcua = Callable[..., Any]
HEAD = '# language: vi\nTính năng: Thử\n  Bối cảnh:\n    Biết thủ tục "Đăng ký khai tử" tại "Hà Trung"\n'
LATE = """  Tình huống: Nộp trễ tại quầy
    Biết "Ngày chết" là 01/09/2026
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp "Giấy báo tử"
"""
ONLINE = """  Tình huống: Đúng hạn, trực tuyến, phải xác minh
    Biết "Ngày chết" là 01/10/2026
    Và "Cần xác minh?" là có
    Khi nộp trực tuyến lúc 9 giờ ngày 05/10/2026
    Thì thời hạn là 3 ngày làm việc
"""
HALVES = """
kind: procedure
id: khac
code: "1.000657"
name: Việc khác & <khác>
field: ho-tich
in_force: {from: 2016-01-01}
basis: [Luật Khác Đ1]
level: commune
applicants: [ca-nhan]
channels: [counter]
results: [{id: giay, name: Giấy}]
facts: {has_it: {type: boolean, title: Có giấy?, required: true}}
papers:
  - id: giay-to
    name: Giấy tờ
    first_available:
      - {id: co, name: Giấy đã có, when: {has_it: true}, originals: 1}
      - {id: thay, name: "Giấy <thay>", originals: 1}
deadline: [{id: thuong, within: 1 working_days}]
fees: []
no_fee: {note: Miễn phí, basis: [Luật Khác Đ1]}
route: {use: chung}
"""


def covered(catalog: Catalog, folder: Path, *scenarios: str) -> Coverage:
    return coverage(
        catalog, [decision for trial in trials(catalog, folder, *scenarios) for decision in trial.decisions]
    )


def trials(catalog: Catalog, folder: Path, *scenarios: str) -> list[Trial]:
    file = folder / "thu.feature"
    file.write_text(HEAD + "".join(scenarios), "utf-8")
    return list(try_file(file, catalog, None))


def missing(one: Covered) -> set[str]:
    return {row.path for row in one.missing}


def test_what_no_scenario_touched_is_missing(deciding: Callable[..., Catalog], tmp_path: Path) -> None:
    (one,) = covered(deciding(), tmp_path, LATE).procedures
    assert missing(one) == {"deadline.xac-minh", "exempt.le-phi.dung-han", "exempt.le-phi.ho-ngheo"}
    assert (one.code, len(one.rows), one.fired) == ("1.000656", 9, 6)


def test_a_second_scenario_adds_what_it_touches(deciding: Callable[..., Catalog], tmp_path: Path) -> None:
    found = covered(deciding(), tmp_path, LATE, ONLINE)
    assert missing(found.procedures[0]) == {"exempt.le-phi.ho-ngheo"}
    assert (found.rows, found.fired) == (9, 8)


def test_no_decision_touches_nothing(deciding: Callable[..., Catalog]) -> None:
    assert coverage(deciding(), []).fired == 0


def test_a_missing_row_is_named_in_words_with_its_line(deciding: Callable[..., Catalog], tmp_path: Path) -> None:
    rows = {row.path: row for row in covered(deciding(), tmp_path, LATE).procedures[0].missing}
    exempt, deadline = rows["exempt.le-phi.ho-ngheo"], rows["deadline.xac-minh"]
    line = (tmp_path / exempt.place.file).read_text("utf-8").splitlines()[exempt.place.line - 1]
    assert "id: ho-ngheo" in line
    assert (exempt.told("vi"), exempt.told("en")) == ("diện miễn “Hộ nghèo”", "exemption “Hộ nghèo”")
    assert (deadline.told("vi"), deadline.told("en")) == ("thời hạn 3 ngày làm việc", "deadline 3 working days")


def test_rows_are_counted_by_the_article_they_rest_on(deciding: Callable[..., Catalog], tmp_path: Path) -> None:
    counts = covered(deciding(), tmp_path, LATE).by_basis()
    assert counts["Luật Hộ tịch Đ11"] == (2, 0)
    assert counts["Luật Hộ tịch Đ34"] == (1, 1)


def test_the_rows_of_former_law_and_of_every_layer_are_there(deciding: Callable[..., Catalog], tmp_path: Path) -> None:
    change = """
kind: amendment
id: bo-giay
amends: procedure/khai-tu
in_force: {from: 2026-01-01}
basis: [NĐ 1/2026]
set: {papers: [{id: bao-tu, remove: true}]}
"""
    (one,) = covered(
        deciding({"catalogs/vn/sua-doi.yaml": change}), tmp_path, LATE.replace('"Giấy báo tử"', '"Tờ khai"')
    ).procedures
    assert "papers.bao-tu" in missing(one)


def test_a_fall_back_is_a_row_by_itself(deciding: Callable[..., Catalog]) -> None:
    found = coverage(deciding({"catalogs/vn/khac.yaml": HALVES}), [])
    paths = {row.path for one in found.procedures if one.id == "khac" for row in one.rows}
    assert {path for path in paths if path.startswith("papers")} == {
        "papers.giay-to.first_available.co",
        "papers.giay-to.first_available.thay",
    }


def test_each_line_of_a_file_has_its_mark(deciding: Callable[..., Catalog], tmp_path: Path) -> None:
    catalog = deciding()
    files = marked_files(covered(catalog, tmp_path, LATE), catalog)
    marks = {line.text.strip(): line.mark for lines in files.values() for line in lines}
    assert marks["- {id: to-khai, name: Tờ khai, when: {channel: counter}, originals: 2}"] == "fired"
    assert marks["- {id: xac-minh, when: {needs_check: true}, within: 3 working_days}"] == "missed"
    assert marks['code: "1.000656"'] == ""
    assert "rules/fees.yaml" in files


def test_a_line_that_two_rows_share_is_touched_in_part(deciding: Callable[..., Catalog], tmp_path: Path) -> None:
    on_one_line = HALVES.replace(
        "deadline: [{", "deadline: [{id: som, when: {has_it: true}, within: 2 working_days}, {"
    )
    catalog = deciding({"catalogs/vn/khac.yaml": on_one_line})
    scenario = """  Tình huống: Không có giấy
    Biết thủ tục "1.000657"
    Và "Có giấy?" là không
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì thời hạn là 1 ngày làm việc
"""
    lines = marked_files(covered(catalog, tmp_path, scenario), catalog)["catalogs/vn/khac.yaml"]
    assert [line.sign for line in lines if line.text.startswith("deadline:")] == ["◐"]


class Reader(HTMLParser):
    """Reads a page as a browser would: what it loads, its text, its classes."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.text: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.loads += [value or "" for key, value in attrs if key == "src" or (tag == "link" and key == "href")]
        self.ids += [given["id"] or ""] if "id" in given else []
        self.targets += [given["href"] or ""] if tag == "a" else []

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_stands_alone_and_quotes_everything_as_written(
    lang: str, deciding: Callable[..., Catalog], tmp_path: Path
) -> None:
    catalog = deciding({"catalogs/vn/khac.yaml": HALVES})
    html = page(covered(catalog, tmp_path, LATE), catalog, lang)
    reader = Reader()
    reader.feed(html)
    text = "".join(reader.text)
    assert reader.loads == []
    assert "http" not in html
    assert "Việc khác & <khác>" in text
    units = "mọi ngày có hiệu lực, tại: " if lang == "vi" else "all days on which it is in force, at: "
    assert f"{units}Hà Trung." in text
    assert re.search(r"<h2 id=.catalogs/vn/khai-tu.yaml.>Đăng ký khai tử</h2>", html)
    assert '- {id: thay, name: "Giấy <thay>", originals: 1}' in text
    assert "<thay>" not in html
    assert f'lang="{lang}"' in html
    assert len(reader.ids) == len(set(reader.ids))
    assert {target.removeprefix("#") for target in reader.targets} <= set(reader.ids)


def test_no_line_of_the_page_is_told_by_colour_alone(deciding: Callable[..., Catalog], tmp_path: Path) -> None:
    catalog = deciding()
    html = page(covered(catalog, tmp_path, LATE), catalog)
    signs = re.findall(r'<li id="[^"]+" class="(\w+)"><span class="sign" title="([^"]+)">(.)</span>', html)
    assert {(mark, sign) for mark, _, sign in signs} == {("fired", "✓"), ("missed", "✗")}
    assert html.count('<li id="') > len(signs) > 0
    assert "@media print" in html


def test_the_command_line_answers_in_numbers_in_words_and_on_a_page(motcua: Motcua, tmp_path: Path) -> None:
    answer = motcua("spec", "--coverage", "--json").json
    told = answer["coverage"]
    assert answer["failed"] == 0
    assert 200 < told["fired"] < told["rows"]
    assert told["rows"] == sum(one["rows"] for one in told["procedures"])
    assert all(row["file"] and row["line"] for one in told["procedures"] for row in one["missing"])
    ran = motcua("spec", "--coverage", "--html", str(tmp_path / "trang.html"))
    assert f"{told['fired']}/{told['rows']} dòng của luật" in ran.out
    assert "✗ giấy tờ “" in ran.out
    assert "<!doctype html>" in (tmp_path / "trang.html").read_text("utf-8")


def test_a_page_is_not_written_of_nothing(motcua: Motcua, tmp_path: Path) -> None:
    ran = motcua("spec", "--html", str(tmp_path / "trang.html"))
    assert ran.status == 2
    assert "--coverage" in ran.err
