"""A province tries a draft on the dossiers of its commune: a real store filled at the desk, the law as shipped."""

import csv
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from motcua.analysis.impact.bulk import replay_many
from motcua.calendar import parse_moment
from motcua.desk import Actor, Desk
from motcua.dossier import Applicant, Dossier, PaperIn
from motcua.house import House, open_house
from motcua.store import Store, open_store

UNIT = "vn/38/ha-trung"
PLUGINS = Path(__file__).parents[2] / "plugins"
PROVINCE = PLUGINS / "thanh_hoa" / "motcua_thanh_hoa"
FEES = "catalogs/thanh-hoa/amendments/le-phi-ho-tich.yaml"
HOA = Actor("hoa", "Lê Thị Hoa", frozenset({"counter"}), UNIT)
TUNG = Actor("tung", "Trần Văn Tùng", frozenset({"officer"}), UNIT)
LAN = Actor("lan", "Nguyễn Thị Lan", frozenset({"leader"}), UNIT)
NAM = Applicant("Phạm Văn Nam", phone="0912345678", id_number="038090123456")
BIRTH, SINGLE = "dang-ky-khai-sinh", "xac-nhan-tinh-trang-hon-nhan"
LATE_BIRTH = {"channel": "counter", "birth_date": "2026-05-01", "has_birth_notice": "true", "has_witness": "false"}
SUNDAY = "2026-11-22T09:00"
FASTER = """
kind: amendment
id: thanh-hoa-tinh-trang-hon-nhan-nhanh
amends: procedure/xac-nhan-tinh-trang-hon-nhan
in_force: {from: 2026-01-01}
basis: [QĐ 1/2026/QĐ-UBND (ví dụ)]
set:
  deadline: [{id: thuong, within: 2 working_days}]
  route: {times: {giai-quyet: 8 working_hours, tra: 4 working_hours, tiep-nhan: 2 working_hours, ky: 2 working_hours}}
  papers: [{id: to-khai, remove: true}]
"""
Motcua = Callable[..., Any]


@pytest.fixture(scope="module")
def house() -> House:
    return open_house([str(PLUGINS)])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def desk(store: Store, house: House) -> Desk:
    """Three dossiers: one finished, two running; Nam asked for all of them."""
    desk = Desk(store, house.catalog, house.plugins, lambda: parse_moment(SUNDAY))
    finished = receive(desk, SINGLE, {"channel": "counter"}, "2026-11-09T08:00")
    steps = [(HOA, "hand_over"), (TUNG, "complete_step"), (LAN, "sign"), (HOA, "ready"), (HOA, "return")]
    for day, (actor, action) in enumerate(steps, start=9):
        at = parse_moment(f"2026-11-{day:02}T10:00")
        finished = desk.act(actor, finished.code, action, {}, finished.seq, at)
    receive(desk, SINGLE, {"channel": "counter"}, "2026-11-18T08:00")
    receive(desk, BIRTH, LATE_BIRTH, "2026-11-20T14:00")
    return desk


def receive(desk: Desk, procedure: str, facts: dict[str, str], at: str) -> Dossier:
    moment = parse_moment(at)
    due = desk.decide(UNIT, procedure, facts, moment).papers
    papers = {paper.id: PaperIn(paper.originals, paper.copies, paper.electronic) for paper in due}
    return desk.receive(HOA, procedure, facts, NAM, papers, at, moment)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the province's folder, as yet without a change."""
    return Path(shutil.copytree(PROVINCE, tmp_path / "draft", ignore=shutil.ignore_patterns("*.py*", "__pycache__")))


def change_fees(draft: Path, *changes: tuple[str, str]) -> None:
    text = (draft / FEES).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (draft / FEES).write_text(text, "utf-8")


def shorten(draft: Path, running_cases: str = "") -> None:
    (draft / "catalogs/thanh-hoa/amendments/nhanh.yaml").write_text(FASTER + running_cases, "utf-8")


