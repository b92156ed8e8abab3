"""Tables looked into: every kind of trouble, a folder of `faults/`, is told with its rows and an example."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from motcua.specs.lint import read_feature
from motcua.specs.scenario import HEAD

FAULTS = Path(__file__).parent / "faults"
DAY = ("--at", "2026-10-05")
Motcua = Callable[..., Any]


class Trouble(NamedTuple):
    """What `motcua check` must say of a folder: `facts` of the witness, `outcome` and fate of its scenario."""

    folder: str
    rule: str
    place: str
    says: str
    remedy: str
    rows: tuple[int, ...] = ()
    facts: dict[str, Any] | None = None
    outcome: str = ""
    holds_now: bool = True


COUNTER = {"channel": "counter"}
TABLE = [
    Trouble(
        "table-gap", "table/gap", "16:3", "`deadline` của thủ tục “Việc lỗi” bỏ sót", "Thêm dòng",
        facts=COUNTER | {"hard": True}, outcome="hồ sơ được tiếp nhận", holds_now=False,
    ),
    Trouble(
        "table-gap-of-cases", "table/gap", "15:3", "`cases` của thủ tục “Việc lỗi” bỏ sót", "Thêm dòng",
        facts=COUNTER | {"pages": 11}, outcome='thuộc trường hợp "Hồ sơ dài"', holds_now=False,
    ),
    Trouble(
        "table-for-nobody", "table/for-nobody", "16:3", "không dành cho ai", "Sửa `when`",
        facts=COUNTER | {"pages": 1}, outcome="hồ sơ được tiếp nhận", holds_now=False,
    ),
    Trouble(
        "table-unasked", "table/unasked", "17:23", "có hồ sơ không được hỏi câu đó", "`asked_when`",
        facts=COUNTER, outcome="hồ sơ được tiếp nhận", holds_now=False,
    ),
    Trouble("table-undecided", "table/no-catch-all", "16:3", "không chứng minh được", "Thêm một dòng cuối"),
    Trouble(
        "table-dead-row", "table/dead-row", "19:5", "“qua-mang”, “tai-quay”", "Đưa dòng này lên trước", (17, 18),
        COUNTER | {"hard": True, "pages": 1}, "thời hạn là 2 ngày làm việc",
    ),
    Trouble("table-never", "table/never", "17:28", "`deadline.nguoi-than` không bao giờ khớp", "Sửa `when`"),
    Trouble(
        "table-conflict", "table/conflict", "17:5", "và dòng `deadline.phuc-tap`", "Đối chiếu", (16,),
        {"channel": "online", "hard": True}, "thời hạn là 1 ngày làm việc",
    ),
    Trouble(
        "table-twin", "table/twin", "16:5", "hệt dòng “don”", "Bỏ một", (15,), COUNTER | {"old": True}, 'phải nộp "Đơn"'
    ),
    Trouble(
        "table-no-fall-back", "paper/none-available", "20:7", "“Giấy chứng minh” phải có", "Thêm giấy",
        facts=COUNTER, outcome='phải có giấy "Giấy cam đoan"', holds_now=False,
    ),
    Trouble("table-unasked-paper", "paper/never-asked", "19:36", "không bao giờ được yêu cầu", "bỏ nó"),
    Trouble("table-unowed-fee", "fee/never-owed", "18:38", "không bao giờ phải nộp", "bỏ khoản"),
    Trouble("table-idle-extension", "deadline/never-extended", "19:5", "không bao giờ được cộng", "`rows`"),
    Trouble("table-unreached-step", "step/never-reached", "21:30", "không hồ sơ nào đi qua", "bỏ bước"),
    Trouble("table-relief-never", "relief/never", "11:38", "không miễn, giảm cho ai", "bỏ mục"),
    Trouble(
        "table-relief-idle", "relief/idle", "12:5", "đã được hưởng “gia”", "Thu hẹp", (11,),
        COUNTER | {"age": 80}, 'lệ phí là 0 đồng vì "Người già"',
    ),
    Trouble(
        "table-negative", "lang/may-be-negative", "17:34", "xuống tới -1000", "math.greatest",
        facts=COUNTER | {"pages": 1}, outcome='khoản "Phí" là 0 đồng', holds_now=False,
    ),
]  # fmt: skip
troubles = pytest.mark.parametrize("trouble", TABLE, ids=lambda trouble: trouble.folder)
shown = pytest.mark.parametrize("trouble", [one for one in TABLE if one.facts], ids=lambda trouble: trouble.folder)


def told(trouble: Trouble, motcua: Motcua) -> dict[str, Any]:
    """Return the only thing that is said of a folder's files."""
    findings = motcua("check", str(FAULTS / trouble.folder), *DAY, "--json").json["findings"]
    [found] = [one for one in findings if trouble.folder in (one["file"] or "")]
    return dict(found)


