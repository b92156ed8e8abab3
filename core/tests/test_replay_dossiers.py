"""What a draft makes of single dossiers: plain journals of events, the law of a small country in real files."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.analysis.impact.draft import Draft, read_draft
from motcua.analysis.impact.outcome import Redecided
from motcua.analysis.impact.replaying import Scope, redecide
from motcua.analysis.impact.rows import as_csv, as_json, json_text
from motcua.analysis.impact.sums import Impact, sum_up
from motcua.analysis.impact.words import sentences
from motcua.calendar import parse_moment
from motcua.catalog import Catalog, Home
from motcua.dossier import Applicant, applicant_as_json

UNIT = "vn/38/ha-trung"
FEE = """
kind: amendment
id: {id}
amends: fee_schedule/le-phi
replaces: [muc-thu]
in_force: {{from: {start}}}
basis: [NQ mới]
set: {{lines: [{{id: khai-tu, amount: {amount}}}]}}
running_cases: {running}
"""
FASTER = """
kind: amendment
id: nhanh
amends: procedure/khai-tu
in_force: {from: 2026-01-01}
basis: [QĐ mới]
set:
  deadline: [{id: xac-minh, within: 2 working_days}]
  papers: [{id: bao-tu, remove: true}, {id: to-khai, originals: 1}]
