"""The rulebook of a unit on a date: names, offices, procedures, facts, programs, provenance."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from motcua.catalog import Catalog, Rulebook, as_row, explain
from motcua.findings import MotcuaError
from motcua.lang import Value

Write = Callable[..., Catalog]

FEE = """kind: amendment
id: qd
amends: fee_schedule/le-phi
in_force: {from: 2017-01-01}
basis: [QĐ 4764]
set: {lines: [{id: khai-tu, amount: 8000}]}"""
DAY = date(2026, 2, 13)


@pytest.fixture
def rulebook(amended: Write) -> Rulebook:
    return amended("thanh-hoa", FEE).resolve("vn/38/ha-trung", DAY)


def test_names_and_offices_change_with_the_date(country: Write) -> None:
    before, after = (country().resolve("vn/38/ha-trung", day) for day in (date(2025, 6, 30), date(2025, 7, 1)))
    assert (before.unit_name, before.office("ho-tich")) == ("Thị trấn Hà Trung", "Công chức hộ tịch")
    assert (after.unit_name, after.desk_name, after.office("ho-tich")) == (
        "Xã Hà Trung",
        "Trung tâm phục vụ",
        "Văn phòng",
    )


def test_a_role_that_no_layer_gives_to_an_office_is_called_by_its_own_name(rulebook: Rulebook) -> None:
    assert rulebook.office("tiep-nhan") == "Tiếp nhận"
    with pytest.raises(MotcuaError, match="tiep-nhan"):
        rulebook.office("tiep-nhn")


@pytest.mark.parametrize("name", ["khai-tu", "1.000656"])
def test_a_procedure_is_found_by_id_and_by_code(rulebook: Rulebook, name: str) -> None:
    assert rulebook.find(name).name == "Đăng ký khai tử"


def test_an_unknown_procedure_names_the_nearest(rulebook: Rulebook) -> None:
    with pytest.raises(MotcuaError) as error:
        rulebook.find("khai-tuu")
    assert error.value.findings[0].params["nearest"] == "khai-tu"


def test_a_fee_line_is_joined_in_with_the_provinces_amount_and_its_basis(rulebook: Rulebook) -> None:
    (line,) = rulebook.find("khai-tu").fees
    assert (line.name, line.amount, line.basis, line.undetermined) == ("Khai tử muộn", 8000, ("QĐ 4764",), False)


def test_an_amount_nobody_has_set_is_undetermined_and_not_zero(country: Write) -> None:
    (line,) = country().resolve("vn", DAY).find("khai-tu").fees
    assert (line.amount, line.undetermined, line.decided_by) == (None, True, "province")


def test_exemptions_name_the_lines_they_free(rulebook: Rulebook) -> None:
    assert [(e.id, set(e.lines)) for e in rulebook.find("khai-tu").exemptions] == [
        ("dung-han", {"le-phi"}),
        ("ho-ngheo", {"le-phi"}),
    ]


def test_a_procedure_gets_the_facts_that_its_fees_need(rulebook: Rulebook) -> None:
    procedure = rulebook.find("khai-tu")
    assert [fact.id for fact in procedure.facts] == ["channel", "received_on", "death_date", "needs_check", "groups"]
    assert [fact.id for fact in rulebook.program(procedure).facts] == ["channel", "death_date", "needs_check", "groups"]


def test_a_schedules_facts_stay_away_where_nothing_used_needs_them(country: Write) -> None:
    wedding = """
kind: procedure
id: ket-hon
code: "1.000894"
name: Kết hôn
field: ho-tich
in_force: {from: 2016-01-01}
basis: [Luật]
level: commune
applicants: [ca-nhan]
channels: [counter]
results: [{id: giay, name: Giấy}]
papers: []
deadline: [{id: thuong, within: 1 working_days}]
fees: [{id: le-phi, use: le-phi, item: ket-hon}]
route: {use: chung}
"""
    schedule = {"rules/fees.yaml": _without_the_general_exemption()}
    procedure = country({"catalogs/vn/ket-hon.yaml": wedding, **schedule}).resolve("vn", DAY).find("ket-hon")
    assert [fact.id for fact in procedure.facts] == ["channel", "received_on"]
    assert procedure.exemptions == ()


def _without_the_general_exemption() -> str:
    return """
kind: fee_schedule
id: le-phi
name: Lệ phí
in_force: {from: 2016-01-01}
basis: [Luật Phí]
facts: {groups: {type: choices, title: Nhóm, of: nhom, default: []}}
lines: [{id: khai-tu, name: Khai tử, amount: undetermined}, {id: ket-hon, name: Kết hôn, amount: 5000}]
exempt: [{id: mien, name: Miễn, when: {groups: {any_of: [ho-ngheo]}}, items: [khai-tu]}]
"""


def test_rows_point_at_their_conditions_in_the_program(rulebook: Rulebook) -> None:
    procedure = rulebook.find("khai-tu")
    program = rulebook.program(procedure).program
    facts: dict[str, Value | None] = {
        "channel": "counter",
        "received_on": DAY,
        "death_date": date(2026, 2, 1),
        "needs_check": False,
        "groups": frozenset(),
    }
    truths = program.judge(facts).truths
    rows = [(row.path, row.when) for row in procedure.papers] + [(row.path, row.when) for row in procedure.deadline]
    told = {path: when is None or truths[when] for path, when in rows}
    assert told == {"papers.to-khai": True, "papers.bao-tu": True, "deadline.xac-minh": False, "deadline.thuong": True}
    assert [truths[exemption.when or 0] for exemption in procedure.exemptions] == [True, False]


CASES = """kind: amendment
id: truong-hop
amends: procedure/khai-tu
in_force: {from: 2017-01-01}
basis: [QĐ 1]
set:
  cases:
    - {id: xac-minh, code: "1.000656.02", name: Cần xác minh, when: {needs_check: true}}
    - {id: thuong, code: "1.000656.01", name: Thường}
  papers: [{id: bao-tu, when: {case: thuong}}]
