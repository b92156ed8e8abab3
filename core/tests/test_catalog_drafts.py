"""A draft is checked before anything else is done with it: an edited copy of a home stands in its place."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.catalog import Catalog, Home, builtin_home
from motcua.catalog.drafts import left_out
from motcua.catalog.load import load

Motcua = Callable[..., Any]
PLUGINS = builtin_home().folder / "plugins"
PROVINCE = PLUGINS / "thanh_hoa" / "motcua_thanh_hoa"
FEES = "catalogs/thanh-hoa/amendments/le-phi-ho-tich.yaml"
BIRTH = "- {id: khai-sinh, amount: 8000}"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the province's folder, as yet without a change."""
    return Path(shutil.copytree(PROVINCE, tmp_path / "draft", ignore=shutil.ignore_patterns("*.py*", "__pycache__")))


def edit(draft: Path, old: str, new: str) -> None:
    text = (draft / FEES).read_text("utf-8")
    assert old in text
    (draft / FEES).write_text(text.replace(old, new), "utf-8")


def findings(motcua: Motcua, *paths: Path) -> list[tuple[str, str, str]]:
    found = motcua("check", *map(str, paths), "--json").json["findings"]
    return [(each["severity"], each["rule"], each["file"]) for each in found]


def test_an_unchanged_copy_is_told_what_is_told_of_the_law_in_force(motcua: Motcua, draft: Path) -> None:
    within = PROVINCE.relative_to(builtin_home().folder).as_posix()
    told = {(severity, rule, file.replace(within, str(draft))) for severity, rule, file in findings(motcua)}
    assert set(findings(motcua, draft)) == told
    assert any(file.startswith(str(draft)) for _, _, file in told)


def test_whoever_checks_a_draft_is_told_what_it_stands_for(motcua: Motcua, draft: Path) -> None:
    assert motcua("check", str(draft)).err == "Kiểm như dự thảo đã thay cho plugins/thanh_hoa/motcua_thanh_hoa.\n"
    assert motcua("check", str(PROVINCE)).err == ""


def test_a_mistake_in_a_draft_is_told_at_its_line_and_no_layer_is_said_to_be_there_twice(
    motcua: Motcua, draft: Path
) -> None:
    edit(draft, BIRTH, "- {id: khai-sing, amount: 8000}")
    errors = [(rule, file) for severity, rule, file in findings(motcua, draft) if severity == "error"]
    assert errors
    assert {file for _, file in errors} == {str(draft / FEES)}


def test_a_hole_that_a_draft_opens_is_a_warning_as_if_it_were_law(motcua: Motcua, draft: Path) -> None:
    edit(draft, BIRTH, "")
    new = set(findings(motcua, draft)) - {each for each in findings(motcua) if each[0] == "warning"}
    assert "fee/undetermined" in {rule for severity, rule, _ in new if severity == "warning"}


def test_half_a_copy_is_no_draft(motcua: Motcua, draft: Path) -> None:
    shutil.rmtree(draft / "catalogs" / "ha-trung")
    ran = motcua("check", str(draft))
    assert (ran.status, ran.out) == (2, "")
    assert "thiếu lớp: ha-trung. [home/lost-layers]" in ran.err


def test_a_file_forgotten_in_copying_is_told_at_its_layer(motcua: Motcua, draft: Path) -> None:
    assert "home/left-out" not in {rule for _, rule, _ in findings(motcua, draft)}
    (draft / FEES).unlink()
    manifest = str(draft / "catalogs/thanh-hoa/layer.yaml")
    assert [each for each in findings(motcua, draft) if each[1] == "home/left-out"] == [
        ("warning", "home/left-out", manifest)
    ]


def test_a_document_given_another_id_or_an_end_is_another_matter(motcua: Motcua, draft: Path) -> None:
    edit(draft, "in_force: {from: 2017-01-01}", "in_force: {from: 2017-01-01, to: 2027-01-01}")
    assert "home/left-out" not in {rule for _, rule, _ in findings(motcua, draft)}
    edit(draft, "id: thanh-hoa-le-phi-ho-tich", "id: thanh-hoa-le-phi")
    ran = motcua("check", str(draft)).out
    assert "đang có: amendment/thanh-hoa-le-phi-ho-tich. [home/left-out]" in ran