@pytest.fixture
def replay(motcua: Motcua, tmp_path: Path, desk: Desk) -> Motcua:
    """Run the command while the desk holds the store; check that nothing is written to it."""
    data = tmp_path / "data"

    def run(*more: str, at: str = SUNDAY) -> Any:
        before = {file: file.read_bytes() for file in data.iterdir()}
        places = ["--data", str(data), "--draft", str(tmp_path / "draft"), "--plugins-dir", str(PLUGINS)]
        ran = motcua("replay", *places, "--at", at, *more)
        assert {file: file.read_bytes() for file in data.iterdir()} == before
        return ran

    return run


def test_a_draft_that_changes_nothing_touches_nobody(replay: Motcua, draft: Path) -> None:
    ran = replay()
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Đã tính lại 3 hồ sơ, nhận từ 09/11/2026 đến 20/11/2026.",
        "Không hồ sơ nào khác nếu theo dự thảo.",
    ]


def test_dossiers_that_neither_law_can_decide_are_not_said_to_stay_as_they_are(
    motcua: Motcua, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "none").mkdir()  # without plugins nobody knows the unit of the dossiers
    other = PLUGINS / "hai_phong"
    places = ("--data", str(tmp_path / "data"), "--draft", str(other), "--plugins-dir", str(tmp_path / "none"))
    ran = motcua("replay", *places, "--at", SUNDAY)
    assert ran.status == 1
    assert ran.out.splitlines()[1:] == [
        "Trong những hồ sơ so được, không hồ sơ nào khác nếu theo dự thảo.",
        "3 hồ sơ không so được: Không có đơn vị “vn/38/ha-trung”.",
    ]


def test_a_fee_raised_and_one_lowered_are_told_by_procedure_and_unit(replay: Motcua, draft: Path) -> None:
    change_fees(
        draft, ("khai-sinh, amount: 8000", "khai-sinh, amount: 10000"), ("nhan, amount: 15000", "nhan, amount: 12000")
    )
    ran = replay("--json")
    fees = {one["procedure"]: one for one in ran.json["fees"]}
    assert ran.status == 1
    assert {key: fees[BIRTH][key] for key in ("unit", "before", "after", "difference", "settled", "undecided")} == {
        "unit": UNIT,
        "before": 8000,
        "after": 10000,
        "difference": 2000,
        "settled": 8000,  # the draft says keep
        "undecided": 0,
    }
    assert [fees[SINGLE][key] for key in ("dossiers", "before", "after", "difference")] == [2, 30000, 24000, -6000]
    assert ran.json["fates"] == {"finished": 1, "keep": 2, "apply": 0, "partly": 0}


def test_a_shorter_deadline_makes_a_running_dossier_overdue_and_a_paper_less(replay: Motcua, draft: Path) -> None:
    shorten(draft, "running_cases: apply\n")
    told = replay("--json").json
    finished, running = told["touched"]
    assert (finished["fate"], running["fate"]) == ("finished", "apply")
    assert (running["due_before"], running["due_after"]) == ("2026-11-23T17:00:00+07:00", "2026-11-20T17:00:00+07:00")
    assert (finished["overdue"], running["overdue"]) == ("newly", "newly")  # it was ready on the very last day
    assert running["papers_dropped"] == ["to-khai"]
    assert (told["due"], told["overdue"]["newly"]) == ({"earlier": 2, "later": 0}, 2)
    assert told["papers"] == {"more": 0, "fewer": 2, "altered": 0}
    settled = {key: told["settled"][key] for key in ("due", "overdue", "papers")}  # a finished one stays as it was
    one = {"due": {"earlier": 1, "later": 0}, "overdue": {"newly": 1, "no_longer": 0}}
    assert settled == {**one, "papers": {"more": 0, "fewer": 1, "altered": 0}}
    assert (finished["overdue_settled"], running["overdue_settled"]) == ("", "newly")


