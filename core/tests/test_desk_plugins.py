from pathlib import Path

import pytest

from motcua.calendar import parse_moment
from motcua.catalog import Catalog, Home, builtin_home, load_homes
from motcua.desk import Actor, Desk
from motcua.dossier import Applicant, Dossier, PaperIn
from motcua.findings import MotcuaError
from motcua.plugins import load_plugins
from motcua.store import Query, Store

UNIT = "vn/38/ha-trung"
MONDAY = parse_moment("2026-11-23T08:00")
HOA = Actor("hoa", "Lê Thị Hoa", frozenset({"counter"}), UNIT)
FACTS = {"channel": "counter", "documents": "2"}
HEAD = """
from motcua.plugins import hookimpl
PLUGIN = {"name": "Thử", "version": "1.0", "api": 1, "touches": ["moves", "events"]}
@hookimpl
"""
VETO = (
    HEAD
    + """def motcua_before_move(move):
    if move.action == "ACTION":
        return f"{move.dossier.applicant.name} – {move.actor.name}"
"""
)
MEDDLES = (
    HEAD
    + """def motcua_before_move(move):
    move.data["reason"] = "khác"
    if "applicant" in move.data:
        move.data["applicant"]["name"] = "Người Khác"
"""
)
BREAKS = HEAD + "def motcua_before_move(move):\n    raise ValueError('hỏng')\n"
BREAKS_AFTER = HEAD + "def motcua_after_event(event):\n    raise OSError('đầy đĩa')\n"
SEES = (
    HEAD
    + """def motcua_after_event(dossier, event):
    with open(__file__ + ".txt", "a") as seen:
        seen.write(f"{dossier.code} {event.seq} {event.type}\\n")
"""
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    plugins = Path(__file__).parents[2] / "plugins"
    return load_homes([builtin_home(), Home(plugins / "thanh_hoa" / "motcua_thanh_hoa")])


@pytest.fixture
def desk(store: Store, catalog: Catalog, tmp_path: Path, request: pytest.FixtureRequest) -> Desk:
    """A desk with one plugin, of the text that the test gives."""
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "thu.py").write_text(request.param, "utf-8")
    plugins = load_plugins([tmp_path / "plugins"], disabled=["web", "thanh_hoa"])
    return Desk(store, catalog, plugins, lambda: MONDAY)


def receive(desk: Desk, key: str = "k") -> Dossier:
    due = desk.decide(UNIT, "chung-thuc-chu-ky", FACTS, MONDAY).papers
    brought = {paper.id: PaperIn(paper.originals, paper.copies, paper.electronic) for paper in due}
    return desk.receive(HOA, "chung-thuc-chu-ky", FACTS, Applicant("Phạm Văn Nam"), brought, key, MONDAY)


def types(desk: Desk, dossier: Dossier) -> list[str]:
    return [event.type for event in desk.dossier(dossier.code).events]


@pytest.mark.parametrize("desk", [VETO.replace("ACTION", "receive")], indirect=True)
def test_a_plugin_can_forbid_a_reception_and_then_no_code_is_used_up(desk: Desk, store: Store) -> None:
    with pytest.raises(MotcuaError) as refused:
        receive(desk)
    [finding] = refused.value.findings
    assert finding.rule == "desk/veto"
    assert "Phạm Văn Nam – Lê Thị Hoa" in finding.message()
    assert store.find("counters", Query()) == []


@pytest.mark.parametrize("desk", [VETO.replace("ACTION", "hand_over")], indirect=True)
def test_a_plugin_can_forbid_a_move_and_nothing_is_written(desk: Desk) -> None:
    dossier = receive(desk)
    with pytest.raises(MotcuaError, match="veto"):
        desk.act(HOA, dossier.code, "hand_over", {}, dossier.seq, MONDAY)
    assert types(desk, dossier) == ["received"]


@pytest.mark.parametrize("desk", [BREAKS], indirect=True)
def test_a_plugin_that_fails_before_a_move_does_not_stop_it_and_its_failure_is_journalled(desk: Desk) -> None:
    dossier = receive(desk)
    assert types(desk, dossier) == ["received", "plugin_failed"]
    assert dossier.events[-1].data == {"plugin": "thu", "hook": "motcua_before_move", "error": "ValueError: hỏng"}
    dossier = desk.act(HOA, dossier.code, "hand_over", {}, dossier.seq, MONDAY)
    assert dossier.status == "in_progress"


@pytest.mark.parametrize("desk", [BREAKS], indirect=True)
def test_after_three_failures_the_desk_goes_on_without_the_plugin(desk: Desk) -> None:
    for number in range(4):
        dossier = receive(desk, str(number))
    assert types(desk, dossier) == ["received"]
    assert "hỏng" in desk.plugins.banner()[0]


@pytest.mark.parametrize("desk", [BREAKS_AFTER], indirect=True)
def test_a_failed_reaction_cannot_undo_what_was_journalled(desk: Desk) -> None:
    dossier = receive(desk)
    assert types(desk, dossier) == ["received", "plugin_failed"]
    assert desk.act(HOA, dossier.code, "hand_over", {}, dossier.seq, MONDAY).status == "in_progress"


@pytest.mark.parametrize("desk", [SEES], indirect=True)
def test_each_event_is_told_once_also_when_a_form_comes_twice(desk: Desk, tmp_path: Path) -> None:
    dossier = receive(desk)
    receive(desk)
    desk.act(HOA, dossier.code, "hand_over", {}, dossier.seq, MONDAY)
    seen = (tmp_path / "plugins" / "thu.py.txt").read_text().splitlines()
    assert seen == [f"{dossier.code} 1 received", f"{dossier.code} 2 handed_over"]


@pytest.mark.parametrize("desk", [MEDDLES], indirect=True)
def test_what_a_plugin_does_to_a_move_never_reaches_the_journal(desk: Desk) -> None:
    dossier = receive(desk)
    assert dossier.applicant.name == "Phạm Văn Nam"
    dossier = desk.act(HOA, dossier.code, "refuse", {"reason": "Không thuộc thẩm quyền"}, dossier.seq, MONDAY)
    assert dossier.events[-1].data["reason"] == "Không thuộc thẩm quyền"
