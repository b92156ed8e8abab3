import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from motcua.calendar import parse_moment
from motcua.catalog import Catalog, Home, builtin_home, load_homes
from motcua.desk import Actor, Desk
from motcua.dossier import Applicant, Dossier, PaperIn
from motcua.plugins import Plugins, load_plugins
from motcua.store import open_store

PROJECT = Path(__file__).parents[1]
UNIT = "vn/38/ha-trung"
MONDAY = parse_moment("2026-11-23T08:00")
LATE_BIRTH = {
    "channel": "counter",
    "birth_date": "2026-08-01",
    "has_birth_notice": "true",
    "has_witness": "false",
    "proxy_is_close_kin": "false",
}


@pytest.fixture(scope="module")
def plugins() -> Plugins:
    """The plugin as it lies in its folder beside others."""
    return load_plugins([PROJECT.parent], disabled=["web", "hai_phong"])


@pytest.fixture(scope="module")
def catalog(plugins: Plugins) -> Catalog:
    return load_homes([builtin_home(), *map(Home, plugins.homes())])


@pytest.fixture
def desk(plugins: Plugins, catalog: Catalog, tmp_path: Path) -> Iterator[Desk]:
    store = open_store(tmp_path)
    yield Desk(store, catalog, plugins, lambda: MONDAY)
    store.close()


def receive(desk: Desk, **facts: str) -> Dossier:
    hoa, told = Actor("hoa", "Lê Thị Hoa", frozenset({"counter"}), UNIT), {**LATE_BIRTH, **facts}
    due = desk.decide(UNIT, "1.001193", told, MONDAY).papers
    brought = {paper.id: PaperIn(paper.originals, paper.copies, paper.electronic) for paper in due}
    return desk.receive(hoa, "1.001193", told, Applicant("Phạm Văn Nam"), brought, "k", MONDAY)


def test_it_loads_and_its_layers_are_those_of_the_province(plugins: Plugins, catalog: Catalog) -> None:
    [plugin] = [plugin for plugin in plugins.list() if plugin.name == "thanh_hoa" and plugin.state == "on"]
    assert plugin.title == "Thanh Hóa"
    assert {"vn/38", UNIT} <= set(catalog.units())
    assert catalog.resolve(UNIT, date(2025, 6, 30)).unit_name == "Ủy ban nhân dân thị trấn Hà Trung"


def test_its_version_is_that_of_its_project(plugins: Plugins) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] in {plugin.version for plugin in plugins.list() if plugin.name == "thanh_hoa"}


def test_a_birth_registered_late_costs_what_the_province_says(desk: Desk) -> None:
    fee = desk.decide(UNIT, "1.001193", LATE_BIRTH, MONDAY).fee
    assert fee.total == 8000
    assert fee.lines[0].basis == ("QĐ 4764/2016/QĐ-UBND",)


def test_who_pays_reads_on_the_slip_how_to_find_the_receipt(desk: Desk, plugins: Plugins) -> None:
    dossier = receive(desk)
    [(name, [line])] = plugins.call("motcua_slip_lines", dossier=dossier, slip="giay-tiep-nhan")
    assert name == "thanh_hoa"
    assert dossier.code in line
    assert plugins.call("motcua_slip_lines", dossier=dossier, slip="phieu-tu-choi") == [("thanh_hoa", [])]


def test_who_pays_nothing_is_not_told_of_receipts(desk: Desk, plugins: Plugins) -> None:
    dossier = receive(desk, birth_date="2026-11-01")
    assert dossier.fee.owed == 0
    assert plugins.call("motcua_slip_lines", dossier=dossier, slip="giay-tiep-nhan") == [("thanh_hoa", [])]


def test_a_commune_that_names_no_office_for_a_role_is_told_where(plugins: Plugins, tmp_path: Path) -> None:
    folder = tmp_path / "catalogs" / "nga-son"
    folder.mkdir(parents=True)
    (folder / "layer.yaml").write_text(
        "kind: layer\nid: nga-son\nname: Nga Sơn\nlevel: commune\nunit: vn/38/nga-son\nparent: thanh-hoa\n", "utf-8"
    )
    catalog = load_homes([builtin_home(), *map(Home, plugins.homes()), Home(tmp_path)])
    [(_, findings)] = plugins.call("motcua_checks", catalog=catalog)
    assert findings
    assert all(finding.place.file.endswith("nga-son/layer.yaml") for finding in findings)
    assert "Nga Sơn chưa ghi bộ phận" in findings[0].message()


def test_the_shipped_commune_names_an_office_for_every_role(plugins: Plugins, catalog: Catalog) -> None:
    assert plugins.call("motcua_checks", catalog=catalog) == [("thanh_hoa", [])]
