"""`motcua list`, `explain`, `check`, `schema` and `plugins list`: what is in force, and what says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from motcua.catalog import builtin_home
from motcua.document import KINDS

Motcua = Callable[..., Any]
BROKEN = 'PLUGIN = {"name": "Hỏng", "version": "1", "api": 1, "touches": []}\n1 / 0\n'
HERE = ("--unit", "vn/38/ha-trung", "--at", "2026-10-05")


def test_procedures_are_listed_with_id_code_name_and_field(motcua: Motcua) -> None:
    ran = motcua("list", *HERE, "--json")
    rows = ran.json["procedures"]
    assert (ran.status, ran.err, list(ran.json)) == (0, "", ["procedures"])
    assert {tuple(row) for row in rows} == {("id", "code", "name", "field")}
    birth = {"id": "dang-ky-khai-sinh", "code": "1.001193", "name": "Đăng ký khai sinh", "field": "ho-tich"}
    assert birth in rows


def test_a_list_for_people_has_a_line_a_procedure(motcua: Motcua) -> None:
    told = motcua("list", *HERE, "--field", "ho-tich").out.splitlines()
    assert "1.001193\tdang-ky-khai-sinh\tĐăng ký khai sinh\tHộ tịch" in told
    assert all(line.endswith("\tHộ tịch") for line in told)


def test_nothing_is_in_force_before_the_catalog_begins(motcua: Motcua) -> None:
    assert motcua("list", "--unit", "vn/38/ha-trung", "--at", "2016-12-31", "--json").json == {"procedures": []}


def test_a_moment_is_as_good_as_a_day(motcua: Motcua) -> None:
    command = ("list", "--unit", "vn/38/ha-trung", "--at")
    assert motcua(*command, "2026-10-05T16:00").out == motcua(*command, "2026-10-05").out


def test_units_are_listed_for_people_and_programs(motcua: Motcua) -> None:
    assert "vn/38/ha-trung\tHà Trung" in motcua("list", "--units").out.splitlines()
    units = motcua("list", "--units", "--json").json["units"]
    assert {"unit": "vn/38/ha-trung", "name": "Hà Trung", "level": "commune"} in units


def test_a_value_is_explained_down_to_what_it_replaced(motcua: Motcua) -> None:
    [row] = motcua("explain", "1.001193", "fees.le-phi.amount", *HERE, "--json").json["values"]
    assert row.keys() >= {"path", "value", "layer", "file", "line", "basis", "since", "replaced"}
    assert (row["value"], row["layer"], row["basis"]) == (8000, "thanh-hoa", ["QĐ 4764/2016/QĐ-UBND"])
    assert (row["replaced"]["value"], row["replaced"]["layer"]) == ("undetermined", "vn")
    source = builtin_home().folder / row["file"]
    assert "8000" in source.read_text("utf-8").splitlines()[row["line"] - 1]


def test_an_explanation_for_people_writes_values_as_yaml_does(motcua: Motcua) -> None:
    told = motcua("explain", "dang-ky-khai-sinh", *HERE).out
    assert "channels = [counter, online, postal]\n" in told
    assert "facts.abandoned.default = false\n" in told
    assert "    thay cho: undetermined\n" in told


def test_the_catalog_that_comes_with_the_program_has_no_errors(motcua: Motcua) -> None:
    ran = motcua("check", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json.keys() == {"findings", "ignored", "counts"}
    assert ran.json["counts"].keys() == {"error", "warning", "info"}
    assert ran.json["counts"]["error"] == 0
    wanted = {"severity", "rule", "file", "line", "column", "message", "remedy"}
    assert all(wanted <= finding.keys() for finding in ran.json["findings"])


def test_remarks_are_told_only_when_asked_for(motcua: Motcua) -> None:
    assert "THÔNG TIN: " not in motcua("check").out
    assert "THÔNG TIN: " in motcua("check", "--all").out


def test_a_folder_that_is_loaded_anyway_is_checked_once(motcua: Motcua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(builtin_home().folder)
    assert motcua("check", "plugins/hai_phong", ".").out == motcua("check").out


@pytest.mark.parametrize("kind", [None, *sorted(KINDS)])
def test_a_schema_stands_alone_and_is_valid(kind: str | None, motcua: Motcua) -> None:
    ran = motcua("schema", *([kind] if kind else []))
    assert ran.status == 0
    Draft202012Validator.check_schema(ran.json)
    assert ".schema.json#" not in ran.out.replace(ran.json.get("$id", ""), "")


def test_plugins_are_listed_with_their_state_and_what_is_wrong(tmp_path: Path, motcua: Motcua) -> None:
    (tmp_path / "hong.py").write_text(BROKEN, "utf-8")
    ran = motcua("plugins", "list", "--plugins-dir", str(tmp_path), "--json")
    rows = {row["name"]: row for row in ran.json["plugins"]}
    assert ran.status == 0
    assert rows["web"]["state"] == "on"
    assert rows["hong"]["state"] == "broken"
    assert "ZeroDivisionError" in rows["hong"]["problem"]
    told = motcua("plugins", "list", "--plugins-dir", str(tmp_path)).out
    assert any(line.startswith("hong\t") and "ZeroDivisionError" in line for line in told.splitlines())


def test_a_broken_plugin_is_an_error_of_the_check_and_stops_nothing_else(tmp_path: Path, motcua: Motcua) -> None:
    (tmp_path / "hong.py").write_text(BROKEN, "utf-8")
    ran = motcua("check", "--plugins-dir", str(tmp_path), "--json")
    assert ran.status == 1
    assert [finding["rule"] for finding in ran.json["findings"] if finding["severity"] == "error"] == ["plugin/broken"]
    assert motcua("list", "--plugins-dir", str(tmp_path), "--unit", "vn", "--json").json["procedures"]
