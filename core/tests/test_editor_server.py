"""What somebody who writes law sees in an editor: the real language server over copies of the shipped files."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct

from motcua.catalog import Home, load_homes
from motcua.editing import catalog_schema
from motcua.editing.workspace import law_in, prepare, settings

from .language_server import CURSOR, Remark, Server, language_server

TOP = Path(__file__).parents[2]
DEATH = "catalogs/vn/procedures/ho-tich/dang-ky-khai-tu.yaml"
FEES = "rules/fees/le-phi-ho-tich.yaml"
AMENDMENT = "catalogs/vn/amendments/bo-giay-tinh-trang-hon-nhan.yaml"


class Desk(Struct, frozen=True):
    """A folder of law that an editor has open."""

    folder: Path
    server: Server

    def changed(self, name: str, old: str, new: str) -> str:
        """Return the text of a file in which one thing is written otherwise."""
        text = (self.folder / name).read_text("utf-8")
        assert old in text, old
        return text.replace(old, new, 1)

    def offers(self, name: str, old: str, new: str) -> dict[str, str]:
        """Complete where the cursor stands in what is newly written."""
        return self.server.complete(self.folder / name, self.changed(name, old, new))

    def marks(self, name: str, old: str, new: str) -> list[tuple[str, str]]:
        """Judge a file; return what is marked, word by word, and what is said of it."""
        text = self.changed(name, old, new)
        (remarks,) = self.server.judge((self.folder / name, text))
        return [(_marked(text, remark), remark.message) for remark in remarks]


def _marked(text: str, remark: Remark) -> str:
    first, last = remark.columns
    return text.splitlines()[remark.line - 1][first - 1 : last - 1]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Open a copy of the shipped law, prepared as `motcua schema --workspace --first-lines` does."""
    folder = tmp_path_factory.mktemp("law").resolve()
    for part in ("catalogs", "rules"):
        shutil.copytree(TOP / part, folder / part)
    prepare(folder, catalog_schema(load_homes([Home(folder, shown="")]), date(2026, 2, 13)), lead=True)
    with language_server(folder, {"schemas": settings()["yaml.schemas"]}) as server:
        yield Desk(folder, server)


def test_nothing_is_wrong_with_the_shipped_law(desk: Desk) -> None:
    files = [(file, file.read_text("utf-8")) for file in law_in(desk.folder)]
    judged = desk.server.judge(*files)
    assert {str(file): remarks for (file, _), remarks in zip(files, judged, strict=True) if remarks} == {}
    assert len(files) > 60


def test_a_condition_is_offered_the_facts_of_its_own_procedure(desk: Desk) -> None:
    offered = desk.offers(DEATH, "papers:\n", f"papers:\n  - id: moi\n    name: Mới\n    when:\n      {CURSOR}\n")
    assert {"channel", "received_on", "death_date", "applicant_groups", "days_since_death", "any"} <= set(offered)
    assert "birth_date" not in offered
    assert offered["death_date"].startswith("**Ngày chết**")


def test_a_procedure_whose_id_begins_like_another_is_not_offered_its_facts(desk: Desk) -> None:
    text = desk.changed(DEATH, "id: dang-ky-khai-tu\n", "id: dang-ky-khai\n")
    new = text.replace("papers:\n", f"papers:\n  - id: moi\n    name: Mới\n    when:\n      {CURSOR}\n", 1)
    offered = desk.server.complete(desk.folder / DEATH, new)
    assert "expression" in offered
    assert "death_date" not in offered


@pytest.mark.parametrize(
    ("test", "offered"),
    [
        (f"channel: {CURSOR}", {"counter": "Trực tiếp tại quầy", "online": "Trực tuyến", "postal": "Qua bưu chính"}),
        (f"channel: [{CURSOR}]", {"counter": "Trực tiếp tại quầy"}),
        (f"applicant_groups: {{any_of: [{CURSOR}]}}", {"ho-ngheo": "Hộ nghèo"}),
        (f"by_proxy: {CURSOR}", {"true": "", "false": ""}),
    ],
)
def test_a_test_is_offered_the_values_of_its_fact(test: str, offered: dict[str, str], desk: Desk) -> None:
    found = desk.offers(DEATH, "papers:\n", f"papers:\n  - id: moi\n    name: Mới\n    when:\n      {test}\n")
    assert offered.items() <= found.items()


def test_a_fact_is_offered_only_the_tests_of_its_type(desk: Desk) -> None:
    def words(fact: str) -> set[str]:
        new = f"papers:\n  - id: moi\n    name: Mới\n    when:\n      {fact}:\n        {CURSOR}\n"
        return set(desk.offers(DEATH, "papers:\n", new))

    assert words("death_date") == {"over", "under", "from", "up_to", "present", "absent", "not"}
    assert words("applicant_groups") == {"any_of", "all_of", "none_of", "present", "absent", "not"}


