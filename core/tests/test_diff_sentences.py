"""What differs between two states of the law, said in sentences: each change once, with its basis and its line."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.analysis.diff.comparison import compare
from motcua.analysis.diff.differences import _moved
from motcua.analysis.diff.sentences import as_json, said
from motcua.catalog import Catalog, builtin_home, load_homes
from motcua.texts import LANGUAGES

Write = Callable[..., Catalog]

UNIT, DAY = "vn/38/ha-trung", date(2026, 2, 13)
FEE = """
kind: amendment
id: muc-thu
amends: fee_schedule/le-phi
in_force: {from: 2026-01-01}
basis: [NQ 1/2025]
set: {lines: [{id: khai-tu, amount: 8000}]}
"""


def amendment(target: str, patch: str, *, to: str = "2030-01-01") -> str:
    return f"""
kind: amendment
id: sua-doi
amends: {target}
in_force: {{from: 2026-01-01, to: {to}}}
basis: [NQ 2/2025]
set: {patch}
"""


def told(before: Catalog, after: Catalog, lang: str = "vi", day: date = DAY) -> list[str]:
    assert not [*before.findings, *after.findings]
    chapters = compare(before.resolve(UNIT, day), after.resolve(UNIT, day))
    return [said(chapter, change, lang).sentence for chapter in chapters for change in chapter.changes]


def test_nothing_differs_from_itself(country: Write) -> None:
    assert told(country(), country()) == []


def test_a_fee_that_a_province_sets_shows_in_the_procedure_that_collects_it(country: Write, amended: Write) -> None:
    before, after = country(), amended("thanh-hoa", FEE)
    assert told(before, after) == [
        "Đăng ký khai tử: lệ phí “Khai tử muộn” từ chưa xác định thành 8.000 đồng, căn cứ NQ 1/2025."
    ]
    assert told(before, after, "en") == [
        "Đăng ký khai tử: fee “Khai tử muộn” from undetermined to 8,000 đồng, basis NQ 1/2025."
    ]


def test_a_change_in_json_names_procedure_path_values_basis_and_line(country: Write, amended: Write) -> None:
    before, after = country(), amended("thanh-hoa", FEE)
    (chapter,) = compare(before.resolve(UNIT, DAY), after.resolve(UNIT, DAY))
    assert as_json(chapter, chapter.changes[0], "vi") == {
        "procedure": "khai-tu",
        "document": "procedure/khai-tu",
        "path": "fees.le-phi.amount",
        "kind": "changed",
        "before": "undetermined",
        "after": 8000,
        "sentence": "Đăng ký khai tử: lệ phí “Khai tử muộn” từ chưa xác định thành 8.000 đồng, căn cứ NQ 1/2025.",
        "basis": ["NQ 1/2025"],
        "former_basis": ["Luật Phí"],
        "file": "catalogs/thanh-hoa/sua-doi.yaml",
        "line": 7,
    }


@pytest.mark.parametrize(
    ("target", "patch", "sentence"),
    [
        (
            "procedure/khai-tu",
            "{papers: [{id: bao-tu, remove: true}]}",
            "không yêu cầu giấy tờ “Giấy báo tử” nữa, căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{papers: [{id: to-khai, originals: 1}]}",
            "giấy tờ “Tờ khai”, số bản chính từ 2 thành 1, căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{papers: [{id: cccd, name: Căn cước, mode: present}]}",
            "yêu cầu thêm giấy tờ “Căn cước” (cách đưa giấy: xuất trình), căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{deadline: [{id: xac-minh, within: 2 working_days}]}",
            "thời hạn giải quyết khi “Cần xác minh?” = có, thời gian rút ngắn từ 3 ngày làm việc xuống 2 ngày làm việc,"
            " căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{deadline: [{id: xac-minh, within: 5 working_days}]}",
            "thời hạn giải quyết khi “Cần xác minh?” = có, thời gian kéo dài từ 3 ngày làm việc lên 5 ngày làm việc,"
            " căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{deadline: [{id: xac-minh, within: 4 calendar_days}]}",
            "thời hạn giải quyết khi “Cần xác minh?” = có, thời gian từ 3 ngày làm việc thành 4 ngày, căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{deadline: [{id: thuong, within: 5 working_days}]}",
            "thời hạn giải quyết chung, thời gian kéo dài từ 1 ngày làm việc lên 5 ngày làm việc, căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{extensions: [{id: nghi, add: 2 working_days, note: Nghỉ mùa nước nổi.}]}",
            "thêm phần cộng thêm thời hạn (Nghỉ mùa nước nổi): cộng thêm: 2 ngày làm việc, căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{papers: [{id: to-khai, when: {channel: counter, needs_check: true}}]}",
            "giấy tờ “Tờ khai”, điều kiện áp dụng từ “Cách nộp hồ sơ” = Trực tiếp thành"
            " “Cách nộp hồ sơ” = Trực tiếp và “Cần xác minh?” = có, căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{papers: [{id: bao-tu, when: {needs_check: false}}]}",
            "giấy tờ “Giấy báo tử”, điều kiện áp dụng từ mọi trường hợp thành “Cần xác minh?” = không,"
            " căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{channels: [counter]}",
            "cách nộp: bỏ Trực tuyến, căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            '{derived: {on_time: "days(death_date, received_on) <= 30"}}',
            "dữ kiện tính ra “on_time” từ days(“Ngày chết”, “Ngày tiếp nhận”) ≤ 15 thành"
            " days(“Ngày chết”, “Ngày tiếp nhận”) ≤ 30, căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{route: {times: {ky: 4 working_hours}}}",
            "thời gian của bước “Ký” rút ngắn từ 6 giờ làm việc xuống 4 giờ làm việc, căn cứ NQ 2/2025",
        ),
        (
            "procedure/khai-tu",
            "{facts: {needs_check: {title: Phải xác minh?}}}",
            "câu hỏi “Phải xác minh?”, tên gọi từ “Cần xác minh?” thành “Phải xác minh?”, căn cứ NQ 2/2025",
        ),
        (
            "fee_schedule/le-phi",
            "{exempt: [{id: muon, name: Cần xác minh, when: {needs_check: true}, items: [khai-tu]}]}",
            "thêm diện miễn “Cần xác minh” (điều kiện áp dụng: “Cần xác minh?” = có; các mục: “Khai tử muộn”),"
            " căn cứ NQ 2/2025",
        ),
        (
            "fee_schedule/le-phi",
            "{lines: [{id: khai-tu, amount: 1000 * 3}]}",
            "lệ phí “Khai tử muộn” từ chưa xác định thành 1.000 × 3, căn cứ NQ 2/2025",
        ),
    ],
)
def test_a_change_of_a_procedure_is_one_sentence(
    country: Write, amended: Write, target: str, patch: str, sentence: str
) -> None:
    before, after = country(), amended("vn", amendment(target, patch))
    assert told(before, after) == [f"Đăng ký khai tử: {sentence}."]


@pytest.mark.parametrize(
    ("files", "sentences"),
    [
        (
            {"catalogs/vn/sua-doi.yaml": amendment("fee_schedule/le-phi", "{lines: [{id: ket-hon, amount: 0}]}")},
            ["Biểu thu “Lệ phí hộ tịch”: dòng thu “Kết hôn” từ 5.000 đồng thành 0 đồng, căn cứ NQ 2/2025."],
        ),
        (
            {"catalogs/vn/sua-doi.yaml": amendment("route/chung", "{steps: [{id: ky, name: Ký số}]}")},
            ["Quy trình chung “Quy trình chung”: bước “Ký số”, tên từ “Ký” thành “Ký số”, căn cứ NQ 2/2025."],
        ),
        (
            {"rules/lich.yaml": "{kind: calendar, id: vn-2026, year: 2026, week: [mon, tue], basis: [QĐ 1], off: []}"},
            ["Lịch vn-2026: được thêm vào, căn cứ QĐ 1."],
        ),
    ],
)
def test_what_procedures_share_is_told_once(country: Write, files: dict[str, str], sentences: list[str]) -> None:
    copied = country().documents
    text = next("\n".join(document.lines) for document in copied if document.id == "khai-tu")
    second = {
        "catalogs/vn/khai-tu-lai.yaml": text.replace("id: khai-tu\n", "id: khai-tu-lai\n").replace(
            "1.000656", "1.000657"
        )
    }
    before = country(second)
    assert len(before.resolve(UNIT, DAY).procedures) == 2
    assert told(before, country(second | files)) == sentences


def test_a_shared_fee_that_two_procedures_collect_is_told_for_both(country: Write) -> None:
    text = next("\n".join(document.lines) for document in country().documents if document.id == "khai-tu")
    second = {
        "catalogs/vn/hai.yaml": text.replace("id: khai-tu\n", "id: hai\n").replace("name: Đăng ký khai tử", "name: Hai")
    }
    found = told(country(second), country(second | {"catalogs/thanh-hoa/muc-thu.yaml": FEE}))
    assert [sentence.partition(":")[0] for sentence in found] == ["Hai", "Đăng ký khai tử"]


def test_with_the_last_exemption_for_it_a_question_goes_too(country: Write, amended: Write) -> None:
    before = country()
    after = amended("vn", amendment("fee_schedule/le-phi", "{exempt: [{id: ho-ngheo, remove: true}]}"))
    assert told(before, after) == [
        "Đăng ký khai tử: không hỏi “Nhóm” nữa (trước đây theo Luật Phí).",
        "Đăng ký khai tử: bỏ diện miễn “Hộ nghèo”, căn cứ NQ 2/2025.",
    ]


def test_a_new_order_names_the_one_row_that_moved(country: Write, amended: Write) -> None:
    before = country()
    after = amended("vn", amendment("fee_schedule/le-phi", "{exempt: [{id: ho-ngheo, before: dung-han}]}"))
    assert told(before, after) == ["Đăng ký khai tử: diện miễn “Hộ nghèo” chuyển từ vị trí 2 sang vị trí 1."]


def test_what_lapses_tells_the_basis_it_had(country: Write, amended: Write) -> None:
    patch = "{papers: [{id: cccd, name: Căn cước, originals: 1}]}"
    catalog = amended("vn", amendment("procedure/khai-tu", patch, to="2026-03-01"))
    before, after = (catalog.resolve(UNIT, day) for day in (date(2026, 2, 28), date(2026, 3, 1)))
    (chapter,) = compare(before, after)
    assert said(chapter, chapter.changes[0]).sentence == (
        "Đăng ký khai tử: không yêu cầu giấy tờ “Căn cước” nữa (trước đây theo NQ 2/2025)."
    )
    assert chapter.changes[0].basis == ()


def test_a_basis_is_told_with_its_value_and_by_itself_only_when_it_alone_changed(country: Write) -> None:
    law = next("\n".join(document.lines) for document in country().documents if document.id == "khai-tu")
    row = "{id: bao-tu, name: Giấy báo tử, originals: 1, basis: [Luật Hộ tịch Đ34]}"
    both = law.replace(row, "{id: bao-tu, name: Giấy báo tử, originals: 2, basis: [NQ 3]}")
    alone = law.replace(row, "{id: bao-tu, name: Giấy báo tử, originals: 1, basis: [NQ 3]}")
    file = "catalogs/vn/khai-tu.yaml"
    assert told(country(), country({file: both})) == [
        "Đăng ký khai tử: giấy tờ “Giấy báo tử”, số bản chính từ 1 thành 2, căn cứ NQ 3."
    ]
    assert told(country(), country({file: alone})) == [
        "Đăng ký khai tử: giấy tờ “Giấy báo tử”, căn cứ: thêm NQ 3; bỏ Luật Hộ tịch Đ34."
    ]


def test_saying_what_silence_already_means_is_no_change(country: Write) -> None:
    law = next("\n".join(document.lines) for document in country().documents if document.id == "khai-tu")
    wordier = law.replace("name: Giấy báo tử,", "name: Giấy báo tử, mode: submit, copies: 0,")
    assert wordier != law
    assert told(country(), country({"catalogs/vn/khai-tu.yaml": wordier})) == []


def test_a_procedure_comes_and_goes_whole(country: Write) -> None:
    catalog = country()
    before, after = (catalog.resolve(UNIT, day) for day in (date(2015, 12, 31), date(2016, 1, 1)))
    there = [chapter for chapter in compare(before, after) if chapter.kind == "procedure"]
    gone = [chapter for chapter in compare(after, before) if chapter.kind == "procedure"]
    assert [said(c, c.changes[0]).sentence for c in there] == ["Đăng ký khai tử: được thêm vào, căn cứ Luật Hộ tịch."]
    assert [said(c, c.changes[0]).sentence for c in gone] == [
        "Đăng ký khai tử: không còn (trước đây theo Luật Hộ tịch)."
    ]


def test_a_merger_changes_the_name_the_desk_and_the_offices(country: Write) -> None:
    catalog = country()
    before, after = (catalog.resolve(UNIT, day) for day in (date(2025, 6, 30), date(2025, 7, 1)))
    (unit,) = compare(before, after)
    assert [said(unit, change).sentence for change in unit.changes] == [
        "Xã Hà Trung: tên trên giấy tờ, tên từ “Thị trấn Hà Trung” thành “Xã Hà Trung”.",
        "Xã Hà Trung: tên trên giấy tờ, bộ phận một cửa từ Bộ phận một cửa thành Trung tâm phục vụ.",
        "Xã Hà Trung: vai “Hộ tịch” từ Công chức hộ tịch thành Văn phòng.",
    ]
    assert compare(before, after, same_unit=False) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_change_the_law_has_seen_or_will_see_can_be_said(lang: str) -> None:
    catalog = load_homes([builtin_home()])
    days = catalog.change_dates("vn")
    books = [catalog.resolve("vn", day - timedelta(days=back)) for day in days for back in (1, 0)]
    chapters = [chapter for pair in pairwise(books) for chapter in compare(*pair)]
    sentences = [said(chapter, change, lang).sentence for chapter in chapters for change in chapter.changes]
    assert len(sentences) > 2 * len(days)
    assert [each for each in sentences if re.search(r"\.\.|\{|None|  | [,.;]|diff/", each)] == []


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_what_did_not_move_kept_its_order_and_no_more_moved_than_had_to(new: list[str]) -> None:
    old = ["a", "b", "c", "d", "e"]
    moved = _moved(old, new)
    stayed = [name for name in new if name not in moved]
    assert stayed == sorted(stayed)
    assert (not moved) == (new == old)
    assert all(sorted([*stayed, name]) != [n for n in new if n in {*stayed, name}] for name in moved)


@pytest.mark.parametrize(("length", "as_before"), [("0.5 working_days", True), ("1 working_days", False)])
def test_a_length_that_only_reads_otherwise_is_told_as_long_as_before(
    length: str, as_before: bool, deciding: Write
) -> None:
    former, new = (
        deciding(
            {
                "catalogs/thanh-hoa/sua-doi.yaml": amendment(
                    "procedure/khai-tu", f"{{route: {{times: {{nhan: {time}}}}}}}"
                )
            }
        )
        for time in ("4 working_hours", length)
    )
    (sentence,) = told(former, new)
    assert ("ghi lại từ 4 giờ làm việc thành 0,5 ngày làm việc, độ dài như cũ" in sentence) is as_before
