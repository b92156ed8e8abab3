"""What the page about editors shows is done: its command prints what it says, its hooks are there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from motcua.catalog import builtin_home

from .conftest import Run

TOP = builtin_home().folder
PAGE = (TOP / "docs" / "editors.md").read_text("utf-8")
LAYER = "{kind: layer, id: tinh-mau, name: Tỉnh Mẫu, level: province, unit: vn/90, parent: vn}\n"
LED = """\
# yaml-language-server: $schema=../../../motcua.schema.json
{kind: amendment, id: thu, amends: slip/phieu-tu-choi, in_force: {from: 2027-01-01}, basis: [NQ], set: {number: "1"}}
"""


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tinh-mau" / "catalogs" / "tinh-mau"
    folder.mkdir(parents=True)
    (folder / "layer.yaml").write_text(LAYER, "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_command_prints_what_the_page_shows_and_writes_its_first_line(province: Path, motcua: Run) -> None:
    command, *told = blocks("")[0].splitlines()
    run = command.removeprefix("$ motcua ").split()
    ran = motcua(*run)
    assert (ran.status, ran.out.splitlines()) == (0, told)
    (province / "thu.yaml").write_text(LED, "utf-8")
    assert motcua(*run).out.splitlines() == [*told, "Đã sửa dòng đầu của 1 tệp để dùng lược đồ này."]
    assert (province / "thu.yaml").read_text("utf-8").startswith(blocks("yaml")[0])


def test_the_settings_of_hooks_are_sound_and_name_hooks_that_are_there(tmp_path: Path) -> None:
    (shown,) = (block for block in blocks("yaml") if block.startswith("repos:"))
    file = tmp_path / ".pre-commit-config.yaml"
    file.write_text(shown, "utf-8")
    ran = subprocess.run([Path(sys.executable).parent / "pre-commit", "validate-config", file], check=False)
    assert ran.returncode == 0
    offered = {hook["id"] for hook in YAML(typ="safe").load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    (repository,) = YAML(typ="safe").load(shown)["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == offered
