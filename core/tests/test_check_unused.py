"""What `motcua check` says of law that serves nobody: answers nobody reads, documents nobody names, dead ends."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.catalog import Catalog
from motcua.check import check, check_all
from motcua.findings import Finding

Write = Callable[..., Catalog]
TODAY = date(2026, 2, 13)
HEAD = "kind: amendment\nid: sua\namends: procedure/khai-tu\nin_force: {from: 2017-01-01}\nbasis: [NĐ 1]\nset: "
FEE = """kind: amendment
id: qd
amends: fee_schedule/le-phi
in_force: {from: 2016-01-01, to: 2026-03-01}
basis: [QĐ 4764]
set: {lines: [{id: khai-tu, amount: 8000}, {id: cap-lai, name: Cấp lại, amount: 3000}]}"""
ACCOUNTS = """kind: vocabulary
id: accounts
name: Tài khoản
items:
  - {id: counter, name: Một cửa, may: [hand_over, ready, return]}
  - {id: officer, name: Công chức, may: [complete_step]}
  - {id: leader, name: Lãnh đạo, may: [sign]}"""
ROLES = """kind: amendment
id: vai
amends: vocabulary/roles
in_force: {from: 2016-01-01}
basis: [NĐ 1]
set: {items: [{id: lanh-dao, name: Lãnh đạo, account: leader}, {id: so-nganh, name: Sở ngành}]}"""
ROUTE = """kind: route
id: chung
name: Quy trình chung
steps:
  - {id: nhan, name: Tiếp nhận, role: tiep-nhan, allows: [hand_over]}
  - {id: ky, name: Ký, role: ROLE, allows: [ALLOWS]}
  - {id: tra, name: Trả, role: tiep-nhan, allows: [LAST]}"""


@pytest.fixture
def said(country: Write) -> Callable[..., list[Finding]]:
    def run(more: dict[str, str], *rules: str) -> list[Finding]:
        return [finding for finding in check(country(more), TODAY) if finding.rule in rules]

    return run


Said = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("fact", "unread"),
    [
        ("extra: {type: boolean, title: Câu hỏi thừa}", ["extra"]),
        ("extra: {type: text, title: Ghi chú}", []),  # people read it
        (
            "extra: {type: boolean, title: Hỏi trước}, kin: {type: boolean, title: Kin, asked_when: {extra: true}}",
            ["kin"],
        ),
        ("extra: {type: date, title: Ngày}", ["extra"]),
    ],
)
def test_a_question_whose_answer_no_rule_reads_is_told_once(said: Said, fact: str, unread: list[str]) -> None:
    told = said({"catalogs/vn/sua.yaml": HEAD + f"{{facts: {{{fact}}}}}"}, "fact/unread")
    assert [finding.params["fact"] for finding in told] == unread
    assert all(str(finding.place).startswith("catalogs/vn/sua.yaml:6:") for finding in told)
    assert all(finding.severity == "info" for finding in told)


@pytest.mark.parametrize(
    "use",
    [
        "papers: [{id: giay, name: Giấy, when: {extra: {over: 0}}}]",
        "papers: [{id: giay, name: Giấy, first_available: [{id: a, name: A, when: {extra: {over: 0}}}]}]",
        "fees: [{id: sao, name: Sao, amount: 1000 * extra, basis: [TT 1]}]",
        "cases: [{id: nhieu, name: Nhiều, when: {extra: {over: 1}}}, {id: it, name: Ít}]",
        'derived: {more: "extra + 1"}, deadline: [{id: xac-minh, when: {more: {over: 5}}}]',
        "follow_ups: [{procedure: khai-tu, when: {extra: {over: 5}}}]",
        "route: {steps: [{id: ky, when: {extra: {over: 5}}}]}",
    ],
)
def test_wherever_an_answer_may_be_read_it_counts_as_read(said: Said, use: str) -> None:
    more = f"{{facts: {{extra: {{type: integer, title: Số bản, min: 0, max: 9}}}}, {use}}}"
    assert said({"catalogs/vn/sua.yaml": HEAD + more}, "fact/unread", "fact/derived-unread") == []


def test_the_day_from_which_citizens_have_their_own_time_is_read(said: Said) -> None:
    limit = (
        "{facts: {extra: {type: date, title: Ngày}}, citizen_time_limit: {within: 15 calendar_days, from_fact: extra}}"
    )
    assert said({"catalogs/vn/sua.yaml": HEAD + limit}, "fact/unread") == []


def test_an_answer_that_only_one_unit_reads_is_read(said: Said) -> None:
    more = {
        "catalogs/vn/sua.yaml": HEAD + "{facts: {extra: {type: boolean, title: Hỏi, default: false}}}",
        "catalogs/thanh-hoa/dung.yaml": HEAD.replace("id: sua", "id: dung").replace("2017", "2018")
        + "{deadline: [{id: nhanh, when: {extra: true}, within: 0.5 working_days, before: thuong}]}",
    }
    assert said(more, "fact/unread") == []


def test_what_is_derived_for_nobody_is_told(said: Said) -> None:
    (told,) = said({"catalogs/vn/sua.yaml": HEAD + '{derived: {late: "!on_time"}}'}, "fact/derived-unread")
    assert (told.params["fact"], told.severity) == ("late", "warning")


def test_while_a_procedure_has_errors_nobody_knows_what_it_reads(said: Said) -> None:
    wrong = "{facts: {extra: {type: boolean, title: Hỏi}}, papers: [{id: giay, name: Giấy, when: {extr: true}}]}"
    assert said({"catalogs/vn/sua.yaml": HEAD + wrong}, "fact/unread") == []


def test_shared_law_that_no_procedure_uses_is_listed(said: Said) -> None:
    more = {
        "rules/khac.yaml": ROUTE.replace("id: chung", "id: khac").replace("ROLE", "ho-tich").replace("ALLOWS", "sign")
    }
    told = said({"rules/khac.yaml": more["rules/khac.yaml"].replace("LAST", "ready")}, "reference/unnamed")
    assert [(f.params["name"], f.params["document"]) for f in told] == [
        ("ket-hon", "fee_schedule/le-phi"),
        ("khac", "route/khac"),
    ]
    assert {finding.severity for finding in told} == {"info"}


def route(
    role: str = "lanh-dao", allows: str = "sign", last: str = "ready, return", roles: str = ROLES
) -> dict[str, str]:
    """Write a route of three steps, with accounts for its roles."""
    steps = ROUTE.replace("ROLE", role).replace("ALLOWS", allows).replace("LAST", last)
    return {"rules/route.yaml": steps, "rules/accounts.yaml": ACCOUNTS, "catalogs/vn/vai.yaml": roles}


def test_a_route_that_leads_to_the_end_is_sound(said: Said) -> None:
    assert said(route(), "steps/stuck", "steps/nobody", "reference/account") == []


@pytest.mark.parametrize(
    ("change", "rule", "step"),
    [
        ({"allows": "complete_step"}, "steps/stuck", "Ký"),  # the leader may only sign
        ({"allows": "send_back"}, "steps/stuck", "Ký"),
        ({"last": "ready"}, "steps/stuck", "Trả"),  # nobody returns it
        ({"last": "return"}, "steps/stuck", "Trả"),  # it is never ready
        ({"role": "so-nganh"}, "steps/nobody", "Ký"),
    ],
)
def test_a_step_at_which_every_dossier_gets_stuck_is_told_at_its_line(
    said: Said, change: dict[str, str], rule: str, step: str
) -> None:
    (told,) = said(route(**change), "steps/stuck", "steps/nobody")
    assert (told.rule, told.params["step"]) == (rule, step)
    assert str(told.place).startswith("rules/route.yaml:")
    assert step in told.excerpt


@pytest.mark.parametrize(("role", "action", "sound"), [("ho-tich", "complete_step", True), ("lanh-dao", "sign", False)])
def test_at_another_authority_a_step_is_completed_but_nothing_is_signed(
    said: Said, role: str, action: str, *, sound: bool
) -> None:
    law = route(role, action)
    law["rules/route.yaml"] = law["rules/route.yaml"].replace("name: Ký,", "name: Ký, unit: agency,")
    assert (said(law, "steps/stuck") == []) is sound


def test_a_role_of_an_account_that_does_not_exist_is_an_error_with_the_nearest(said: Said) -> None:
    roles = ROLES.replace("account: leader", "account: leadr")
    (told,) = said(route(roles=roles), "reference/account", "steps/stuck", "steps/nobody")
    assert (told.rule, told.severity, told.params["nearest"]) == ("reference/account", "error", "leader")


def expiring(catalog: Catalog, days: int = 60) -> list[Finding]:
    return [f for f in check_all(catalog, TODAY, days=days).findings if f.rule.startswith("expiring/")]


def test_an_amendment_that_ends_soon_is_told_with_what_stands_then(country: Write) -> None:
    (told,) = expiring(country({"catalogs/thanh-hoa/phi.yaml": FEE}))
    assert (told.rule, told.severity, told.params["day"]) == ("expiring/amendment", "info", "01/03/2026")
    assert told.params["then"] == "lines.khai-tu.amount = undetermined; lines.cap-lai = –"
    assert str(told.place) == "catalogs/thanh-hoa/phi.yaml:4:34"


@pytest.mark.parametrize(("days", "told"), [(15, 0), (16, 1), (60, 1)])
def test_so_many_days_ahead_are_looked_at(country: Write, days: int, told: int) -> None:
    assert len(expiring(country({"catalogs/thanh-hoa/phi.yaml": FEE}), days)) == told


def test_an_amendment_that_another_continues_is_not_told(country: Write) -> None:
    same = FEE.replace("id: qd\n", "id: qd-2\n").replace("from: 2016-01-01, to: 2026-03-01", "from: 2026-03-01")
    catalog = country({"catalogs/thanh-hoa/phi.yaml": FEE, "catalogs/thanh-hoa/phi-moi.yaml": same})
    assert expiring(catalog) == []


def test_an_amendment_that_another_follows_with_other_values_is_not_told(country: Write) -> None:
    other = FEE.replace("id: qd\n", "id: qd-2\n").replace("from: 2016-01-01, to: 2026-03-01", "from: 2026-03-01")
    other = other.replace("8000", "6000").replace("3000", "2000")
    catalog = country({"catalogs/thanh-hoa/phi.yaml": FEE, "catalogs/thanh-hoa/phi-moi.yaml": other})
    assert expiring(catalog) == []


def test_of_an_amendment_continued_in_part_the_rest_is_told(country: Write) -> None:
    part = FEE.replace("id: qd\n", "id: qd-2\n").replace("from: 2016-01-01, to: 2026-03-01", "from: 2026-03-01")
    part = part.replace(", {id: cap-lai, name: Cấp lại, amount: 3000}", "")
    catalog = country({"catalogs/thanh-hoa/phi.yaml": FEE, "catalogs/thanh-hoa/phi-moi.yaml": part})
    assert [finding.params["then"] for finding in expiring(catalog)] == ["lines.cap-lai = –"]


def test_a_document_that_ends_soon_is_told(country: Write) -> None:
    slip = "{kind: slip, id: phieu, name: Phiếu, template: phieu.typ, in_force: {from: 2019-01-01, to: 2026-04-01}}"
    (told,) = expiring(country({"rules/phieu.yaml": slip}))
    assert (told.rule, told.params["document"], told.params["day"]) == ("expiring/document", "slip/phieu", "01/04/2026")


def test_a_procedure_that_another_replaces_from_that_day_is_not_told(country: Write, tmp_path: Path) -> None:
    country()
    old = (tmp_path / "catalogs/vn/khai-tu.yaml").read_text("utf-8")
    ends = old.replace("in_force: {from: 2016-01-01}", "in_force: {from: 2016-01-01, to: 2026-03-01}")
    new = old.replace("id: khai-tu\ncode", "id: khai-tu-moi\ncode").replace("2016-01-01", "2026-03-01")
    assert [f.rule for f in expiring(country({"catalogs/vn/khai-tu.yaml": ends}))] == ["expiring/document"]
    both = {"catalogs/vn/khai-tu.yaml": ends, "catalogs/vn/khai-tu-moi.yaml": new}
    assert expiring(country(both)) == []
    renamed = new.replace('code: "1.000656"', 'code: "1.009999"\nreplaces: ["1.000656"]')
    assert expiring(country(both | {"catalogs/vn/khai-tu-moi.yaml": renamed})) == []


REDUCED = FEE.replace(", to: 2026-03-01", "").replace(
    "set: {lines: [",
    "set: {reductions: [{id: nua, name: Giảm nửa, percent: 50, in_force: {to: 2026-03-01}}ROWS], lines: [",
)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("", ["Giảm nửa"]),
        (", {id: tiep, name: Giảm tiếp, percent: 30, in_force: {from: 2026-03-01}}", []),
        (", {id: tiep, name: Giảm tiếp, percent: 30, in_force: {from: 2026-03-02}}", ["Giảm nửa"]),  # a day too late
    ],
)
def test_a_reduction_that_ends_soon_is_told_unless_another_continues_it(
    country: Write, rows: str, told: list[str]
) -> None:
    found = expiring(country({"catalogs/thanh-hoa/phi.yaml": REDUCED.replace("ROWS", rows)}))
    assert [finding.params["name"] for finding in found] == told
    assert all(str(finding.place).startswith("catalogs/thanh-hoa/phi.yaml:6:") for finding in found)


def test_nothing_expires_after_the_last_day_there_is(country: Write) -> None:
    assert not [f for f in check(country(), date.max) if f.rule.startswith("expiring/")]


def test_the_command_line_tells_what_expires_when_asked(motcua: Callable[..., Any]) -> None:
    near = ("check", "--at", "2027-01-15")
    assert "hết hiệu lực từ 01/03/2027" in motcua(*near, "--expiring", "60").out
    assert "hết hiệu lực từ" not in motcua(*near).out
    assert "hết hiệu lực từ 01/03/2027" in motcua(*near, "--all").out
    assert "hết hiệu lực từ" not in motcua(*near, "--expiring", "30").out
