from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from motcua.calendar import Calendar, Hours, Policy, parse_moment, parse_within
from motcua.decide.decision import Deadline, Decision, Fee, FeeDue, PaperDue, StepDue
from motcua.dossier import (
    FINAL,
    MOVES,
    Applicant,
    Context,
    Dossier,
    Event,
    PaperIn,
    Promise,
    Reception,
    as_json,
    from_json,
    objections,
    possible,
    reception_as_json,
    replay,
    standing,
    timed,
)
from motcua.lang import Fact

UNIT = "vn/38/ha-trung"
CODE = "H56.38.01-261123-0001"
MONDAY = parse_moment("2026-11-23T08:00")
FRIDAY_EVENING = parse_moment("2026-11-27T17:00")
CALENDAR = Calendar.of(
    [
        {
            "year": 2026,
            "week": ["mon", "tue", "wed", "thu", "fri"],
            "off": [{"id": "ngay-van-hoa", "on": "2026-11-24", "name": "Ngày Văn hóa Việt Nam"}],
        }
    ]
)
HOURS = Hours.of([{"days": ["mon", "tue", "wed", "thu", "fri"], "open": ["07:30-11:30", "13:00-17:00"]}])
POLICY = Policy.of(
    {
        "due_time": {"choice": "end_of_day"},
        "day_off": {"choice": "next_working_day"},
        "first_day": {"choice": "not_counted"},
        "cut_off_sense": "after",
        "same_day_on_day_off": {"choice": "next_working_day"},
        "clock_hours": {"choice": "run_on"},
        "part_day": {"choice": "whole_day", "hours_a_day": 8},
        "pause": {"choice": "whole_days"},
        "supplement": {"choice": "restart", "within_to_ask": "3 working_days"},
        "extension_of_result": {"notice_before": "1 working_days", "times": 1},
        "hand_over": {"cut_off": "15:00"},
        "linked_cut_off": {"choice": "moves_start", "cut_off": "15:00"},
        "soon": "1 working_days",
    }
)


def step(name: str, role: str, *allows: str, unit: str = UNIT) -> StepDue:
    return StepDue(name, name.title(), role, "", unit, allows, None)


ROUTE = (
    step("tiep-nhan", "tiep-nhan", "hand_over", "ask_for_papers", "papers_received", "refuse", "withdraw"),
    step(
        "giai-quyet",
        "tu-phap",
        "complete_step",
        "change_facts",
        "ask_for_papers",
        "papers_received",
        "refuse",
        "withdraw",
    ),
    step("ky", "lanh-dao", "sign", "send_back", "refuse"),
    step("tra", "tra-ket-qua", "ready", "return"),
)
DECISION = Decision(
    procedure="nhan-cha-me-con",
    code="1.001022",
    name="Đăng ký nhận cha, mẹ, con",
    case=None,
    unit=UNIT,
    at=MONDAY,
    facts={"needs_check": False},
    acceptable=True,
    problems=(),
    papers=tuple(PaperDue(name, name, "submit", 1, 0, 0, None, "", ()) for name in ("to-khai", "chung-cu")),
    fee=Fee(15000, (FeeDue("le-phi", "Lệ phí", None, 15000, False, ()),)),
    deadline=Deadline("thuong", parse_within("3 working_days"), FRIDAY_EVENING, (), ()),
    route=ROUTE,
    rows=(),
)
CHECK = Fact("needs_check", "boolean", "Cần xác minh?", asked_of="officer", default=False)
SIX_DAYS = Deadline("xac-minh", parse_within("6 working_days"), None, (), ())


def rules(decision: Decision = DECISION, policy: Policy = POLICY) -> Context:
    """The rules of the case: three working days, six where it has to be checked."""

    def changed(found: Mapping[str, Any]) -> Context:
        deadline = SIX_DAYS if found["needs_check"] else DECISION.deadline
        return rules(replace(decision, facts=found, deadline=deadline), policy)

    return timed(decision, CALENDAR, HOURS, policy, (CHECK,), changed)


