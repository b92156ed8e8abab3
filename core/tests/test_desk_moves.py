from datetime import datetime
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from unicodedata import normalize

import pytest
from msgspec.structs import replace

from motcua.calendar import parse_moment
from motcua.catalog import Catalog, Home, builtin_home, load_homes
from motcua.desk import Actor, Desk, Wanted
from motcua.dossier import STATUSES, Applicant, Dossier, PaperIn
from motcua.findings import MotcuaError
from motcua.plugins import Plugins, load_plugins
from motcua.store import Query, Store, Tx, open_store
from motcua.texts import say

UNIT = "vn/38/ha-trung"
MONDAY = parse_moment("2026-11-23T08:00")
HOA = Actor("hoa", "Lê Thị Hoa", frozenset({"counter"}), UNIT)
TUNG = Actor("tung", "Trần Văn Tùng", frozenset({"officer"}), UNIT)
LAN = Actor("lan", "Nguyễn Thị Lan", frozenset({"leader"}), UNIT)
NAM = Applicant("Phạm Văn Nam", phone="0912345678")
PROCEDURE = "dang-ky-khai-sinh"
FACTS = {
    "channel": "counter",
    "birth_date": "2026-08-01",
    "has_birth_notice": "true",
    "has_witness": "false",
    "proxy_is_close_kin": "false",
}
MORE_THAN_60_DAYS = 8000


@pytest.fixture
def desk(store: Store, catalog: Catalog, tmp_path: Path) -> Desk:
    return Desk(store, catalog, plugins(tmp_path), lambda: MONDAY)


def plugins(folder: Path, **files: str) -> Plugins:
    """Single-file plugins of the given texts, and nothing that happens to be installed."""
    (folder / "plugins").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "plugins" / f"{name}.py").write_text(text, "utf-8")
    return load_plugins([folder / "plugins"], disabled=["web", "thanh_hoa"])


def papers(desk: Desk, facts: dict[str, Any] = FACTS, procedure: str = PROCEDURE) -> dict[str, PaperIn]:
    """Bring exactly what the decision asks for."""
    due = desk.decide(UNIT, procedure, facts, MONDAY).papers
    return {paper.id: PaperIn(paper.originals, paper.copies, paper.electronic) for paper in due if paper.mode != "note"}


def receive(desk: Desk, key: str = "k1", moment: datetime = MONDAY, **changed: Any) -> Dossier:
    given = {"facts": FACTS, "applicant": NAM, **changed}
    brought = given.get("papers", papers(desk))
    return desk.receive(HOA, PROCEDURE, given["facts"], given["applicant"], brought, key, moment)


def walk(desk: Desk, dossier: Dossier, *moves: tuple[Actor, str]) -> Dossier:
    for actor, action in moves:
        dossier = desk.act(actor, dossier.code, action, {}, dossier.seq, MONDAY)
    return dossier


def rules(refused: pytest.ExceptionInfo[MotcuaError]) -> set[str]:
    for finding in refused.value.findings:
        assert finding.show("vi") != finding.show("en")
    return {finding.rule for finding in refused.value.findings}


def nothing_written(store: Store) -> bool:
    return not store.find("events", Query()) and not store.find("counters", Query())


def test_a_birth_registered_late_goes_from_the_counter_to_the_hands_of_the_father(desk: Desk) -> None:
    dossier = receive(desk)
    assert dossier.code.endswith("-261123-0001")
    assert (dossier.fee.owed, dossier.due_at) == (MORE_THAN_60_DAYS, parse_moment("2026-11-23T17:00"))
    dossier = walk(desk, dossier, (HOA, "hand_over"), (TUNG, "complete_step"), (LAN, "sign"), (HOA, "ready"))
    assert (dossier.status, dossier.clock) == ("ready", "stopped")
    dossier = walk(desk, dossier, (HOA, "return"))
    assert dossier.status == "returned"
    assert desk.dossier(dossier.code) == dossier
    assert [event.by for event in dossier.events] == ["hoa", "hoa", "tung", "lan", "hoa", "hoa"]


