"""The law changed a little, one place at a time: which changes there are, who notices, and what is missing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from motcua.catalog import Catalog, builtin_home
from motcua.cli.spec_mutation import tell_mutants, try_all
from motcua.cli.words import Words
from motcua.specs.mutation import Altered, Mutant, Outcome, as_json, mutants, named_apart, try_mutants
from motcua.specs.mutation.cases import Usual
from motcua.specs.mutation.witness import missing_scenario, tells_apart
from motcua.specs.runner import Trial, try_file

Motcua = Callable[..., Any]
Deciding = Callable[..., Catalog]
HEAD = "# language: vi\nTính năng: Thử\n\n"
ON_THE_LAST_DAY = """  Tình huống: Đúng mười lăm ngày
    Biết thủ tục "Đăng ký khai tử" tại "Hà Trung"
    Và "Ngày chết" là 20/09/2026
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Thì lệ phí là 0 đồng vì "Đúng hạn"
"""
# One of everything that can be changed; the small country has no more of it than this.
RICH = """
kind: procedure
id: chung-thuc
code: "2.000815"
name: Chứng thực bản sao
field: ho-tich
in_force: {from: 2016-01-01}
basis: [NĐ 23]
level: commune
applicants: [ca-nhan]
channels: [counter, online]
results: [{id: ban-sao, name: Bản sao}]
facts:
  pages: {type: integer, title: Số trang, min: 1, max: 1000, required: true}
  has_it: {type: boolean, title: Có bản chính?, required: true}
  knows: {type: boolean, title: Có người biết?, required: true}
  issued: {type: date, title: Ngày cấp, required: true}
  hard: {type: boolean, title: Phức tạp?, default: false}
papers:
  - id: ban-chinh
    name: Bản chính
    originals: 1
    first_available:
      - {id: co, name: Bản đang giữ, when: {has_it: true}, originals: 1}
      - {id: biet, name: Giấy người biết việc, when: {knows: true}, originals: 1}
      - {id: cam-doan, name: Giấy cam đoan, originals: 1}
  - {id: cu, name: Giấy cấp trước năm 2000, when: {issued: {under: 2000-01-01}}, copies: 1}
  - {id: don, name: Đơn, when: {channel: [counter, online]}, originals: 1}
  - {id: nhieu, name: Bảng kê trang, when: {expression: "pages > 9"}, originals: 1}
deadline: [{id: thuong, within: "same_day cut_off=15:00"}]
not_counted: [{id: tra-cuu, name: Chờ tra cứu}]
extensions: [{id: kho, when: {hard: true}, add: 2 working_days}]
fees: [{id: phi, name: Phí, amount: "2000 * pages", basis: [NĐ 23]}]
route: {use: chung}
"""
RELIEF = """
kind: amendment
id: mien-giam
amends: fee_schedule/le-phi
in_force: {from: 2016-01-01}
basis: [NĐ 24]
set:
  exempt:
    - id: gia
      name: Già
      when: {groups: {any_of: [gia]}}
      evidence: {id: giay-gia, name: Giấy già, mode: present, originals: 1}
  reductions:
    - {id: qua-mang, name: Nộp qua mạng, when: {channel: online}, percent: 50, in_force: {from: 2026-03-01}}