def test_what_really_becomes_of_dossiers_is_told_before_what_would(replay: Motcua, draft: Path, tmp_path: Path) -> None:
    shorten(draft)  # without a word on running cases: they stay as they are
    table, html = tmp_path / "touched.csv", tmp_path / "impact.html"
    told = replay("--csv", str(table), "--html", str(html)).out
    overdue = "Quá hạn, thực đổi: thêm 0 hồ sơ, bớt 0 hồ sơ; nếu mọi hồ sơ đều theo dự thảo: thêm 2 hồ sơ"
    due = "Hẹn trả, thực đổi: 0 hồ sơ sớm hơn, 0 hồ sơ muộn hơn; nếu mọi hồ sơ đều theo dự thảo: 2 hồ sơ sớm hơn"
    for sentence in (overdue, due, "giữ như cũ: nếu theo dự thảo: hẹn trả"):
        assert sentence in told
    assert overdue in html.read_text("utf-8")
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    late = [(row["Quá hạn (thực đổi)"], row["Quá hạn (nếu theo dự thảo)"]) for row in rows]
    assert late == [("", "thành quá hạn"), ("", "thành quá hạn")]


def test_a_dossier_is_seen_as_it_stood_at_the_moment_asked(replay: Motcua, draft: Path) -> None:
    shorten(draft, "running_cases: apply\n")
    told = replay("--json", at="2026-11-10T12:00").json
    assert (told["dossiers"], [one["fate"] for one in told["touched"]]) == (1, ["apply"])
    assert told["overdue"] == {"newly": 0, "no_longer": 0}


def test_only_what_says_so_applies_to_running_cases(replay: Motcua, draft: Path) -> None:
    change_fees(draft, ("nhan, amount: 15000", "nhan, amount: 12000"))
    shorten(draft, "running_cases: apply\n")
    told = replay("--json").json
    assert told["fates"] == {"finished": 1, "keep": 0, "apply": 0, "partly": 1}
    [single] = [one for one in told["fees"] if one["procedure"] == SINGLE]
    assert (single["after"], single["settled"]) == (24000, 30000)
    shorten(draft)  # without a word on running cases
    assert replay("--json").json["fates"]["keep"] == 1


def test_a_draft_in_force_later_says_why_nobody_is_touched(replay: Motcua, draft: Path) -> None:
    shorten(draft)
    file = draft / "catalogs/thanh-hoa/amendments/nhanh.yaml"
    file.write_text(file.read_text("utf-8").replace("2026-01-01", "2027-01-01"), "utf-8")
    ran = replay()
    assert ran.status == 0
    assert "Dự thảo có hiệu lực từ 01/01/2027, sau ngày nhận của hồ sơ cuối cùng (20/11/2026)." in ran.out


def test_dossiers_are_chosen_by_day_and_unit(replay: Motcua, draft: Path) -> None:
    assert replay("--since", "2026-11-18", "--json").json["dossiers"] == 2
    assert replay("--since", "18/11/2026", "--json").json["dossiers"] == 2
    assert replay("--unit", "vn/38", "--json").json["dossiers"] == 3
    assert replay("--unit", "vn/31", "--json").json["dossiers"] == 0
    assert "Không có hồ sơ nào" in replay("--unit", "vn/31").out


def test_a_fee_that_the_draft_leaves_open_is_counted_apart_and_never_as_nothing(replay: Motcua, draft: Path) -> None:
    change_fees(draft, ("    - {id: khai-sinh, amount: 8000}\n", ""))
    told = replay("--json").json
    [birth] = [one for one in told["fees"] if one["procedure"] == BIRTH]
    assert (birth["before"], birth["after"], birth["undecided"]) == (0, 0, 1)
    assert [(one["rule"], one["dossiers"]) for one in told["undecided"]] == [("decide/fee-undetermined", 1)]
    assert [(one["undecided"], one["fee_after"]) for one in told["touched"]] == [(True, None)]
    assert "chưa kể 1 hồ sơ không quyết định được" in replay().out


def test_a_draft_with_errors_is_refused_with_what_check_says(replay: Motcua, draft: Path) -> None:
    shorten(draft)
    file = draft / "catalogs/thanh-hoa/amendments/nhanh.yaml"
    file.write_text(file.read_text("utf-8").replace("2 working_days", "5 working_days"), "utf-8")
    ran = replay()
    assert (ran.status, ran.out) == (2, "")
    assert "nhanh.yaml:8:" in ran.err
    assert "[bounds/longer]" in ran.err


