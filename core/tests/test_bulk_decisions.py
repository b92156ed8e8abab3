"""A table of dossiers, decided at once: every row says what the decision of that one case says."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest

from motcua.calendar import TZ
from motcua.catalog import Catalog, Rulebook
from motcua.catalog.model import Procedure
from motcua.decide import Decision, decide
from motcua.decide.bulk import RECEIVED_AT, case_table, decide_many
from motcua.findings import MotcuaError
from motcua.lang import Fact, Value

HA_TRUNG, VINH_BAO, DAY = "vn/38/ha-trung", "vn/31/vinh-bao", date(2026, 10, 5)
PROCEDURES = 24
CASES = 120  # of each procedure in each unit: more than five thousand in all

ROOT = Path(__file__).parents[2]
SHIPPED = ("rules/calendars/vn-2026.yaml", "rules/calendars/vn-2027.yaml", "rules/deadlines/chung.yaml")

Case = tuple[Mapping[str, Value | None], datetime]

# What the law we ship has none of: reductions, a dated one among them, negative and undetermined amounts, an exemption
# that some lines know and others do not, several extensions, steps under conditions.
RICH = {
    "catalogs/vn/khai-tu.yaml": """
kind: procedure
id: khai-tu
code: "1.000656"
name: Đăng ký khai tử
field: ho-tich
in_force: {from: 2016-01-01}
basis: [Luật Hộ tịch]
level: commune
applicants: [ca-nhan]
channels: [counter, online]
results: [{id: trich-luc, name: Trích lục}]
facts:
  death_date: {type: date, title: Ngày chết, required: true}
  needs_check: {type: boolean, title: Cần xác minh?, required: true, asked_when: {channel: counter}}
  far: {type: boolean, title: Ở xa?}
  copies: {type: integer, title: Số bản, min: -50, max: 50}
  why: {type: text, title: Vì sao?}
derived:
  late: {expression: "days(death_date, received_on) - 15", min: -20, max: 300}
  half: copies / 2
cases:
  - {id: tre, name: Trễ, code: "1.000656.01", when: {late: {over: 30}}}
  - {id: xa, name: Xa, code: "1.000656.02", when: {far: true}}
papers:
  - {id: to-khai, name: Tờ khai, when: {channel: counter}, originals: 2}
  - id: bao-tu
    name: Giấy báo tử
    when: {case: {not: xa}}
    first_available:
      - {id: giay-bao-tu, name: Giấy báo tử, when: {far: false}, originals: 1}
      - {id: ban-an, name: Bản án, when: {needs_check: true}, originals: 1}
      - {id: cam-ket, name: Cam kết, originals: 1}
  - {id: ly-do, name: Lý do, when: {why: {present: true}}, originals: 1}
deadline:
  - {id: xac-minh, when: {needs_check: true}, within: 3 working_days}
  - {id: xa, when: {far: true}, within: 10 calendar_days}
  - {id: tre, when: {late: {over: 0}}, within: not_regulated}
  - {id: thuong, when: {channel: online}, within: same_day cut_off=15:00}
extensions:
  - {id: them, when: {copies: {over: 20}}, add: 2 working_days}
  - {id: xa-them, when: {late: {over: 5}}, add: 1 months, rows: [xa, thuong]}
fees:
  - {id: le-phi, use: le-phi, item: khai-tu, when: {case: {not: xa}}}
  - {id: ban-sao, use: le-phi, item: ket-hon, when: {far: true}}
  - {id: le, name: Lẻ, amount: 3 * half + copies % 4, when: {needs_check: false}, quantity: copies}
route: {use: chung, times: {nhan: 2 working_hours, ky: 0.5 working_days}}
""",
    "rules/fees.yaml": """
kind: fee_schedule
id: le-phi
name: Lệ phí hộ tịch
in_force: {from: 2016-01-01}
basis: [Luật Phí]
facts: {groups: {type: choices, title: Nhóm, of: nhom}}
lines:
  - {id: khai-tu, name: Khai tử muộn, amount: "math.greatest(1005, 333 * copies)"}
  - {id: ket-hon, name: Kết hôn, amount: undetermined, decided_by: province}
