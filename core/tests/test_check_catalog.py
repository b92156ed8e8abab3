"""What `motcua check` says of a small country into which one mistake was written, and that it says it once."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from motcua.catalog import Catalog, builtin_home, load_homes
from motcua.check import check
from motcua.findings import Finding

Write = Callable[..., Catalog]
Checked = Callable[..., list[Finding]]

TODAY = date(2026, 2, 13)
CALENDARS = {
    "rules/lich.yaml": "\n---\n".join(
        f"{{kind: calendar, id: vn-{year}, year: {year}, week: [mon, tue, wed, thu, fri], off: []}}"
        for year in (2026, 2027)
    ),
}
POLICY = {"rules/han.yaml": (builtin_home().folder / "rules/deadlines/chung.yaml").read_text("utf-8")}
FEE = """kind: amendment
id: qd
amends: fee_schedule/le-phi
in_force: {from: 2016-01-01}
basis: [QĐ 4764]
set: {lines: [{id: khai-tu, amount: 8000}]}"""
SOUND = CALENDARS | POLICY | {"catalogs/thanh-hoa/phi.yaml": FEE}
HEAD = "kind: amendment\nid: sua\namends: procedure/khai-tu\nin_force: {from: 2017-01-01}\nbasis: [NĐ 1]\nset: "


@pytest.fixture
def checked(country: Write) -> Checked:
    def run(more: dict[str, str] | None = None, severities: Sequence[str] = ("error", "warning")) -> list[Finding]:
        findings = check(country(SOUND | (more or {})), TODAY)
        return [finding for finding in findings if finding.severity in severities]

    return run


def test_a_sound_country_has_no_findings(checked: Checked) -> None:
    assert checked() == []


@pytest.mark.parametrize(
    ("change", "rule", "nearest"),
    [
        ("{field: ho-tic}", "reference/item", "ho-tich"),
        ("{applicants: [ca-nha]}", "reference/item", "ca-nhan"),
        ("{channels: [counter, onlin]}", "reference/item", "online"),
        ("{facts: {kind: {type: choice, title: Loại, of: nhmo}}}", "reference/vocabulary", "nhom"),
        ("{papers: [{id: bao-tu, one_of: nhon}]}", "reference/vocabulary", "nhom"),
        ("{route: {steps: [{id: ky, role: ho-tchi}]}}", "reference/role", "ho-tich"),
        ("{route: {times: {kyy: 1 working_hours}}}", "reference/step", "ky"),
        ("{extensions: [{id: them, add: 1 working_days, rows: [xac-mih]}]}", "reference/deadline_row", "xac-minh"),
        ("{citizen_time_limit: {within: 15 calendar_days, from_fact: death_dat}}", "reference/date_fact", "death_date"),
        ("{follow_ups: [{procedure: khai-tuu}]}", "reference/procedure", "khai-tu"),
        ("{fees: [{id: le-phi, use: le-phii}]}", "reference/fee_schedule", "le-phi"),
        ("{fees: [{id: le-phi, item: khai-tuu}]}", "reference/fee_item", "khai-tu"),
    ],
)
def test_a_name_that_leads_nowhere_is_an_error_at_its_place_with_the_nearest(
    checked: Checked, change: str, rule: str, nearest: str
) -> None:
    finding = next(f for f in checked({"catalogs/vn/sua.yaml": HEAD + change}) if f.rule == rule)
    assert finding.severity == "error"
    assert finding.params["nearest"] == nearest
    assert str(finding.place).startswith("catalogs/vn/sua.yaml:6:")


def test_a_wrong_condition_is_told_once_though_three_units_have_it(checked: Checked) -> None:
    (finding,) = checked({"catalogs/vn/sua.yaml": HEAD + "{papers: [{id: bao-tu, when: {needs_chek: true}}]}"})
    assert finding.rule.startswith("lang/")
    assert str(finding.place).startswith("catalogs/vn/sua.yaml:")


def test_a_mistake_that_is_not_yet_in_force_is_told_today(checked: Checked) -> None:
    later = (HEAD + "{papers: [{id: bao-tu, when: {needs_chek: true}}]}").replace("2017-01-01", "2031-01-01")
    assert [finding.rule[:5] for finding in checked({"catalogs/vn/sua.yaml": later})] == ["lang/"]


def test_a_breach_of_bounds_is_told_once_for_province_and_commune(checked: Checked) -> None:
    longer = HEAD + "{deadline: [{id: thuong, within: 5 working_days}]}"
    assert [f.rule for f in checked({"catalogs/thanh-hoa/sua.yaml": longer})] == ["bounds/longer"]


def test_a_fee_that_nobody_has_set_is_a_hole_of_the_commune_only(country: Write) -> None:
    findings = check(country(CALENDARS | POLICY), TODAY)
    (hole,) = [finding for finding in findings if finding.rule == "fee/undetermined"]
    assert (hole.severity, hole.params["unit"], hole.params["procedure"]) == (
        "warning",
        "vn/38/ha-trung",
        "Đăng ký khai tử",
    )
    assert "fee_schedule/le-phi" in hole.remedy("vi")


def test_a_fee_that_opens_on_a_day_to_come_is_told_today_with_that_day(country: Write) -> None:
    ending = FEE.replace("from: 2016-01-01", "from: 2016-01-01, to: 2027-01-01")
    findings = check(country(SOUND | {"catalogs/thanh-hoa/phi.yaml": ending}), TODAY)
    (hole,) = [finding for finding in findings if finding.severity != "info"]
    assert (hole.rule, hole.severity, hole.params["unit"]) == ("fee/undetermined-later", "warning", "vn/38/ha-trung")
    assert hole.message("vi").startswith("Từ 01/01/2027, tại ")
    assert "fee_schedule/le-phi, lines: khai-tu từ 01/01/2027" in hole.remedy("vi")


def test_a_hole_of_today_is_not_told_again_for_days_to_come(country: Write) -> None:
    later = (HEAD + "{sets: 2}").replace("2017-01-01", "2027-01-01")
    findings = check(country(CALENDARS | POLICY | {"catalogs/vn/sua.yaml": later}), TODAY)
    assert [finding.rule for finding in findings if finding.severity != "info"] == ["fee/undetermined"]


def test_a_witness_is_received_on_a_day_on_which_offices_work_though_the_law_begins_on_a_day_off(
    country: Write,
) -> None:
    ending = FEE.replace("from: 2016-01-01", "from: 2016-01-01, to: 2027-01-01")
    off = CALENDARS["rules/lich.yaml"].replace(
        "year: 2027, week: [mon, tue, wed, thu, fri], off: []",
        "year: 2027, week: [mon, tue, wed, thu, fri], off: [{id: tet, on: 2027-01-01, name: Tết, basis: [BLLĐ]}]",
    )
    law = SOUND | {"catalogs/thanh-hoa/phi.yaml": ending, "rules/lich.yaml": off}
    (hole,) = [finding for finding in check(country(law), TODAY) if finding.rule == "fee/undetermined-later"]
    assert hole.witness
    assert hole.witness.at.date() == date(2027, 1, 4)  # a Monday; the law begins on a Friday that is a day off


def test_a_year_without_a_calendar_is_told_for_this_year_and_the_next(country: Write) -> None:
    years = [f.params["year"] for f in check(country(POLICY), TODAY) if f.rule == "calendar/no-year"]
    assert years == [2026, 2027]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("{deadline: [{id: thuong, when: {needs_check: false, channel: online}}]}", "table/gap"),
        ("{deadline: [{id: sau, when: {channel: online}, within: 1 working_days}]}", "table/dead-row"),
        ("{fees: [{id: le-phi, remove: true}]}", "fee/unexplained"),
        ("{route: {times: {ky: 7 working_hours}}}", "steps/sum"),
    ],
)
def test_what_is_possible_but_suspicious_is_a_warning(checked: Checked, change: str, rule: str) -> None:
    (finding,) = checked({"catalogs/vn/sua.yaml": HEAD + change})
    assert (finding.rule, finding.severity) == (rule, "warning")


def test_steps_that_do_not_add_up_say_both_sums(checked: Checked) -> None:
    (finding,) = checked({"catalogs/vn/sua.yaml": HEAD + "{route: {times: {nhan: 26 working_hours}}}"})
    assert (finding.params["total"], finding.params["deadline"]) == ("4 working_days", "3 working_days, 1 working_days")
    assert finding.witness
    assert finding.witness.unit == "vn/38/ha-trung"  # where people are received, not the country


def test_a_deadline_that_two_rows_give_is_named_once(checked: Checked) -> None:
    change = "{route: {times: {nhan: 26 working_hours}}, deadline: [{id: xac-minh, within: 1 working_days}]}"
    (finding,) = checked({"catalogs/vn/sua.yaml": HEAD + change})
    assert finding.params["deadline"] == "1 working_days"


def test_a_deadline_shortened_without_its_steps_is_told_beside_one_in_calendar_days(checked: Checked) -> None:
    change = "{deadline: [{id: xac-minh, within: 20 calendar_days}, {id: thuong, within: 0.5 working_days}]}"
    (finding,) = checked({"catalogs/vn/sua.yaml": HEAD + change})
    assert (finding.rule, finding.params["deadline"]) == ("steps/sum", "0.5 working_days")
    assert "sua.yaml" in str(finding.related)
    assert finding.witness
    assert "needs_check" not in {answer.fact for answer in finding.witness.answers}


LONG_STEPS = "{route: {times: {nhan: 18 working_hours}}, deadline: [{id: xac-minh, when: %s}]}"


def shorter_than_steps(checked: Checked, when: str) -> list[Finding]:
    findings = checked({"catalogs/vn/sua.yaml": HEAD + LONG_STEPS % when}, ("info",))
    return [finding for finding in findings if finding.rule == "steps/shorter"]


def test_a_deadline_that_the_steps_do_not_fit_is_told_though_they_fit_another(checked: Checked) -> None:
    (finding,) = shorter_than_steps(checked, "{needs_check: true}")
    assert (finding.params["row"], str(finding.params["deadline"])) == ("thuong", "1 working_days")
    assert finding.witness
    assert len({finding.place, *finding.related}) == 2


def test_a_shorter_deadline_that_no_dossier_gets_is_not_told(checked: Checked) -> None:
    assert shorter_than_steps(checked, "null") == []


def test_steps_without_times_are_not_summed(checked: Checked) -> None:
    assert checked({"catalogs/vn/sua.yaml": HEAD + "{route: {times: {nhan: null}}}"}) == []


def test_two_procedures_of_one_code_are_an_error_quoting_both(checked: Checked, country: Write, tmp_path: Path) -> None:
    country()
    twin = (
        (tmp_path / "catalogs/vn/khai-tu.yaml").read_text("utf-8").replace("id: khai-tu\ncode", "id: khai-tu-2\ncode")
    )
    (finding,) = checked({"catalogs/vn/khai-tu-2.yaml": twin})
    assert finding.rule == "procedure/doubled-code"
    assert {place.file for place in (finding.place, *finding.related) if place} == {
        "catalogs/vn/khai-tu-2.yaml",
        "catalogs/vn/khai-tu.yaml",
    }


def test_an_exemption_for_a_channel_nobody_knows_is_an_error(checked: Checked) -> None:
    exempt = FEE.replace("id: qd\n", "id: mien\n").replace(
        "{lines: [{id: khai-tu, amount: 8000}]}", "{exempt: [{id: tt, name: Trực tuyến, when: {channel: onlin}}]}"
    )
    (finding,) = checked({"catalogs/thanh-hoa/mien.yaml": exempt})
    assert (finding.rule, finding.params["nearest"]) == ("reference/item", "online")


def test_a_role_in_a_manifest_that_nobody_knows_is_an_error(checked: Checked) -> None:
    manifest = """
