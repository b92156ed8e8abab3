from pathlib import Path

import pytest

from motcua.plugins import Plugins, load_plugins

TEXT = """
from motcua.plugins import hookimpl
PLUGIN = {"name": "%s", "version": "1.0", "api": 1, "touches": ["slips"]}
@hookimpl
def motcua_slip_lines(dossier, slip):
    %s
"""


@pytest.fixture
def plugins(tmp_path: Path, request: pytest.FixtureRequest) -> Plugins:
    """A sound plugin on each side of one that behaves as the test says."""
    for name, body in {"g_a": 'return ["a"]', "g_m": request.param, "g_z": 'return ["z"]'}.items():
        (tmp_path / f"{name}.py").write_text(TEXT % (name, body), "utf-8")
    return load_plugins([tmp_path])


def ask(plugins: Plugins, slip: str = "giay-tiep-nhan") -> dict[str, list[str]]:
    answers = plugins.call("motcua_slip_lines", dossier=None, slip=slip)
    return {name: lines for name, lines in answers if name.startswith("g_")}


def state(plugins: Plugins) -> str:
    return next(plugin.state for plugin in plugins.list() if plugin.name == "g_m")


@pytest.mark.parametrize(
    "plugins", ["raise ValueError('hỏng')", "return 'not a list'", "raise SystemExit"], indirect=True
)
def test_a_failing_plugin_loses_its_own_answer_only(plugins: Plugins) -> None:
    assert ask(plugins) == {"g_a": ["a"], "g_z": ["z"]}
    assert [failure.plugin for failure in plugins.failures] == ["g_m"]
    assert state(plugins) == "on"


@pytest.mark.parametrize("plugins", ["raise ValueError('hỏng')"], indirect=True)
def test_after_three_failures_in_a_row_it_is_switched_off_and_a_banner_says_so(plugins: Plugins) -> None:
    for _ in range(5):
        assert ask(plugins) == {"g_a": ["a"], "g_z": ["z"]}
    assert state(plugins) == "stopped"
    assert len(plugins.failures) == 3
    assert any("g_m" in line and "ValueError: hỏng" in line for line in plugins.banner())


@pytest.mark.parametrize("plugins", ["return [str(1 // (slip != 'xấu'))]"], indirect=True)
def test_a_success_in_between_forgives(plugins: Plugins) -> None:
    for slip in ["xấu", "xấu", "tốt"] * 3:
        ask(plugins, slip)
    assert state(plugins) == "on"
    assert ask(plugins)["g_m"] == ["1"]


@pytest.mark.parametrize("plugins", ["return None"], indirect=True)
def test_answers_come_in_the_order_of_names_without_the_silent_ones(plugins: Plugins) -> None:
    assert list(ask(plugins)) == ["g_a", "g_z"]


@pytest.mark.parametrize("plugins", ["return []"], indirect=True)
def test_a_caller_that_forgets_an_argument_is_our_own_bug_and_raises(plugins: Plugins) -> None:
    with pytest.raises(KeyError, match="dossier"):
        plugins.call("motcua_slip_lines", slip="x")
    assert not plugins.failures


def test_a_finding_that_nobody_can_read_is_a_failed_answer(tmp_path: Path) -> None:
    (tmp_path / "g_check.py").write_text(
        "from motcua.findings import Finding\n"
        "from motcua.plugins import hookimpl\n"
        'PLUGIN = {"name": "g", "version": "1.0", "api": 1, "touches": ["checks"]}\n'
        "@hookimpl\n"
        "def motcua_checks(catalog):\n"
        '    return [Finding("khong/co-loi-nay")]\n',
        "utf-8",
    )
    plugins = load_plugins([tmp_path], disabled=["thanh_hoa"])
    assert plugins.call("motcua_checks", catalog=None) == []
    assert [failure.plugin for failure in plugins.failures] == ["g_check"]