RESTARTS = rules()
CONTINUES = rules(policy=replace(POLICY, supplement="continue"))


def event(kind: Any, moment: str | datetime, seq: int, **data: Any) -> Event:
    at = parse_moment(moment) if isinstance(moment, str) else moment
    written = as_json(Event(CODE, kind, at, "hoa", "Lê Thị Hoa", UNIT, data))
    return from_json({**written, "seq": seq, "prev": "…"})


RECEPTION = Reception(
    procedure="nhan-cha-me-con",
    code="1.001022",
    facts={},
    applicant=Applicant("Phạm Văn Nam"),
    papers={"to-khai": PaperIn(originals=1)},
    rulebook="sha256:…",
    promise=Promise(FRIDAY_EVENING, 15000),
)
RECEIVED = event("received", MONDAY, 1, **reception_as_json(RECEPTION))


def life(*happened: tuple[Any, ...], context: Context = RESTARTS, first: Event = RECEIVED) -> Dossier:
    """Replay a reception on Monday 23/11/2026 at 08:00 and what happened since: (type, moment, data)."""
    later = [event(kind, at, seq, **(data or {})) for seq, (kind, at, data) in enumerate(happened, start=2)]
    return replay([first, *later], context)


HANDED = ("handed_over", "2026-11-23T10:00", None)
DONE = ("step_completed", "2026-11-25T10:00", None)
SIGNED = ("signed", "2026-11-26T09:00", None)
ASKED = ("papers_asked", "2026-11-25T10:00", {"papers": ["chung-cu"], "reason": "Thiếu chứng cứ"})
FOUND = ("facts_changed", "2026-11-25T09:00", {"facts": {"needs_check": True}, "reason": "Giấy tờ mâu thuẫn"})
BROUGHT = ("papers_received", "2026-11-30T09:00", {"papers": ["chung-cu"]})


def test_a_received_dossier_lies_at_the_first_step_and_is_due_as_promised() -> None:
    dossier = life()
    assert (dossier.status, dossier.step.id, dossier.clock) == ("received", "tiep-nhan", "running")
    assert dossier.due_at == dossier.first_due_at == FRIDAY_EVENING
    assert dossier.applicant.name == "Phạm Văn Nam"
    assert dossier.flags == frozenset()


def test_a_dossier_goes_the_whole_way_to_its_applicant() -> None:
    dossier = life(
        HANDED, DONE, SIGNED, ("made_ready", "2026-11-26T14:00", None), ("returned", "2026-12-01T08:00", None)
    )
    assert (dossier.status, dossier.step.id, dossier.clock) == ("returned", "tra", "stopped")
    assert dossier.ready_at == parse_moment("2026-11-26T14:00")
    assert dossier.seq == 6


def test_papers_asked_for_stop_the_clock_and_once_all_are_in_it_starts_from_zero() -> None:
    waiting = life(HANDED, ASKED)
    assert (waiting.status, waiting.clock, waiting.missing) == ("waiting_for_papers", "paused", ("chung-cu",))
    dossier = life(HANDED, ASKED, BROUGHT)
    assert (dossier.status, dossier.clock, dossier.missing) == ("in_progress", "running", ())
    assert dossier.due_at == parse_moment("2026-12-03T17:00")
    assert dossier.first_due_at == FRIDAY_EVENING


def test_where_the_policy_continues_the_clock_the_days_of_waiting_are_left_out() -> None:
    assert life(HANDED, ASKED, BROUGHT, context=CONTINUES).due_at == parse_moment("2026-12-02T17:00")


def test_the_clock_stands_still_until_the_last_paper_is_in() -> None:
    both = ("papers_asked", "2026-11-25T10:00", {"papers": ["chung-cu", "to-khai"], "reason": "Thiếu"})
    dossier = life(HANDED, both, BROUGHT)
    assert (dossier.status, dossier.clock, dossier.missing) == ("waiting_for_papers", "paused", ("to-khai",))


