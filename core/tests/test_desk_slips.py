from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from motcua.calendar import parse_moment
from motcua.catalog import Catalog, Home, builtin_home, load_homes
from motcua.desk import Actor, Desk
from motcua.desk.slips import printable, slip_data
from motcua.dossier import Applicant, Dossier, PaperIn
from motcua.findings import MotcuaError
from motcua.plugins import load_plugins
from motcua.store import open_store

PLUGINS = Path(__file__).parents[2] / "plugins"
UNIT = "vn/38/ha-trung"
MONDAY = parse_moment("2026-11-23T08:00")
HOA = Actor("hoa", "Lê Thị Hoa", frozenset({"counter", "officer"}), UNIT)
NAM = Applicant("Phạm Văn Nam", address="Thôn 1", return_place="post")
FACTS = {"channel": "counter", "documents": "2"}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_homes([builtin_home(), Home(PLUGINS / "thanh_hoa" / "motcua_thanh_hoa")])


@pytest.fixture
def desk(catalog: Catalog, tmp_path: Path) -> Iterator[Desk]:
    """The desk with the province's plugin, which adds a line to receipts."""
    store = open_store(tmp_path)
    yield Desk(store, catalog, load_plugins([PLUGINS], disabled=["web"]), lambda: MONDAY)
    store.close()


def receive(desk: Desk, moment: datetime = MONDAY) -> Dossier:
    due = desk.decide(UNIT, "chung-thuc-chu-ky", FACTS, moment).papers
    brought = {paper.id: PaperIn(paper.originals, paper.copies, paper.electronic) for paper in due}
    return desk.receive(HOA, "chung-thuc-chu-ky", FACTS, NAM, brought, "k", moment)


def told(desk: Desk, dossier: Dossier, slip: str) -> dict[str, Any]:
    [what] = [what for what in printable(desk.catalog, dossier) if what.slip.id == slip]
    return slip_data(what, dossier, MONDAY, "http://xa/h/", ())


def act(desk: Desk, dossier: Dossier, action: str, at: str = "2026-11-23T09:00", **data: Any) -> Dossier:
    return desk.act(HOA, dossier.code, action, data, dossier.seq, parse_moment(at))


def test_the_receipt_says_what_came_in_what_it_costs_and_when_to_come_back(desk: Desk) -> None:
    dossier = receive(desk)
    receipt = told(desk, dossier, "giay-tiep-nhan")
    assert receipt["fee"]["total"] == "20.000 đồng"
    assert receipt["fee"]["total_in_words"] == "Hai mươi nghìn đồng"
    assert receipt["due_at"] == "17 giờ 00 phút, ngày 23 tháng 11 năm 2026"
    assert receipt["return_place"] == "Tại nhà qua bưu chính"
    assert receipt["qr"] == f"HTTP://XA/H/{dossier.code}"
    assert len(receipt["papers"]) == len(dossier.papers)


def test_it_is_printed_as_pdf_with_the_line_of_the_province(desk: Desk) -> None:
    dossier = receive(desk)
    name, pdf = desk.slip(dossier.code, "giay-tiep-nhan")
    text = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    assert name == f"{dossier.code}-giay-tiep-nhan.pdf"
    assert "Phạm Văn Nam" in text
    assert "Biên lai điện tử" in text


def test_a_fee_nobody_determined_is_never_printed_as_nothing(desk: Desk) -> None:
    dossier = receive(desk)
    fee = replace(dossier.decision.fee, total=None)
    unknown = replace(dossier, decision=replace(dossier.decision, fee=fee))
    assert told(desk, unknown, "giay-tiep-nhan")["fee"]["total"] == "chưa xác định"


def test_slips_appear_as_the_dossier_comes_to_them(desk: Desk) -> None:
    dossier = receive(desk)
    assert [slip for slip, _ in desk.slips(dossier)] == ["giay-tiep-nhan", "phieu-kiem-soat"]
    with pytest.raises(MotcuaError, match="no-slip"):
        desk.slip(dossier.code, "phieu-tu-choi")
    paper = next(iter(dossier.papers))
    dossier = act(desk, dossier, "ask_for_papers", papers=[paper], reason="Giấy tờ mờ")
    assert told(desk, dossier, "phieu-yeu-cau-bo-sung")["reason"] == "Giấy tờ mờ"
    dossier = act(desk, dossier, "refuse", reason="Không bổ sung")
    assert told(desk, dossier, "phieu-tu-choi")["reason"] == "Không bổ sung"
    assert len(desk.slips(dossier)) == 4
    for slip, _ in desk.slips(dossier):
        assert desk.slip(dossier.code, slip)[1].startswith(b"%PDF")


def test_the_control_slip_tells_who_handed_over_to_whom_when_and_whether_in_time(desk: Desk) -> None:
    dossier = receive(desk)
    due_at = dossier.decision.route[0].due_at
    assert due_at
    dossier = act(desk, dossier, "hand_over", due_at.isoformat())
    dossier = act(desk, dossier, "complete_step", "2026-11-23T17:30")
    first, second, third = told(desk, dossier, "phieu-kiem-soat")["steps"]
    assert (first["result"], second["result"]) == ("on_time", "late")
    assert first["to"] == second["from"] == "Văn phòng HĐND và UBND"
    assert "at" not in third


def test_a_slip_is_the_form_in_force_on_the_day_it_tells_of(desk: Desk) -> None:
    dossier = receive(desk, parse_moment("2025-09-12T08:00"))
    before = told(desk, dossier, "giay-tiep-nhan")
    [basis] = before["slip"]["basis"]
    assert basis == "TT 01/2018/TT-VPCP"
    dossier = act(desk, dossier, "refuse", "2025-09-15T08:00", reason="Không thuộc thẩm quyền")
    assert told(desk, dossier, "phieu-tu-choi")["slip"]["basis"] == ["TT 03/2025/TT-VPCP"]
    assert told(desk, dossier, "giay-tiep-nhan") == before