def test_codes_of_a_day_follow_each_other_and_the_next_day_starts_anew(desk: Desk) -> None:
    next_working_day = parse_moment("2026-11-25T08:00")
    codes = [receive(desk, "a").code, receive(desk, "b").code, receive(desk, "c", next_working_day).code]
    assert [code[-11:] for code in codes] == ["261123-0001", "261123-0002", "261125-0001"]


def test_the_same_form_posted_twice_is_one_dossier(desk: Desk, store: Store) -> None:
    first = receive(desk, "form-1")
    again = receive(desk, "form-1", parse_moment("2026-11-23T15:30"))  # by now the promise would be another
    assert again == first
    assert len(store.events(first.code)) == 1
    assert receive(desk, "form-2").code.endswith("0002")


def test_the_same_form_is_known_though_the_rules_no_longer_take_it(desk: Desk, store: Store) -> None:
    newyears_eve, next_year = parse_moment("2025-12-31T09:00"), parse_moment("2026-01-05T09:00")
    facts = {"channel": "counter", "resides_elsewhere": "true"}  # asked no longer in 2026
    due = desk.decide(UNIT, "dang-ky-ket-hon", facts, newyears_eve).papers
    brought = {paper.id: PaperIn(paper.originals, paper.copies, paper.electronic) for paper in due}
    assert not desk.received(UNIT, "form-1")
    first = desk.receive(HOA, "dang-ky-ket-hon", facts, NAM, brought, "form-1", newyears_eve)
    assert desk.received(UNIT, "form-1")
    assert desk.receive(HOA, "dang-ky-ket-hon", facts, NAM, brought, "form-1", next_year) == first
    with pytest.raises(MotcuaError) as refused:
        desk.receive(HOA, "dang-ky-ket-hon", facts, NAM, brought, "form-2", next_year)
    assert rules(refused) == {"fact/unheard-of"}


