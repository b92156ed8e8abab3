"""One vocabulary, two runners: pytest-bdd and `motcua spec` must agree on every feature, sound or not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from motcua.catalog import Catalog, builtin_home
from motcua.house import open_house
from motcua.specs.runner import feature_files, run_file
from motcua.specs.vocabulary import STEPS

from .conftest import COUNTRY, Write

FEATURES = builtin_home().folder / "features"
HEAD = '# language: vi\nTính năng: Thử\n  Bối cảnh:\n    Biết thủ tục "1.004845" tại "Hà Trung"\n'
FILED = "    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026\n"
WRITTEN = {
    "dat": "  Tình huống: Hai ngày\n" + FILED + "    Thì thời hạn là 2 ngày làm việc\n",
    "khong-dat": "  Tình huống: Sai số tiền\n" + FILED + "    Thì lệ phí là 5.000 đồng\n",
    "sai-du-kien": '  Tình huống: Dữ kiện lạ\n    Biết "Ngày sinh" là 05/09/2026\n'
    + FILED
    + "    Thì lệ phí là 0 đồng\n",
    "chua-nop": "  Tình huống: Quên nộp\n    Thì lệ phí là 0 đồng\n",
    "tu-khoa": "  Tình huống: Từ khóa sai\n" + FILED + "    Thí lệ phí là 5.000 đồng\n    Thì lệ phí là 0 đồng\n",
    "khong-thi": "  Tình huống: Không có Thì\n" + FILED,
    "buoc-la": "  Tình huống: Bước lạ\n" + FILED + "    Thì trời nắng\n",
    "dau-sao": "  Tình huống: Dấu sao\n" + FILED + "    Thì thời hạn là 2 ngày làm việc\n    * lệ phí là 0 đồng\n",
    "so-tien": "  Tình huống: Số tiền lạ\n" + FILED + "    Thì lệ phí là 8.00 đồng\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in WRITTEN.items():
        (tmp_path / f"{name}.feature").write_text(HEAD + text, "utf-8")
    (tmp_path / "nfd.feature").write_text("\ufeff" + HEAD + WRITTEN["dat"], "utf-8")
    (tmp_path / "thu-muc.feature").mkdir()
    shutil.copy(FEATURES / "test_features.py", tmp_path)
    return tmp_path


def verdicts(catalog: Catalog, file: Path) -> bool:
    return all(result.passed for result in run_file(file, catalog, None))


def test_both_runners_agree_on_what_passes(folder: Path, catalog: Catalog) -> None:
    ours = {file.stem: verdicts(catalog, file) for file in feature_files([folder])}
    assert ours == {name: name in {"dat", "dau-sao", "nfd"} for name in [*WRITTEN, "nfd"]}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "motcua.testing", "-p", "no:cacheprovider", "-rA", folder],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    failed = [line for line in run.stdout.splitlines() if line.startswith("FAILED")]
    unsound = {"tu-khoa", "khong-thi", "buoc-la", "so-tien"}
    assert sum("test_a_spec_is_sound" in line for line in failed) == len(unsound)
    assert len(failed) - len(unsound) == 3, run.stdout


def test_every_shipped_spec_passes(catalog: Catalog) -> None:
    results = [result for file in feature_files([FEATURES]) for result in run_file(file, catalog, None)]
    assert [f"{one.file}:{one.line} {one.message}" for one in results if not one.passed] == []
    assert len(results) >= 40


def test_a_failed_step_says_what_was_found_instead(folder: Path, catalog: Catalog) -> None:
    (result,) = run_file(folder / "khong-dat.feature", catalog, None)
    assert "mong 5.000 đồng, nhưng là 0 đồng" in result.message
    assert result.line == 7


def test_all_that_is_expected_in_vain_is_told_with_its_line(tmp_path: Path, catalog: Catalog) -> None:
    wrong = "    Thì lệ phí là 5.000 đồng\n    Và hồ sơ được tiếp nhận\n    Và hồ sơ qua 9 bước\n"
    (tmp_path / "a.feature").write_text(f"{HEAD}  Tình huống: Thử\n{FILED}{wrong}", "utf-8")
    (result,) = run_file(tmp_path / "a.feature", catalog, None, "en")
    first, second = result.message.splitlines()
    assert (result.line, first) == (7, "lệ phí là 5.000 đồng: expected 5.000 đồng, but it is 0 đồng")
    assert second.startswith("line 9: hồ sơ qua 9 bước: expected 9 steps")


def test_what_cannot_be_done_ends_a_scenario(tmp_path: Path, catalog: Catalog) -> None:
    text = f"{HEAD}  Tình huống: Thử\n    Thì hồ sơ được tiếp nhận\n    Và lệ phí là 0 đồng\n"
    (tmp_path / "a.feature").write_text(text, "utf-8")
    (result,) = run_file(tmp_path / "a.feature", catalog, None)
    assert (result.line, len(result.message.splitlines())) == (6, 1)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("hồ sơ qua 9 bước", "mong 9 bước, nhưng có 4 bước: Tiếp nhận hồ sơ; "),
        ('bước 12 là "Ký kết quả"', "quy trình không có bước 12; các bước: Tiếp nhận hồ sơ; "),
        ("ngày 06/10/2026 không tính vào thời hạn", "ngày 06/10/2026 vẫn được tính"),
        (
            "ngày 01/12/2026 không tính vào thời hạn",
            "nằm ngoài thời hạn; ngày đầu và ngày cuối: 05/10/2026; 07/10/2026",
        ),
        ('bước "Cúng" do "Ai" thực hiện', "quy trình không có bước “Cúng”; các bước: Tiếp nhận hồ sơ; "),
        ('bước "Ký kết quả" do "Ai" thực hiện', "nhưng bước đó do: Lãnh đạo Ủy ban nhân dân xã"),
        ('phải xuất trình "Tờ khai đăng ký chấm dứt giám hộ"', "không phải theo cách đó, mà: nộp"),
    ],
)
def test_what_is_not_met_names_what_there_is(sentence: str, told: str, tmp_path: Path, catalog: Catalog) -> None:
    (tmp_path / "a.feature").write_text(f"{HEAD}  Tình huống: Thử\n{FILED}    Thì {sentence}\n", "utf-8")
    (result,) = run_file(tmp_path / "a.feature", catalog, None)
    assert told in result.message


@pytest.mark.parametrize(
    ("steps", "vi", "en"),
    [
        (
            '    Biết "Ai bịa ra câu này?" là có\n' + FILED,
            "; các dữ kiện: Cách nộp hồ sơ",
            "; the facts: Cách nộp hồ sơ",
        ),
        (
            FILED.replace("trực tiếp", "fax"),
            "; các lựa chọn: Trực tiếp tại quầy; ",
            "; the choices: Trực tiếp tại quầy; ",
        ),
        ('    Biết nộp tại "Xyz"\n' + FILED, "; các đơn vị: Việt Nam; ", "; the units: Việt Nam; "),
        (
            '    Biết nộp tại "Tỉnh Thanh Hóa"\n' + FILED,
            "Thủ tục này làm ở cấp xã",
            "handled at the level of the commune",
        ),
    ],
)
def test_what_cannot_be_run_is_told_in_the_language_asked_for(
    steps: str, vi: str, en: str, tmp_path: Path, catalog: Catalog
) -> None:
    text = f"{HEAD}  Tình huống: Thử\n{steps}    Thì hồ sơ được tiếp nhận\n"
    (tmp_path / "a.feature").write_text(text, "utf-8")
    told = [run_file(tmp_path / "a.feature", catalog, None, lang) for lang in ("vi", "en")]
    assert [(vi in one.message, en in one.message) for each in told for one in each] == [(True, False), (False, True)]


def test_no_two_sentences_of_the_vocabulary_claim_the_same_text() -> None:
    for step in STEPS:
        claimed = [one.pattern for one in STEPS if one.keyword == step.keyword and one.match(step.example) is not None]
        assert claimed[0] == step.pattern, f"“{step.example}” belongs to “{claimed[0]}” first"


def test_a_unit_may_be_given_from_outside(tmp_path: Path) -> None:
    text = HEAD.replace(' tại "Hà Trung"', "") + WRITTEN["dat"]
    (tmp_path / "a.feature").write_text(text, "utf-8")
    (result,) = run_file(tmp_path / "a.feature", open_house().catalog, "vn/38/ha-trung")
    assert result.passed, result.message


HOUSE = """# language: vi
Tính năng: Thử
  Tình huống: Thử
    Biết thủ tục "1.013225" tại "Vĩnh Bảo"
    Và "Xây dựng loại công trình nào?" là "Nhà ở riêng lẻ"