def test_what_is_found_while_examining_counts_from_the_reception() -> None:
    dossier = life(HANDED, FOUND)
    assert (dossier.status, dossier.step.id, dossier.clock) == ("in_progress", "giai-quyet", "running")
    assert dossier.due_dates == (FRIDAY_EVENING, parse_moment("2026-12-02T17:00"))
    assert dossier.decision.facts == {"needs_check": True}
    assert dossier.earlier == (DECISION,)


def test_a_finding_taken_back_gives_the_first_due_date_again_and_all_are_kept() -> None:
    taken_back = ("facts_changed", "2026-11-26T08:00", {"facts": {"needs_check": False}, "reason": "Nhầm"})
    dossier = life(HANDED, FOUND, taken_back)
    assert dossier.due_dates == (FRIDAY_EVENING, parse_moment("2026-12-02T17:00"), FRIDAY_EVENING)


@pytest.mark.parametrize(
    ("context", "due_at"),
    [(RESTARTS, "2026-12-08T17:00"), (CONTINUES, "2026-12-07T17:00")],
    ids=["restarted", "continued"],
)
def test_it_does_not_matter_whether_it_is_found_before_or_after_a_wait_for_papers(
    context: Context, due_at: str
) -> None:
    later = (FOUND[0], "2026-12-01T08:00", FOUND[2])
    before, after = (
        life(HANDED, FOUND, ASKED, BROUGHT, context=context),
        life(HANDED, ASKED, BROUGHT, later, context=context),
    )
    assert before.due_at == after.due_at == parse_moment(due_at)


def test_what_was_paid_stays_paid_when_facts_change() -> None:
    dossier = life(HANDED, ("paid", "2026-11-23T08:05", {"amount": 15000}), FOUND)
    assert (dossier.fee.owed, dossier.fee.paid) == (15000, 15000)


def test_papers_that_come_before_the_hand_over_leave_the_dossier_at_the_counter() -> None:
    assert life(ASKED, BROUGHT).status == "received"


def test_a_dossier_sent_back_after_signing_is_in_progress_again() -> None:
    dossier = life(HANDED, DONE, SIGNED, ("sent_back", "2026-11-26T10:00", {"reason": "Sai tên"}))
    assert (dossier.status, dossier.step.id) == ("in_progress", "ky")


def test_a_step_of_another_unit_is_waiting_for_that_agency() -> None:
    route = (ROUTE[0], step("tham-tra", "thue", "complete_step", unit="Thuế cơ sở"), *ROUTE[2:])
    context = replace(RESTARTS, decision=replace(DECISION, route=route))
    assert life(HANDED, context=context).status == "waiting_for_agency"
    assert life(HANDED, DONE, context=context).status == "in_progress"


@pytest.mark.parametrize(
    ("received", "handed_over", "late"),
    [
        ("2026-11-23T08:00", "2026-11-23T17:00", False),
        ("2026-11-23T08:00", "2026-11-25T07:30", True),
        ("2026-11-23T15:00", "2026-11-25T07:30", True),
        ("2026-11-23T15:01", "2026-11-25T07:30", False),  # Tuesday is a holiday: Wednesday morning is in time
    ],
)
def test_a_dossier_is_handed_over_the_same_day_or_after_15_00_the_next_working_morning(
    received: str, handed_over: str, late: bool
) -> None:
    context = rules(replace(DECISION, at=parse_moment(received)))
    dossier = life(
        ("handed_over", handed_over, None), context=context, first=replace(RECEIVED, at=parse_moment(received))
    )
    assert ("late_hand_over" in dossier.flags) is late


def test_papers_asked_for_after_three_working_days_were_asked_for_late() -> None:
    late = ("papers_asked", "2026-11-30T08:00", {"papers": ["chung-cu"], "reason": "Thiếu"})
    assert "asked_late" in life(HANDED, late).flags
    assert "asked_late" not in life(HANDED, ASKED).flags


