from typing import Any

import pytest

from motcua.calendar import parse_moment
from motcua.catalog import Home, Rulebook, builtin_home, load_homes
from motcua.dossier import (
    Applicant,
    Dossier,
    Event,
    PaperIn,
    Promise,
    Reception,
    context,
    objections,
    possible,
    read_changes,
    reception_as_json,
    recorded,
    replay,
    undecided,
)

UNIT = "vn/99"
MONDAY = parse_moment("2026-11-23T08:00")
PROVINCE = """
kind: layer
id: tinh-khac
name: Tỉnh Khác
level: province
unit: vn/99
parent: vn
hours: [{days: [mon, tue, wed, thu, fri], open: ["07:30-11:30", "13:00-17:00"]}]
"""
PERMIT = """
kind: procedure
id: cap-phep
code: "9.000001"
name: Cấp phép đào giếng
field: ho-tich
in_force: {from: 2016-01-01}
basis: [Nghị quyết của tỉnh]
level: province
applicants: [ca-nhan]
channels: [counter]
results: [{id: giay-phep, name: Giấy phép}]
facts:
  depth: {type: integer, title: Độ sâu (m), required: true}
  weak_ground: {type: boolean, title: Nền đất yếu?, asked_of: officer, default: false}
  needs_opinion: {type: boolean, title: Phải hỏi ý kiến?, asked_of: officer, default: false}
  neighbours: {type: integer, title: Số hộ liền kề, min: 0, max: 20, asked_of: officer, default: 0}
  remark: {type: text, title: Ghi chú, asked_of: officer}
  piled: {type: boolean, title: Có gia cố?, required: true, asked_when: {weak_ground: true, depth: {over: 50}}}
papers:
  - {id: don, name: Đơn, originals: 1}
  - {id: khao-sat, name: Báo cáo khảo sát nền, originals: 1, when: {weak_ground: true}}
  - {id: cam-ket, name: Cam kết đào nông, originals: 1, when: {weak_ground: false}}
deadline:
  - {id: hoi, when: {needs_opinion: true}, within: 10 working_days}
  - {id: khong-han, when: {neighbours: 20}, within: not_regulated}
  - {id: thuong, within: 5 working_days}
fees:
  - {id: phi, name: Phí, amount: 1000}
  - {id: tham-dinh, name: Phí hỏi ý kiến, amount: 500, when: {needs_opinion: true}}
route:
  steps:
    - {id: nhan, name: Tiếp nhận, role: tiep-nhan, allows: [hand_over, change_facts]}
    - {id: xem-nen, name: Xem nền đất, role: dia-chinh, allows: [complete_step], when: {weak_ground: true}}
    - {id: xet, name: Xem xét, role: dia-chinh, allows: [complete_step, change_facts]}
    - {id: hoi, name: Hỏi ý kiến, role: dia-chinh, allows: [complete_step, change_facts], when: {needs_opinion: true}}
    - {id: ky, name: Ký, role: lanh-dao-ubnd, allows: [sign]}
    - {id: tra, name: Trả, role: tra-ket-qua, allows: [ready, return]}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """A province with a procedure of its own, of which an officer finds out much."""
    home = tmp_path_factory.mktemp("home")
    (home / "catalogs" / "tinh-khac").mkdir(parents=True)
    (home / "catalogs" / "tinh-khac" / "layer.yaml").write_text(PROVINCE, "utf-8")
    (home / "catalogs" / "tinh-khac" / "cap-phep.yaml").write_text(PERMIT, "utf-8")
    return load_homes([builtin_home(), Home(home)]).resolve(UNIT, MONDAY.date())


def life(rules: Rulebook, *happened: tuple[Any, dict[str, Any]], depth: int = 20) -> Dossier:
    """Replay a dossier received on Monday, and what happened to it on the same day."""
    facts = {"channel": "counter", "depth": depth, "weak_ground": False, "needs_opinion": False, "piled": False}
    applicant, papers = Applicant("Phạm Văn Nam"), {"don": PaperIn(1), "cam-ket": PaperIn(1)}
    due_at = parse_moment("2026-12-01T17:00")
    reception = Reception("cap-phep", "9.000001", facts, applicant, papers, "sha256:…", Promise(due_at, 1000))
    told = [("received", reception_as_json(reception)), *happened]
    events = [
        Event("KH-1", kind, MONDAY, "hoa", "Lê Thị Hoa", UNIT, data, seq) for seq, (kind, data) in enumerate(told, 1)
    ]
    return replay(events, context(rules, reception, MONDAY))


def found(**facts: Any) -> tuple[str, dict[str, Any]]:
    return "facts_changed", {"facts": facts, "reason": "Xem tại chỗ"}


HANDED: tuple[str, dict[str, Any]] = ("handed_over", {})
DONE: tuple[str, dict[str, Any]] = ("step_completed", {})


def refused(dossier: Dossier, **facts: Any) -> list[str]:
    findings = objections(dossier, "change_facts", {"facts": facts, "reason": "Xem tại chỗ"})
    for finding in findings:
        assert finding.show("vi") != finding.show("en")
    return [finding.rule for finding in findings]


def test_deadline_fee_papers_and_route_follow_what_was_found(rules: Rulebook) -> None:
    before, after = life(rules, HANDED), life(rules, HANDED, found(needs_opinion=True))
    assert before.flags == frozenset()
    assert (before.due_at, before.fee.owed) == (parse_moment("2026-12-01T17:00"), 1000)
    assert (after.due_at, after.fee.owed) == (parse_moment("2026-12-08T17:00"), 1500)
    assert after.first_due_at == before.due_at
    assert [step.id for step in after.decision.route] == ["nhan", "xet", "hoi", "ky", "tra"]
    assert life(rules, HANDED, found(needs_opinion=True), DONE).step.id == "hoi"


def test_each_finding_adds_to_those_before_it(rules: Rulebook) -> None:
    dossier = life(rules, HANDED, found(needs_opinion=True), found(neighbours=3), found(needs_opinion=False))
    assert dossier.decision.facts["neighbours"] == 3
    assert dossier.due_at == dossier.first_due_at
    assert len(dossier.earlier) == 3


def test_a_fee_that_a_finding_lowers_after_it_was_paid_is_paid_back(rules: Rulebook) -> None:
    paid = ("paid", {"amount": 1500})
    fee = life(rules, HANDED, found(needs_opinion=True), paid, found(needs_opinion=False)).fee
    assert (fee.owed, fee.paid, fee.due, fee.over) == (1000, 1500, 0, 500)


def test_papers_that_a_finding_calls_for_are_told_until_they_are_brought(rules: Rulebook) -> None:
    assert life(rules, HANDED).not_brought == ()
    dossier = life(rules, HANDED, found(weak_ground=True))
    assert dossier.not_brought == ("khao-sat",)
    assert dossier.known_papers["cam-ket"].name == "Cam kết đào nông"
    asked = ("papers_asked", {"papers": ["khao-sat"], "reason": "Nền yếu"})
    brought = ("papers_received", {"papers": ["khao-sat"]})
    assert life(rules, HANDED, found(weak_ground=True), asked, brought).not_brought == ()


def test_a_dossier_stays_at_its_step_when_another_is_put_before_it(rules: Rulebook) -> None:
    dossier = life(rules, HANDED, found(weak_ground=True))
    assert [step.id for step in dossier.decision.route[:3]] == ["nhan", "xem-nen", "xet"]
    assert dossier.step.id == "xet"


def test_a_finding_that_takes_away_the_step_at_hand_is_refused(rules: Rulebook) -> None:
    way = (HANDED, found(needs_opinion=True), DONE)
    before, after = life(rules, *way), life(rules, *way, found(needs_opinion=False))
    assert [finding.rule for finding in undecided(before, after)] == ["dossier/step-gone"]
    assert after.step.id == "xet"


def test_a_time_no_longer_regulated_leaves_no_due_date_and_keeps_the_first(rules: Rulebook) -> None:
    dossier = life(rules, HANDED, found(neighbours=20))
    assert dossier.due_at is None
    assert dossier.first_due_at == parse_moment("2026-12-01T17:00")


def test_what_nobody_was_asked_is_not_taken_for_answered(rules: Rulebook) -> None:
    before, after = life(rules, HANDED, depth=60), life(rules, HANDED, found(weak_ground=True), depth=60)
    assert [finding.rule for finding in undecided(before, after)] == ["decide/fact-missing"]
    assert "Có gia cố?" in undecided(before, after)[0].message()


def test_only_what_differs_is_kept_and_as_plain_values(rules: Rulebook) -> None:
    told = {"facts": {"weak_ground": "không", "needs_opinion": "có", "neighbours": "3"}, "reason": "Xem"}
    assert recorded(life(rules, HANDED), told) == {**told, "facts": {"needs_opinion": True, "neighbours": 3}}
    assert recorded(life(rules, HANDED), {"reason": "Xem"}) == {"reason": "Xem"}


def test_an_empty_answer_is_the_default_again_and_without_one_unknown(rules: Rulebook) -> None:
    dossier = life(rules, HANDED, found(neighbours=3, remark="Giếng cũ"))
    emptied, findings = read_changes(dossier, {"neighbours": "", "remark": " "})
    assert (emptied, findings) == ({"neighbours": 0, "remark": None}, [])
    after = life(rules, HANDED, found(neighbours=3, remark="Giếng cũ"), found(**emptied))
    assert (after.decision.facts["neighbours"], after.decision.facts["remark"]) == (0, None)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"depth": 10}, "dossier/not-officers-fact"),
        ({"received_on": "2026-11-20"}, "dossier/not-officers-fact"),
        ({"weak_grounds": True}, "fact/unknown"),
        ({"weak_ground": "hơi"}, "fact/not-a-boolean"),
        ({"neighbours": 21}, "fact/too-large"),
        ({"weak_ground": False}, "dossier/nothing-found"),
    ],
)
def test_what_cannot_be_a_finding_is_refused(rules: Rulebook, facts: dict[str, Any], rule: str) -> None:
    assert refused(life(rules, HANDED), **facts) == [rule]


def test_a_misspelt_fact_is_told_with_the_nearest_name(rules: Rulebook) -> None:
    [finding] = objections(life(rules, HANDED), "change_facts", {"facts": {"weak_grounds": True}, "reason": "Xem"})
    assert "weak_ground" in finding.message()
    assert "needs_opinion" in finding.remedy()
    assert "depth" not in finding.remedy()


def test_a_finding_needs_facts_and_a_reason(rules: Rulebook) -> None:
    lacking = objections(life(rules, HANDED), "change_facts", {})
    assert [finding.params["field"] for finding in lacking] == ["facts", "reason"]


def test_findings_are_recorded_where_the_step_says_so(rules: Rulebook) -> None:
    assert "change_facts" in possible(life(rules, HANDED))
    assert "change_facts" not in possible(life(rules, HANDED, DONE))