@troubles
def test_a_trouble_of_a_table_is_told_once_at_its_place_with_what_to_do(trouble: Trouble, motcua: Motcua) -> None:
    found = told(trouble, motcua)
    severity = {"table/for-nobody": "error", "table/conflict": "info"}.get(trouble.rule, "warning")
    assert (found["rule"], found["severity"]) == (trouble.rule, severity)
    assert f"{found['line']}:{found['column']}" == trouble.place
    assert trouble.says in found["message"]
    assert trouble.remedy in found["remedy"]
    assert (found["witness"] or {}).get("facts") == trouble.facts


@troubles
def test_a_trouble_is_shown_with_its_line_the_rows_it_concerns_and_an_example(trouble: Trouble, motcua: Motcua) -> None:
    ran = motcua("check", str(FAULTS / trouble.folder), *DAY, "--all", "--lang", "en")
    _, start, rest = ran.out.partition(f":{trouble.place}: ")
    shown_lines = f"{start}{rest}".partition("→")[0]
    [file] = [
        file for file in (FAULTS / trouble.folder).rglob("*-loi.yaml") if f"{file.name}:{trouble.place}" in ran.out
    ]
    lines = file.read_text("utf-8").splitlines()
    for number in (int(trouble.place.partition(":")[0]), *trouble.rows):
        assert lines[number - 1].strip()[:80] in shown_lines
    assert ("Example: at Xã Lỗi, filed " in shown_lines) is bool(trouble.facts)


def test_every_folder_with_a_table_is_in_the_table() -> None:
    assert {folder.name for folder in FAULTS.glob("table-*")} == {trouble.folder for trouble in TABLE}


@shown
def test_the_scenario_of_a_trouble_is_sound_and_runs_as_it_says(
    trouble: Trouble, motcua: Motcua, tmp_path: Path
) -> None:
    scenario = told(trouble, motcua)["scenario"]
    assert scenario.splitlines()[-1].strip() == f"Thì {trouble.outcome}"
    shutil.copytree(FAULTS / trouble.folder, tmp_path / "plugins" / "loi")
    (tmp_path / "plugins" / "loi" / "plugin.yaml").write_text('{name: Lỗi, version: "1", api: 1, touches: [catalogs]}')
    feature = tmp_path / "loi.feature"
    feature.write_text(HEAD + scenario, "utf-8")
    assert read_feature(feature.read_bytes(), "")[1] == []
    ran = motcua("spec", str(feature), "--plugins-dir", str(tmp_path / "plugins"))
    assert (ran.status == 0) is trouble.holds_now, ran.out
    assert ("1 không đạt" in ran.out) is not trouble.holds_now, ran.out


def test_check_prints_scenarios_when_asked(motcua: Motcua) -> None:
    folder = str(FAULTS / "table-gap")
    assert "Tình huống: Việc lỗi – " in motcua("check", folder, *DAY, "--scenarios").out
    assert "Tình huống: " not in motcua("check", folder, *DAY).out


def test_a_witness_is_in_sarif(motcua: Motcua) -> None:
    whole = motcua("check", str(FAULTS / "table-gap"), *DAY, "--sarif").json
    [result] = [one for one in whole["runs"][0]["results"] if one["ruleId"] == "table/gap"]
    assert result["properties"]["witness"]["facts"] == {"channel": "counter", "hard": True}
    assert "Ví dụ: tại Xã Lỗi, nộp trực tiếp" in result["message"]["text"]


def test_a_check_with_nothing_changed_says_the_same_witness(motcua: Motcua) -> None:
    first, again = (motcua("check", str(FAULTS / "table-dead-row"), *DAY, "--json").json for _ in range(2))
    assert first == again
    assert any(finding["witness"] for finding in again["findings"])


def test_a_fee_nobody_has_set_is_shown_by_the_first_dossier_that_owes_it(motcua: Motcua) -> None:
    findings = motcua("check", str(FAULTS / "undetermined-fee"), *DAY, "--json").json["findings"]
    holes = [one for one in findings if one["rule"] == "fee/undetermined" and one["witness"]["unit"] == "vn/99/xa-loi"]
    late = [
        hole["witness"]["facts"].get("birth_date") for hole in holes if "Khai sinh không đúng hạn" in hole["message"]
    ]
    assert set(late) == {"2026-08-05"}  # sixty-one days before the fifth of October
    assert {hole["scenario"].splitlines()[-1].strip() for hole in holes} == {"Thì lệ phí chưa được quy định"}
