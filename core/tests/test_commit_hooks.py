"""The hooks for repositories of law: a real pre-commit, a real git, and a commit that is refused or made.

The hooks run with the program that is installed here; building an environment of their own takes half a minute and is
pre-commit's business.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from msgspec import Struct
from ruamel.yaml import YAML

MANIFEST = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
BIN = Path(sys.executable).parent
LAYER = "{kind: layer, id: tinh-mau, name: Tỉnh Mẫu, level: province, unit: vn/90, parent: vn}\n"
FEES = """\
kind: amendment
id: tinh-mau-le-phi
amends: fee_schedule/le-phi-ho-tich
in_force: {from: 2026-01-01}
basis: [NQ 1/2026/NQ-HĐND]
set: {lines: [{id: khai-tu, amount: 8000}]}
"""
SPEC = """\
# language: vi
Tính năng: Đăng ký khai tử
  Tình huống: Nộp đúng hạn
    Biết thủ tục "Đăng ký khai tử" tại "Hà Trung"
    Và "Có giấy báo tử hoặc giấy tờ thay thế?" là có
    Và "Ngày chết" là 25/09/2026
    Khi nộp trực tiếp lúc 9 giờ 10 ngày 05/10/2026
    Thì lệ phí là 0 đồng
"""


class Repository(Struct, frozen=True):
    """A repository of law with the hooks in it."""

    folder: Path

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """Run a program in the repository, with no settings but its own."""
        own = {"HOME": str(self.folder.parent), "PRE_COMMIT_HOME": str(self.folder.parent / "pre-commit")}
        own |= {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "GIT_CONFIG_NOSYSTEM": "1"}
        own |= {f"GIT_{who}_{what}": "a@b.vn" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        return subprocess.run(command, cwd=self.folder, env=own, capture_output=True, text=True, check=False)

    def commit(self, **files: str) -> "subprocess.CompletedProcess[str]":
        """Write files of the province's law and try to commit them."""
        return self.commit_all({f"catalogs/tinh-mau/{name}.yaml": text for name, text in files.items()})

    def commit_all(self, files: dict[str, str]) -> "subprocess.CompletedProcess[str]":
        """Write files and try to commit them."""
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, "utf-8")
        assert self.run("git", "add", ".").returncode == 0
        return self.run("git", "commit", "--message", "Luật")


def hooked(folder: Path, hook: str) -> Repository:
    """Make a repository with one of our hooks as the manifest offers it, but for the environment."""
    offered = {one["id"]: one for one in YAML(typ="safe").load(MANIFEST.read_text("utf-8"))}
    hooks = [{**offered[hook], "language": "system"}]
    made = Repository(folder / "law")
    made.folder.mkdir()
    (made.folder / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [{"repo": "local", "hooks": hooks}]}))
    assert made.run("git", "init", "--quiet").returncode == 0
    assert made.run("pre-commit", "install").returncode == 0
    return made


def test_the_manifest_is_one() -> None:
    ran = subprocess.run([BIN / "pre-commit", "validate-manifest", MANIFEST], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, b"")


def test_sound_law_is_committed_and_faulty_law_is_not(tmp_path: Path) -> None:
    repository = hooked(tmp_path, "motcua-check")
    sound = repository.commit(layer=LAYER, fees=FEES)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    faulty = repository.commit(fees=FEES.replace("khai-tu, amount", "khai-tu, amuont"))
    assert faulty.returncode == 1
    assert "catalogs/tinh-mau/fees.yaml:6:29" in faulty.stdout + faulty.stderr
    assert repository.run("git", "log", "--format=%s").stdout == "Luật\n"


def test_a_spec_that_is_met_is_committed_and_one_that_is_not_is_refused(tmp_path: Path) -> None:
    repository = hooked(tmp_path, "motcua-spec")
    met = repository.commit_all({"features/khai-tu.feature": SPEC})
    assert met.returncode == 0, met.stdout + met.stderr
    unmet = repository.commit_all({"features/khai-tu.feature": SPEC.replace("0 đồng", "9 đồng")})
    assert unmet.returncode == 1
    assert "features/khai-tu.feature:8" in unmet.stdout + unmet.stderr
    assert repository.run("git", "log", "--format=%s").stdout == "Luật\n"


def test_law_that_breaks_by_what_is_taken_away_is_not_committed(tmp_path: Path) -> None:
    repository = hooked(tmp_path, "motcua-check")
    assert repository.commit(layer=LAYER, fees=FEES).returncode == 0
    (repository.folder / "catalogs" / "tinh-mau" / "layer.yaml").unlink()
    taken = repository.commit()
    assert taken.returncode == 1
    assert "layer.yaml" in taken.stdout + taken.stderr
    assert repository.run("git", "log", "--format=%s").stdout == "Luật\n"
