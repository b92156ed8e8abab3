"""``motcua prove``: a province asks whether its draft decides anything otherwise; the law as shipped, real folders."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.house import open_house
from motcua.specs.lint import read_feature
from motcua.specs.runner import run_scenario
from motcua.specs.scenario import HEAD

Motcua = Callable[..., Any]
UNIT, DAY = "vn/38/ha-trung", "2026-11-23"
PLUGINS = Path(__file__).parents[2] / "plugins"
PROVINCE = PLUGINS / "thanh_hoa" / "motcua_thanh_hoa"
FEES = "catalogs/thanh-hoa/amendments/le-phi-ho-tich.yaml"
BIRTH, SINGLE = "dang-ky-khai-sinh", "xac-nhan-tinh-trang-hon-nhan"
FASTER = """
kind: amendment
id: thanh-hoa-tinh-trang-hon-nhan-nhanh
amends: procedure/xac-nhan-tinh-trang-hon-nhan
in_force: {from: 2026-12-01}
basis: [QĐ 1/2026/QĐ-UBND (ví dụ)]
set: {papers: [{id: to-khai, remove: true}]}
"""
CHILDREN = """
---
kind: amendment
id: thanh-hoa-mien-tre-em
amends: fee_schedule/le-phi-ho-tich
in_force: {from: 2027-01-01}
basis: [QĐ 2/2026/QĐ-UBND (ví dụ)]
set:
  exempt:
    - id: tre-em
      name: Trẻ em
      when: {applicant_groups: {any_of: [tre-em]}}
      evidence: {id: giay-tuoi, name: Giấy chứng minh tuổi, originals: 1}
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the province's folder, as yet without a change."""
    return Path(shutil.copytree(PROVINCE, tmp_path / "draft", ignore=shutil.ignore_patterns("*.py*", "__pycache__")))


@pytest.fixture
def proving(motcua: Motcua, draft: Path) -> Motcua:
    places = ["--draft", str(draft), "--unit", UNIT, "--plugins-dir", str(PLUGINS)]
    return lambda *more, at=DAY: motcua("prove", *places, *(("--at", at) if at else ()), *more)


def change(draft: Path, old: str, new: str) -> None:
    text = (draft / FEES).read_text("utf-8")
    assert old in text
    (draft / FEES).write_text(text.replace(old, new), "utf-8")


def test_a_draft_that_changes_nothing_is_proved_to_decide_nothing_otherwise(proving: Motcua) -> None:
    ran = proving()
    assert (ran.status, ran.err) == (0, "")
    head, _, alike = ran.out.splitlines()
    assert head.endswith(
        "hồ sơ nhận từ 23/11/2026 đến 31/12/2027: so 24 thủ tục theo quy định đang dùng và theo dự thảo."
    )
    assert alike == "= Cả 24 thủ tục: đã chứng minh mọi hồ sơ được quyết định như nhau."


def test_a_dossier_comes_on_a_day_on_which_offices_work_and_is_told_to_be_exempt(proving: Motcua, draft: Path) -> None:
    with (draft / FEES).open("a", encoding="utf-8") as law:
        law.write(CHILDREN)  # in force from a day off, a Friday
    said = proving(BIRTH, at=None).out
    assert "ngày 04/01/2027" in said
    assert "khoản “Khai sinh không đúng hạn”: 8.000 đồng → 0 đồng (được miễn)" in said


def test_every_part_that_differs_is_shown_by_a_dossier_the_plainest_first(proving: Motcua, draft: Path) -> None:
    change(draft, "khai-sinh, amount: 8000", "khai-sinh, amount: 10000")
    with (draft / FEES).open("a", encoding="utf-8") as law:
        law.write(CHILDREN)
    fee, papers = proving(BIRTH, at="2027-01-04").out.split("Ví dụ: ")[1:]
    assert "phí, lệ phí 8.000 đồng → 10.000 đồng" in fee
    assert "Trẻ em" not in fee
    assert "thêm giấy: Giấy chứng minh tuổi" in papers


def test_the_first_day_may_be_written_as_people_do(proving: Motcua) -> None:
    assert "hồ sơ nhận từ 23/11/2026 đến" in proving(BIRTH, at="23/11/2026").out


