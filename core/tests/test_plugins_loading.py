from pathlib import Path

import pytest

from motcua.findings import MotcuaError
from motcua.plugins import Plugin, Plugins, load_plugins

GOOD = """
from motcua.plugins import hookimpl
PLUGIN = {"name": "%s", "version": "1.0", "api": 1, "touches": ["slips"]}
@hookimpl
def motcua_slip_lines(dossier, slip):
    return ["%s"]
"""
MANIFEST = 'name: %s\nversion: "2026.1"\napi: 1\ntouches: [catalogs]\n'


def found(plugins: Plugins, name: str) -> Plugin:
    [plugin] = [plugin for plugin in plugins.list() if plugin.name == name]
    return plugin


def problem(plugins: Plugins, name: str) -> str:
    finding = found(plugins, name).problem
    assert finding
    assert finding.message("en")
    assert finding.remedy("vi")
    return finding.rule


def file(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_single_file_in_the_folder_is_a_plugin(tmp_path: Path) -> None:
    file(tmp_path, "loi_nhac_1.py", GOOD % ("loi_nhac_1", "Xin chào"))
    plugins = load_plugins([tmp_path])
    assert ("loi_nhac_1", ["Xin chào"]) in plugins.call("motcua_slip_lines", dossier=None, slip="x")
    assert found(plugins, "loi_nhac_1").as_json()["state"] == "on"


def test_a_project_that_just_lies_in_the_folder_runs_by_its_entry_points(tmp_path: Path) -> None:
    project = tmp_path / "du_an"
    file(project, "pyproject.toml", '[project.entry-points.motcua]\ndu_an = "motcua_du_an"\n')
    file(project, "motcua_du_an/lines.py", 'LINE = "Từ một dự án"\n')
    package = GOOD.replace('["%s"]', "[lines.LINE]") % "du_an"
    file(project, "motcua_du_an/__init__.py", "from motcua_du_an import lines\n" + package)
    plugins = load_plugins([tmp_path])
    assert ("du_an", ["Từ một dự án"]) in plugins.call("motcua_slip_lines", dossier=None, slip="x")
    assert found(plugins, "du_an").kind == "project"


def test_a_folder_of_data_needs_no_python(tmp_path: Path) -> None:
    file(tmp_path, "tinh-a/plugin.yaml", MANIFEST % "tinh-a")
    (tmp_path / "tinh-a" / "catalogs").mkdir()
    plugins = load_plugins([tmp_path])
    assert tmp_path / "tinh-a" in plugins.homes()
    assert found(plugins, "tinh-a").version == "2026.1"


def test_a_plugin_that_raises_at_import_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    file(tmp_path, "hong.py", GOOD % ("hong", "…") + "1 / 0\n")
    file(tmp_path, "thoat.py", GOOD % ("thoat", "…") + "import sys\nsys.exit(3)\n")
    file(tmp_path, "lanh.py", GOOD % ("lanh", "vẫn chạy"))
    plugins = load_plugins([tmp_path])
    assert problem(plugins, "hong") == problem(plugins, "thoat") == "plugin/broken"
    assert "ZeroDivisionError" in found(plugins, "hong").as_json("vi")["problem"]
    assert ("lanh", ["vẫn chạy"]) in plugins.call("motcua_slip_lines", dossier=None, slip="x")
    assert any("hong" in line for line in plugins.banner())


@pytest.mark.parametrize(
    ("declaration", "rule"),
    [
        ("", "plugin/undeclared"),
        ("if True:\n    PLUGIN = {}\n", "plugin/undeclared"),
        ('PLUGIN = {"name": "x", "version": "1", "api": 2, "touches": []}\n', "plugin/api"),
        ('PLUGIN = {"name": "x", "version": "1", "api": 1, "touches": []}\n', None),
        ('V = "1"\nPLUGIN: dict = {"name": "x", "version": V, "api": 1, "touches": []}\n', None),
    ],
)
def test_only_a_file_that_declares_itself_is_run(tmp_path: Path, declaration: str, rule: str | None) -> None:
    trace = tmp_path / "trace.txt"
    file(tmp_path / "plugins", "lac.py", f"open({str(trace)!r}, 'w').close()\n{declaration}")
    plugins = load_plugins([tmp_path / "plugins"])
    assert (problem(plugins, "lac") if rule else None) == rule
    assert found(plugins, "lac").state == ("broken" if rule else "on")
    assert trace.exists() is (rule is None)


@pytest.mark.parametrize("wrong", ["def (:\n", "\ufeff\ufeff", "x = ("])
def test_a_file_that_is_not_python_is_told_with_its_line(tmp_path: Path, wrong: str) -> None:
    file(tmp_path, "go_do.py", f"# Ghi chú\n{wrong}")
    plugins = load_plugins([tmp_path])
    assert problem(plugins, "go_do") == "plugin/syntax"
    assert "go_do.py, dòng 2: " in found(plugins, "go_do").as_json("vi")["problem"]


def test_an_installed_plugin_that_raises_at_import_is_named_by_its_entry_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(tmp_path, "motcua_hong_cai.py", "1 / 0\n")
    file(tmp_path, "hong_cai-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: hong-cai\nVersion: 1.0\n")
    file(tmp_path, "hong_cai-1.0.dist-info/entry_points.txt", "[motcua]\nhong_cai = motcua_hong_cai\n")
    monkeypatch.syspath_prepend(tmp_path)
    plugins = load_plugins()
    assert problem(plugins, "hong_cai") == "plugin/broken"
    assert found(plugins, "hong_cai").source == "hong-cai 1.0"


@pytest.mark.parametrize(
    ("declaration", "rule"),
    [
        ("None", "plugin/undeclared"),
        ('{"name": "x1", "version": "1", "api": 1, "touches": [], "hooks": []}', "plugin/unknown-key"),
        ('{"name": "x1", "api": 1, "touches": ["slips"]}', "plugin/missing-key"),
        ('{"name": "x1", "version": "1", "api": 2, "touches": ["slips"]}', "plugin/api"),
        ('{"name": "x1", "version": 1.0, "api": 1, "touches": ["slips"]}', "plugin/version"),
        ('{"name": "", "version": "1", "api": 1, "touches": ["slips"]}', "plugin/name"),
        ('{"name": "x1", "version": "1", "api": 1, "touches": "slips"}', "plugin/touches"),
        ('{"name": "x1", "version": "1", "api": 1, "touches": ["slip_lines"]}', "plugin/touches"),
        ('{"name": "x1", "version": "1", "api": 1, "touches": ["catalogs"]}', "plugin/not-declared"),
    ],
)
def test_a_declaration_that_does_not_hold_keeps_the_plugin_out(tmp_path: Path, declaration: str, rule: str) -> None:
    text = GOOD % ("x1", "…") + f"\nPLUGIN = {declaration}\n"
    file(tmp_path, "x1.py", text)
    plugins = load_plugins([tmp_path])
    assert problem(plugins, "x1") == rule
    assert "x1" not in dict(plugins.call("motcua_slip_lines", dossier=None, slip="x"))


def test_a_misspelt_hook_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    file(tmp_path, "go_sai.py", (GOOD % ("go_sai", "…")).replace("motcua_slip_lines", "motcua_slip_line"))
    plugins = load_plugins([tmp_path])
    assert problem(plugins, "go_sai") == "plugin/no-hook"
    assert "motcua_slip_lines" in found(plugins, "go_sai").as_json("en")["problem"]


def test_a_hook_with_an_argument_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    file(tmp_path, "thua.py", (GOOD % ("thua", "…")).replace("dossier, slip", "ho_so"))
    plugins = load_plugins([tmp_path])
    assert problem(plugins, "thua") == "plugin/broken"
    told = found(plugins, "thua").as_json("vi")["problem"]
    assert "{'ho_so'}" in told
    assert "\n" not in told


def test_a_disabled_plugin_is_listed_and_its_code_never_runs(tmp_path: Path) -> None:
    file(tmp_path, "tat.py", "raise AssertionError('ran')\n")
    assert found(load_plugins([tmp_path], disabled=["tat"]), "tat").state == "off"


def test_of_two_plugins_of_one_name_the_first_found_runs(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        file(tmp_path / folder, "cung_ten/plugin.yaml", MANIFEST % "cung_ten")
    plugins = load_plugins([tmp_path / "a", tmp_path / "b"])
    states = [plugin.state for plugin in plugins.list() if plugin.name == "cung_ten"]
    assert sorted(states) == ["doubled", "on"]
    assert tmp_path / "a" / "cung_ten" in plugins.homes()
    assert tmp_path / "b" / "cung_ten" not in plugins.homes()


@pytest.mark.parametrize(
    ("manifest", "rule"),
    [
        (None, "plugin/no-manifest"),
        ("name: [", "plugin/manifest-unreadable"),
        ("name: x\nname: x\n", "plugin/manifest-unreadable"),
        ("name: du-lieu\nversion: 1.0\napi: 1\ntouches: [catalogs]\n", "plugin/version"),
        ("name: du-lieu\n" + "#" * 100_000, "plugin/manifest-unreadable"),
    ],
)
def test_a_data_plugin_with_a_bad_manifest_is_told_what_is_wrong(
    tmp_path: Path, manifest: str | None, rule: str
) -> None:
    (tmp_path / "du-lieu" / "catalogs").mkdir(parents=True)
    if manifest is not None:
        file(tmp_path, "du-lieu/plugin.yaml", manifest)
    assert problem(load_plugins([tmp_path]), "du-lieu") == rule


def test_a_broken_pyproject_names_its_folder(tmp_path: Path) -> None:
    file(tmp_path, "du_an_hong/pyproject.toml", "[project")
    assert problem(load_plugins([tmp_path]), "du_an_hong") == "plugin/broken"


def test_what_is_no_plugin_is_left_alone(tmp_path: Path) -> None:
    file(tmp_path, "ghi-chu/readme.txt", "…")
    file(tmp_path, "_nhap.py", "1 / 0")
    assert {plugin.name for plugin in load_plugins([tmp_path]).list()} == {
        plugin.name for plugin in load_plugins().list()
    }


def test_a_folder_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MotcuaError, match="no-folder"):
        load_plugins([tmp_path / "nowhere"])