"""


def test_the_hit_case_is_judged_first_and_is_then_a_fact(amended: Write) -> None:
    rulebook = amended("vn", CASES).resolve("vn", DAY)
    procedure = rulebook.find("1.000656.02")
    compiled = rulebook.program(procedure)
    facts = dict.fromkeys(fact.id for fact in procedure.facts) | {"channel": "online", "needs_check": True}
    assert compiled.cases is not None
    cases = compiled.cases.judge({key: value for key, value in facts.items() if key != "case"})
    hit = next(case.id for case in procedure.cases if case.when is None or cases.truths[case.when])
    assert hit == "xac-minh"
    truths = compiled.program.judge(facts | {"case": hit}).truths
    assert truths[procedure.papers[1].when or 0] is False


def test_an_error_in_a_condition_stops_the_procedure_and_stands_at_its_place(amended: Write) -> None:
    wrong = CASES.replace("{case: thuong}", "{cas: thuong}")
    rulebook = amended("vn", wrong).resolve("vn", DAY)
    with pytest.raises(MotcuaError) as error:
        rulebook.program(rulebook.find("khai-tu"))
    assert str(error.value.findings[0].place).startswith("catalogs/vn/sua-doi.yaml:10:")


def test_times_of_the_procedure_are_laid_over_the_route_it_uses(rulebook: Rulebook) -> None:
    steps = rulebook.find("khai-tu").steps
    assert [(step.id, step.role, str(step.within), step.allows) for step in steps] == [
        ("nhan", "tiep-nhan", "2 working_hours", ("hand_over",)),
        ("ky", "ho-tich", "6 working_hours", ("sign",)),
    ]


def test_every_value_is_explained_with_what_it_replaced(rulebook: Rulebook) -> None:
    rows = [as_row(path, origin) for path, origin in explain(rulebook, "khai-tu", "fees.le-phi.amount")]
    assert rows == [
        {
            "path": "fees.le-phi.amount",
            "value": 8000,
            "layer": "thanh-hoa",
            "file": "catalogs/thanh-hoa/sua-doi.yaml",
            "line": 6,
            "basis": ["QĐ 4764"],
            "since": "2017-01-01",
            "to_verify": False,
            "replaced": {
                "path": "fees.le-phi.amount",
                "value": "undetermined",
                "layer": "vn",
                "file": "rules/fees.yaml",
                "line": 9,
                "basis": ["Luật Phí"],
                "since": "2016-01-01",
                "to_verify": False,
                "replaced": None,
            },
        }
    ]


def test_explaining_what_is_not_there_names_the_nearest_path(rulebook: Rulebook) -> None:
    with pytest.raises(MotcuaError) as error:
        explain(rulebook, "khai-tu", "fees.le-ph")
    assert error.value.findings[0].params["nearest"] == "fees.le-phi"


def test_every_row_has_its_values_in_the_provenance(rulebook: Rulebook) -> None:
    procedure = rulebook.find("khai-tu")
    known = rulebook.provenance("khai-tu")
    paths = [row.path for row in procedure.papers] + [row.path for row in procedure.fees]
    paths += [row.path for row in procedure.exemptions] + [row.path for row in procedure.steps]
    assert all(f"{path}.name" in known for path in paths)
    assert all(f"{row.path}.within" in known for row in procedure.deadline)


def test_the_same_content_has_the_same_digest_on_any_date(country: Write, tmp_path: Path) -> None:
    first = country().resolve("vn/38", date(2020, 1, 1))
    assert first.digest == country().resolve("vn/38", date(2026, 1, 1)).digest
    changed = country({"rules/route.yaml": (tmp_path / "rules/route.yaml").read_text("utf-8").replace("Ký", "Duyệt")})
    assert first.digest != changed.resolve("vn/38", date(2020, 1, 1)).digest


def test_rulebooks_of_two_dates_share_what_did_not_change(country: Write) -> None:
    catalog = country()
    first, second = (catalog.resolve("vn/38/ha-trung", day) for day in (date(2025, 6, 30), date(2025, 7, 1)))
    assert first.resolved is second.resolved
    assert first.unit_name != second.unit_name


def test_a_unit_without_hours_says_so(country: Write) -> None:
    with pytest.raises(MotcuaError, match="hours"):
        _ = country().resolve("vn/38", DAY).hours


def test_a_slip_brings_its_template_from_beside_its_yaml(country: Write, tmp_path: Path) -> None:
    slip = {
        "rules/slips/phieu.yaml": "{kind: slip, id: phieu, name: Phiếu, number: '01', template: phieu.typ, paper: a5}"
    }
    catalog = country(slip | {"rules/slips/phieu.typ": "= Phiếu"})
    assert catalog.resolve("vn", DAY).slip("phieu").template == "= Phiếu"
    (tmp_path / "rules/slips/phieu.typ").unlink()
    with pytest.raises(MotcuaError, match=r"phieu\.typ"):
        catalog.resolve("vn", DAY).slip("phieu")
