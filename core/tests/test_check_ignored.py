"""`# ignore RULE: reason` in YAML: what it silences, what it cannot, and what is said of one that is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.document.comments import read_comments

Motcua = Callable[..., Any]
LAYER = "{kind: layer, id: tinh-thu, name: Tỉnh Thử, level: province, unit: vn/99, parent: vn}\n"
HEAD = (
    "kind: amendment\nid: nhanh-hon\namends: procedure/dang-ky-giam-ho\nin_force: {from: 2026-01-01}\nbasis: [QĐ 1]\n"
)
ROW = "    - {id: thuong, within: 2 working_days, to_verify: true, note: chưa thấy văn bản}"


class Province:
    """A province with one amendment, of which one line wants verifying."""

    def __init__(self, folder: Path, motcua: Motcua) -> None:
        self.folder, self.motcua = folder, motcua
        self.file = folder / "catalogs/tinh-thu/sua.yaml"
        self.file.parent.mkdir(parents=True)
        (self.file.parent / "layer.yaml").write_text(LAYER, "utf-8")

    def says(self, row: str, above: str = "") -> Any:
        """Check it with these lines in the amendment; return what is said of its file."""
        self.file.write_text(f"{HEAD}set:\n  deadline:\n{above}{row}\n", "utf-8")
        return self.of_file("findings"), self.of_file("ignored")

    def of_file(self, key: str) -> list[dict[str, Any]]:
        told = self.motcua("check", str(self.folder), "--json").json
        return [each for each in told[key] if str(each["file"]).endswith("sua.yaml")]


@pytest.fixture
def province(tmp_path: Path, motcua: Motcua) -> Province:
    return Province(tmp_path, motcua)


def test_without_a_comment_nothing_is_silenced(province: Province) -> None:
    findings, ignored = province.says(ROW)
    assert ([each["rule"] for each in findings], ignored) == (["value/to-verify"], [])


@pytest.mark.parametrize(
    ("row", "above"),
    [
        (f"{ROW} # ignore value/to-verify: chờ công báo", ""),
        (ROW, "    # ignore value/to-verify: chờ công báo\n"),
        (ROW, "# ignore value/to-verify: chờ công báo\n    # theo Nghị quyết\n"),
    ],
)
def test_a_comment_at_the_line_or_right_above_it_silences_and_its_reason_is_kept(
    province: Province, row: str, above: str
) -> None:
    findings, [ignored] = province.says(row, above)
    assert findings == []
    assert (ignored["rule"], ignored["reason"]) == ("value/to-verify", "chờ công báo")
    assert "chưa thấy văn bản" in ignored["message"]


@pytest.mark.parametrize(
    ("comment", "rule", "column", "says", "remedy"),
    [
        ("# ignore value/to-verify", "ignore/no-reason", 1, "không nói vì sao", "lý do sau dấu hai chấm"),
        ("# ignore value/to-verify:   ", "ignore/no-reason", 1, "không nói vì sao", "lý do sau dấu hai chấm"),
        ("# ignore value/to-verifi: x", "ignore/unknown-rule", 10, "value/to-verifi", "value/to-verify"),
        ("# ignore value/to-verify, value/no-basi: x", "ignore/unknown-rule", 27, "value/no-basi", "value/no-basis"),
        ("# xem # ignore value/to-verify: x", "ignore/unreadable", 1, "# xem # ignore", "# ignore MÃ: lý do"),
        ("#ignore value/to-verify: x", "ignore/unreadable", 1, "#ignore", "# ignore MÃ: lý do"),
        ("# ignore: x", "ignore/unreadable", 1, "# ignore: x", "# ignore MÃ: lý do"),
    ],
)
def test_a_comment_that_is_wrong_is_an_error_at_its_place_with_what_to_write(
    province: Province, comment: str, rule: str, column: int, says: str, remedy: str
) -> None:
    findings, _ = province.says(ROW, f"{comment}\n")
    [wrong] = [each for each in findings if each["severity"] == "error"]
    assert (wrong["rule"], wrong["line"], wrong["column"]) == (rule, 8, column)
    assert wrong["excerpt"].splitlines()[0] == comment
    assert says in wrong["message"]
    assert remedy in wrong["remedy"]


@pytest.mark.parametrize(
    "comment", ["# ignore value/to-verify", "# ignore value/to-verifi: x", "#ignore value/to-verify: x"]
)
def test_a_comment_that_is_wrong_silences_nothing(province: Province, comment: str) -> None:
    findings, ignored = province.says(ROW, f"{comment}\n")
    assert "value/to-verify" in [each["rule"] for each in findings]
    assert ignored == []


@pytest.mark.parametrize(
    ("row", "above"),
    [
        (f"{ROW} # ignore value/no-basis, value/to-verify: x", ""),  # the second of the two
        (f"{ROW} # ignore value/to-verify: x", "    # ignore value/to-verify: nữa\n"),  # the second of the same
    ],
)
def test_a_comment_that_silences_nothing_is_told(province: Province, row: str, above: str) -> None:
    findings, ignored = province.says(row, above)
    assert [(each["rule"], each["severity"]) for each in findings] == [("ignore/idle", "warning")]
    assert len(ignored) == 1


def test_a_comment_at_the_wrong_line_is_told_with_the_line_it_is_about(province: Province) -> None:
    findings, _ = province.says(ROW, "    # ignore value/to-verify: x\n\n")
    idle = next(each for each in findings if each["rule"] == "ignore/idle")
    assert (idle["line"], "ở dòng 9 " in idle["message"]) == (8, True)


def test_what_comes_with_the_day_may_be_silenced_beforehand(province: Province) -> None:
    assert province.says("    - {id: thuong, within: 2 working_days} # ignore expiring/amendment: biết rồi") == ([], [])


def test_an_error_cannot_be_silenced(province: Province) -> None:
    row = "    - {id: thuong, within: 9 working_days} # ignore bounds/longer: không kịp"
    findings, ignored = province.says(row)
    assert {each["rule"] for each in findings} == {"bounds/longer", "ignore/of-error"}
    assert ignored == []


def test_while_another_file_has_errors_nobody_is_told_that_a_comment_silences_nothing(province: Province) -> None:
    (province.file.parent / "khac.yaml").write_text(HEAD.replace("nhanh-hon", "khac") + "set: {nme: x}\n", "utf-8")
    findings, _ = province.says("    - {id: thuong, within: 2 working_days} # ignore value/to-verify: x")
    assert findings == []
    assert province.motcua("check", str(province.folder)).status == 1


def test_while_a_file_has_errors_nobody_is_told_that_a_comment_silences_nothing(province: Province) -> None:
    findings, _ = province.says("    - {id: thuong, within: 9 working_day} # ignore value/to-verify: x")
    assert [each["rule"] for each in findings] == ["schema/within"]


@pytest.mark.parametrize(
    "row",
    [
        '    - {id: thuong, within: 2 working_days, note: "# ignore value/to-verify"}',
        "    - id: thuong\n      within: 2 working_days\n      note: |\n        # ignore value/to-verify\n        chữ",
        "    - {id: thuong, within: 2 working_days, note: a#ignore b}",
    ],
)
def test_what_an_author_says_in_a_value_is_no_comment(province: Province, row: str) -> None:
    assert province.says(row) == ([], [])


def test_comments_of_a_file_are_found_behind_values_of_every_shape() -> None:
    text = "a: x # một\nb: 'y # không'  # hai\nc: |\n  # không\n# ba\nd: [1, # bốn\n  2]\n"
    _, comments = read_comments(text.encode(), "a.yaml")
    assert [comment.text for comment in comments] == ["# một", "# hai", "# ba", "# bốn"]
    assert [comment.alone for comment in comments] == [False, False, True, False]
    assert str(comments[1].place) == "a.yaml:2:17"


def test_the_command_line_lists_what_is_silenced_and_counts_it(province: Province) -> None:
    province.says(f"{ROW} # ignore value/to-verify: chờ công báo")
    listed = province.motcua("check", str(province.folder), "--ignored").out
    told = province.motcua("check", str(province.folder)).out
    assert "sua.yaml:8:55: amendment/nhanh-hon: set.deadline.thuong cần được kiểm chứng" in listed
    assert "    bỏ qua vì: chờ công báo\n1 phát hiện được bỏ qua." in listed
    assert "1 phát hiện được bỏ qua, có lý do (xem: motcua check --ignored)." in told


def test_sarif_says_which_results_are_suppressed_and_why(province: Province) -> None:
    province.says(f"{ROW} # ignore value/to-verify: chờ công báo")
    results = province.motcua("check", str(province.folder), "--sarif").json["runs"][0]["results"]
    suppressed = [result for result in results if "suppressions" in result]
    assert [each["suppressions"] for each in suppressed] == [[{"kind": "inSource", "justification": "chờ công báo"}]]
    assert [each["ruleId"] for each in suppressed] == ["value/to-verify"]


def test_a_comment_added_later_is_seen_by_the_next_check_though_findings_were_kept(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_CACHE", str(province.folder / "cache"))
    assert province.says(ROW)[1] == []
    assert len(province.says(f"{ROW} # ignore value/to-verify: x")[1]) == 1
    assert len(province.of_file("ignored")) == 1  # with nothing changed: from the bundle
    assert province.says(ROW)[1] == []
