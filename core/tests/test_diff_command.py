"""``motcua diff`` as a user runs it: folders, dates, units, revisions; sentences, JSON, the annex; refusals."""

import json
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from motcua.catalog import Catalog

Write = Callable[..., Catalog]

FEE = """
kind: amendment
id: muc-thu
amends: fee_schedule/le-phi
in_force: {from: 2026-01-01}
basis: [NQ 1/2025 <b>]
set: {lines: [{id: khai-tu, amount: 8000}]}
"""
AT = ("--at", "2026-02-13")
SENTENCE = "Đăng ký khai tử: lệ phí “Khai tử muộn” từ chưa xác định thành 8.000 đồng, căn cứ NQ 1/2025 <b>."


@pytest.fixture
def two(country: Write, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Write the small country twice, the second time with a fee."""
    country()
    draft = tmp_path_factory.mktemp("draft") / "law"
    shutil.copytree(tmp_path, draft)
    (draft / "catalogs/thanh-hoa/muc-thu.yaml").write_text(FEE, "utf-8")
    return str(tmp_path), str(draft)


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Người sửa", "-c", "user.email=nguoi@sua.vn", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(country: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the small country into a repository: one commit without, one with a fee; stand in it."""
    country()
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "--quiet")
    for message, more in (("first", ""), ("second", FEE)):
        if more:
            (tmp_path / "catalogs/thanh-hoa/muc-thu.yaml").write_text(more, "utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "-m", message)
    return tmp_path


def test_two_folders_that_say_the_same_do_not_differ(two: tuple[str, str], motcua: Any) -> None:
    ran = motcua("diff", two[0], two[0], *AT)
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "Không có thay đổi.")


def test_a_draft_differs_by_a_fee_for_the_only_commune_there_is(two: tuple[str, str], motcua: Any) -> None:
    ran = motcua("diff", *two, *AT)
    assert ran.status == 1
    assert ran.out.splitlines() == [
        f"So sánh {two[0]} (Xã Hà Trung, ngày 13/02/2026) → {two[1]} (Xã Hà Trung, ngày 13/02/2026)",
        f"~ {SENTENCE}",
        f"    fees.le-phi.amount · {two[1]}/catalogs/thanh-hoa/muc-thu.yaml:7",
        "1 thay đổi.",
    ]


def test_before_it_is_in_force_a_draft_changes_nothing(two: tuple[str, str], motcua: Any) -> None:
    assert motcua("diff", *two, "--at", "2025-12-31").status == 0


def test_json_is_the_changes_and_nothing_else(two: tuple[str, str], motcua: Any) -> None:
    ran = motcua("diff", *two, *AT, "--json", "--lang", "en")
    (change,) = ran.json["changes"]
    assert (ran.status, change["procedure"], change["path"]) == (1, "khai-tu", "fees.le-phi.amount")
    assert (change["kind"], change["before"], change["after"]) == ("changed", "undetermined", 8000)
    assert change["sentence"].startswith("Đăng ký khai tử: fee “Khai tử muộn” from undetermined to 8,000 đồng")
    assert (Path(change["file"]).name, change["line"], change["basis"]) == ("muc-thu.yaml", 7, ["NQ 1/2025 <b>"])