def test_what_is_meant_to_go_is_told_with_its_reason(motcua: Motcua, draft: Path) -> None:
    (draft / FEES).unlink()
    manifest = draft / "catalogs/thanh-hoa/layer.yaml"
    text = manifest.read_text("utf-8")
    assert "\nid: thanh-hoa\n" in text
    meant = "id: thanh-hoa  # ignore home/left-out: chưa từng có hiệu lực"
    manifest.write_text(text.replace("\nid: thanh-hoa\n", f"\n{meant}\n"), "utf-8")
    assert "home/left-out" not in {rule for _, rule, _ in findings(motcua, draft)}
    assert "chưa từng có hiệu lực" in motcua("check", str(draft), "--ignored").out


def test_of_a_draft_that_cannot_be_read_whole_nobody_says_what_it_lacks(motcua: Motcua, draft: Path) -> None:
    (draft / FEES).write_text("kind: amendment\nid: [", "utf-8")
    rules = {rule for _, rule, _ in findings(motcua, draft)}
    assert any(rule.startswith("yaml/") for rule in rules)
    assert "home/left-out" not in rules


def test_of_many_documents_left_out_some_are_named(country: Callable[..., Catalog], tmp_path: Path) -> None:
    country()
    copy = Path(shutil.copytree(tmp_path, tmp_path / "copy"))
    for name in ("words", "route", "fees"):
        (copy / f"rules/{name}.yaml").unlink()
    [told] = left_out(load([Home(tmp_path, shown="")]), load([Home(copy)]))
    assert told.message().endswith(
        "7 tài liệu mà lớp “Việt Nam” đang có: fee_schedule/le-phi, route/chung, vocabulary/applicants, "
        "vocabulary/channels, vocabulary/fields và 2 tài liệu khác."
    )
    assert [place.file for place in told.related] == ["rules/fees.yaml", "rules/route.yaml", "rules/words.yaml"]


def test_two_drafts_of_one_home_are_an_error(motcua: Motcua, draft: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(draft, tmp_path / "other"))
    assert ("error", "layer/doubled-id") in {each[:2] for each in findings(motcua, draft, other)}
    assert "layer/doubled-id" not in {rule for _, rule, _ in findings(motcua, draft, draft)}


@pytest.fixture
def installed_twice(tmp_path: Path) -> Path:
    """A folder of plugins in which two homes state the same layers."""
    for name in ("one", "two"):
        shutil.copytree(PROVINCE / "catalogs", tmp_path / name / "catalogs")
        manifest = f"{{name: {name}, version: '1', api: 1, touches: [catalogs]}}"
        (tmp_path / name / "plugin.yaml").write_text(manifest, "utf-8")
    return tmp_path


def test_two_homes_that_are_both_installed_and_claim_one_layer_are_an_error(
    motcua: Motcua, installed_twice: Path
) -> None:
    for paths in ((), (str(installed_twice / "two"),)):
        ran = motcua("check", *paths, "--plugins-dir", str(installed_twice))
        assert ran.status == 1
        assert "[layer/doubled-id]" in ran.out


@pytest.mark.parametrize(
    "command",
    [
        ("list", "--unit", "vn/38/ha-trung"),
        ("decide", "1.001193", "--unit", "vn/38/ha-trung"),
        ("explain", "1.001193", "--unit", "vn/38/ha-trung"),
        ("due", "--within", "3 working_days", "--from", "2026-10-05T08:00"),
        ("prove", "1.001193", "--draft", str(PROVINCE), "--unit", "vn/38/ha-trung"),
        ("plugins", "list"),
    ],
    ids=lambda command: command[0],
)
def test_every_command_says_that_a_layer_is_there_twice_and_one_is_not_applied(
    motcua: Motcua, installed_twice: Path, command: tuple[str, ...]
) -> None:
    ran = motcua(*command, "--plugins-dir", str(installed_twice))
    assert "two/catalogs/thanh-hoa/layer.yaml:3:5: Đã có một lớp khác mang id “thanh-hoa”" in ran.err
    assert "[layer/doubled-id]" in ran.err
    assert "[layer/doubled-id]" not in ran.out