"""
OLD = """
kind: amendment
id: them-nhom
amends: vocabulary/nhom
in_force: {from: 2016-01-01}
basis: [NĐ 24]
set: {items: [{id: gia, name: Người già}]}
"""
BOTH = {"catalogs/vn/chung-thuc.yaml": RICH, "catalogs/vn/mien-giam.yaml": f"{RELIEF}---{OLD}"}
LATER = """
kind: amendment
id: bo-giay
amends: procedure/khai-tu
in_force: {from: 2026-01-05}
basis: [NĐ 1/2026]
set: {papers: [{id: bao-tu, remove: true}]}
"""


def specs(catalog: Catalog, folder: Path, *scenarios: str) -> list[Trial]:
    file = folder / "thu.feature"
    file.write_text(HEAD + "\n".join(scenarios), "utf-8")
    return list(try_file(file, catalog, None))


def tried(catalog: Catalog, trials: list[Trial]) -> tuple[list[Mutant], list[Outcome]]:
    changed = mutants(catalog)
    return changed, named_apart(list(try_mutants(catalog, changed, trials, jobs=1)))


def fates(catalog: Catalog, trials: list[Trial], rule: str) -> dict[str, str]:
    """Tell what becomes of the mutants of one kind, by what they say."""
    changed, outcomes = tried(catalog, trials)
    return {
        changed[one.index].message("vi"): one.fate for one in outcomes if changed[one.index].rule == f"mutation/{rule}"
    }


def said(catalog: Catalog, rule: str) -> set[str]:
    return {mutant.message("vi") for mutant in mutants(catalog) if mutant.rule == f"mutation/{rule}"}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "boundary",
            {
                "mốc “Ngày cấp” < 01/01/2000 đổi thành “Ngày cấp” < 31/12/1999",
                "mốc “Ngày cấp” < 01/01/2000 đổi thành “Ngày cấp” < 02/01/2000",
                "mốc “Số trang” > 9 đổi thành “Số trang” > 8",
                "mốc “Số trang” > 9 đổi thành “Số trang” > 10",
                "mốc days(“Ngày chết”, “Ngày tiếp nhận”) ≤ 15 đổi thành days(“Ngày chết”, “Ngày tiếp nhận”) ≤ 14",
                "mốc days(“Ngày chết”, “Ngày tiếp nhận”) ≤ 15 đổi thành days(“Ngày chết”, “Ngày tiếp nhận”) ≤ 16",
            },
        ),
        ("formula", {"trong công thức của khoản “Phí”, số 2000 đổi thành 3000"}),
        ("pause-ignored", {"không dừng tính thời hạn vì “Chờ tra cứu” nữa"}),
        ("fee", {"khoản “Khai tử muộn” 8.000 đồng đổi thành 9.000 đồng"}),
        ("fee-zero", {"khoản “Khai tử muộn” đổi thành 0 đồng", "khoản “Phí” đổi thành 0 đồng"}),
        (
            "time",
            {
                "thời hạn 3 ngày làm việc đổi thành 4 ngày làm việc",
                "thời hạn 3 ngày làm việc đổi thành 2 ngày làm việc",
                "thời hạn 2 ngày làm việc đổi thành 3 ngày làm việc",
                "thời hạn 2 ngày làm việc đổi thành 1 ngày làm việc",
                "thời hạn 1 ngày làm việc đổi thành 2 ngày làm việc",
                "thời hạn trong ngày (nhận sau 15 giờ thì trong ngày làm việc tiếp theo) đổi thành 1 ngày làm việc",
            },
        ),
        (
            "kind-of-days",
            {
                "thời hạn 3 ngày làm việc đổi thành 3 ngày",
                "thời hạn 2 ngày làm việc đổi thành 2 ngày",
                "thời hạn 1 ngày làm việc đổi thành 1 ngày",
            },
        ),
        (
            "paper-dropped",
            {
                "không đòi giấy tờ “Tờ khai” nữa",
                "không đòi giấy tờ “Giấy báo tử” nữa",
                "không đòi giấy tờ “Bản chính” nữa",
                "không đòi giấy tờ “Giấy cấp trước năm 2000” nữa",
                "không đòi giấy tờ “Bảng kê trang” nữa",
                "không đòi giấy tờ “Đơn” nữa",
            },
        ),
        (
            "paper-always",
            {
                "giấy tờ “Tờ khai” đòi ở mọi trường hợp",
                "giấy tờ “Giấy cấp trước năm 2000” đòi ở mọi trường hợp",
                "giấy tờ “Bảng kê trang” đòi ở mọi trường hợp",
                "giấy tờ “Đơn” đòi ở mọi trường hợp",
            },
        ),
        (
            "member",
            {
                "“Trực tiếp” bị bỏ khỏi danh sách của “Cách nộp hồ sơ”",
                "“Trực tuyến” bị bỏ khỏi danh sách của “Cách nộp hồ sơ”",
            },
        ),
        (
            "fall-backs",
            {
                "“Bản đang giữ” và “Giấy người biết việc” đổi thứ tự cho nhau",
                "“Giấy người biết việc” và “Giấy cam đoan” đổi thứ tự cho nhau",
            },
        ),
        ("exemption-dropped", {"bỏ diện miễn “Đúng hạn”", "bỏ diện miễn “Hộ nghèo”", "bỏ diện miễn “Già”"}),
        (
            "exemption-always",
            {
                "diện miễn “Đúng hạn” áp dụng cho mọi trường hợp",
                "diện miễn “Hộ nghèo” áp dụng cho mọi trường hợp",
                "diện miễn “Già” áp dụng cho mọi trường hợp",
            },
        ),
        ("evidence-dropped", {"diện miễn “Già” không đòi “Giấy già”"}),
        ("reduction-dropped", {"bỏ diện giảm “Nộp qua mạng”"}),
        (
            "reduction-date",
            {
                "ngày 01/03/2026 của diện giảm “Nộp qua mạng” đổi thành 28/02/2026",
                "ngày 01/03/2026 của diện giảm “Nộp qua mạng” đổi thành 02/03/2026",
            },
        ),
        ("extension-dropped", {"bỏ việc thêm thời hạn 2 ngày làm việc"}),
        ("deadline-dropped", {"bỏ dòng thời hạn 3 ngày làm việc"}),
        ("roles", {"hai bước “Tiếp nhận” và “Ký” đổi vai cho nhau"}),
    ],
)
def test_each_kind_of_change_is_made_where_the_law_allows_it(rule: str, expected: set[str], deciding: Deciding) -> None:
    assert said(deciding(BOTH), rule) == expected


def test_each_of_two_boundaries_at_one_number_is_moved_by_itself(deciding: Deciding) -> None:
    twice = RICH.replace('"pages > 9"', '"pages < 9 || pages > 9"')
    found = said(deciding(BOTH | {"catalogs/vn/chung-thuc.yaml": twice}), "boundary")
    assert {text for text in found if "Số trang" in text} == {
        "mốc “Số trang” < 9 đổi thành “Số trang” < 8",
        "mốc “Số trang” < 9 đổi thành “Số trang” < 10",
        "mốc “Số trang” > 9 đổi thành “Số trang” > 8",
        "mốc “Số trang” > 9 đổi thành “Số trang” > 10",
    }


def test_the_cut_off_moves_by_a_minute(deciding: Deciding) -> None:
    moved = {str(mutant.params["now"]) for mutant in mutants(deciding(BOTH)) if mutant.rule == "mutation/cut-off"}
    assert moved == {"same_day cut_off=14:59", "same_day cut_off=15:01"}


def test_a_line_that_many_share_is_changed_once(deciding: Deciding) -> None:
    (roles,) = [mutant for mutant in mutants(deciding(BOTH)) if mutant.rule == "mutation/roles"]
    assert roles.procedures == ("Chứng thực bản sao", "Đăng ký khai tử")
    assert roles.place.file == "rules/route.yaml"


def test_a_change_is_told_in_both_languages_at_its_line(deciding: Deciding, tmp_path: Path) -> None:
    (dropped,) = [one for one in mutants(deciding()) if one.message("en") == "the exemption “Hộ nghèo” is dropped"]
    assert "id: ho-ngheo" in (tmp_path / dropped.place.file).read_text("utf-8").splitlines()[dropped.place.line - 1]


def test_a_spec_of_the_last_day_notices_a_day_less_but_not_a_day_more(deciding: Deciding, tmp_path: Path) -> None:
    catalog = deciding()
    found = fates(catalog, specs(catalog, tmp_path, ON_THE_LAST_DAY), "boundary")
    assert [fate for text, fate in found.items() if text.endswith("≤ 14")] == ["killed"]
    assert [fate for text, fate in found.items() if text.endswith("≤ 16")] == ["survived"]


def test_the_missing_scenario_is_the_boundary_case_with_what_the_law_gives(deciding: Deciding, tmp_path: Path) -> None:
    catalog = deciding()
    changed, outcomes = tried(catalog, specs(catalog, tmp_path, ON_THE_LAST_DAY))
    (found,) = [one.scenario for one in outcomes if changed[one.index].message().endswith("≤ 16")]
    assert found.splitlines()[1:] == [
        '    Biết thủ tục "Đăng ký khai tử" tại "Hà Trung"',
        '    Và "Ngày chết" là 19/09/2026',
        "    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026",
        "    Thì lệ phí là 8.000 đồng",
    ]


def test_a_missing_scenario_passes_on_the_law_and_fails_on_its_mutant(deciding: Deciding, tmp_path: Path) -> None:
    catalog = deciding(BOTH)
    changed, outcomes = tried(catalog, specs(catalog, tmp_path, ON_THE_LAST_DAY))
    survivors = [one for one in outcomes if one.fate == "survived"]
    assert len(survivors) > 25
    for one in survivors:
        assert tells_apart(one.scenario, Altered(catalog, changed[one.index].alter)), one.scenario
        (trial,) = specs(catalog, tmp_path, one.scenario)
        assert trial.result.passed


def test_once_every_missing_scenario_is_pasted_nothing_survives(deciding: Deciding, tmp_path: Path) -> None:
    catalog = deciding(BOTH | {"catalogs/vn/sua-doi.yaml": LATER})
    _, outcomes = tried(catalog, specs(catalog, tmp_path, ON_THE_LAST_DAY))
    pasted = dict.fromkeys(one.scenario for one in outcomes if one.scenario)
    trials = specs(catalog, tmp_path, ON_THE_LAST_DAY, *pasted)
    assert [trial.result.message for trial in trials if not trial.result.passed] == []
    _, again = tried(catalog, trials)
    assert "survived" not in {one.fate for one in again}


def test_what_no_case_can_tell_apart_is_said_so(deciding: Deciding, tmp_path: Path) -> None:
    same = RICH.replace(
        "{id: biet, name: Giấy người biết việc, when: {knows: true}", "{id: biet, name: Thừa, when: {has_it: true}"
    )
    catalog = deciding(BOTH | {"catalogs/vn/chung-thuc.yaml": same})
    found = fates(catalog, specs(catalog, tmp_path, ON_THE_LAST_DAY), "fall-backs")
    assert found["“Thừa” và “Giấy cam đoan” đổi thứ tự cho nhau"] == "alike"


def test_a_failed_spec_notices_nothing(deciding: Deciding, tmp_path: Path) -> None:
    catalog = deciding()
    _, outcomes = tried(catalog, specs(catalog, tmp_path, ON_THE_LAST_DAY.replace("là 0 đồng", "là 5 đồng")))
    assert "killed" not in {one.fate for one in outcomes}


def test_a_spec_is_run_again_only_where_its_own_decisions_rest_on_the_changed_line(
    deciding: Deciding, tmp_path: Path
) -> None:
    catalog = deciding(BOTH)
    (trial,) = specs(catalog, tmp_path, ON_THE_LAST_DAY)
    changed, outcomes = tried(catalog, [trial])
    noticed = {changed[one.index].procedures for one in outcomes if one.fate == "killed"}
    assert noticed == {("Đăng ký khai tử",)}
    _, blind = tried(catalog, [replace(trial, decisions=())])
    assert "killed" not in {one.fate for one in blind}


@pytest.mark.parametrize(
    ("day", "paper", "noticed"),
    [
        ("05/01/2026", "không phải có giấy", "06/01/2026"),
        ("04/01/2026", "phải nộp", "04/01/2026"),
        ("06/01/2026", "không phải có giấy", ""),
    ],
)
def test_a_date_of_force_is_guarded_by_a_spec_of_its_very_day(
    day: str, paper: str, noticed: str, deciding: Deciding, tmp_path: Path
) -> None:
    catalog = deciding({"catalogs/vn/sua-doi.yaml": LATER})
    spec = f"""  Tình huống: Ngày có hiệu lực
    Biết thủ tục "Đăng ký khai tử" tại "Hà Trung"
    Và "Ngày chết" là 01/01/2026
    Khi nộp trực tiếp lúc 9 giờ ngày {day}
    Thì {paper} "Giấy báo tử"