class _Table(HTMLParser):
    """The cells of a page, row by row, and every tag on it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open = False
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "tr":
            self.rows.append([])
        self.open = tag in ("td", "th")
        if self.open:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open:
            self.rows[-1][-1] += data


def test_the_annex_is_one_table_that_loads_and_runs_nothing(two: tuple[str, str], motcua: Any, tmp_path: Path) -> None:
    ran = motcua("diff", *two, *AT, "--html", str(tmp_path / "phu-luc.html"))
    page = _Table()
    page.feed((tmp_path / "phu-luc.html").read_text("utf-8"))
    assert ran.status == 1
    assert page.rows == [
        ["TT", "Nội dung", "Quy định cũ", "Quy định mới", "Căn cứ"],
        ["Đăng ký khai tử"],
        ["1", "lệ phí “Khai tử muộn”", "chưa xác định", "8.000 đồng", "NQ 1/2025 <b>"],
    ]
    former = "So sánh quy định cũ (Xã Hà Trung, ngày 13/02/2026)"
    new = "Tỉnh Thanh Hóa, với sửa đổi “Lệ phí hộ tịch” (NQ 1/2025 <b>, từ 01/01/2026)"
    assert f"{former} → {new}" in page.text
    assert not any(str(Path(folder).name) in page.text for folder in two)
    assert not page.tags & {"script", "link", "img", "iframe", "b"}
    assert not page.attributes & {"src", "href", "style", "onclick"}


def test_a_page_that_cannot_be_written_is_told_of(two: tuple[str, str], motcua: Any, tmp_path: Path) -> None:
    ran = motcua("diff", *two, *AT, "--html", str(tmp_path / "khong-co" / "a.html"))
    assert (ran.status, "[cli/system]" in ran.err) == (2, True)


def test_revisions_are_read_without_touching_the_checkout(repository: Path, motcua: Any) -> None:
    (repository / "catalogs/vn/khai-tu.yaml").write_text("dở dang: [", "utf-8")
    before = git(repository, "status", "--porcelain")
    ran = motcua("diff", "git:HEAD~1", "git:HEAD", *AT)
    assert ran.status == 1
    assert ran.out.splitlines()[1:3] == [
        f"~ {SENTENCE}",
        "    fees.le-phi.amount · catalogs/thanh-hoa/muc-thu.yaml:7",
    ]
    assert git(repository, "status", "--porcelain") == before


def test_a_revision_alone_is_compared_with_the_folder_one_stands_in(repository: Path, motcua: Any) -> None:
    assert motcua("diff", "git:HEAD", *AT).status == 0
    ran = motcua("diff", "git:HEAD~1", *AT)
    assert (ran.status, ran.out.splitlines()) == (
        1,
        [
            "So sánh git:HEAD~1 (Xã Hà Trung, ngày 13/02/2026) → thư mục đang đứng (Xã Hà Trung, ngày 13/02/2026)",
            f"~ {SENTENCE}",
            "    fees.le-phi.amount · catalogs/thanh-hoa/muc-thu.yaml:7",
            "1 thay đổi.",
        ],
    )
    assert motcua("diff", "git:HEAD~1", ".", *AT).out == ran.out


def test_what_git_does_not_know_yet_is_compared_with_the_last_commit(repository: Path, motcua: Any) -> None:
    (repository / "catalogs/thanh-hoa/muc-thu.yaml").unlink()
    (repository / "catalogs/thanh-hoa/moi.yaml").write_text(FEE.replace("8000", "9000"), "utf-8")
    (change,) = motcua("diff", "git:HEAD", *AT, "--json").json["changes"]
    assert (change["before"], change["after"], change["file"]) == (8000, 9000, "catalogs/thanh-hoa/moi.yaml")
    (back,) = motcua("diff", ".", "git:HEAD", *AT, "--json").json["changes"]
    assert (back["before"], back["after"]) == (9000, 8000)


def test_a_revision_is_compared_with_any_folder(
    repository: Path, two: tuple[str, str], motcua: Any, tmp_path: Path
) -> None:
    draft = Path(two[1]) / "catalogs/thanh-hoa/muc-thu.yaml"
    draft.write_text(FEE.replace("8000", "9000"), "utf-8")
    ran = motcua("diff", "git:HEAD", two[1], *AT, "--html", str(tmp_path / "phu-luc.html"))
    page = _Table()
    page.feed((tmp_path / "phu-luc.html").read_text("utf-8"))
    assert ran.out.splitlines()[2] == f"    fees.le-phi.amount · {draft}:7"
    assert page.rows[2] == ["1", "lệ phí “Khai tử muộn”", "8.000 đồng", "9.000 đồng", "NQ 1/2025 <b>"]
    assert "git:HEAD" not in page.text


def test_the_law_may_lie_in_a_folder_of_the_repository(repository: Path, motcua: Any) -> None:
    (repository / "trong").mkdir()
    for part in ("catalogs", "rules"):
        git(repository, "mv", part, "trong")
    git(repository, "commit", "--quiet", "-m", "moved")
    assert motcua("diff", "git:HEAD", "git:HEAD", *AT).status == 0
    assert motcua("diff", "git:HEAD~1", "git:HEAD", *AT).status == 0


@pytest.mark.parametrize("days", [("@2025-12-31", "@2026-01-01"), ("@31/12/2025", "@01/01/2026")])
def test_dates_of_a_commune_from_the_built_in_law(days: tuple[str, str], motcua: Any) -> None:
    ran = motcua("diff", *days, "--unit", "vn/38/ha-trung")
    assert ran.status == 1
    assert any(
        "Đăng ký kết hôn: không yêu cầu giấy tờ “Giấy xác nhận tình trạng hôn nhân” nữa, căn cứ NQ 66.7/2025/NQ-CP"
        in line
        for line in ran.out.splitlines()
    )


def test_two_provinces_differ_by_the_fees_their_councils_set(motcua: Any) -> None:
    ran = motcua("diff", "vn/38/ha-trung", "vn/31/vinh-bao", "--at", "2026-10-05", "--json")
    amounts = {
        c["procedure"]: (c["before"], c["after"]) for c in ran.json["changes"] if c["path"] == "fees.le-phi.amount"
    }
    assert amounts["xac-nhan-tinh-trang-hon-nhan"] == (15000, 5000)
    assert not [change for change in ran.json["changes"] if change["document"].startswith("unit/")]


def test_a_province_and_its_draft_stand_on_the_built_in_law(motcua: Any, tmp_path: Path) -> None:
    ours = Path(__file__).parents[2] / "plugins" / "hai_phong"
    shutil.copytree(ours, tmp_path / "draft")
    file = tmp_path / "draft/catalogs/hai-phong/amendments/le-phi-ho-tich.yaml"
    file.write_text(
        file.read_text("utf-8").replace("{id: khai-tu, amount: 8000}", "{id: khai-tu, amount: 9000}"), "utf-8"
    )
    ran = motcua("diff", str(ours), str(tmp_path / "draft"), "--unit", "vn/31/vinh-bao", *AT)
    assert [line for line in ran.out.splitlines() if line.startswith("~")] == [
        "~ Đăng ký khai tử: lệ phí “Khai tử không đúng hạn” từ 8.000 đồng thành 9.000 đồng, căn cứ NQ 12/2018/NQ-HĐND."
    ]


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (("@2026-01-01", "vn/38"), "diff/mixed"),
        (("git:HEAD", "@2026-01-01"), "diff/mixed"),
        ((".", "vn/38"), "diff/mixed"),
        (("@2026-01-01",), "diff/alone"),
        (("vn/38",), "diff/alone"),
        (("law",), "diff/alone"),
        (("git:HEAD",), "diff/no-repository"),
        (("khong-co", "khong-co"), "diff/no-folder"),
        (("@hom-qua", "@2026-01-01", "--unit", "vn/38"), "date/unreadable"),
        (("@2026-02-30", "@2026-01-01", "--unit", "vn/38"), "date/unreadable"),
        (("@2025-01-01", "@2026-01-01"), "diff/which-unit"),
        (("@2025-01-01", "@2026-01-01", "--unit", "vn/99"), "unit/unknown"),
        (("@2025-01-01", "@2026-01-01", "--unit", "vn", "--at", "2026-01-01"), "diff/needless"),
        (("vn/38", "vn/99"), "unit/unknown"),
        (("vn/38", "vn/31", "--unit", "vn"), "diff/needless"),
        (("git:HEAD", "git:HEAD"), "diff/no-repository"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(
    arguments: tuple[str, ...], rule: str, motcua: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ran = motcua("diff", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert f"[{rule}]" in ran.err
    assert "→" in ran.err


@pytest.mark.parametrize("revision", ["git:khong-co", "git:", "git:--help", "git:HEAD~9"])
def test_an_unknown_revision_is_refused(repository: Path, motcua: Any, revision: str) -> None:
    ran = motcua("diff", revision, "git:HEAD", *AT)
    assert (ran.status, "[diff/no-revision]" in ran.err) == (2, True)


def test_a_place_without_law_is_refused(repository: Path, motcua: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "trong").mkdir()
    (repository / "trong" / "doc.md").write_text("x", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "a folder")
    monkeypatch.chdir(repository / "trong")
    for sides in (("git:HEAD", "git:HEAD"), (".", ".")):
        ran = motcua("diff", *sides, *AT)
        assert (ran.status, "[diff/no-catalogs]" in ran.err) == (2, True)


def test_git_that_is_not_installed_is_told_of(motcua: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "[diff/no-git]" in motcua("diff", "git:HEAD", "git:HEAD").err


def test_half_of_a_law_is_not_compared(two: tuple[str, str], motcua: Any) -> None:
    (Path(two[1]) / "catalogs/thanh-hoa/muc-thu.yaml").write_text("kind: amendment\nid: [", "utf-8")
    ran = motcua("diff", *two, *AT)
    assert (ran.status, ran.out) == (2, "")
    assert "muc-thu.yaml:2:6" in ran.err


def test_an_amendment_beyond_its_bounds_is_told_instead_of_no_change(two: tuple[str, str], motcua: Any) -> None:
    longer = FEE.replace("fee_schedule/le-phi", "procedure/khai-tu").replace(
        "{lines: [{id: khai-tu, amount: 8000}]}", "{deadline: [{id: thuong, within: 9 working_days}]}"
    )
    (Path(two[1]) / "catalogs/thanh-hoa/muc-thu.yaml").write_text(longer, "utf-8")
    ran = motcua("diff", *two, *AT)
    assert (ran.status, "[bounds/longer]" in ran.err) == (2, True)


def test_the_help_teaches_by_example(motcua: Any) -> None:
    for lang in ("vi", "en"):
        out = motcua("--lang", lang, "diff", "--help").out
        assert all(
            example in out
            for example in ("@2025-06-30 @2025-07-01", "git:HEAD~3 git:HEAD", "diff git:HEAD --unit", "--html")
        )


def test_json_without_changes_is_an_empty_list(country: Write, tmp_path: Path, motcua: Any) -> None:
    country()
    ran = motcua("diff", str(tmp_path), str(tmp_path), "--at", "2015-01-01", "--json")
    assert json.loads(ran.out) == {"changes": []}
