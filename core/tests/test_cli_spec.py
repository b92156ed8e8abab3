"""`motcua spec`: which specs hold, for people and programs."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Motcua = Callable[..., Any]
PROVINCE = Path(__file__).parents[2] / "plugins/thanh_hoa/motcua_thanh_hoa"
FEATURE = """# language: vi
Tính năng: Khai sinh muộn

  Tình huống: Lệ phí khi quá hạn
    Biết thủ tục "Đăng ký khai sinh" tại "Hà Trung"
    Và "Ngày sinh của trẻ" là 05/01/2026
    Và "Có giấy chứng sinh?" là có
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là {fee} đồng
"""


@pytest.fixture
def feature(tmp_path: Path) -> Callable[[str], str]:
    def write(fee: str) -> str:
        file = tmp_path / "khai-sinh.feature"
        file.write_text(FEATURE.format(fee=fee), "utf-8")
        return str(file)

    return write


def test_a_spec_that_holds(feature: Callable[[str], str], motcua: Motcua) -> None:
    ran = motcua("spec", feature("8.000"), "--json")
    assert (ran.status, ran.err) == (0, "")
    assert {"scenarios": 1, "passed": 1, "failed": 0}.items() <= ran.json.items()
    assert ran.json["results"][0].keys() == {"file", "line", "name", "passed", "message"}


def test_a_spec_is_tried_on_a_draft_before_it_is_law(
    feature: Callable[[str], str], motcua: Motcua, tmp_path: Path
) -> None:
    draft = shutil.copytree(PROVINCE / "catalogs", tmp_path / "dự thảo" / "catalogs").parent
    fees = draft / "catalogs/thanh-hoa/amendments/le-phi-ho-tich.yaml"
    fees.write_text(fees.read_text("utf-8").replace("khai-sinh, amount: 8000", "khai-sinh, amount: 9000"), "utf-8")
    file = feature("9.000")
    assert motcua("spec", file).status == 1
    assert (tried := motcua("spec", file, "--draft", str(draft))).status == 0
    assert "1 tình huống: 1 đạt, 0 không đạt." in tried.out


def test_a_draft_that_check_refuses_is_not_tried(feature: Callable[[str], str], motcua: Motcua, tmp_path: Path) -> None:
    ran = motcua("spec", feature("8.000"), "--draft", str(tmp_path))
    assert (ran.status, ran.out, "[home/empty]" in ran.err) == (2, "", True)


def test_a_spec_that_fails_says_what_came_out_instead(feature: Callable[[str], str], motcua: Motcua) -> None:
    file = feature("9.000")
    ran = motcua("spec", file)
    assert ran.status == 1
    assert f"✗ {file}:9" in ran.out
    assert "8.000 đồng" in ran.out
    assert "1 tình huống: 0 đạt, 1 không đạt." in ran.out
    assert motcua("spec", file, "--json").json["results"][0]["passed"] is False


def test_how_far_it_has_come_is_shown_on_a_terminal_and_written_nowhere_else(
    feature: Callable[[str], str], motcua: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    unseen = motcua("spec", feature("8.000"), "--mutate", "--json")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    seen = motcua("spec", feature("8.000"), "--mutate", "--json")
    assert (unseen.err, seen.json) == ("", unseen.json)
    finished = re.findall(r"(Đang [^\[]*?)  \[#+\]  100%", seen.err)
    assert list(dict.fromkeys(finished)) == ["Đang chạy đặc tả", "Đang sửa thử luật"]


def test_a_file_that_is_refused_is_counted_as_a_file_not_as_scenarios(
    feature: Callable[[str], str], motcua: Motcua, tmp_path: Path
) -> None:
    feature("8.000")
    (tmp_path / "sai.feature").write_text(FEATURE.replace("Thì", "Thí").replace("05/10", "31/11"), "utf-8")
    ran = motcua("spec", str(tmp_path))
    assert ran.status == 1
    assert ran.out.splitlines()[-1] == "1 tình huống: 1 đạt, 0 không đạt. 1 tệp viết sai, không chạy."
    assert all(line == line.rstrip() for line in ran.out.splitlines())
    told = motcua("spec", str(tmp_path), "--json").json
    assert (told["scenarios"], told["passed"], told["failed"], told["refused"]) == (1, 1, 0, 1)


def test_the_sentences_that_specs_may_use_are_printed(motcua: Motcua) -> None:
    ran = motcua("spec", "--steps")
    assert ran.status == 0
    assert "**Biết**" in ran.out


def test_a_folder_without_specs_is_not_a_success(tmp_path: Path, motcua: Motcua) -> None:
    ran = motcua("spec", str(tmp_path))
    assert (ran.status, ran.out) == (2, "")
    assert "Không có tệp .feature nào" in ran.err