"""
    found = fates(catalog, specs(catalog, tmp_path, spec), "force-start")
    killed = {text for text, fate in found.items() if fate == "killed" and "bo-giay" in text}
    assert killed == ({f"sửa đổi “bo-giay” có hiệu lực từ {noticed} thay vì 05/01/2026"} if noticed else set())


def test_the_end_of_a_procedure_is_guarded_by_a_spec_of_its_last_day(deciding: Deciding, tmp_path: Path) -> None:
    end = LATER.replace("set: {papers: [{id: bao-tu, remove: true}]}", "set: {in_force: {to: 2016-02-01}}")
    catalog = deciding({"catalogs/vn/sua-doi.yaml": end})
    spec = ON_THE_LAST_DAY.replace("20/09/2026", "01/01/2026").replace("05/10/2026", "04/01/2026")
    found = fates(catalog, specs(catalog, tmp_path, spec), "force-start")
    assert found["sửa đổi “bo-giay” có hiệu lực từ 04/01/2026 thay vì 05/01/2026"] == "killed"


def test_processes_that_share_the_work_come_to_the_same(deciding: Deciding, tmp_path: Path) -> None:
    catalog = deciding()
    trials, changed = specs(catalog, tmp_path, ON_THE_LAST_DAY), mutants(catalog)
    alone = list(try_mutants(catalog, changed, trials, jobs=1))
    together = sorted(try_mutants(catalog, changed, trials, jobs=2), key=lambda outcome: outcome.index)
    assert together == alone


def test_the_law_itself_is_left_as_it_was(deciding: Deciding, tmp_path: Path) -> None:
    catalog = deciding(BOTH)
    rulebook = catalog.resolve("vn/38/ha-trung", date(2026, 10, 5))
    before = (catalog.digest, rulebook.digest, dict(rulebook.procedures))
    tried(catalog, specs(catalog, tmp_path, ON_THE_LAST_DAY))
    again = catalog.resolve("vn/38/ha-trung", date(2026, 10, 5))
    assert (catalog.digest, again.digest, dict(again.procedures)) == before


def test_a_rulebook_with_a_draft_has_a_name_of_its_own(deciding: Deciding) -> None:
    catalog = deciding()
    (fee,) = [mutant for mutant in mutants(catalog) if mutant.rule == "mutation/fee"]
    now = catalog.resolve("vn/38/ha-trung", date(2026, 10, 5))
    then = Altered(catalog, fee.alter).resolve("vn/38/ha-trung", date(2026, 10, 5))
    assert [line.amount for line in now.find("1.000656").fees] == [8000]
    assert [line.amount for line in then.find("1.000656").fees] == [9000]
    assert then.procedures["khai-tu"] is then.find("khai-tu")
    assert now.digest != then.digest


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_command_line_tells_sentence_place_and_scenario(
    lang: str, deciding: Deciding, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog, words = deciding(), Words(lang)
    changed = mutants(catalog)
    outcomes = try_all(catalog, changed, specs(catalog, tmp_path, ON_THE_LAST_DAY), None, words)
    tell_mutants(changed, outcomes, words)
    out, err = capsys.readouterr()
    told = as_json(changed, outcomes, lang)
    assert told["mutants"] == told["killed"] + len(told["survived"]) + len(told["alike"])
    for one in told["survived"]:
        assert f"{one['file']}:{one['line']}" in out
        assert one["message"] in out
        assert one["scenario"] in out
    opening = {"vi": "Không đặc tả nào nhận ra nếu: ", "en": "No spec notices if: "}[lang]
    assert out.count(opening) == len(told["survived"]) > 0
    assert err == ""


def test_the_page_shows_what_is_printed(catalog: Catalog) -> None:
    page = (builtin_home().folder / "docs" / "specs.md").read_text("utf-8")
    shown = page.partition("## Ai sẽ nhận ra")[2].partition("\n✗ ")[2].partition("```")[0]
    changed = mutants(catalog, {"dang-ky-khai-tu"})
    (day_more,) = [one for one in changed if one.message().endswith("“Số ngày từ ngày chết” ≤ 16")]
    scenario = missing_scenario(day_more, catalog, Usual("vn/38/ha-trung", date(2026, 10, 5)))
    place, sentence, rest = shown.split("\n", 2)
    assert place == f"{day_more.place.file}:{day_more.place.line}  Đăng ký khai tử"
    assert sentence == f"  Không đặc tả nào nhận ra nếu: {day_more.message()}"
    assert rest == scenario


def test_only_the_procedures_of_the_named_specs_are_changed(motcua: Motcua) -> None:
    features = builtin_home().folder / "features"
    ran = motcua("spec", str(features / "dat-dai"), "--mutate", "--json")
    told = ran.json["mutation"]
    assert ran.status == 0
    assert told["mutants"] == told["killed"] + len(told["survived"]) + len(told["alike"])
    assert {name for one in told["survived"] for name in one["procedures"]} == {"Hòa giải tranh chấp đất đai"}
    assert motcua("spec", str(features / "dat-dai"), "--mutate", "--strict").status == 1


def test_strictness_is_about_mutants_alone(motcua: Motcua) -> None:
    ran = motcua("spec", "--strict")
    assert ran.status == 2
    assert "--mutate" in ran.err


WAITED = """  Tình huống: Chờ tra cứu
    Biết thủ tục "Chứng thực bản sao" tại "Hà Trung"
    Và "Số trang" là 1
    Và "Có bản chính?" là có
    Và "Có người biết?" là có
    Và "Ngày cấp" là 05/10/2026
    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026
    Và dừng tính thời hạn từ 9 giờ ngày 05/10/2026 đến 9 giờ ngày 07/10/2026 vì "Chờ tra cứu"
    Thì hẹn trả ngày 07/10/2026
"""
RUNNING = "".join(line for line in WAITED.splitlines(keepends=True) if "dừng" not in line).replace("07/10", "05/10")


@pytest.mark.parametrize(("scenario", "fate"), [(WAITED, "killed"), (RUNNING, "survived")])
def test_a_pause_is_guarded_by_who_lets_the_clock_stand_still(
    scenario: str, fate: str, deciding: Deciding, tmp_path: Path
) -> None:
    catalog = deciding(BOTH)
    trials = specs(catalog, tmp_path, scenario)
    assert [trial.result.message for trial in trials] == [""]
    assert set(fates(catalog, trials, "pause-ignored").values()) == {fate}


def test_the_missing_scenario_of_a_pause_lets_the_clock_stand_still(deciding: Deciding) -> None:
    catalog = deciding(BOTH)
    (mutant,) = (one for one in mutants(catalog) if one.rule == "mutation/pause-ignored")
    text = missing_scenario(mutant, catalog, Usual("vn/38/ha-trung", date(2026, 10, 5)))
    assert '    Và dừng tính thời hạn từ 9 giờ ngày 05/10/2026 đến 9 giờ ngày 12/10/2026 vì "Chờ tra cứu"\n' in text
    assert tells_apart(text, Altered(catalog, mutant.alter))