exempt:
  - {id: dung-han, name: Đúng hạn, when: {late: {up_to: 0}}, items: [khai-tu], basis: [Luật Hộ tịch Đ11]}
  - id: ho-ngheo
    name: Hộ nghèo
    when: {groups: {any_of: [ho-ngheo]}}
    evidence: {id: so-ho-ngheo, name: Sổ hộ nghèo}
    basis: [Luật Hộ tịch Đ11]
reductions:
  - {id: online, name: Trực tuyến, when: {channel: online}, percent: 33, basis: [NQ]}
  - {id: xa, name: Xa, when: {far: true}, percent: 50, basis: [NQ], in_force: {from: 2026-03-01, to: 2026-06-01}}
""",
    "rules/route.yaml": """
kind: route
id: chung
name: Quy trình chung
steps:
  - {id: nhan, name: Tiếp nhận, role: tiep-nhan, allows: [hand_over]}
  - {id: tham-tra, name: Thẩm tra, role: ho-tich, when: {far: true}, within: 3 calendar_days, allows: [hand_over]}
  - {id: cho, name: Chờ, role: ho-tich, allows: [hand_over]}
  - {id: ky, name: Ký, role: ho-tich, allows: [sign]}
""",
    **{name: (ROOT / name).read_text("utf-8") for name in SHIPPED},
}


def random_value(random: Random, fact: Fact, around: date) -> Value:
    match fact.type:
        case "boolean":
            return random.random() < 0.5
        case "integer":
            return random.randint(-9 if fact.min is None else fact.min, 60 if fact.max is None else min(fact.max, 60))
        case "date":
            return around - timedelta(days=random.choice([0, 15, 16, 60, 61, random.randint(-10, 9000)]))
        case "choice":
            return random.choice(fact.choices).id
        case "choices":
            return frozenset(choice.id for choice in fact.choices if random.random() < 0.3)
    return "vì vậy"


def random_cases(facts: Sequence[Fact], count: int, first: date, last: date) -> list[Case]:
    """Make cases of which half know everything, the others lack a little or a lot."""
    random = Random(11)  # noqa: S311 - the same cases at every run
    made: list[Case] = []
    for _ in range(count):
        day = first + timedelta(days=random.randint(0, (last - first).days))
        clock = timedelta(minutes=random.choice([450, 900, 901, 1020, random.randint(0, 1439)]))
        lacks = random.choice([0, 0, 0.1, 0.5])
        values = {fact.id: None if random.random() < lacks else random_value(random, fact, day) for fact in facts}
        made.append((values, datetime(day.year, day.month, day.day, tzinfo=TZ) + clock))
    return made


def as_row(decision: Decision, procedure: Procedure) -> dict[str, Any]:
    """Say a decision as a row of the table does."""
    deadline, fee = decision.deadline, {line.id: line for line in decision.fee.lines}
    papers, steps = {paper.id for paper in decision.papers}, {step.id: step for step in decision.route}
    row: dict[str, Any] = {"case": decision.case, "fee.total": decision.fee.total, "acceptable": decision.acceptable}
    row |= {"deadline.row": deadline and deadline.row, "due_at": deadline and deadline.due_at}
    row |= {f"extension.{x.id}": bool(deadline and x.id in deadline.extensions) for x in procedure.extensions}
    for line in procedure.fees:
        own = fee.get(line.id)
        row |= {f"fee_line.{line.id}": own and own.amount, f"fee_line.{line.id}.owed": own is not None}
        row[f"fee_line.{line.id}.waived"] = own is not None and own.waived
        if line.quantity is not None:
            row[f"fee_line.{line.id}.times"] = own and own.quantity
    known = [one for paper in procedure.papers for one in paper.first_available or (paper,)]
    known += [one.evidence for one in procedure.exemptions if one.evidence and one.lines]
    row |= {f"paper.{paper.id}": paper.id in papers for paper in known}
    for step in procedure.steps:
        row[f"step.{step.id}"] = step.id in steps
        row[f"step.{step.id}.due_at"] = steps[step.id].due_at if step.id in steps else None
    return row | {"problems": {f"{problem.rule} {problem.about}" for problem in decision.problems}}


def check_each_row(rulebook: Rulebook, procedure: Procedure, cases: Sequence[Case]) -> pl.DataFrame:
    decided = decide_many(rulebook, procedure, case_table(rulebook, procedure, cases))
    for (facts, moment), row in zip(cases, decided.iter_rows(named=True), strict=True):
        expected = as_row(decide(rulebook, procedure, facts, moment), procedure)
        assert row | {"problems": set(row["problems"])} == expected, (procedure.id, facts, moment)
        assert len(row["problems"]) == len(expected["problems"])
    return decided


@pytest.mark.parametrize("unit", [HA_TRUNG, VINH_BAO])
def test_every_procedure_is_decided_as_case_by_case(catalog: Catalog, unit: str) -> None:
    rulebook = catalog.resolve(unit, DAY)
    assert len(rulebook.procedures) >= PROCEDURES
    for procedure in rulebook.procedures.values():
        facts = rulebook.program(procedure).facts
        check_each_row(rulebook, procedure, random_cases(facts, CASES, date(2024, 1, 1), date(2026, 12, 31)))


def test_what_no_law_has_yet_is_decided_as_case_by_case(country: Any) -> None:
    rulebook, procedure = rich(country(RICH))
    facts = rulebook.program(procedure).facts
    decided = check_each_row(rulebook, procedure, random_cases(facts, 3000, date(2026, 1, 1), date(2026, 8, 31)))
    alike = {series.name for series in decided.drop("problems") if series.n_unique() == 1}
    assert alike == {"step.nhan", "step.cho", "step.cho.due_at", "step.ky", "fee_line.le.waived"}  # all else was tried


def test_a_reduction_that_cannot_be_decided_leaves_the_price_unknown(country: Any) -> None:
    rulebook, procedure = rich(country(RICH))
    known: dict[str, Value | None] = {
        "death_date": date(2026, 4, 1),
        "needs_check": False,
        "far": False,
        "copies": 10,
        "why": None,
        "groups": frozenset(),
    }
    moment = datetime(2026, 7, 15, 9, tzinfo=TZ)
    amounts = []
    for channel in ("counter", "online", None):
        decided = check_each_row(rulebook, procedure, [(known | {"channel": channel}, moment)])
        amounts.append(decided["fee_line.le-phi"].item())
    assert amounts == [3330, 2231, None]


def test_a_total_that_might_not_fit_is_refused(country: Any) -> None:
    amount, dear_amount = "math.greatest(1005, 333 * copies)", "180000000000000000 * (copies + 1)"
    dear = {name: text.replace(amount, dear_amount) for name, text in RICH.items()}
    rulebook, procedure = rich(country(dear))
    assert decide_many(rulebook, procedure, case_table(rulebook, procedure, [])).height == 0, "a line that fits"
    dearer = {name: text.replace("3 * half + copies % 4", dear_amount) for name, text in dear.items()}
    rulebook, procedure = rich(country(dearer))
    with pytest.raises(MotcuaError, match="64-bit"):
        decide_many(rulebook, procedure, case_table(rulebook, procedure, []))


def rich(catalog: Catalog) -> tuple[Rulebook, Procedure]:
    assert [finding.show() for finding in catalog.findings if finding.severity == "error"] == []
    rulebook = catalog.resolve("vn/38/ha-trung", DAY)
    return rulebook, rulebook.find("khai-tu")


def one_row(catalog: Catalog, **changes: Any) -> pl.DataFrame:
    rulebook = catalog.resolve(HA_TRUNG, DAY)
    procedure = rulebook.find("1.000656")
    facts: dict[str, Value | None] = {
        fact.id: False if fact.type == "boolean" else fact.default for fact in rulebook.program(procedure).facts
    }
    facts |= {
        "channel": "counter",
        "death_date": date(2026, 9, 1),
        "applicant_groups": frozenset(),
        "extract_copies": 0,
    }
    table = case_table(rulebook, procedure, [(facts, datetime(2026, 10, 5, 9, tzinfo=TZ))])
    return decide_many(rulebook, procedure, table.with_columns(**changes))


def test_an_unknown_fact_makes_a_row_undecidable_and_never_a_price(catalog: Catalog) -> None:
    known, unknown = one_row(catalog), one_row(catalog, death_date=pl.lit(None, dtype=pl.Date))
    assert (known["fee.total"].to_list(), known["acceptable"].to_list()) == ([8000], [True])
    assert (unknown["fee.total"].to_list(), unknown["acceptable"].to_list()) == ([None], [False])
    assert "decide/fact-missing death_date" in unknown["problems"][0].to_list()


def test_a_set_known_in_part_is_unknown(catalog: Catalog) -> None:
    decided = one_row(catalog, **{"applicant_groups.ho-can-ngheo": pl.lit(None, dtype=pl.Boolean)})
    assert decided["fee.total"].to_list() == [None]


def test_moments_with_and_without_zone_are_the_same_moment(catalog: Catalog) -> None:
    local = pl.lit(datetime(2026, 10, 5, 16, 30)).alias(RECEIVED_AT)  # noqa: DTZ001 - what is tested
    elsewhere = pl.lit(datetime(2026, 10, 5, 16, 30, tzinfo=TZ)).dt.convert_time_zone("UTC")
    first, second = one_row(catalog, received_at=local), one_row(catalog, received_at=elsewhere)
    assert first.equals(second)
    assert first["due_at"].to_list() == [datetime(2026, 10, 6, 17, tzinfo=TZ)]


def test_an_empty_table_gives_an_empty_answer_with_all_columns(catalog: Catalog) -> None:
    rulebook = catalog.resolve(HA_TRUNG, DAY)
    procedure = rulebook.find("1.000656")
    empty = decide_many(rulebook, procedure, case_table(rulebook, procedure, []))
    assert (empty.height, empty.schema) == (0, one_row(catalog).schema)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"channel": pl.lit("cuonter")}, "“cuonter”.*“counter”"),
        ({"channel": pl.lit(3)}, "channel.*Int32"),
        ({"extract_copies": pl.lit(-1)}, "extract_copies.*-1"),
        ({"extract_copies": pl.lit(2**63, dtype=pl.UInt64)}, "extract_copies.*9223372036854775808"),
        ({"death_date": pl.lit("2026-09-01")}, "death_date.*String"),
        ({"received_at": pl.lit(None, dtype=pl.Datetime("us"))}, "Row 0"),
        ({"received_at": pl.lit(date(2026, 10, 5))}, "received_at.*Date"),
        ({"received_at": pl.lit(datetime(1970, 1, 1))}, "01/01/1970.*1976"),  # noqa: DTZ001 - local time
    ],
    ids=str,
)
def test_a_table_that_does_not_fit_is_refused(catalog: Catalog, changes: dict[str, pl.Expr], said: str) -> None:
    with pytest.raises(MotcuaError, match=said):
        one_row(catalog, **changes)


def test_every_missing_column_is_named_at_once(catalog: Catalog) -> None:
    rulebook = catalog.resolve(HA_TRUNG, DAY)
    table = pl.DataFrame({RECEIVED_AT: [datetime(2026, 10, 5, 9, tzinfo=TZ)]})
    with pytest.raises(MotcuaError) as refused:
        decide_many(rulebook, rulebook.find("1.000656"), table)
    named = [finding.params["column"] for finding in refused.value.findings]
    assert {"channel", "death_date", "applicant_groups.ho-ngheo"} <= set(named)


def test_more_rows_than_a_chunk_stay_in_their_order(catalog: Catalog) -> None:
    rulebook = catalog.resolve(HA_TRUNG, DAY)
    procedure = rulebook.find("2.000815")
    facts = rulebook.program(procedure).facts
    table = case_table(rulebook, procedure, random_cases(facts, 500, date(2026, 1, 1), date(2026, 12, 1)))
    many = pl.concat([table] * 300)
    assert decide_many(rulebook, procedure, many).equals(pl.concat([decide_many(rulebook, procedure, table)] * 300))