def test_a_draft_among_the_plugins_is_not_taken_for_law_in_force(desk: Desk, motcua: Motcua, tmp_path: Path) -> None:
    plugins = tmp_path / "plugins"
    for name in ("a-draft", "province"):
        shutil.copytree(PROVINCE / "catalogs", plugins / name / "catalogs")
        manifest = f"{{name: {name}, version: '1', api: 1, touches: [catalogs]}}"
        (plugins / name / "plugin.yaml").write_text(manifest, "utf-8")
    change_fees(plugins / "a-draft", ("amount: 8000", "amount: 9000"))
    trying = ("--draft", str(plugins / "a-draft"), "--plugins-dir", str(plugins))
    assert desk
    assert motcua("replay", *trying, "--data", str(tmp_path / "data"), "--at", SUNDAY).status == 1
    proving = motcua("prove", BIRTH, *trying, "--unit", UNIT)
    assert proving.status == 1
    assert "8.000 đồng → 9.000 đồng" in proving.out


def test_half_a_copy_is_no_draft(replay: Motcua, draft: Path) -> None:
    shutil.rmtree(draft / "catalogs/ha-trung")
    ran = replay()
    assert ran.status == 2
    assert "thiếu lớp: ha-trung. [home/lost-layers]" in ran.err


def test_what_a_copy_leaves_out_is_told(replay: Motcua, draft: Path) -> None:
    text = (draft / FEES).read_text("utf-8")
    (draft / FEES).write_text(text.split("---\n")[0], "utf-8")
    assert "đang có: amendment/thanh-hoa-phi-ban-sao-trich-luc. [home/left-out]" in replay().err


def test_the_table_of_the_touched_holds_nothing_personal(replay: Motcua, draft: Path, tmp_path: Path) -> None:
    change_fees(draft, ("amount: 15000", "amount: 12000"))
    replay("--csv", str(tmp_path / "touched.csv"))
    text = (tmp_path / "touched.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["Mã hồ sơ"][-11:], row["Chênh lệch (đồng)"], row["Xử lý"]) for row in rows] == [
        ("261109-0001", "-3000", "đã kết thúc, không đổi"),
        ("261118-0001", "-3000", "đang giải quyết, giữ như cũ"),
    ]
    everything = text + json.dumps(replay("--json").json, ensure_ascii=False)
    assert not re.search(r"Nam|0912345678|038090123456|2026-05-01|Hoa,", everything)


def test_the_page_stands_alone_and_says_in_words_what_it_draws(replay: Motcua, draft: Path, tmp_path: Path) -> None:
    change_fees(draft, ("khai-sinh, amount: 8000", "khai-sinh, amount: 10000"))
    for lang, sentence in (("vi", "2.000 đồng"), ("en", "running, stays as it is")):
        replay("--lang", lang, "--html", str(tmp_path / "impact.html"))
        text = (tmp_path / "impact.html").read_text("utf-8")
        assert sentence in text
        assert not re.search(r"<script|https?:|url\(|src=|href=|Phạm", text)
        svg = ElementTree.fromstring(text[text.index("<svg") : text.index("</svg>") + 6])  # noqa: S314 - our own page
        told = {part.tag: part for part in svg}
        assert svg.attrib["aria-labelledby"] == f"{told['title'].attrib['id']} {told['desc'].attrib['id']}"
        assert {"vi": "10.000 đồng", "en": "10,000 đồng"}[lang] in str(told["desc"].text)
        widths = [int(bar.attrib["width"]) for bar in svg.iterfind("g/rect")]
        assert max(widths) == 400


