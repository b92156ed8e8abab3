"""What the officer finds out: a marriage that has to be verified, from the counter to the slips."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from motcua.calendar import parse_moment
from motcua.catalog import Catalog, Home, builtin_home, load_homes
from motcua.desk import Actor, Desk, Wanted
from motcua.desk.slips import printable, slip_data
from motcua.dossier import Applicant, Dossier, PaperIn
from motcua.findings import MotcuaError
from motcua.plugins import load_plugins
from motcua.store import Store

UNIT = "vn/38/ha-trung"
MONDAY = parse_moment("2026-11-23T08:00")
THIS_EVENING, FIVE_DAYS_LATER = parse_moment("2026-11-23T17:00"), parse_moment("2026-12-01T17:00")  # the 24th is off
HOA = Actor("hoa", "Lê Thị Hoa", frozenset({"counter"}), UNIT)
TUNG = Actor("tung", "Trần Văn Tùng", frozenset({"officer"}), UNIT)
LAN = Actor("lan", "Nguyễn Thị Lan", frozenset({"leader"}), UNIT)
FACTS = {"channel": "counter"}
VERIFY: dict[str, Any] = {"facts": {"needs_verification": "true"}, "reason": "Chưa rõ tình trạng hôn nhân"}


@pytest.fixture
def desk(store: Store, catalog: Catalog, tmp_path: Path) -> Desk:
    return Desk(store, catalog, load_plugins([], disabled=["web", "thanh_hoa"]), lambda: MONDAY)


@pytest.fixture
def marriage(desk: Desk) -> Dossier:
    """A registration of marriage, received and handed over on Monday morning."""
    due = desk.decide(UNIT, "dang-ky-ket-hon", FACTS, MONDAY).papers
    brought = {paper.id: PaperIn(paper.originals, paper.copies, paper.electronic) for paper in due}
    applicant = Applicant("Phạm Văn Nam", return_place="counter")
    dossier = desk.receive(HOA, "dang-ky-ket-hon", FACTS, applicant, brought, "k", MONDAY)
    return act(desk, HOA, dossier, "hand_over")


def act(desk: Desk, who: Actor, dossier: Dossier, action: str, at: datetime = MONDAY, **data: Any) -> Dossier:
    return desk.act(who, dossier.code, action, data, dossier.seq, at)


def receipt(desk: Desk, dossier: Dossier) -> dict[str, Any]:
    [what] = [what for what in printable(desk.catalog, dossier) if what.slip.id == "giay-tiep-nhan"]
    return slip_data(what, dossier, MONDAY, "", ())


def test_a_marriage_found_to_need_verification_is_due_five_working_days_after_its_reception(
    desk: Desk, marriage: Dossier
) -> None:
    assert marriage.due_at == THIS_EVENING
    dossier = act(desk, TUNG, marriage, "change_facts", **VERIFY)
    assert dossier.due_dates == (THIS_EVENING, FIVE_DAYS_LATER)
    assert (dossier.decision.case, dossier.status, dossier.step.id) == ("can-xac-minh", "in_progress", "giai-quyet")
    assert desk.dossier(dossier.code) == dossier
    [line] = desk.worklist(TUNG, Wanted(mine=True), parse_moment("2026-11-25T08:00")).lines
    assert (line.due_at, line.standing) == (FIVE_DAYS_LATER, "early")


def test_the_journal_keeps_what_was_found_why_and_what_is_promised_now(desk: Desk, marriage: Dossier) -> None:
    dossier = act(desk, TUNG, marriage, "change_facts", **VERIFY)
    assert dossier.events[-1].data == {
        "step": "giai-quyet",
        "facts": {"needs_verification": True},
        "reason": "Chưa rõ tình trạng hôn nhân",
        "promise": {"due_at": FIVE_DAYS_LATER.isoformat(), "fee": 0},
    }
    assert dossier.promise.due_at == THIS_EVENING
    assert dossier.flags == frozenset()


def test_the_receipt_shows_the_new_due_date(desk: Desk, marriage: Dossier) -> None:
    dossier = act(desk, TUNG, marriage, "change_facts", **VERIFY)
    told = receipt(desk, dossier)
    assert told["due_at"] == "17 giờ 00 phút, ngày 01 tháng 12 năm 2026"
    assert told["within"] == "5 ngày làm việc"
    assert told["papers"] == receipt(desk, marriage)["papers"]


def test_a_paper_that_is_missing_by_what_was_found_is_asked_for_and_brought(desk: Desk, marriage: Dossier) -> None:
    found: dict[str, Any] = {"facts": {"residence_not_found": True}, "reason": "Cơ sở dữ liệu không có"}
    dossier = act(desk, TUNG, marriage, "change_facts", **found)
    assert dossier.not_brought == ("noi-cu-tru",)
    assert dossier.due_dates == (THIS_EVENING,)
    dossier = act(desk, TUNG, dossier, "ask_for_papers", papers=["noi-cu-tru"], reason="Cơ sở dữ liệu không có")
    dossier = act(desk, HOA, dossier, "papers_received", parse_moment("2026-11-25T09:00"), papers=["noi-cu-tru"])
    assert dossier.not_brought == ()
    assert dossier.due_at == parse_moment("2026-11-25T17:00")
    dossier = act(desk, TUNG, dossier, "change_facts", parse_moment("2026-11-25T10:00"), **VERIFY)
    assert dossier.due_at == parse_moment("2026-12-02T17:00")
    assert dossier.first_due_at == THIS_EVENING


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        ({**VERIFY, "reason": " "}, "dossier/needs"),
        ({**VERIFY, "facts": {"channel": "online"}}, "dossier/not-officers-fact"),
        ({**VERIFY, "facts": {"needs_verfication": True}}, "fact/unknown"),
        ({**VERIFY, "facts": {"needs_verification": "có lẽ"}}, "fact/not-a-boolean"),
        ({**VERIFY, "facts": {"needs_verification": False}}, "dossier/nothing-found"),
    ],
)
def test_what_is_no_finding_is_refused_and_nothing_is_written(
    desk: Desk, store: Store, marriage: Dossier, data: dict[str, Any], rule: str
) -> None:
    with pytest.raises(MotcuaError, match=rule):
        act(desk, TUNG, marriage, "change_facts", **data)
    assert len(store.events(marriage.code)) == marriage.seq


def test_findings_that_the_rules_cannot_decide_with_are_refused_before_anything_is_written(
    store: Store, tmp_path: Path
) -> None:
    home = tmp_path / "province"
    (home / "catalogs" / "tinh-khac").mkdir(parents=True)
    (home / "catalogs" / "tinh-khac" / "layer.yaml").write_text(LAYER, "utf-8")
    (home / "catalogs" / "tinh-khac" / "them-le-phi.yaml").write_text(UNDETERMINED, "utf-8")
    catalog = load_homes([builtin_home(), Home(home)])
    desk = Desk(store, catalog, load_plugins([], disabled=["web", "thanh_hoa"]), lambda: MONDAY)
    officer = Actor("an", "Lê An", frozenset({"counter", "officer"}), "vn/99")
    due = desk.decide("vn/99", "xac-nhan-nha", {"channel": "counter"}, MONDAY).papers
    assert due == ()
    dossier = desk.receive(officer, "xac-nhan-nha", {"channel": "counter"}, Applicant("Phạm Văn Nam"), {}, "k", MONDAY)
    dossier = act(desk, officer, dossier, "hand_over")
    with pytest.raises(MotcuaError, match="decide/fee-undetermined"):
        act(desk, officer, dossier, "change_facts", facts={"survey": True}, reason="Phải đo đạc")
    assert desk.dossier(dossier.code) == dossier


def test_only_the_officer_at_the_examining_step_records_findings(desk: Desk, marriage: Dossier) -> None:
    for other in (HOA, LAN):
        assert "change_facts" not in desk.actions(other, marriage)
        with pytest.raises(MotcuaError, match="desk/not-allowed"):
            act(desk, other, marriage, "change_facts", **VERIFY)
    signing = act(desk, TUNG, marriage, "complete_step")
    with pytest.raises(MotcuaError, match="dossier/illegal-move"):
        act(desk, TUNG, signing, "change_facts", **VERIFY)


def test_a_step_put_in_by_a_finding_stands_on_the_control_slip(desk: Desk) -> None:
    hoa, tung = (replace(each, unit="vn/31/vinh-bao") for each in (HOA, TUNG))
    facts, permit = {"channel": "counter", "work_kind": "nha-o"}, "cap-giay-phep-xay-dung"
    due = desk.decide(hoa.unit, permit, facts, MONDAY).papers
    brought = {paper.id: PaperIn(paper.originals, paper.copies, paper.electronic) for paper in due}
    dossier = desk.receive(hoa, permit, facts, Applicant("Lê Văn Bình"), brought, "k", MONDAY)
    dossier = act(desk, hoa, dossier, "hand_over")
    dossier = act(desk, tung, dossier, "change_facts", facts={"needs_opinions": True}, reason="Gần di tích")
    dossier = act(desk, tung, dossier, "complete_step")
    assert (dossier.step.id, dossier.status) == ("lay-y-kien", "waiting_for_agency")
    with pytest.raises(MotcuaError, match="dossier/step-gone"):
        act(desk, tung, dossier, "change_facts", facts={"needs_opinions": False}, reason="Không phải hỏi")
    [control] = [what for what in printable(desk.catalog, dossier) if what.slip.id == "phieu-kiem-soat"]
    steps = slip_data(control, dossier, MONDAY, "", ())["steps"]
    assert ["at" in step for step in steps] == [True, True, False, False]


LAYER = """
kind: layer
id: tinh-khac
name: Tỉnh Khác
level: province
unit: vn/99
parent: vn
codes: {dossier: "H99"}
dossier_code: "{unit_code}-{date:%y%m%d}-{number:04d}"
hours: [{days: [mon, tue, wed, thu, fri], open: ["07:30-11:30", "13:00-17:00"]}]
"""
UNDETERMINED = """
kind: procedure
id: xac-nhan-nha
code: "9.000002"
name: Xác nhận nhà ở
field: dat-dai
in_force: {from: 2016-01-01}
basis: [Nghị quyết của tỉnh]
level: province
applicants: [ca-nhan]
channels: [counter]
results: [{id: giay-xac-nhan, name: Giấy xác nhận}]
facts:
  survey: {type: boolean, title: Phải đo đạc?, asked_of: officer, default: false}
papers: []
deadline: [{id: thuong, within: 5 working_days}]
fees:
  - {id: phi, name: Phí, amount: 1000}
  - {id: do-dac, name: Phí đo đạc, amount: undetermined, decided_by: province, when: {survey: true}}
route: {use: dat-dai}
"""
