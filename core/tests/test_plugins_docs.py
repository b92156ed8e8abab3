import ast
import inspect
from pathlib import Path

import pytest

from motcua import hookspecs
from motcua.plugins import AREAS, load_plugins
from motcua.texts import catalog

ROOT = Path(__file__).parents[2]
HOOKS = [name for name in vars(hookspecs) if name.startswith("motcua_")]
GUIDE = (ROOT / "docs" / "plugins.md").read_text("utf-8")


def plugin_sources() -> list[Path]:
    """Every Python file of a plugin that comes with the project, the web among them; tests are none."""
    files = [*(ROOT / "plugins").rglob("*.py"), *(ROOT / "web" / "motcua_web").rglob("*.py")]
    return [file for file in files if "tests" not in file.parts]


def implemented() -> set[str]:
    trees = (ast.parse(file.read_text("utf-8")) for file in plugin_sources())
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_says_when_it_is_called_what_to_answer_and_shows_it(hook: str) -> None:
    function = getattr(hookspecs, hook)
    told = inspect.getdoc(function) or ""
    assert "Called " in told
    assert "Example::" in told
    assert f"def {hook}(" in told
    assert all(f":param {name}:" in told for name in inspect.signature(function).parameters)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_stands_in_the_guide_with_the_area_to_declare(hook: str) -> None:
    [row] = [line for line in GUIDE.splitlines() if line.startswith(f"| `{hook}`")]
    assert f"`{AREAS[hook]}`" in row


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_used_by_a_real_plugin(hook: str) -> None:
    assert hook in implemented()


def test_every_hook_has_its_area_and_every_area_its_hook() -> None:
    assert set(AREAS) == set(HOOKS)
    assert len(set(AREAS.values())) == len(AREAS)


@pytest.mark.parametrize("prefix", ["plugin/", "desk/", "dossier/", "applicant/"])
def test_what_is_said_in_vietnamese_is_said_in_english(prefix: str) -> None:
    said = [{key for key in catalog(lang) if key.startswith(prefix)} for lang in ("vi", "en")]
    assert said[0] == said[1]
    assert said[0]
    assert all(catalog(lang)[key].get("remedy") for lang in ("vi", "en") for key in said[0])


def test_the_example_of_the_guide_loads_as_it_is_written(tmp_path: Path) -> None:
    [example] = [block.split("```")[0] for block in GUIDE.split("```python\n")[1:]]
    (tmp_path / "vi_du.py").write_text(example, "utf-8")
    [manifest] = [block.split("```")[0] for block in GUIDE.split("```yaml\n")[1:]]
    (tmp_path / "xa-toi" / "catalogs").mkdir(parents=True)
    (tmp_path / "xa-toi" / "plugin.yaml").write_text(manifest, "utf-8")
    states = {plugin.name: plugin.state for plugin in load_plugins([tmp_path]).list()}
    assert (states["vi_du"], states["xa-toi"]) == ("on", "on")