def test_a_promise_that_the_rules_at_hand_would_not_make_is_flagged() -> None:
    dearer = replace(RESTARTS, decision=replace(DECISION, fee=Fee(20000, ())))
    assert life(context=dearer).flags == {"promise_differs"}


def test_a_fee_is_owed_until_paid_and_unknown_is_not_zero() -> None:
    assert life().fee.due == 15000
    assert life(("paid", "2026-11-23T08:05", {"amount": 15000})).fee.due == 0
    assert life(context=replace(RESTARTS, decision=replace(DECISION, fee=Fee(None, ())))).fee.due is None


def test_an_exempt_applicant_owes_nothing_and_it_shows() -> None:
    waived = Fee(0, (FeeDue("le-phi", "Lệ phí", None, 0, True, (), 15000, "Hộ nghèo"),))
    fee = life(context=replace(RESTARTS, decision=replace(DECISION, fee=waived))).fee
    assert (fee.owed, fee.waived) == (0, True)


def test_a_failed_plugin_is_told_and_changes_nothing() -> None:
    dossier = life(HANDED, ("plugin_failed", "2026-11-23T10:00", {"plugin": "x", "hook": "y", "error": "z"}))
    assert (dossier.status, dossier.seq) == ("in_progress", 3)


@pytest.mark.parametrize(
    ("clock", "moment", "expected"),
    [
        ("running", "2026-11-25T08:00", "early"),
        ("running", "2026-11-26T17:00", "soon"),
        ("running", "2026-11-27T08:00", "today"),
        ("running", "2026-11-27T17:01", "overdue"),
        ("paused", "2026-11-30T08:00", "paused"),
        ("stopped", "2026-11-30T08:00", "stopped"),
    ],
)
def test_worklist_classes_of_a_dossier_due_on_friday(clock: Any, moment: str, expected: str) -> None:
    soon_from = parse_moment("2026-11-26T17:00")
    assert standing(clock, FRIDAY_EVENING, soon_from, parse_moment(moment)) == expected
    assert standing("running", None, None, parse_moment(moment)) == "open"


def test_an_illegal_move_is_refused_with_the_reason_and_what_is_possible() -> None:
    [finding] = objections(life(), "sign", {})
    assert finding.message() == (
        f"Không thể “Ký” hồ sơ {CODE}: hồ sơ đang ở trạng thái “Đã tiếp nhận”, bước “Tiep-Nhan”."
    )
    assert finding.remedy("en") == "Possible now: Hand over, Ask for papers, Refuse, Withdraw, Take payment."


def test_a_step_allows_only_what_its_route_says() -> None:
    assert "refuse" in possible(life(HANDED))
    assert "withdraw" not in possible(life(HANDED, DONE))


def test_nobody_pays_what_is_paid_already() -> None:
    assert "pay" in possible(life())
    assert "pay" not in possible(life(("paid", "2026-11-23T08:05", {"amount": 15000})))


def test_data_that_no_action_knows_is_refused_rather_than_journalled() -> None:
    for stray in ({"csrf": "…"}, {"facts": {"needs_check": True}}):
        assert [finding.rule for finding in objections(life(), "hand_over", stray)] == ["dossier/unknown-data"]


def test_an_unknown_action_is_refused_by_name() -> None:
    assert [finding.rule for finding in objections(life(), "huy", {})] == ["dossier/unknown-action"]


def test_a_refusal_needs_its_reason_in_words() -> None:
    [finding] = objections(life(HANDED), "refuse", {"reason": ""})
    assert finding.params["field"] == "reason"
    assert "lý do" in finding.message()


def test_nobody_asks_for_papers_that_the_procedure_does_not_list_without_a_basis() -> None:
    extra = {"papers": ["so-ho-khau"], "reason": "Cần thêm"}
    assert [finding.rule for finding in objections(life(HANDED), "ask_for_papers", extra)] == ["dossier/extra-paper"]
    assert objections(life(HANDED), "ask_for_papers", {**extra, "basis": "Luật Cư trú Đ20"}) == []


