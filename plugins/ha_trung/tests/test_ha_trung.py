import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.calendar import parse_moment
from motcua.catalog import Home, builtin_home, load_homes
from motcua.desk import Actor, Desk
from motcua.dossier import Applicant, Dossier, PaperIn
from motcua.findings import MotcuaError
from motcua.plugins import load_plugins
from motcua.store import open_store

FOLDER = Path(__file__).parents[1]
MONDAY = parse_moment("2026-11-23T08:00")
EVERYBODY = Actor("hoa", "Lê Thị Hoa", frozenset({"counter", "officer", "leader"}), "vn/38/ha-trung")
FACTS = {"channel": "counter", "documents": "2"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The commune's desk with its own single-file plugins, installed by copying them into a folder."""
    mine = tmp_path / "tien-ich"
    mine.mkdir()
    for file in FOLDER.glob("*.py"):
        shutil.copy(file, mine)
    plugins = load_plugins([mine], disabled=["web", "thanh_hoa"])
    assert [plugin.state for plugin in plugins.list() if plugin.kind == "file"] == ["on", "on"]
    store = open_store(tmp_path / "data")
    catalog = load_homes([builtin_home(), Home(FOLDER.parent / "thanh_hoa" / "motcua_thanh_hoa")])
    yield Desk(store, catalog, plugins, lambda: MONDAY)
    store.close()


def ready(desk: Desk) -> Dossier:
    """Two signatures certified, 20.000 đồng to pay, the result ready to be handed over."""
    due = desk.decide(EVERYBODY.unit, "chung-thuc-chu-ky", FACTS, MONDAY).papers
    brought = {paper.id: PaperIn(paper.originals, paper.copies, paper.electronic) for paper in due}
    dossier = desk.receive(EVERYBODY, "chung-thuc-chu-ky", FACTS, Applicant("Phạm Văn Nam"), brought, "k", MONDAY)
    for action in ("hand_over", "complete_step", "sign", "ready"):
        dossier = desk.act(EVERYBODY, dossier.code, action, {}, dossier.seq, MONDAY)
    return dossier


def test_no_result_is_handed_over_before_the_fee_is_recorded(desk: Desk) -> None:
    dossier = ready(desk)
    with pytest.raises(MotcuaError) as refused:
        desk.act(EVERYBODY, dossier.code, "return", {}, dossier.seq, MONDAY)
    assert "Chưa ghi nhận 20.000 đồng" in refused.value.findings[0].message()
    paid = desk.act(EVERYBODY, dossier.code, "pay", {"amount": 20000}, dossier.seq, MONDAY)
    assert desk.act(EVERYBODY, paid.code, "return", {}, paid.seq, MONDAY).status == "returned"


def test_every_event_stands_in_the_book_without_personal_data(desk: Desk, tmp_path: Path) -> None:
    dossier = ready(desk)
    lines = (tmp_path / "tien-ich" / "so_doi_chieu.csv").read_text("utf-8").splitlines()
    assert lines[0] == f"23/11/2026,08:00,{dossier.code},received"
    assert len(lines) == len(dossier.events)
    assert not any("Nam" in line or "Hoa" in line for line in lines)