def test_the_same_form_posted_twice_at_once_is_one_dossier(desk: Desk, store: Store) -> None:
    codes: list[str] = []
    start = Barrier(4)

    def post() -> None:
        start.wait()
        codes.append(receive(desk, "form-1").code)

    threads = [Thread(target=post) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(codes) == 4
    assert len(set(codes)) == 1
    assert len(store.find("dossiers", Query({"unit": UNIT}))) == 1


def test_a_form_changed_after_it_was_received_is_not_taken_for_the_old_one(desk: Desk) -> None:
    receive(desk, "form-1")
    with pytest.raises(MotcuaError) as refused:
        receive(desk, "form-1", applicant=replace(NAM, name="Phạm Văn Bắc"))
    assert rules(refused) == {"desk/key-reused"}


def test_an_incomplete_dossier_is_not_accepted_and_everything_missing_is_listed(desk: Desk, store: Store) -> None:
    with pytest.raises(MotcuaError) as refused:
        receive(desk, papers={})
    assert rules(refused) == {"desk/paper-missing"}
    assert {finding.params["id"] for finding in refused.value.findings} == set(papers(desk))
    assert nothing_written(store)


def test_too_few_pieces_of_a_paper_are_told_by_number(desk: Desk) -> None:
    with pytest.raises(MotcuaError) as refused:
        receive(desk, papers={**papers(desk), "to-khai": PaperIn()})
    [finding] = refused.value.findings
    assert (finding.rule, finding.params["given"], finding.params["needed"]) == ("desk/too-few-originals", 0, 1)


def test_the_counter_takes_no_paper_that_the_procedure_does_not_ask_for(desk: Desk) -> None:
    with pytest.raises(MotcuaError) as refused:
        receive(desk, papers={**papers(desk), "so-ho-khau": PaperIn(1)})
    assert rules(refused) == {"desk/paper-not-asked"}


def test_an_alternative_that_does_not_exist_is_refused(desk: Desk) -> None:
    with pytest.raises(MotcuaError) as refused:
        receive(desk, papers={**papers(desk), "tuy-than": PaperIn(1, chosen="the-thu-vien")})
    assert rules(refused) == {"desk/paper-alternative"}


def test_where_the_fee_is_undetermined_the_hole_is_named_and_nothing_is_received(store: Store, tmp_path: Path) -> None:
    (tmp_path / "catalogs" / "khac").mkdir(parents=True)
    (tmp_path / "catalogs" / "khac" / "layer.yaml").write_text(
        "kind: layer\nid: khac\nname: Xã Khác\nlevel: commune\nunit: vn/99/khac\nparent: tinh-khac\n"
        'codes: {dossier: "H99.01"}\ndossier_code: "{unit_code}-{date:%y%m%d}-{number:04d}"\n'
        'hours: [{days: [mon, tue, wed, thu, fri], open: ["07:30-11:30", "13:00-17:00"]}]\n',
        "utf-8",
    )
    (tmp_path / "catalogs" / "tinh-khac").mkdir()
    (tmp_path / "catalogs" / "tinh-khac" / "layer.yaml").write_text(
        "kind: layer\nid: tinh-khac\nname: Tỉnh Khác\nlevel: province\nunit: vn/99\nparent: vn\n", "utf-8"
    )
    desk = Desk(store, load_homes([builtin_home(), Home(tmp_path)]), plugins(tmp_path), lambda: MONDAY)
    elsewhere = replace(HOA, unit="vn/99/khac")
    brought = {each.id: PaperIn(9, 9, 9) for each in desk.decide("vn/99/khac", PROCEDURE, FACTS, MONDAY).papers}
    with pytest.raises(MotcuaError) as refused:
        desk.receive(elsewhere, PROCEDURE, FACTS, NAM, brought, "k", MONDAY)
    assert rules(refused) == {"decide/fee-undetermined"}
    assert nothing_written(store)


def test_facts_of_the_wrong_type_and_unknown_facts_are_all_told(desk: Desk) -> None:
    with pytest.raises(MotcuaError) as refused:
        desk.decide(UNIT, PROCEDURE, {**FACTS, "birth_date": "hôm qua", "birth_day": "1"}, MONDAY)
    assert len(refused.value.findings) == 2


def test_an_applicant_without_a_name_is_not_received_whoever_asks(desk: Desk) -> None:
    with pytest.raises(MotcuaError) as refused:
        receive(desk, applicant=Applicant(" "))
    assert rules(refused) == {"applicant/name"}


def test_only_who_is_charged_with_it_may_act_and_it_is_the_vocabulary_that_says_so(desk: Desk, store: Store) -> None:
    with pytest.raises(MotcuaError) as refused:
        desk.receive(TUNG, PROCEDURE, FACTS, NAM, papers(desk), "k", MONDAY)
    assert rules(refused) == {"desk/not-allowed"}
    assert nothing_written(store)
    dossier = walk(desk, receive(desk), (HOA, "hand_over"))
    for actor in (HOA, LAN, replace(TUNG, unit="vn/31/vinh-bao"), replace(TUNG, accounts=frozenset({"nobody"}))):
        with pytest.raises(MotcuaError, match="not-allowed"):
            desk.act(actor, dossier.code, "complete_step", {}, dossier.seq, MONDAY)
        assert "complete_step" not in desk.actions(actor, dossier)
    assert set(desk.actions(TUNG, dossier)) == {"complete_step", "change_facts", "ask_for_papers", "refuse"}


def test_the_counter_takes_papers_in_and_lets_withdraw_at_whatever_step(desk: Desk) -> None:
    dossier = walk(desk, receive(desk), (HOA, "hand_over"))
    assert "withdraw" in desk.actions(HOA, dossier)
    asked = {"papers": ["to-khai"], "reason": "Tờ khai thiếu chữ ký"}
    dossier = desk.act(TUNG, dossier.code, "ask_for_papers", asked, dossier.seq, MONDAY)
    assert set(desk.actions(HOA, dossier)) >= {"papers_received", "withdraw"}
    assert "papers_received" not in desk.actions(TUNG, dossier)


def test_when_the_papers_are_in_the_new_due_date_is_promised_and_the_first_is_kept(desk: Desk) -> None:
    dossier = walk(desk, receive(desk), (HOA, "hand_over"))
    asked = {"papers": ["to-khai"], "reason": "Tờ khai thiếu chữ ký"}
    dossier = desk.act(TUNG, dossier.code, "ask_for_papers", asked, dossier.seq, MONDAY)
    brought = parse_moment("2026-11-26T09:00")
    dossier = desk.act(HOA, dossier.code, "papers_received", {"papers": ["to-khai"]}, dossier.seq, brought)
    assert dossier.due_at == parse_moment("2026-11-26T17:00")
    assert dossier.first_due_at == parse_moment("2026-11-23T17:00")
    assert dossier.events[-1].data["promise"] == {"due_at": "2026-11-26T17:00:00+07:00", "fee": MORE_THAN_60_DAYS}


def test_an_illegal_move_is_refused_and_nothing_is_lost(desk: Desk, store: Store) -> None:
    dossier = receive(desk)
    before = store.events(dossier.code)
    with pytest.raises(MotcuaError) as refused:
        desk.act(LAN, dossier.code, "sign", {}, dossier.seq, MONDAY)
    assert rules(refused) == {"dossier/illegal-move"}
    assert store.events(dossier.code) == before


def test_blanks_are_no_reason_and_words_are_kept_composed(desk: Desk) -> None:
    dossier = receive(desk)
    with pytest.raises(MotcuaError) as refused:
        desk.act(HOA, dossier.code, "refuse", {"reason": " \n "}, dossier.seq, MONDAY)
    assert rules(refused) == {"dossier/needs"}
    typed = normalize("NFD", " Không thuộc thẩm quyền ")
    dossier = desk.act(HOA, dossier.code, "refuse", {"reason": typed}, dossier.seq, MONDAY)
    assert dossier.events[-1].data["reason"] == "Không thuộc thẩm quyền"


def test_who_acts_on_an_old_view_is_told_what_happened_meanwhile(desk: Desk) -> None:
    old = receive(desk)
    walk(desk, old, (HOA, "hand_over"), (TUNG, "complete_step"))
    with pytest.raises(MotcuaError) as refused:
        desk.act(HOA, old.code, "hand_over", {}, old.seq, MONDAY)
    assert "Trần Văn Tùng" in refused.value.findings[0].message()
    assert "Chuyển xử lý, Hoàn thành bước" in refused.value.findings[0].message()


def test_of_two_who_act_at_the_same_moment_one_wins_and_the_other_is_told(desk: Desk) -> None:
    dossier = receive(desk)
    outcomes: list[str] = []
    start = Barrier(2)

    def act(action: str) -> None:
        data = {"reason": "Không thuộc thẩm quyền"} if action == "refuse" else {}
        start.wait()
        try:
            outcomes.append(desk.act(HOA, dossier.code, action, data, dossier.seq, MONDAY).status)
        except MotcuaError as lost:
            outcomes.append(lost.findings[0].rule)

    threads = [Thread(target=act, args=[action]) for action in ("withdraw", "refuse")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "desk/moved-meanwhile" in outcomes
    assert len(desk.dossier(dossier.code).events) == 2


def test_a_dossier_that_does_not_exist_is_told_by_its_code(desk: Desk) -> None:
    with pytest.raises(MotcuaError) as refused:
        desk.dossier("H56-000000-0000")
    assert rules(refused) == {"desk/no-dossier"}


def test_dossiers_outlive_the_process(desk: Desk, store: Store, catalog: Catalog, tmp_path: Path) -> None:
    dossier = walk(desk, receive(desk), (HOA, "hand_over"))
    store.close()
    reopened = open_store(tmp_path / "data")
    assert Desk(reopened, catalog, desk.plugins, desk.clock).dossier(dossier.code) == dossier
    reopened.close()


def test_the_worklist_shows_the_most_urgent_first_and_whose_turn_it_is(desk: Desk) -> None:
    late = receive(desk, "a", parse_moment("2026-11-23T15:30"))
    soon = receive(desk, "b", parse_moment("2026-11-23T08:00"))
    done = walk(desk, receive(desk, "c"), (HOA, "withdraw"))
    page = desk.worklist(HOA, Wanted(), parse_moment("2026-11-23T17:30"))
    assert [line.code for line in page.lines] == [soon.code, late.code]
    assert [line.standing for line in page.lines] == ["overdue", "soon"]
    assert page.lines[0].applicant == "Phạm Văn Nam"
    walk(desk, soon, (HOA, "hand_over"))
    assert [line.code for line in desk.worklist(TUNG, Wanted(mine=True), MONDAY).lines] == [soon.code]
    assert [line.code for line in desk.worklist(HOA, Wanted(statuses=("withdrawn",)), MONDAY).lines] == [done.code]
    assert desk.worklist(HOA, Wanted(procedure="dang-ky-khai-tu"), MONDAY).lines == ()
    assert desk.worklist(replace(HOA, unit="vn/31/vinh-bao"), Wanted(), MONDAY).lines == ()


def test_the_worklist_comes_in_pages(desk: Desk) -> None:
    codes = [receive(desk, str(number)).code for number in range(5)]
    first = desk.worklist(HOA, Wanted(), MONDAY, limit=3)
    second = desk.worklist(HOA, Wanted(), MONDAY, after=first.after, limit=3)
    assert [line.code for page in (first, second) for line in page.lines] == codes
    assert second.after == ""


def test_a_stranger_sees_the_code_and_how_far_it_is_and_no_more(desk: Desk) -> None:
    dossier = receive(desk)
    tracked = desk.track(f" {dossier.code.lower()} ")
    assert tracked
    assert (tracked.status, tracked.done, tracked.steps) == ("received", 0, 4)
    desk.act(HOA, dossier.code, "refuse", {"reason": "Không thuộc thẩm quyền"}, dossier.seq, MONDAY)
    refused = desk.track(dossier.code)
    assert refused
    assert (refused.status, refused.done) == ("closed", 4)
    assert desk.track("H56-000000-0000") is None


def test_a_dossier_is_found_by_words_of_name_and_code_even_when_it_is_closed(desk: Desk) -> None:
    open_, closed = receive(desk, "a"), walk(desk, receive(desk, "b"), (HOA, "withdraw"))

    def found(text: str, **more: Any) -> list[str]:
        return [line.code for line in desk.worklist(HOA, Wanted(text=text, **more), MONDAY).lines]

    assert found("nam pham") == found("PHẠM VĂN") == [closed.code, open_.code]
    assert found(closed.code[-4:].lower()) == [closed.code]
    assert found("nam", statuses=("withdrawn",)) == [closed.code]
    assert found("nam", mine=True) == [closed.code, open_.code]
    assert found("hoa") == []
    first = desk.worklist(HOA, Wanted(text="nam"), MONDAY, limit=1)
    second = desk.worklist(HOA, Wanted(text="nam"), MONDAY, after=first.after, limit=1)
    assert ([line.code for line in (*first.lines, *second.lines)], second.after) == ([closed.code, open_.code], "")


def test_rows_of_the_worklist_are_a_cache_that_can_be_made_anew(desk: Desk, store: Store) -> None:
    dossier = walk(desk, receive(desk), (HOA, "hand_over"))
    row = store.get("dossiers", dossier.code)

    def lose(tx: Tx) -> None:
        tx.delete("dossiers", dossier.code)

    store.run(UNIT, lose)
    assert desk.rebuild(UNIT) == 1
    assert store.get("dossiers", dossier.code) == row
    assert desk.rebuild("vn/31") == 0


def test_every_status_has_its_national_code_and_its_public_stage(catalog: Catalog) -> None:
    rulebook = catalog.resolve("vn", MONDAY.date())
    items = rulebook.vocabulary("statuses").items
    assert set(items) == set(STATUSES)
    assert {item.more["national"] for item in items.values()} <= set(rulebook.vocabulary("national-statuses").items)
    stages = {item.more["stage"] for item in items.values()}
    assert stages == set(rulebook.vocabulary("stages").items)
    for lang in ("vi", "en"):
        assert all(say(f"status/{status}", lang) for status in {*stages, *STATUSES})
