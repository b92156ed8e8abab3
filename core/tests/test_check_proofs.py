"""What is proved of tables: rows that cover everybody, rows that can never fit, and where nothing must be said."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations, pairwise, product
from json import dumps, loads
from random import Random

import pytest

from motcua.catalog import Catalog, builtin_home, load_homes
from motcua.catalog.bundle.remarks import decode_findings, encode_findings
from motcua.catalog.reading.workshop import Built
from motcua.check import check
from motcua.check.tables.proofs import Proofs
from motcua.check.tables.simple import surely_possible
from motcua.check.tables.wording import EVER, Wording
from motcua.findings import Finding
from motcua.lang.solving import Found, find
from motcua.specs.showing import scenario_of
from motcua.specs.standing import standings

TODAY = date(2026, 10, 5)
Deciding = Callable[..., Catalog]
HEAD = "kind: amendment\nid: sua\namends: procedure/khai-tu\nin_force: {from: 2017-01-01}\nbasis: [NĐ 1]\nset:\n  "
ASKED = """facts:
    pages: {type: integer, title: Số trang, min: 1, max: 100, required: true}
    hard: {type: boolean, title: Khó?, default: false}
    by_proxy: {type: boolean, title: Đi thay?, default: false}
    kin: {type: boolean, title: Người thân?, asked_when: {by_proxy: true}}
    since: {type: date, title: Từ ngày, asked_when: {hard: true}}
    kind: {type: choice, title: Loại, required: true, of: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]}
  """
_ABOUT_TABLES = ("table/", "paper/", "fee/never", "deadline/", "step/", "relief/", "lang/")


@pytest.fixture
def told(deciding: Deciding) -> Callable[[str], list[Finding]]:
    """Check the small country with the procedure changed, and return what is said of its tables."""

    def run(change: str) -> list[Finding]:
        findings = check(deciding({"catalogs/vn/sua.yaml": f"{HEAD}{ASKED}{change}\n"}), TODAY)
        assert [finding.show("en") for finding in findings if finding.severity == "error"] == []
        return [finding for finding in findings if finding.rule.startswith(_ABOUT_TABLES)]

    return run


def deadline(*rows: str) -> str:
    """Write a deadline table in which the rows as written stand no more; each row takes a day more than the last."""
    numbered = (f"{{id: r{at}, when: {row}, within: {at} working_days}}" for at, row in enumerate(rows, 1))
    return f"deadline: [{{id: xac-minh, remove: true}}, {{id: thuong, remove: true}}, {', '.join(numbered)}]"


@pytest.mark.parametrize(
    "rows",
    [
        ("{hard: true}", "{hard: false}"),
        ("{channel: online}", "{channel: counter}"),
        ("{kind: [a, b]}", "{kind: c}"),
        ("{pages: {up_to: 10}}", "{pages: {over: 10}}"),
        ("{since: {present: true}}", "{since: {absent: true}}"),
        ("{hard: true, pages: {up_to: 9}}", "{hard: true, pages: {from: 10}}", "{hard: false}"),
        ("{by_proxy: false}", "{kin: true}", "{by_proxy: true, kin: false}"),
        ('{expression: "pages * 2 > 50"}', "{pages: {up_to: 25}}"),
        ("{on_time: true}", "{death_date: {from: 1900-01-01}}", "{death_date: {under: 1900-01-01}}"),
    ],
)
def test_rows_that_cover_everybody_need_no_catch_all(told: Callable[[str], list[Finding]], rows: tuple[str]) -> None:
    assert [finding.rule for finding in told(deadline(*rows)) if finding.severity == "warning"] == []


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        (("{hard: true}", "{hard: false, kind: [a, b]}"), {"kind": "c"}),
        (("{pages: {up_to: 10}}", "{pages: {from: 12}}"), {"pages": 11}),
        (("{by_proxy: true}", "{kin: true}"), {}),
        (("{kin: true}", "{by_proxy: false}"), {"by_proxy": True, "kin": False}),
        (("{on_time: true}", "{death_date: {under: 2026-09-01}}"), {"death_date": "2026-09-19"}),
    ],
)
def test_a_gap_is_shown_by_a_dossier_that_falls_in_it(
    told: Callable[[str], list[Finding]], rows: tuple[str], facts: dict[str, object]
) -> None:
    [gap] = [finding for finding in told(deadline(*rows)) if finding.rule == "table/gap"]
    assert gap.witness
    assert (gap.witness.unit, gap.witness.at.isoformat()) == ("vn/38/ha-trung", "2026-10-05T09:00:00+07:00")
    given = {answer.fact: answer.value for answer in gap.witness.answers}
    assert given.keys() >= {"channel", "death_date"}
    assert {name: given[name] for name in facts} == facts
    assert ("kin" in given) is ("by_proxy" in given)


def test_what_cannot_be_decided_keeps_the_wish_for_a_last_row(told: Callable[[str], list[Finding]]) -> None:
    products = ('{expression: "pages * pages > 50"}', '{expression: "50 >= pages * (pages + 0)"}')
    assert [finding.rule for finding in told(deadline(*products))] == ["table/no-catch-all"]


def test_a_gap_before_the_law_came_into_force_is_none(told: Callable[[str], list[Finding]]) -> None:
    assert told(deadline("{received_on: {from: 2010-01-01}}", "{hard: true, received_on: {under: 2010-01-01}}")) == []


@pytest.mark.parametrize(
    "rows",
    [
        ("{hard: true, channel: online}", "{hard: true}", "{hard: false}"),  # an exception, then the rule
        ("{kind: a}", "{kind: b}", "{kind: c}"),
        ("{pages: {up_to: 9}}", "{pages: {up_to: 20}}", "{pages: {over: 20}}"),
    ],
)
def test_an_order_from_the_special_to_the_general_is_no_conflict(
    told: Callable[[str], list[Finding]], rows: tuple[str]
) -> None:
    assert "table/conflict" not in [finding.rule for finding in told(deadline(*rows))]


def test_rows_of_two_sources_or_of_one_length_do_not_clash(told: Callable[[str], list[Finding]]) -> None:
    first = "{{id: mot, when: {{hard: true}}, within: {}, basis: [{}]}}"
    rest = "{id: hai, when: {channel: online}, within: 2 working_days}, "
    rest += "{id: xac-minh, remove: true}, {id: thuong, remove: true}, {id: z, within: 3 working_days}"
    said = [
        told(f"deadline: [{first.format(*row)}, {rest}]")
        for row in (("1 working_days", "NĐ 2"), ("2 working_days", "NĐ 1"), ("1 working_days", "NĐ 1"))
    ]
    assert [[finding.rule for finding in findings] for findings in said] == [[], [], ["table/conflict"]]


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        ("{since: {under: 2026-01-01}}", ["table/unasked"]),
        ("{kind: a, since: {under: 2026-01-01}}", ["table/unasked"]),
        ("{hard: true, since: {under: 2026-01-01}}", []),
        ("{since: {present: true}}", []),
        ("{kin: true}", []),  # a yes or no that is not asked counts as no
    ],
)
def test_a_row_may_want_an_answer_only_of_those_who_are_asked_for_it(
    told: Callable[[str], list[Finding]], row: str, rules: list[str]
) -> None:
    for change in (
        f"deadline: [{{id: lau, when: {row}, within: 2 working_days, before: xac-minh}}]",
        f"papers: [{{id: them, name: Thêm, when: {row}, originals: 1}}]",
    ):
        found = [finding for finding in told(change) if finding.rule != "table/conflict"]
        assert [finding.rule for finding in found] == rules
        assert all(finding.witness for finding in found)


def test_a_row_for_a_case_may_want_an_answer_that_decides_the_case(told: Callable[[str], list[Finding]]) -> None:
    cases = "cases: [{id: lau, name: Lâu, when: {since: {under: 2026-01-01}}}, {id: moi, name: Mới}]"
    found = told(f"{cases}\n  papers: [{{id: them, name: Thêm, when: {{case: moi}}, originals: 1}}]")
    assert [finding.params["path"] for finding in found if finding.rule == "table/unasked"] == [
        "cases.lau",
        "papers.them",
    ]


def test_a_last_row_for_all_the_rest_may_be_left_without_any(told: Callable[[str], list[Finding]]) -> None:
    rows = "{id: a, when: {hard: true}, within: 1 working_days}, {id: b, when: {hard: false}, within: 2 working_days}"
    rest = "{id: xac-minh, remove: true}, {id: thuong, remove: true}, {id: c, within: 3 working_days}"
    assert told(f"deadline: [{rows}, {rest}]") == []


@pytest.mark.parametrize(
    ("when", "rules"),
    [
        ("{pages: {from: 3}}", []),  # then it cannot be below zero
        ("{pages: {from: 2}}", ["lang/may-be-negative"]),
        ("{hard: true}", ["lang/may-be-negative"]),
    ],
)
def test_an_amount_that_no_dossier_brings_below_zero_is_not_told_of(
    told: Callable[[str], list[Finding]], when: str, rules: list[str]
) -> None:
    found = told(f'fees: [{{id: trang, name: Trang, when: {when}, amount: "500 * (pages - 3)", basis: [NĐ 1]}}]')
    assert [finding.rule for finding in found] == rules
    assert all(finding.witness for finding in found)


def test_a_row_for_a_case_is_held_against_what_decides_the_case(told: Callable[[str], list[Finding]]) -> None:
    cases = "{id: kho, name: Khó, when: {hard: true}}, {id: to, name: To, when: {pages: {over: 9}}}, {id: la, name: Lạ}"
    papers = [
        "{id: p1, name: P1, when: {case: to, hard: true}}",  # the case before takes them all
        "{id: p2, name: P2, when: {case: [to, la], pages: {under: 5}}}",
        "{id: p3, name: P3, when: {case: la, pages: {over: 9}}}",  # these are of the case before
        "{id: p4, name: P4, when: {not: {case: kho}, hard: true}}",
    ]
    found = told(f"cases: [{cases}]\n  papers: [{', '.join(papers)}]")
    assert [finding.params["path"] for finding in found if finding.rule == "paper/never-asked"] == [
        "papers.p1", "papers.p3", "papers.p4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "rules"),
    [
        ("case in groups", []),
        ("groups.exists(one, one == case)", []),
        ("case.startsWith('ho')", []),
        ("(hard ? case : 'ho-ngheo') == case", []),
        ("size(case) > 10", []),
        ("present(case)", []),
        ("!present(case)", ["paper/never-asked"]),
        ("case.startsWith('x')", ["paper/never-asked"]),
        ("case in groups && !groups.exists(one, one == case)", ["paper/never-asked"]),
    ],
)
def test_a_row_may_ask_for_the_case_in_any_way(
    told: Callable[[str], list[Finding]], wanted: str, rules: list[str]
) -> None:
    cases = "{id: ho-ngheo, name: Nghèo, when: {hard: true}}, {id: nguoi-co-cong, name: Khác}"
    found = told(
        f'cases: [{cases}]\n  papers: [{{id: them, name: Thêm, when: {{expression: "{wanted}"}}, originals: 1}}]'
    )
    assert [finding.rule for finding in found] == rules


def test_what_other_procedures_may_use_is_not_told_of(told: Callable[[str], list[Finding]], country: Deciding) -> None:
    del country
    # The schedule's exemption rests on what this procedure alone derives; its route may have steps for others.
    assert told('derived: {on_time: "pages > 100"}') == []


def test_a_witness_comes_back_from_the_bundle_as_it_was(told: Callable[[str], list[Finding]]) -> None:
    groups = "{groups: {none_of: [ho-ngheo]}}"
    [gap] = [each for each in told(deadline(groups, "{death_date: {under: 2026-09-01}}")) if each.rule == "table/gap"]
    assert gap.witness
    assert {type(answer.value) for answer in gap.witness.answers} >= {str, tuple}
    assert decode_findings(loads(dumps(encode_findings([gap])))) == (gap,)


def test_nothing_is_remarked_twice_though_units_and_days_share_it(deciding: Deciding) -> None:
    later = HEAD.replace("id: sua", "id: sau").replace("2017", "2026") + "name: Khai tử"
    gap = HEAD + ASKED + deadline("{hard: true}", "{kind: a}")
    findings = check(deciding({"catalogs/vn/sua.yaml": f"{gap}\n---\n{later}\n"}), TODAY)
    told = sorted((finding.rule, finding.witness.name) for finding in findings if finding.witness)
    assert told == [("table/conflict", "Khai tử"), ("table/gap", "Khai tử"), ("table/gap", "Đăng ký khai tử")]


TESTS = {
    "hard": ["true", "false"],
    "by_proxy": ["true", "false"],
    "kin": ["true", "false"],
    "kind": ["a", "[a, b]", "{not: c}"],
    "pages": ["{up_to: 2}", "{over: 2}", "{from: 2, under: 4}", "3", "{not: {over: 3}}"],
    "channel": ["online", "[counter, online]"],
}
DOMAINS: dict[str, list[object]] = {
    "hard": [True, False],
    "by_proxy": [True, False],
    "kin": [True, False],
    "kind": ["a", "b", "c"],
    "pages": [1, 2, 3, 4],
    "channel": ["counter", "online"],
}


def dossiers(built: Built) -> Iterator[tuple[bool | None, ...]]:
    """Walk what all dossiers there can be come to: the truth of each condition."""
    for chosen in product(*DOMAINS.values()):
        given = {**dict(zip(DOMAINS, chosen, strict=True)), "death_date": TODAY, "since": TODAY}
        values, _ = built.compiled.questions.read(given)
        yield built.compiled.program.judge({**values, "received_on": TODAY}).truths


@pytest.mark.parametrize("seed", range(12))
def test_what_is_proved_is_what_trying_every_dossier_shows(deciding: Deciding, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same tables in every run
    rows = [
        "{" + ", ".join(f"{name}: {chance.choice(TESTS[name])}" for name in chance.sample(sorted(TESTS), 2)) + "}"
        for _ in range(5)
    ]
    asked = ASKED.replace("max: 100", "max: 4")
    catalog = deciding({"catalogs/vn/sua.yaml": f"{HEAD}{asked}{deadline(*rows)}\n"})
    built = catalog.resolve("vn/38/ha-trung", TODAY).built("khai-tu")
    assert built.errors == ()
    proofs, table, truths = Proofs(Wording(built)), built.procedure.deadline, list(dossiers(built))
    for fits in (one for size in range(3) for one in combinations(table, size)):
        misses = [row for row in table if row not in fits][: chance.randint(0, 5)]
        if fits or misses:
            wanted = [(row.when, True) for row in fits] + [(row.when, False) for row in misses]
            there_is = any(all(each[when or 0] is truth for when, truth in wanted) for each in truths)
            assert proofs.never(fits, misses) is not there_is, (rows, fits, misses)


def test_conditions_possible_at_a_glance_are_fulfilled_by_some_dossier() -> None:
    seen = 0
    for built in {standing.built for standing in standings(load_homes([builtin_home()]))}:
        wording, questions = Wording(built), built.compiled.questions
        free = wording.facts.keys() - questions.conditions.keys()
        for condition in built.compiled.program.conditions:
            if surely_possible(condition.tree, free):
                assert isinstance(find(condition.tree, wording.facts, EVER, asked=questions.conditions), Found)
                seen += 1
    assert seen > 60


def test_every_witness_of_the_shipped_law_has_its_scenario() -> None:
    catalog = load_homes([builtin_home()])
    witnessed = [finding for finding in check(catalog, TODAY) if finding.witness]
    assert [finding.rule for finding in witnessed] == ["table/conflict", "steps/shorter"]
    assert all(scenario_of(finding, catalog) for finding in witnessed)
    assert all(one.place <= other.place for one, other in pairwise(witnessed) if one.place and other.place)