kind: layer
id: ha-trung
name: Hà Trung
level: commune
unit: vn/38/ha-trung
parent: thanh-hoa
hours: [{days: [mon], open: ["07:30-11:30"]}]
roles: {ho-tchi: [{office: Văn phòng}]}
"""
    (finding,) = checked({"catalogs/ha-trung/layer.yaml": manifest})
    assert finding.rule == "reference/role"
    assert str(finding.place).startswith("catalogs/ha-trung/layer.yaml:9:")


def test_hours_that_overlap_are_told_at_the_manifest(checked: Checked) -> None:
    manifest = """
kind: layer
id: ha-trung
name: Hà Trung
level: commune
unit: vn/38/ha-trung
parent: thanh-hoa
hours: [{days: [mon], open: ["07:30-11:30", "11:00-17:00"]}]
"""
    (finding,) = checked({"catalogs/ha-trung/layer.yaml": manifest})
    assert finding.rule == "hours/out-of-order"
    assert str(finding.place).startswith("catalogs/ha-trung/layer.yaml:8:")


def test_a_slip_without_its_template_is_an_error(checked: Checked) -> None:
    slip = "{kind: slip, id: phieu, name: Phiếu, template: phieu.typ}"
    assert [f.rule for f in checked({"rules/phieu.yaml": slip})] == ["slip/no-template"]


def test_what_its_author_wants_verified_is_listed_with_its_note(checked: Checked) -> None:
    doubtful = HEAD + "{deadline: [{id: thuong, within: 1 working_days, to_verify: true, note: Chưa thấy văn bản}]}"
    findings = checked({"catalogs/vn/sua.yaml": doubtful}, severities=["info"])
    (finding,) = [finding for finding in findings if str(finding.place).startswith("catalogs/vn/sua.yaml:")]
    assert finding.rule == "value/to-verify"
    assert finding.params == {"path": "amendment/sua: set.deadline.thuong", "note": "Chưa thấy văn bản"}


def test_a_schedule_that_begins_later_than_its_procedure_is_told_once(
    checked: Checked, country: Write, tmp_path: Path
) -> None:
    country()
    later = (tmp_path / "rules/fees.yaml").read_text("utf-8").replace("2016-01-01", "2018-01-01")
    assert checked({"rules/fees.yaml": later}) == []
    told = [str(f.place) for f in checked({"rules/fees.yaml": later}, ["info"]) if f.rule == "reference/not-in-force"]
    assert [place.partition(":")[0] for place in told] == ["rules/fees.yaml"]


def test_a_broken_schedule_is_blamed_itself_and_not_those_that_use_it(
    checked: Checked, country: Write, tmp_path: Path
) -> None:
    country()
    broken = (tmp_path / "rules/fees.yaml").read_text("utf-8").replace("lines:", "line:")
    findings = checked({"rules/fees.yaml": broken})
    assert findings
    assert all(str(finding.place).startswith("rules/fees.yaml:") for finding in findings)


def test_the_builtin_catalog_has_no_errors() -> None:
    catalog = load_homes([builtin_home()])
    assert [finding.show("en") for finding in check(catalog, TODAY) if finding.severity == "error"] == []
