"""One case, decided: what the catalogs say of it, on the real law of one commune."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.calendar import TZ, Pause
from motcua.catalog import Catalog, Rulebook
from motcua.decide import Decision, Stop, as_json, decide, why
from motcua.findings import MotcuaError
from motcua.lang import read_facts

UNIT = "vn/38/ha-trung"
MORNING = datetime(2026, 10, 5, 9, tzinfo=TZ)


def decided(
    catalog: Catalog, name: str, at: datetime = MORNING, unit: str = UNIT, stops: Sequence[Stop] = (), **given: Any
) -> Decision:
    rulebook = catalog.resolve(unit, at.date())
    procedure = rulebook.find(name)
    facts, findings = read_facts(rulebook.program(procedure).facts, {"channel": "counter", **given})
    assert not findings
    return decide(rulebook, procedure, facts, at, stops)


def test_a_late_birth_costs_what_the_province_set_with_its_basis(catalog: Catalog) -> None:
    answer = decided(catalog, "1.001193", birth_date="2026-01-05", has_birth_notice=True)
    assert answer.acceptable
    assert answer.fee.total == 8000
    assert [line.basis for line in answer.fee.lines] == [("QĐ 4764/2016/QĐ-UBND",)]


def test_a_value_tells_layer_file_line_and_date(catalog: Catalog) -> None:
    answer = decided(catalog, "1.001193", birth_date="2026-01-05", has_birth_notice=True)
    told = dict(why(answer, catalog.resolve(UNIT, MORNING.date())))
    origin = told["fees.le-phi.amount"]
    assert (origin.value, origin.layer, origin.since) == (8000, "thanh-hoa", date(2017, 1, 1))
    assert origin.place.file.endswith("thanh-hoa/amendments/le-phi-ho-tich.yaml")
    assert origin.place.line > 1


def test_the_same_facts_and_moment_give_the_same_decision(catalog: Catalog) -> None:
    first, second = (decided(catalog, "1.001193", birth_date="2026-01-05", has_birth_notice=True) for _ in range(2))
    assert first == second


def test_an_undetermined_fee_is_unknown_not_zero(catalog: Catalog) -> None:
    answer = decided(catalog, "1.013225", work_kind="nha-o")
    assert answer.fee.total is None
    assert not answer.acceptable
    assert [problem.rule for problem in answer.problems] == ["decide/fee-undetermined"]


def test_a_fee_nobody_has_compared_with_its_source_says_so(catalog: Catalog) -> None:
    answer = decided(catalog, "1.001193", birth_date="2026-01-05", has_birth_notice=True, extract_copies=2)
    assert [(line.id, line.to_verify) for line in answer.fee.lines] == [("le-phi", False), ("ban-sao", True)]


def test_a_missing_fact_is_told_and_nothing_falls_through(catalog: Catalog) -> None:
    answer = decided(catalog, "1.000656", has_notice_of_death=True)
    assert {problem.rule for problem in answer.problems} >= {"decide/fact-missing", "decide/undecidable"}
    assert answer.fee.total is None, "an exemption that cannot be decided must not become a price"
    assert any("Ngày chết" in problem.message() for problem in answer.problems)


def test_a_fall_back_waits_for_the_answer_before_it(catalog: Catalog) -> None:
    answer = decided(catalog, "1.001193", birth_date="2026-09-05")
    assert not {"giay-chung-sinh", "nguoi-lam-chung", "cam-doan"} & {paper.id for paper in answer.papers}


def test_an_exemption_waives_the_line_and_asks_for_its_evidence(catalog: Catalog) -> None:
    answer = decided(catalog, "1.004884", has_old_copy=True, applicant_groups="ho-ngheo")
    (line,) = answer.fee.lines
    assert (line.amount, line.waived, line.full) == (0, True, 8000)
    assert "giay-chung-minh-nhom" in [paper.id for paper in answer.papers]


def test_by_post_what_would_be_shown_is_sent_certified(catalog: Catalog) -> None:
    answer = decided(catalog, "1.000656", channel="postal", death_date="2026-09-25", has_notice_of_death=True)
    assert {paper.id: paper.mode for paper in answer.papers}["tuy-than"] == "certified_copy"


def test_what_the_office_makes_is_noted_and_asked_of_nobody(deciding: Callable[..., Catalog]) -> None:
    amendment = """
