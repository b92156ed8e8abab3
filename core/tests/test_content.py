"""The law we ship: valid, complete, walkable, and with the fees that two provinces set."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from motcua.calendar import TZ
from motcua.catalog import Catalog, Home, Rulebook, builtin_home, load_homes
from motcua.catalog.model import DeadlineRow, Extension, FeeLine, Paper, Procedure
from motcua.decide import decide

PLUGINS = Path(__file__).parents[2] / "plugins"
THANH_HOA = PLUGINS / "thanh_hoa" / "motcua_thanh_hoa"
HAI_PHONG = PLUGINS / "hai_phong"
HA_TRUNG, VINH_BAO = "vn/38/ha-trung", "vn/31/vinh-bao"
TOWNSHIP, NOW = date(2024, 1, 15), date(2026, 10, 5)

# Code, and the first day on which a commune decides it under the law we ship.
IN_FORCE_SINCE = {
    "1.001193": date(2017, 1, 1),
    "1.000656": date(2017, 1, 1),
    "1.000894": date(2017, 1, 1),
    "1.004873": date(2017, 1, 1),
    "2.000635": date(2017, 1, 1),
    "1.004859": date(2017, 1, 1),
    "1.001022": date(2017, 1, 1),
    "1.004884": date(2017, 1, 1),
    "1.004746": date(2017, 1, 1),
    "1.005461": date(2017, 1, 1),
    "1.004837": date(2017, 1, 1),
    "1.004845": date(2017, 1, 1),
    "1.003583": date(2017, 1, 1),
    "2.000815": date(2017, 1, 1),
    "2.000884": date(2017, 1, 1),
    "2.000913": date(2017, 1, 1),
    "2.001035": date(2017, 1, 1),
    "1.001699": date(2019, 2, 18),
    "1.001653": date(2019, 2, 18),
    "1.116909": date(2026, 10, 2),
    "1.011607": date(2021, 9, 1),
    "1.012812": date(2024, 8, 1),
    "1.013225": date(2025, 7, 1),
    "2.001263": date(2017, 1, 1),
}

CIVIL_STATUS_FEES = {
    "1.001193": (8000, 8000),
    "1.000656": (8000, 8000),
    "1.004884": (8000, 8000),
    "1.005461": (8000, 8000),
    "1.004746": (30000, 30000),
    "1.001022": (15000, 10000),
    "1.004859": (15000, 10000),
    "1.004873": (15000, 5000),
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_homes([builtin_home(), Home(THANH_HOA), Home(HAI_PHONG)])


def test_every_document_we_ship_is_valid(catalog: Catalog) -> None:
    assert [f"{finding.place}: {finding.message('en')}" for finding in catalog.findings] == []


@pytest.mark.parametrize("unit", [HA_TRUNG, VINH_BAO])
def test_no_layer_ever_breaches_the_bounds_of_the_one_above(catalog: Catalog, unit: str) -> None:
    assert [f.message("en") for day in catalog.change_dates(unit) for f in catalog.resolve(unit, day).findings] == []


@pytest.mark.parametrize("day", [TOWNSHIP, NOW])
def test_a_commune_has_exactly_the_procedures_that_law_gives_it_on_a_day(catalog: Catalog, day: date) -> None:
    codes = {procedure.code for procedure in catalog.resolve(HA_TRUNG, day).procedures.values()}
    assert codes == {code for code, since in IN_FORCE_SINCE.items() if since <= day}


@pytest.mark.parametrize("unit", [HA_TRUNG, VINH_BAO])
def test_every_procedure_compiles_whenever_something_changes(catalog: Catalog, unit: str) -> None:
    for day in catalog.change_dates(unit):
        rulebook = catalog.resolve(unit, day)
        for procedure in rulebook.procedures.values():
            assert rulebook.program(procedure).program


def test_fees_that_nobody_has_set_remain_only_where_we_know_of_them(catalog: Catalog) -> None:
    assert _holes(catalog.resolve(HA_TRUNG, NOW)) == {"1.013225"}
    assert _holes(catalog.resolve(VINH_BAO, NOW)) == set()
    assert _holes(catalog.resolve("vn", NOW)) == {*CIVIL_STATUS_FEES, "1.003583", "1.013225"}


@pytest.mark.parametrize("code", CIVIL_STATUS_FEES)
def test_civil_status_fees_are_those_that_each_province_set(catalog: Catalog, code: str) -> None:
    amounts = [_fee(catalog.resolve(unit, NOW).find(code)) for unit in (HA_TRUNG, VINH_BAO)]
    assert tuple(amounts) == CIVIL_STATUS_FEES[code]


def test_the_single_status_paper_for_a_marriage_ends_with_2025(catalog: Catalog) -> None:
    before, after = (
        catalog.resolve(HA_TRUNG, date(year, month, day)) for year, month, day in [(2025, 12, 31), (2026, 1, 1)]
    )
    assert _has_paper(before.find("1.000894"), "tinh-trang-hon-nhan")
    assert not _has_paper(after.find("1.000894"), "tinh-trang-hon-nhan")


def test_filing_online_is_free_in_hai_phong_from_the_day_of_its_resolution(catalog: Catalog) -> None:
    exempt = {
        day: "truc-tuyen" in {exemption.id for exemption in catalog.resolve(VINH_BAO, day).find("1.000656").exemptions}
        for day in (date(2026, 8, 7), date(2026, 8, 8))
    }
    assert exempt == {date(2026, 8, 7): False, date(2026, 8, 8): True}


def test_every_table_of_deadlines_ends_with_a_row_for_all_other_cases(catalog: Catalog) -> None:
    for procedure in catalog.resolve(HA_TRUNG, NOW).procedures.values():
        assert procedure.deadline[-1].when is None, procedure.code


def test_every_paper_deadline_and_fee_names_its_basis(catalog: Catalog) -> None:
    for procedure in catalog.resolve(HA_TRUNG, NOW).procedures.values():
        rows: list[Paper | DeadlineRow | Extension | FeeLine] = [*procedure.papers, *procedure.deadline]
        rows += [*procedure.extensions, *procedure.fees]
        assert [row.path for row in rows if not row.basis] == [], procedure.code


def test_every_route_leads_from_the_counter_to_the_handed_over_result(catalog: Catalog) -> None:
    rulebook = catalog.resolve(HA_TRUNG, NOW)
    for procedure in rulebook.procedures.values():
        *working, last = procedure.steps
        assert "hand_over" in _doable(rulebook, procedure.steps[0].role, procedure.steps[0].allows)
        for step in working:
            onward = {"hand_over", "complete_step", "sign"} & _doable(rulebook, step.role, step.allows)
            assert onward, f"{procedure.code}: nobody can leave {step.id}"
        assert {"ready", "return"} <= _doable(rulebook, last.role, last.allows)
        assert any("sign" in step.allows for step in working), procedure.code


def test_what_an_officer_finds_out_can_be_recorded_at_a_step_that_an_officer_works_on(catalog: Catalog) -> None:
    rulebook = catalog.resolve(HA_TRUNG, NOW)
    procedures = [procedure for procedure in rulebook.procedures.values() if _officer_facts(procedure)]
    assert len(procedures) > 10
    for procedure in procedures:
        assert any("change_facts" in _doable(rulebook, step.role, step.allows) for step in procedure.steps)


@pytest.mark.parametrize(
    ("answers", "missing"),
    [({"assessment": "lai"}, []), ({"assessment": "lan-dau", "has_board_conclusion": True}, ["board_conclusion_on"])],
)
def test_a_question_that_must_be_answered_is_missed_only_where_it_is_asked(
    catalog: Catalog, answers: dict[str, Any], missing: list[str]
) -> None:
    rulebook = catalog.resolve(HA_TRUNG, NOW)
    procedure = rulebook.find("1.001699")
    facts, _ = rulebook.program(procedure).questions.read({"channel": "counter", **answers})
    decision = decide(rulebook, procedure, facts, datetime(2026, 10, 5, 9, tzinfo=TZ))
    assert [problem.about for problem in decision.problems if problem.rule == "decide/fact-missing"] == missing


def test_what_is_to_be_verified_says_why(catalog: Catalog) -> None:
    silent = [
        (document.id, node.get("id"))
        for document in catalog.documents
        for node in _mappings(document.data)
        if node.get("to_verify") and not node.get("note")
    ]
    assert silent == []


def _holes(rulebook: Rulebook) -> set[str]:
    return {p.code for p in rulebook.procedures.values() if any(line.undetermined for line in p.fees)}


def _fee(procedure: Procedure) -> int | None:
    return next(line.amount for line in procedure.fees if line.schedule == "le-phi-ho-tich")


def _has_paper(procedure: Procedure, name: str) -> bool:
    return name in {paper.id for paper in procedure.papers}


def _officer_facts(procedure: Procedure) -> list[str]:
    return [fact.id for fact in procedure.facts if fact.asked_of == "officer"]


def _doable(rulebook: Rulebook, role: str, allows: tuple[str, ...]) -> set[str]:
    """Return the actions that a step allows and that the account playing its role may do."""
    account = rulebook.role(role).more["account"]
    return set(allows) & set(rulebook.vocabulary("accounts").items[account].more["may"])


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _mappings(part)