def test_the_same_lack_is_asked_for_only_once() -> None:
    again = objections(life(HANDED, ASKED, BROUGHT), "ask_for_papers", ASKED[2] or {})
    assert [finding.rule for finding in again] == ["dossier/asked-twice"]


def test_a_paper_that_may_not_be_asked_for_is_named_as_the_clerk_knows_it() -> None:
    papers = tuple(replace(paper, name=f"Giấy {paper.id}") for paper in DECISION.papers)
    context = replace(RESTARTS, decision=replace(DECISION, papers=papers))
    [finding] = objections(life(HANDED, ASKED, BROUGHT, context=context), "ask_for_papers", ASKED[2] or {})
    assert "“Giấy chung-cu”" in finding.message()


def test_only_papers_that_were_asked_for_are_taken_in() -> None:
    wrong = objections(life(HANDED, ASKED), "papers_received", {"papers": ["to-khai"]})
    assert [finding.rule for finding in wrong] == ["dossier/not-asked"]


@pytest.mark.parametrize("amount", [-1, 15001, "15000", True])
def test_a_payment_is_a_whole_amount_that_is_still_owed(amount: Any) -> None:
    assert [finding.rule for finding in objections(life(), "pay", {"amount": amount})] == ["dossier/pay-amount"]


def test_a_payment_that_is_too_much_is_told_beside_what_is_owed() -> None:
    [finding] = objections(life(), "pay", {"amount": 15001})
    assert "15.001 đồng; số còn phải nộp là 15.000 đồng" in finding.message()


def test_a_closed_dossier_takes_no_more_moves() -> None:
    closed = life(HANDED, ("refused", "2026-11-25T10:00", {"reason": "Không đủ điều kiện"}))
    assert [finding.rule for finding in objections(closed, "withdraw", {})] == ["dossier/closed"]
    assert possible(closed) == ()


def test_a_moment_written_with_another_offset_is_read_in_the_zone_of_the_program() -> None:
    promised = reception_as_json(replace(RECEPTION, promise=Promise(FRIDAY_EVENING, 15000)))
    promised["promise"]["due_at"] = "2026-11-27T10:00:00+00:00"
    written = as_json(event("received", "2026-11-23T08:00", 1, **promised)) | {"at": "2026-11-22T17:30:00Z"}
    dossier = replay([from_json({**written, "seq": 1, "prev": "…"})], RESTARTS)
    assert dossier.received_at.isoformat() == "2026-11-23T00:30:00+07:00"  # Monday already
    assert dossier.promise.due_at is not None
    assert dossier.promise.due_at.isoformat() == FRIDAY_EVENING.isoformat()


def test_an_event_of_a_later_version_is_refused_rather_than_skipped() -> None:
    with pytest.raises(Exception, match="archived"):
        event("archived", MONDAY, 2)


EXAMPLES: dict[str, dict[str, Any]] = {
    "ask_for_papers": {"papers": ["chung-cu"], "reason": "Thiếu", "basis": "Luật"},
    "papers_received": {"papers": ["chung-cu"]},
    "change_facts": {"facts": {"needs_check": True}, "reason": "Giấy tờ mâu thuẫn"},
    "send_back": {"reason": "Sai"},
    "refuse": {"reason": "Sai"},
    "pay": {"amount": 1},
}


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=30))
def test_whatever_legal_moves_follow_each_other_the_dossier_stays_sound(actions: list[str]) -> None:
    events = [RECEIVED]
    for action in actions:
        dossier, data = replay(events, RESTARTS), EXAMPLES.get(action, {})
        if not objections(dossier, action, data):
            events.append(event(MOVES[action].event, MONDAY, dossier.seq + 1, **data))
    dossier = replay(events, RESTARTS)
    assert dossier.first_due_at == FRIDAY_EVENING
    assert (dossier.status in FINAL) <= (dossier.clock == "stopped")
    assert dossier.status in FINAL or possible(dossier), "no dossier may get stuck on its way"
    assert dossier.fee.due is not None
    assert dossier.fee.due >= 0