kind: amendment
id: can-bo-lap
amends: procedure/khai-tu
in_force: {from: 2026-01-01}
basis: [QĐ tỉnh]
set: {papers: [{id: bao-tu, made_by: office}]}
"""
    answer = decided(deciding({"catalogs/thanh-hoa/giay.yaml": amendment}), "khai-tu", death_date="2026-09-25")
    assert {paper.id: paper.mode for paper in answer.papers} == {"to-khai": "submit", "bao-tu": "note"}


def test_no_step_is_due_after_the_result(catalog: Catalog) -> None:
    answer = decided(catalog, "1.000656", death_date="2026-09-25", has_notice_of_death=True)
    assert answer.deadline
    assert answer.deadline.due_at
    dues = [step.due_at for step in answer.route if step.due_at]
    assert dues == sorted(dues)
    assert max(dues) <= answer.deadline.due_at


@pytest.mark.parametrize(
    ("moment", "office"),
    [("2025-06-30", "Công chức Tư pháp – Hộ tịch"), ("2025-07-01", "Văn phòng HĐND và UBND")],
)
def test_the_office_is_the_one_of_the_day(catalog: Catalog, moment: str, office: str) -> None:
    at = datetime.fromisoformat(f"{moment}T09:00").replace(tzinfo=TZ)
    answer = decided(catalog, "1.004845", at)
    assert answer.route[1].office == office


def test_a_year_without_a_calendar_is_refused_by_name(catalog: Catalog) -> None:
    with pytest.raises(MotcuaError) as refused:
        decided(catalog, "1.004845", datetime(2031, 3, 3, 9, tzinfo=TZ))
    assert "2031" in str(refused.value)


def test_a_day_off_not_yet_decided_is_told(catalog: Catalog) -> None:
    answer = decided(catalog, "1.004873", datetime(2027, 2, 3, 9, tzinfo=TZ))
    assert answer.deadline
    assert answer.deadline.warnings, "the due date rests on days off that are only expected"


def test_json_has_the_shape_other_programs_rely_on(catalog: Catalog) -> None:
    rulebook = catalog.resolve(UNIT, MORNING.date())
    shape = as_json(decided(catalog, "1.001193", birth_date="2026-01-05", has_birth_notice=True), rulebook)
    assert set(shape) >= {
        "procedure", "unit", "at", "acceptable", "problems", "papers", "fee", "deadline", "route", "why",
    }  # fmt: skip
    assert shape["at"] == "2026-10-05T09:00:00+07:00"
    assert shape["fee"]["total"] == 8000
    assert shape["deadline"]["due_at"] == "2026-10-05T17:00:00+07:00"
    assert set(shape["why"][0]) >= {"path", "value", "layer", "file", "line", "basis", "since"}


def test_every_procedure_of_every_commune_can_be_decided(catalog: Catalog) -> None:
    for unit in (unit for unit in catalog.units() if unit.count("/") == 2):
        rulebook = catalog.resolve(unit, MORNING.date())
        for procedure in rulebook.procedures.values():
            answer = decide(rulebook, procedure, _simplest(rulebook, procedure.id), MORNING)
            assert answer.deadline is not None, (unit, procedure.id, answer.problems)
            assert answer.route, (unit, procedure.id)
            assert all(basis for basis in (answer.deadline.basis, *(line.basis for line in answer.fee.lines)))


def _simplest(rulebook: Rulebook, name: str) -> dict[str, Any]:
    """Answer every question with the first thing it takes."""
    asked = rulebook.program(rulebook.find(name)).facts
    first = {"boolean": "không", "integer": "1", "date": (MORNING.date() - timedelta(days=10)).isoformat()}
    given = {
        fact.id: fact.choices[0].id if fact.type == "choice" else first[fact.type]
        for fact in asked
        if fact.required and fact.type in {"boolean", "integer", "date", "choice"}
    }
    facts, findings = read_facts(asked, given)
    assert not [finding for finding in findings if finding.severity == "error"]
    return facts


def test_a_procedure_is_not_handled_at_another_level(catalog: Catalog) -> None:
    answer = decided(catalog, "1.004845", unit="vn/38")
    assert not answer.acceptable
    assert [problem.rule for problem in answer.problems] == ["decide/other-level"]
    assert "cấp xã" in answer.problems[0].message()


def due_on(answer: Decision) -> date | None:
    return answer.deadline.due_at.date() if answer.deadline and answer.deadline.due_at else None


WAITING = Pause(MORNING + timedelta(days=1), MORNING + timedelta(days=7))


def test_the_clock_stands_still_for_a_reason_that_the_procedure_names(catalog: Catalog) -> None:
    plain = decided(catalog, "1.013225", unit="vn/31/vinh-bao", work_kind="nha-o")
    waited = decided(catalog, "1.013225", unit="vn/31/vinh-bao", work_kind="nha-o", stops=[Stop("bo-sung", WAITING)])
    assert (due_on(plain), due_on(waited)) == (date(2026, 10, 14), date(2026, 10, 20))
    assert waited.acceptable
    assert set(waited.rows) - set(plain.rows) == {"not_counted.bo-sung"}


def test_for_any_other_reason_the_clock_runs_on_and_that_is_said(catalog: Catalog) -> None:
    answer = decided(catalog, "1.013225", unit="vn/31/vinh-bao", work_kind="nha-o", stops=[Stop("nghi-mat", WAITING)])
    assert due_on(answer) == date(2026, 10, 14)
    assert [problem.rule for problem in answer.problems] == ["decide/clock-runs"]
    assert "nghi-mat" in answer.problems[0].message()