running_cases: apply
"""
Try = Callable[..., Draft]


@pytest.fixture
def draft(deciding: Callable[..., Catalog], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Try:
    """Write the law as it stands, and beside it a copy with further (or other) files: the draft."""

    def write(**files: str) -> Draft:
        deciding()
        copy = tmp_path_factory.mktemp("draft")
        for file in tmp_path.rglob("*.yaml"):
            (copy / file.relative_to(tmp_path)).parent.mkdir(parents=True, exist_ok=True)
            (copy / file.relative_to(tmp_path)).write_bytes(file.read_bytes())
        for name, text in files.items():
            (copy / f"catalogs/thanh-hoa/{name}.yaml").write_text(text, "utf-8")
        return read_draft([Home(tmp_path, shown="")], Home(copy, shown="draft"), date(2026, 11, 22))

    return write


def event(kind: str, at: str, seq: int, where: str = UNIT, **data: Any) -> dict[str, Any]:
    moment = parse_moment(at).isoformat()
    told = {"dossier": "HT-1", "type": kind, "at": moment, "by": "hoa", "by_name": "Hoa", "where": where}
    return {**told, "data": data, "seq": seq, "prev": ""}


def received(at: str = "2026-11-16T08:00", where: str = UNIT, **facts: Any) -> dict[str, Any]:
    """A death told of too late to be free: 8,000 đồng; its verification takes three working days."""
    known = {"channel": "counter", "death_date": "2026-10-01", "needs_check": True, **facts}
    given: Mapping[str, Any] = {
        "procedure": "khai-tu",
        "code": "1.000656",
        "facts": known,
        "applicant": applicant_as_json(Applicant("Phạm Văn Nam")),
        "papers": {},
        "rulebook": "",
        "promise": {"due_at": None, "fee": 8000},
    }
    return event("received", at, 1, where, **given)


def replayed(draft: Draft, *events: dict[str, Any], at: str = "2026-11-22T09:00") -> Redecided:
    [one] = redecide([events], draft.laws, Scope(parse_moment(at)))
    return one


def impact(draft: Draft, *journals: list[dict[str, Any]]) -> Impact:
    return sum_up(redecide(journals, draft.laws, Scope(parse_moment("2026-11-22T09:00"))))


def fee(draft: Try, *, running: str = "apply", start: str = "2026-01-01", amount: int = 9000) -> Draft:
    return draft(moi=FEE.format(id="moi", running=running, start=start, amount=amount))


def test_the_draft_counts_from_its_own_day(draft: Try) -> None:
    new = fee(draft, start="2026-11-16", running="keep")
    assert new.begins == date(2026, 11, 16)
    assert replayed(new, received("2026-11-13T08:00")).fate == "same"
    first_day = replayed(new, received("2026-11-16T07:30"))
    assert (first_day.before.fee, first_day.after.fee, first_day.fate) == (8000, 9000, "keep")


def test_the_day_of_a_dossier_is_that_of_clocks_in_vietnam_whatever_offset_is_written(draft: Try) -> None:
    new = fee(draft, start="2026-11-16", running="keep")
    received_abroad = received() | {"at": "2026-11-15T18:30:00+00:00"}
    assert replayed(new, received_abroad).after.fee == 9000


def test_what_applies_to_running_cases_reaches_those_received_before_its_first_day(draft: Try) -> None:
    new = fee(draft, start="2026-11-16", running="apply")
    earlier = received("2026-11-13T08:00")
    running = replayed(new, earlier)
    assert (running.before.fee, running.after.fee, running.settled.fee, running.fate) == (8000, 9000, 9000, "apply")
    ended = replayed(new, earlier, event("returned", "2026-11-17T08:00", 2))
    assert (ended.after.fee, ended.fate) == (8000, "same")


def test_what_is_to_come_reaches_running_cases_too(draft: Try) -> None:
    assert replayed(fee(draft, start="2027-01-01", running="apply"), received()).fate == "apply"
    assert replayed(fee(draft, start="2027-01-01", running="keep"), received()).fate == "same"


def test_an_older_amendment_that_ends_on_its_own_does_not_take_the_place_of_what_reaches_back(draft: Try) -> None:
    old = FEE.format(id="cu", running="keep", start="2026-01-01, to: 2026-11-16", amount=7000)
    new = FEE.format(id="moi", running="apply", start="2026-11-16", amount=9000).replace("[muc-thu]", "[muc-thu, cu]")
    one = replayed(draft(cu=old, moi=new), received("2026-11-13T08:00"))
    assert (one.before.fee, one.after.fee, one.settled.fee) == (8000, 9000, 9000)


def test_of_two_amendments_the_one_that_begins_later_is_the_last_word_on_a_running_case(draft: Try) -> None:
    old = FEE.format(id="cu", running="keep", start="2026-01-01, to: 2026-11-16", amount=7000)
    new = FEE.format(id="moi", running="apply", start="2026-11-16", amount=9000).replace("replaces: [muc-thu]\n", "")
    one = replayed(draft(cu=old, moi=new), received("2026-11-13T08:00"))
    assert (one.before.fee, one.after.fee, one.settled.fee, one.fate) == (8000, 9000, 9000, "apply")


@pytest.mark.parametrize("end", ["returned", "refused", "withdrawn"])
def test_a_finished_dossier_never_changes(draft: Try, end: str) -> None:
    ended = replayed(fee(draft), received(), event(end, "2026-11-17T08:00", 2))
    assert (ended.fate, ended.after.fee, ended.settled.fee) == ("finished", 9000, 8000)


def test_a_running_one_changes_only_where_the_amendment_says_apply(draft: Try) -> None:
    kept = replayed(fee(draft, running="keep"), received())
    assert (kept.fate, kept.after.fee, kept.settled.fee) == ("keep", 9000, 8000)
    applied = replayed(fee(draft, running="apply"), received())
    assert (applied.fate, applied.settled.fee) == ("apply", 9000)


def test_one_amendment_may_apply_while_another_keeps(draft: Try) -> None:
    both = draft(moi=FEE.format(id="moi", running="keep", start="2026-01-01", amount=9000), nhanh=FASTER)
    one = replayed(both, received())
    assert (one.fate, one.settled.fee, one.settled.due_at) == ("partly", 8000, parse_moment("2026-11-18T17:00"))


def test_an_amendment_changed_in_place_is_a_new_one(draft: Try) -> None:
    text = FEE.format(id="muc-thu", running="apply", start="2017-01-01", amount=0).replace("replaces: [muc-thu]\n", "")
    assert replayed(draft(**{"le-phi": text}), received()).settled.fee == 0


def test_papers_more_fewer_and_in_another_number(draft: Try) -> None:
    one = replayed(draft(nhanh=FASTER), received())
    assert [paper.id for paper in one.dropped] == ["bao-tu"]
    assert [paper.id for paper in one.altered] == ["to-khai"]
    assert one.added == ()


def test_the_clock_is_replayed_with_its_pauses(draft: Try) -> None:
    asked = event("papers_asked", "2026-11-17T08:00", 2, papers=["to-khai"], reason="thiếu")
    waiting = replayed(draft(nhanh=FASTER), received(), asked)
    assert (waiting.due, waiting.overdue) == ("earlier", "")  # whoever waits for papers is not late
    brought = event("papers_received", "2026-11-19T08:00", 3, papers=["to-khai"])
    again = replayed(draft(nhanh=FASTER), received(), asked, brought, at="2026-11-23T18:00")
    assert again.before.due_at == parse_moment("2026-11-24T17:00")  # three days from the day all papers were there
    assert again.after.due_at == parse_moment("2026-11-23T17:00")
    assert again.overdue == "newly"


def test_what_was_found_later_counts_under_the_draft_too(draft: Try) -> None:
    found = event("facts_changed", "2026-11-17T08:00", 2, facts={"needs_check": True}, reason="thẩm tra")
    one = replayed(draft(nhanh=FASTER), received(needs_check=False), found)
    assert (one.before.due_at, one.after.due_at) == (parse_moment("2026-11-19T17:00"), parse_moment("2026-11-18T17:00"))


def test_an_answer_that_cannot_be_read_is_not_told_to_others(draft: Try) -> None:
    found = impact(fee(draft), [received()], [received(needs_check="bệnh viện tâm thần")])
    assert [(why.rule, n) for why, n in found.undecided] == [("fact/not-a-boolean", 1)]
    told = "".join([*as_csv(found, "vi"), *sentences(found, None, "vi")])
    assert "“…”" in told
    assert "tâm thần" not in told
    assert "Nam" not in told


def test_unknown_is_in_no_sum(draft: Try) -> None:
    found = impact(fee(draft), [received()], [received(where="vn/38/noi-khac")])
    assert [(one.unit, one.before, one.after, one.undecided) for one in found.fees] == [
        (UNIT, 8000, 9000, 0),
        ("vn/38/noi-khac", 0, 0, 1),
    ]
    assert (found.whole.dossiers, found.whole.difference, found.whole.undecided) == (2, 1000, 1)
    assert [(why.rule, n) for why, n in found.undecided] == [("unit/unknown", 1)]
    assert len(found.touched) == 1  # neither law decides the other: that is no change


def test_a_fee_that_falls_reads_as_less(draft: Try) -> None:
    told = "\n".join(sentences(impact(fee(draft, amount=0), [received()]), None, "vi"))
    assert "8.000 đồng → 0 đồng (−8.000 đồng); thực đổi −8.000 đồng" in told


def test_the_text_of_the_json_told_one_after_the_other_is_that_of_the_whole(draft: Try) -> None:
    new = fee(draft)
    for journals in ([], [[received()]], [[received()], [received()], [received(where="vn/38/noi-khac")]]):
        found = impact(new, *journals)
        assert "".join(json_text(found, "vi")) == json.dumps(as_json(found, "vi"), ensure_ascii=False, indent=2)


def test_an_event_of_another_version_is_refused(draft: Try) -> None:
    with pytest.raises(Exception, match="dossier/unknown-event"):
        replayed(fee(draft), received(), event("teleported", "2026-11-17T08:00", 2))


def test_many_are_counted_as_people_write_numbers(draft: Try) -> None:
    many = impact(fee(draft, running="keep"), *[[received()]] * 1200)
    assert "Đã tính lại 1.200 hồ sơ" in "\n".join(sentences(many, None, "vi"))
    told = "\n".join(sentences(many, None, "en"))
    assert "1,200 running dossiers" in told
    assert not re.search(r"\d{4}", told.replace("2026", ""))
