import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from motcua.catalog import Home, builtin_home, load_homes
from motcua.plugins import Plugin, load_plugins

MANIFEST = 'name: tinh-b\nversion: "1.0"\napi: 1\ntouches: [catalogs]\n'


def packed(folder: Path, members: dict[str | zipfile.ZipInfo, str]) -> Path:
    archive = folder / "tinh-b.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as into:
        for member, text in members.items():
            into.writestr(member, text)
    return archive


def loaded(folder: Path) -> Plugin:
    [plugin] = [plugin for plugin in load_plugins([folder]).list() if plugin.name == "tinh-b"]
    return plugin


@pytest.mark.parametrize("top", ["", "tinh-b-1.0/"])
def test_a_zip_of_layers_is_a_plugin(tmp_path: Path, top: str) -> None:
    packed(tmp_path, {f"{top}plugin.yaml": MANIFEST, f"{top}catalogs/b/layer.yaml": "kind: layer\n"})
    plugins = load_plugins([tmp_path])
    [home] = [home for home in plugins.homes() if home.is_relative_to(tmp_path)]
    assert (home / "catalogs" / "b" / "layer.yaml").read_text() == "kind: layer\n"
    assert loaded(tmp_path).state == "on", "and it is found again without unpacking twice"


def test_a_new_edition_of_the_zip_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    packed(tmp_path, {"plugin.yaml": MANIFEST})
    assert loaded(tmp_path).version == "1.0"
    packed(tmp_path, {"plugin.yaml": MANIFEST.replace("1.0", "2.0")})
    assert loaded(tmp_path).version == "2.0"


def test_the_data_only_plugin_that_is_shipped_works_as_a_zip(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "plugins" / "hai_phong"
    shutil.make_archive(str(tmp_path / "hai_phong"), "zip", shipped)
    plugins = load_plugins([tmp_path])
    catalog = load_homes([builtin_home(), *map(Home, plugins.homes())])
    assert "vn/31" in catalog.units()
    assert catalog.findings == load_homes([builtin_home(), *map(Home, load_plugins().homes())]).findings


@pytest.mark.parametrize("path", ["../out.yaml", "/out.yaml", "a/../../out.yaml", "..\\out.yaml", "C:/out.yaml"])
def test_a_path_that_leads_out_of_the_plugin_is_refused_and_nothing_is_left(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    packed(folder, {"plugin.yaml": MANIFEST, path: "kind: layer\n"})
    problem = loaded(folder).problem
    assert problem
    assert problem.rule == "plugin/zip-leads-out"
    assert not list(tmp_path.rglob("out.yaml"))
    assert list((folder / ".unpacked").iterdir()) == []


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("catalogs")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed(tmp_path, {"plugin.yaml": MANIFEST, link: "/etc"})
    problem = loaded(tmp_path).problem
    assert problem
    assert problem.rule == "plugin/zip-leads-out"


def test_a_zip_that_swells_is_refused_unread(tmp_path: Path) -> None:
    packed(tmp_path, {"plugin.yaml": MANIFEST, "rules/big.yaml": "a" * 20_000_001})
    problem = loaded(tmp_path).problem
    assert problem
    assert problem.rule == "plugin/zip-too-big"


def test_a_file_that_only_calls_itself_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tinh-b.zip").write_text("not a zip")
    problem = loaded(tmp_path).problem
    assert problem
    assert problem.rule == "plugin/zip-unreadable"
