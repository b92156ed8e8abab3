"""Rules written wrong: each fault, a folder of `faults/`, is told with its place, what is wrong and what to do."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

FAULTS = Path(__file__).parent / "faults"
PATCH, LAYER = "catalogs/tinh-loi/sua-doi.yaml", "catalogs/tinh-loi/layer.yaml"
Motcua = Callable[..., Any]


class Fault(NamedTuple):
    """What `motcua check` must say of a folder."""

    folder: str
    rule: str
    place: str
    says: str
    remedy: str


TABLE = [
    Fault("misspelt-key", "schema/misspelt-key", f"{PATCH}:7:3", "ý bạn là “deadline”", "Sửa thành “deadline”"),
    Fault("misspelt-fact", "lang/unknown-name", f"{PATCH}:8:41", "gần nhất là “applicant_groups”", "Sửa tên"),
    Fault(
        "misspelt-target", "amendment/unknown-target", f"{PATCH}:3:9", "Không có gì tên", "procedure/dang-ky-giam-ho."
    ),
    Fault("misspelt-row", "amendment/unknown-row", f"{PATCH}:8:7", "không có mục “to-kai”", "Gần nhất: to-khai"),
    Fault("misspelt-reference", "reference/route", f"{PATCH}:8:10", "quy trình “ho-tich-tai-sa”", "ho-tich-tai-xa"),
    Fault("misspelt-time", "schema/within", f"{PATCH}:8:28", "“2 working_day” không phải", "“3 working_days”"),
    Fault("misspelt-parent", "layer/unknown-parent", f"{LAYER}:6:9", "dưới lớp “vm”", "Gần nhất: vn"),
    Fault("misspelt-unit", "schema/unit", f"{LAYER}:5:7", "“VN/99” không phải là mã đơn vị", "“vn/38/ha-trung”"),
    Fault("duplicate-key", "yaml/duplicate-key", f"{PATCH}:9:1", "lần đầu ở dòng 5", "Giữ một lần"),
    Fault("unquoted-code", "yaml/bent", "catalogs/tinh-loi/viec-moi.yaml:3:7", "không có ngoặc kép", 'viết "9.004200"'),
    Fault("longer-deadline", "bounds/longer", f"{PATCH}:8:28", "“3 working_days” thành “5", "Chỉ được rút ngắn"),
    Fault("added-paper", "bounds/may_not_add", f"{PATCH}:8:7", "đòi thêm `papers.so-ho-khau`", "không được đòi thêm"),
    Fault("dropped-holiday", "bounds/may_add", f"{PATCH}:8:7", "chỉ cho thêm", "Giữ nguyên mục của cấp trên"),
    Fault("overlapping-amendments", "amendment/conflict", f"{PATCH}:17:31", "ngày trùng nhau", "`replaces: [muc-cu]`"),
    Fault("copied-amendment", "amendment/doubled", f"{PATCH}:11:5", "mang id “muc-cu”", "một id riêng"),
    Fault("unclosed-quote", "yaml/unclosed-quote", f"{PATCH}:6:7", "không được đóng", "Thêm dấu đóng"),
    Fault("yaml-bomb", "yaml/anchor", "catalogs/tinh-loi/bom.yaml:3:7", "Không dùng neo “&a”", "Xóa “&a”"),
]
faults = pytest.mark.parametrize("fault", TABLE, ids=lambda fault: fault.folder)


def errors(ran: Any) -> list[dict[str, Any]]:
    return [finding for finding in ran.json["findings"] if finding["severity"] == "error"]


@faults
def test_a_fault_is_told_where_it_stands_with_what_to_do_and_nothing_else_is(fault: Fault, motcua: Motcua) -> None:
    ran = motcua("check", str(FAULTS / fault.folder), "--json")
    first, *others = errors(ran)
    assert (ran.status, ran.err) == (1, "")
    assert first["rule"] == fault.rule
    assert f"{first['file']}:{first['line']}:{first['column']}".endswith(f"{fault.folder}/{fault.place}")
    assert fault.says in first["message"]
    assert fault.remedy in first["remedy"]
    assert {other["rule"] for other in others} == ({"yaml/anchor", "yaml/alias"} if others else set())
    assert ran.json["counts"]["error"] == 1 + len(others)


@faults
def test_a_fault_is_shown_to_people_in_english_too(fault: Fault, motcua: Motcua) -> None:
    ran = motcua("check", str(FAULTS / fault.folder), "--lang", "en")
    [head, *told] = ran.out[ran.out.index(f"{fault.place}: ") :].splitlines()
    file, number, _ = fault.place.split(":")
    line = (FAULTS / fault.folder / file).read_text("utf-8").splitlines()[int(number) - 1].strip()
    assert head.endswith(f"[{fault.rule}]")
    assert fault.says not in head
    assert any(line[:60] in quoted for quoted in told[:2])
    assert any(part.startswith("    → ") for part in told[:5])
    assert (ran.status, ran.err) == (1, "")


def test_a_fault_fits_sarif(motcua: Motcua) -> None:
    fault = next(one for one in TABLE if one.folder == "overlapping-amendments")
    whole = motcua("check", str(FAULTS / fault.folder), "--sarif").json
    first = next(result for result in whole["runs"][0]["results"] if result["level"] == "error")
    place, related = (first[key][0]["physicalLocation"] for key in ("locations", "relatedLocations"))
    assert whole["version"] == "2.1.0"
    assert whole["runs"][0]["tool"]["driver"]["name"] == "motcua"
    assert first["ruleId"] == fault.rule
    assert fault.says in first["message"]["text"]
    assert place["artifactLocation"]["uri"].endswith(PATCH)
    assert (place["region"], related["region"]) == (
        {"startLine": 17, "startColumn": 31, "endLine": 17, "endColumn": 35},
        {"startLine": 8, "startColumn": 31, "endLine": 8, "endColumn": 35},
    )


def test_every_fault_is_in_the_table() -> None:
    folders = {folder.name for folder in FAULTS.iterdir() if not folder.name.startswith("table-")}  # test_check_tables
    kinds = {"every-kind", "idle-ignore", "two-tops", "unnamed-route"}  # test_bad_input_kinds
    assert folders == {fault.folder for fault in TABLE} | {"undetermined-fee", "left-out"} | kinds


@pytest.mark.parametrize("folder", ["longer-deadline", "added-paper", "dropped-holiday"])
def test_a_breach_quotes_both_provisions_and_the_bound(folder: str, motcua: Motcua) -> None:
    [found] = errors(motcua("check", str(FAULTS / folder), "--json"))
    assert len(found["excerpt"].splitlines()) == 2
    assert any(place.startswith("rules/bounds.yaml:") for place in found["related"])
    assert "căn cứ: " in found["message"]


def test_two_amendments_that_clash_are_both_quoted(motcua: Motcua) -> None:
    [found] = errors(motcua("check", str(FAULTS / "overlapping-amendments"), "--json"))
    assert [place.rpartition("/")[2] for place in found["related"]] == ["sua-doi.yaml:8:31"]
    assert "“muc-cu” và “muc-moi”" in found["message"]


def test_a_fee_nobody_has_set_is_a_hole_and_not_an_error(motcua: Motcua) -> None:
    ran = motcua("check", str(FAULTS / "undetermined-fee"), "--json")
    holes = [f for f in ran.json["findings"] if f["rule"] == "fee/undetermined" and "vn/99/xa-loi" in f["message"]]
    assert ran.status == 0
    assert any("Khai sinh không đúng hạn" in hole["message"] for hole in holes)
    assert all(hole["severity"] == "warning" for hole in holes)
    assert "fee_schedule/le-phi-ho-tich, lines: khai-sinh" in " ".join(hole["remedy"] for hole in holes)


@pytest.mark.parametrize(
    ("lang", "told", "remedy"),
    [
        (
            "vi",
            "Dự thảo không còn 4 tài liệu mà lớp “Thành phố Hải Phòng” đang có: amendment/",
            "Quên chép thì chép lại",
        ),
        (
            "en",
            "The draft no longer has 4 documents that the layer “Thành phố Hải Phòng” has",
            "if they were forgotten",
        ),
    ],
)
def test_what_a_copy_of_law_in_force_leaves_out_is_a_warning(lang: str, told: str, remedy: str, motcua: Motcua) -> None:
    ran = motcua("--lang", lang, "check", str(FAULTS / "left-out"), "--json")
    [found] = [finding for finding in ran.json["findings"] if finding["rule"] == "home/left-out"]
    assert (ran.status, found["severity"], found["line"], found["column"]) == (0, "warning", 2, 19)
    assert found["file"].endswith("left-out/catalogs/hai-phong/layer.yaml")
    assert told in found["message"]
    assert "amendment/hai-phong-truc-tuyen-0-dong" in found["message"]
    assert remedy in found["remedy"]
    assert [place.rpartition("/")[2] for place in found["related"]] == [
        "le-phi-gpxd.yaml:3:5",
        "le-phi-ho-tich.yaml:5:5",
        "phi-ban-sao-trich-luc.yaml:3:5",
    ]


def late_birth(motcua: Motcua, tmp_path: Path, *more: str) -> Any:
    """Decide a birth registered late where the province has set no fee."""
    (tmp_path / "tinh-loi").symlink_to(FAULTS / "undetermined-fee")
    facts = ["channel=counter", "birth_date=2026-01-05", "has_birth_notice=true"]
    given = [part for fact in facts for part in ("--fact", fact)]
    where = ["--plugins-dir", str(tmp_path), "--unit", "vn/99/xa-loi", "--at", "2026-10-05T09:00"]
    return motcua("decide", "1.001193", *where, *given, *more)


def test_a_case_that_owes_an_unknown_fee_cannot_be_received(motcua: Motcua, tmp_path: Path) -> None:
    ran = late_birth(motcua, tmp_path, "--json")
    assert ran.status == 1
    assert ran.json["acceptable"] is False
    assert ran.json["fee"]["total"] is None
    assert [problem["rule"] for problem in ran.json["problems"]] == ["decide/fee-undetermined"]


def test_an_unknown_fee_is_never_shown_as_nothing(motcua: Motcua, tmp_path: Path) -> None:
    ran = late_birth(motcua, tmp_path)
    assert "chưa quy định không có nghĩa là 0 đồng" in ran.out
    assert "Phí, lệ phí: chưa xác định" in ran.out


@pytest.mark.parametrize(
    "command",
    [
        ("due", "--from", "2035-01-02T09:00", "--within", "3 working_days"),
        ("due", "--from", "2027-12-30T09:00", "--within", "3 working_days", "--json"),
    ],
)
def test_a_year_without_a_calendar_is_named_with_the_file_to_add(command: tuple[str, ...], motcua: Motcua) -> None:
    ran = motcua(*command)
    assert (ran.status, ran.out) == (2, "")
    assert "Chưa có lịch làm việc của năm 20" in ran.err
    assert "rules/calendars/vn-20" in ran.err
    assert "calendar/missing-year" in ran.err


def test_a_year_without_a_calendar_is_announced_by_check(motcua: Motcua) -> None:
    found = motcua("check", "--json", "--at", "2034-05-01").json["findings"]
    years = [f["message"] for f in found if f["rule"] == "calendar/no-year"]
    assert len(years) == 2
    assert "2034" in years[0]


def test_a_real_process_prints_one_object_and_leaves_with_the_status() -> None:
    command = [sys.executable, "-m", "motcua.cli", "check", str(FAULTS / "yaml-bomb"), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith('{\n  "findings": [')
    assert ran.stdout.rstrip().endswith("}")