"""
FILED_HOUSE = "    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026\n"
STOP = '    Khi dừng tính thời hạn từ 9 giờ ngày {begins} đến 9 giờ ngày {ends} vì "{why}"\n'
WAITING = STOP.format(begins="06/10/2026", ends="12/10/2026", why="Chờ chủ đầu tư bổ sung hồ sơ")
AGAIN = STOP.format(begins="13/10/2026", ends="14/10/2026", why="chờ chủ đầu tư bổ sung hồ sơ")


def due(day: str) -> str:
    return f"    Thì hẹn trả ngày {day}\n"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((FILED_HOUSE, due("14/10/2026")), ""),
        ((FILED_HOUSE, WAITING, due("20/10/2026")), ""),
        ((FILED_HOUSE, WAITING, AGAIN, due("21/10/2026")), ""),
        ((FILED_HOUSE, WAITING, FILED_HOUSE, due("14/10/2026")), ""),  # another dossier, another clock
        ((WAITING, due("20/10/2026")), "Chưa nộp hồ sơ."),
        ((FILED_HOUSE, WAITING.replace("bổ sung hồ sơ", "bổ xung"), due("20/10/2026")), "lý do gần nhất là “Chờ chủ"),
        (
            (FILED_HOUSE, STOP.format(begins="12/10/2026", ends="06/10/2026", why="bo-sung"), due("20/10/2026")),
            "(09:00 06/10/2026) trước",
        ),
        (
            (FILED_HOUSE, STOP.format(begins="05/09/2026", ends="12/10/2026", why="bo-sung"), due("20/10/2026")),
            "09:00 05/10",
        ),
        ((FILED_HOUSE, STOP.format(begins="31/09/2026", ends="12/10/2026", why="bo-sung"), due("20/10/2026")), "31/09"),
    ],
)
def test_the_clock_of_what_is_filed_stands_still(
    steps: tuple[str, ...], expected: str, tmp_path: Path, catalog: Catalog
) -> None:
    (tmp_path / "a.feature").write_text(HOUSE + "".join(steps), "utf-8")
    (result,) = run_file(tmp_path / "a.feature", catalog, None)
    assert (result.passed, expected in result.message) == (not expected, True), result.message


QUOTING = {
    "name: Đăng ký khai tử": "name: Tặng danh hiệu “Gia đình văn hóa”",
    "title: Ngày chết": "title: Ngày được đề nghị “văn hóa”",
    "name: Giấy báo tử": "name: 'Bản đăng ký \"văn hóa\"'",
}
QUOTED = """# language: vi
Tính năng: Thử
  Tình huống: Tên có ngoặc kép
    Biết thủ tục "Tặng danh hiệu "Gia đình văn hóa"" tại "Hà Trung"
    Và “Ngày được đề nghị “văn hóa”” là 01/10/2026
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì phải nộp "Bản đăng ký “văn hóa”"
    Và phải nộp 1 bản chính "Bản đăng ký "văn hóa""
    Và lệ phí là 0 đồng vì "Đúng hạn"
"""


def test_a_name_may_hold_quotes(deciding: Write, tmp_path: Path) -> None:
    written = COUNTRY["catalogs/vn/khai-tu.yaml"]
    for old, new in QUOTING.items():
        assert old in written
        written = written.replace(old, new)
    law = deciding({"catalogs/vn/khai-tu.yaml": written})
    (tmp_path / "a.feature").write_text(QUOTED, "utf-8")
    (result,) = run_file(tmp_path / "a.feature", law, None)
    assert result.passed, result.message