def test_many_decided_together_are_told_byte_by_byte_as_one_by_one(
    replay: Motcua, desk: Desk, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = receive(desk, SINGLE, {"channel": "counter"}, "2026-11-12T08:00")
    for at, action, more in (
        ("2026-11-12T10:00", "ask_for_papers", {"papers": ["to-khai"], "reason": "thiếu chữ ký"}),
        ("2026-11-19T10:00", "papers_received", {"papers": ["to-khai"]}),
    ):
        asked = desk.act(HOA, asked.code, action, more, asked.seq, parse_moment(at))
    found = receive(desk, SINGLE, {"channel": "counter"}, "2026-11-19T08:00")
    found = desk.act(HOA, found.code, "hand_over", {}, found.seq, parse_moment("2026-11-19T09:00"))
    facts = {"facts": {"needs_verification": "true"}, "reason": "thẩm tra"}
    desk.act(TUNG, found.code, "change_facts", facts, found.seq, parse_moment("2026-11-19T10:00"))
    change_fees(draft, ("khai-sinh, amount: 8000", "khai-sinh, amount: 10000"))
    shorten(draft, "running_cases: apply\n")
    together: list[int] = []

    def counted(journals: Any, *more: Any) -> Any:
        together.append(len(journals))
        return replay_many(journals, *more)

    def told() -> tuple[str, ...]:
        csv, html = tmp_path / "touched.csv", tmp_path / "impact.html"
        out = replay("--csv", str(csv), "--html", str(html)).out
        return out, replay("--json").out, csv.read_text("utf-8"), html.read_text("utf-8")

    monkeypatch.setattr("motcua.analysis.impact.bulk.replay_many", counted)
    one_by_one = told()
    assert json.loads(one_by_one[1])["fates"]["apply"] >= 3
    monkeypatch.setattr("motcua.cli.replay.MANY", 5)
    assert (told(), together) == (one_by_one, [5, 5])
    monkeypatch.setitem(sys.modules, "polars", None)  # as where the extra is not installed
    assert (told(), together) == (one_by_one, [5, 5])


def test_on_a_terminal_each_stage_of_a_replay_of_many_shows_how_far_it_is(
    replay: Motcua, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.cli.replay.MANY", 2)
    assert replay().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    finished = re.findall(r"(Đang [^\[]*?)  \[#+\]  100%", replay().err)
    assert list(dict.fromkeys(finished)) == ["Đang đọc hồ sơ", "Đang tính lại theo thủ tục", "Đang tính lại từng hồ sơ"]


def test_names_of_the_catalog_are_no_html(replay: Motcua, draft: Path, tmp_path: Path) -> None:
    shorten(draft)
    file = draft / "catalogs/thanh-hoa/amendments/nhanh.yaml"
    file.write_text(file.read_text("utf-8").replace("QĐ 1", "QĐ <b>1"), "utf-8")
    assert replay("--html", str(tmp_path / "impact.html")).status == 1
    assert "QĐ &lt;b&gt;1/2026" in (tmp_path / "impact.html").read_text("utf-8")
    assert "<b>" not in (tmp_path / "impact.html").read_text("utf-8")


def test_the_page_names_the_draft_by_what_it_says_and_tells_what_it_was_made_for(
    replay: Motcua, draft: Path, tmp_path: Path
) -> None:
    shorten(draft)
    html = tmp_path / "impact.html"
    replay("--html", str(html))
    what = "sửa đổi “Cấp Giấy xác nhận tình trạng hôn nhân” (QĐ 1/2026/QĐ-UBND (ví dụ), từ 01/01/2026)"
    made = "Lập cho mọi đơn vị, theo tình hình lúc 09 giờ 00 ngày 22/11/2026."
    assert f"Dự thảo: Tỉnh Thanh Hóa, với {what}.<br>{made}" in html.read_text("utf-8")
    replay("--html", str(html), "--unit", UNIT, "--lang", "en")
    assert "Made for Ủy ban nhân dân xã Hà Trung, as things stood at 09:00" in html.read_text("utf-8")


def test_a_backup_is_as_good_as_the_data_and_a_missing_folder_is_refused(
    motcua: Motcua, replay: Motcua, draft: Path, tmp_path: Path
) -> None:
    motcua("backup", str(tmp_path / "data"), str(tmp_path / "copy"))
    assert replay("--data", str(tmp_path / "copy"), "--json").json["dossiers"] == 3
    assert replay("--data", str(tmp_path / "nowhere")).status == 2
    (tmp_path / "empty").mkdir()
    assert "[store/no-journal]" in replay("--data", str(tmp_path / "empty")).err


def test_damaged_data_is_refused(replay: Motcua, draft: Path, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    raw = bytearray((tmp_path / "data/journal").read_bytes())
    raw[raw.index(b"xac-nhan")] ^= 1
    (tmp_path / "bad/journal").write_bytes(raw)
    ran = replay("--data", str(tmp_path / "bad"))
    assert (ran.status, ran.out) == (2, "")
    assert "[store/damaged]" in ran.err