def test_a_fee_raised_is_refuted_with_a_dossier_and_a_scenario_to_paste(proving: Motcua, draft: Path) -> None:
    change(draft, "khai-sinh, amount: 8000", "khai-sinh, amount: 10000")
    ran = proving()
    assert ran.status == 1
    assert (
        "✗ Đăng ký khai sinh: quyết định khác\n    phí, lệ phí khác, với hồ sơ nhận từ 23/11/2026\n    Ví dụ: tại"
        in ran.out
    )
    assert "      • phí, lệ phí 8.000 đồng → 10.000 đồng" in ran.out
    [birth] = [one for one in proving("--json").json["compared"][0]["procedures"] if one["procedure"] == BIRTH]
    [answer] = birth["answers"]
    assert (birth["verdict"], answer["part"], answer["reason"]) == ("differs", "fee", None)
    assert answer["witness"]["at"] == "2026-11-23T09:00:00+07:00"
    assert answer["witness"]["facts"]["channel"] == "counter"
    [scenario], findings = read_feature((HEAD + birth["scenario"]).encode(), "")
    assert (findings, run_scenario(scenario, open_house([str(PLUGINS)]).catalog, None).passed) == ([], False)
    assert "lệ phí là 10.000 đồng" in birth["scenario"]


def test_only_the_procedures_asked_for_are_compared(proving: Motcua, draft: Path) -> None:
    change(draft, "khai-sinh, amount: 8000", "khai-sinh, amount: 10000")
    assert proving(SINGLE).status == 0
    [told] = proving(BIRTH, SINGLE, "--json").json["compared"]
    assert [(one["procedure"], one["verdict"]) for one in told["procedures"]] == [(BIRTH, "differs"), (SINGLE, "same")]
    ran = proving("dang-ky-khai-sin")
    assert (ran.status, ran.out) == (2, "")
    assert "dang-ky-khai-sinh" in ran.err


def test_of_a_province_the_communes_are_compared_for_nobody_hands_dossiers_in_at_itself(
    proving: Motcua, draft: Path
) -> None:
    change(draft, "khai-sinh, amount: 8000", "khai-sinh, amount: 10000")
    ran = proving(BIRTH, "--unit", "vn/38", "--json")
    assert (ran.status, [one["units"] for one in ran.json["compared"]]) == (1, [[UNIT]])


def test_all_units_are_compared_and_those_alike_told_together(proving: Motcua, draft: Path) -> None:
    change(draft, "khai-sinh, amount: 8000", "khai-sinh, amount: 10000")
    compared = proving(BIRTH, "--unit", "all", "--json").json["compared"]
    verdicts = {tuple(place["units"]): place["procedures"][0]["verdict"] for place in compared}
    assert verdicts == {(UNIT,): "differs", ("vn/31/vinh-bao",): "same"}
    assert "Cũng như vậy ở 1 đơn vị khác" in proving(SINGLE, "--unit", "all").out


def test_the_days_begin_with_the_draft(proving: Motcua, draft: Path) -> None:
    (draft / "catalogs/thanh-hoa/amendments/nhanh.yaml").write_text(FASTER, "utf-8")
    ran = proving(SINGLE, at=None)
    assert ran.status == 1
    assert "hồ sơ nhận từ 01/12/2026" in ran.out
    assert "      • bớt giấy: " in ran.out


def test_what_cannot_be_proved_is_no_proof(proving: Motcua, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = "extract_copies * extract_copies - (extract_copies - 1) * (extract_copies + 1)"
    change(draft, "khai-sinh, amount: 8000", f'khai-sinh, amount: "7999 + {copies}"')
    assert proving(BIRTH).status == 0
    monkeypatch.setitem(sys.modules, "z3", None)
    ran = proving(BIRTH)
    assert ran.status == 1
    assert "? Đăng ký khai sinh: chưa chứng minh được" in ran.out
    assert 'cần z3: pip install "motcua[prove]"' in ran.out


def test_where_no_deadline_can_be_counted_nothing_is_compared(proving: Motcua) -> None:
    ran = proving(at="2031-01-01")
    assert (ran.status, ran.out) == (2, "")
    assert "[prove/no-calendar]" in ran.err


def test_a_draft_with_errors_is_refused_with_what_check_says(proving: Motcua, draft: Path) -> None:
    change(draft, "khai-sinh, amount: 8000", "khai-sinh, amount: -1")
    ran = proving()
    assert (ran.status, ran.out) == (2, "")
    assert "le-phi-ho-tich.yaml:" in ran.err


@pytest.mark.parametrize(("lang", "words"), [("vi", "quyết định khác"), ("en", "decided otherwise")])
def test_the_verdict_is_told_in_the_language_of_who_asks(proving: Motcua, draft: Path, lang: str, words: str) -> None:
    change(draft, "khai-sinh, amount: 8000", "khai-sinh, amount: 10000")
    assert words in proving("--lang", lang, BIRTH).out