def test_what_is_shared_is_offered_by_name(desk: Desk) -> None:
    schedules = desk.offers(DEATH, "use: le-phi-ho-tich", f"use: {CURSOR}")
    lines = desk.offers(DEATH, "use: le-phi-ho-tich, item: khai-tu", f"use: le-phi-ho-tich, item: {CURSOR}")
    assert schedules["phi-chung-thuc"] == "Phí chứng thực"
    assert lines["khai-tu"] == "Khai tử không đúng hạn"
    assert "Hộ tịch" in desk.offers(DEATH, "field: ho-tich", f"field: {CURSOR}")["ho-tich"]


def test_an_amendment_is_offered_what_there_is_to_amend(desk: Desk) -> None:
    start = "amends: procedure/dang-ky-khai-tu\nset:\n"
    old = (desk.folder / AMENDMENT).read_text("utf-8").partition("amends:")[2]

    def offered(new: str) -> dict[str, str]:
        return desk.offers(AMENDMENT, f"amends:{old}", new)

    assert offered(f"amends: {CURSOR}\n")["fee_schedule/le-phi-ho-tich"] == "Lệ phí hộ tịch tại cấp xã"
    assert offered(f"{start}  papers:\n    - id: {CURSOR}\n")["to-khai"] == "Tờ khai đăng ký khai tử"
    assert "to-khai" in offered(f"{start}  papers:\n    - id: moi\n      before: {CURSOR}\n")
    assert "can-xac-minh" in offered(f"{start}  deadline:\n    - id: {CURSOR}\n")
    assert offered(f"{start}  route:\n    times:\n      {CURSOR}\n")["ky"] == "Ký kết quả"
    assert "death_date" in offered(f"{start}  papers:\n    - id: to-khai\n      when:\n        {CURSOR}\n")


@pytest.mark.parametrize(
    ("wrong", "marked", "said"),
    [
        ("death_dat: {over: 2012-01-01}", "death_dat", "death_date (Ngày chết)"),
        ("channel: onlin", "onlin", "online (Trực tuyến)"),
        ("channel: [counter, onlin]", "onlin", "online (Trực tuyến)"),
        ("applicant_groups: {any_of: [ho-ngeo]}", "ho-ngeo", "ho-ngheo (Hộ nghèo)"),
        ("death_date: {ovr: 2012-01-01}", "ovr", "Phép thử không hợp với dữ kiện “Ngày chết”"),
        ("death_date: 3", "3", "Ngày năm-tháng-ngày"),
        ("by_proxy: có", "có", "`true`, `false`"),
    ],
)
def test_what_is_wrong_in_a_condition_is_marked_where_it_stands(wrong: str, marked: str, said: str, desk: Desk) -> None:
    ((where, message),) = desk.marks(DEATH, "papers:\n", f"papers:\n  - {{id: moi, name: Mới, when: {{{wrong}}}}}\n")
    assert where == marked
    assert said in message


@pytest.mark.parametrize(
    ("name", "right", "wrong", "marked"),
    [
        (DEATH, "field: ho-tich", "field: ho-tic", "ho-tic"),
        (DEATH, "item: khai-tu", "item: khai-tuu", "khai-tuu"),
        (DEATH, "deadline:", "dealine:", "dealine"),
        (FEES, "items: [khai-sinh, khai-tu]", "items: [khai-sinh, khai-tuu]", "khai-tuu"),
        (AMENDMENT, "amends: procedure/", "amends: procedure/khong-co-", "procedure/khong-co-"),
    ],
)
def test_a_name_that_is_not_there_is_marked_where_it_stands(
    name: str, right: str, wrong: str, marked: str, desk: Desk
) -> None:
    assert any(where.startswith(marked) for where, _ in desk.marks(name, right, wrong))


def test_a_word_explains_itself_in_vietnamese(desk: Desk) -> None:
    text = desk.changed(
        DEATH, "papers:\n", f"papers:\n  - {{id: a, name: A, when: {{death_{CURSOR}date: {{over: 2012-01-01}}}}}}\n"
    )
    told = desk.server.hover(desk.folder / DEATH, text)
    assert "**Ngày chết**" in told
    assert "Ngày năm-tháng-ngày" in told


def test_a_file_without_a_first_line_is_found_by_the_settings(desk: Desk) -> None:
    rest = "in_force: {from: 2027-01-01}\nbasis: [QĐ]\nset: {name: A}\n"
    text = f"kind: amendment\nid: moi\namends: procedure/khong-co\n{rest}"
    (remarks,) = desk.server.judge((desk.folder / "catalogs" / "vn" / "amendments" / "moi.yaml", text))
    assert [(remark.line, remark.columns) for remark in remarks] == [(3, (9, 27))]


def test_a_shipped_file_is_explained_and_judged_where_it_lies(desk: Desk) -> None:
    file = TOP / DEATH
    text = file.read_text("utf-8")
    assert "Những giấy phải nộp" in desk.server.hover(file, text.replace("\npapers:", f"\npa{CURSOR}pers:"))
    wrong = text.replace("\nfield:", "\nfeild:")
    (remarks,) = desk.server.judge((file, wrong))
    assert "feild" in {_marked(wrong, remark) for remark in remarks}
