"""What a lower layer may do to an upper layer's law: a table of changes by a province, each allowed or refused."""

from collections.abc import Callable
from datetime import date

import pytest

from motcua.catalog import Catalog
from motcua.findings import Finding
from motcua.texts import LANGUAGES

Write = Callable[..., Catalog]

HEAD = "kind: amendment\nid: tinh\namends: {target}\nin_force: {{from: 2017-01-01}}\nbasis: [{basis}]\nset: {change}"
PROCEDURE, SCHEDULE = "procedure/khai-tu", "fee_schedule/le-phi"


def breaches(
    amended: Write, target: str, change: str, layer: str = "thanh-hoa", basis: str = "QĐ 1"
) -> tuple[Finding, ...]:
    catalog = amended(layer, HEAD.format(target=target, change=change, basis=basis))
    assert catalog.findings == ()
    unit = {"thanh-hoa": "vn/38", "ha-trung": "vn/38/ha-trung"}[layer]
    return catalog.resolve(unit, date(2020, 1, 1)).findings


@pytest.mark.parametrize(
    ("target", "change"),
    [
        (PROCEDURE, "{papers: [{id: bao-tu, remove: true}]}"),
        (PROCEDURE, "{papers: [{id: to-khai, originals: 1}]}"),
        (PROCEDURE, "{papers: [{id: bao-tu, mode: present}]}"),
        (PROCEDURE, "{papers: [{id: bao-tu, when: {needs_check: true}}]}"),
        (PROCEDURE, "{deadline: [{id: xac-minh, within: 2 working_days}]}"),
        (
            PROCEDURE,
            "{deadline: [{id: truc-tuyen, when: {channel: online}, within: 4 working_hours, before: xac-minh}]}",
        ),
        (PROCEDURE, "{deadline: [{id: xac-minh, remove: true}]}"),
        (PROCEDURE, "{facts: {by_proxy: {type: boolean, title: Đi thay?}}}"),
        (PROCEDURE, "{channels: [counter, online, postal]}"),
        (PROCEDURE, "{route: {times: {ky: 5 working_hours}}}"),
        (PROCEDURE, "{note: Ghi chú của tỉnh}"),
        (SCHEDULE, "{lines: [{id: khai-tu, amount: 8000}]}"),
        (SCHEDULE, "{exempt: [{id: tre-em, name: Trẻ em, when: {groups: {any_of: [ho-ngheo]}}}]}"),
    ],
)
def test_a_province_may(amended: Write, target: str, change: str) -> None:
    assert breaches(amended, target, change) == ()


@pytest.mark.parametrize(
    ("target", "change", "rule", "path"),
    [
        (PROCEDURE, "{papers: [{id: ho-khau, name: Sổ hộ khẩu, originals: 1}]}", "may_not_add", "papers.ho-khau"),
        (PROCEDURE, "{papers: [{id: to-khai, originals: 3}]}", "tightened", "papers.to-khai.originals"),
        (PROCEDURE, "{papers: [{id: to-khai, when: null}]}", "tightened", "papers.to-khai.when"),
        (PROCEDURE, "{papers: [{id: to-khai, when: {channel: online}}]}", "tightened", "papers.to-khai.when"),
        (PROCEDURE, "{deadline: [{id: thuong, within: 5 working_days}]}", "longer", "deadline.thuong.within"),
        (PROCEDURE, "{deadline: [{id: thuong, within: 1 months}]}", "longer", "deadline.thuong.within"),
        (PROCEDURE, "{deadline: [{id: thuong, remove: true}]}", "longer", "deadline.thuong"),
        (PROCEDURE, "{deadline: [{id: thuong, before: xac-minh}]}", "reordered", "deadline"),
        (
            PROCEDURE,
            "{deadline: [{id: cham, when: {channel: online}, within: 2 working_days, before: xac-minh}]}",
            "longer",
            "deadline.cham.within",
        ),
        (PROCEDURE, "{extensions: [{id: them, add: 1 working_days}]}", "longer", "extensions.them"),
        (PROCEDURE, "{fees: [{id: phu-thu, name: Phụ thu, amount: 1000}]}", "fee_added", "fees.phu-thu"),
        (PROCEDURE, "{channels: [counter]}", "may_add", "channels"),
        (PROCEDURE, "{facts: {death_date: {required: null}}}", "may_add", "facts.death_date.required"),
        (PROCEDURE, "{name: Khai tử}", "locked", "name"),
        (PROCEDURE, "{bounds: {papers: may_set}}", "locked", "bounds"),
        (SCHEDULE, "{exempt: [{id: ho-ngheo, remove: true}]}", "may_add", "exempt.ho-ngheo"),
    ],
)
def test_a_province_may_not(amended: Write, target: str, change: str, rule: str, path: str) -> None:
    (finding,) = breaches(amended, target, change)
    assert (finding.rule, finding.params["path"]) == (f"bounds/{rule}", path)


def test_a_breach_quotes_both_provisions_and_points_at_the_bound(amended: Write) -> None:
    (finding,) = breaches(amended, PROCEDURE, "{deadline: [{id: thuong, within: 5 working_days}]}")
    assert str(finding.place).startswith("catalogs/thanh-hoa/sua-doi.yaml:")
    assert [place.file for place in finding.related] == ["catalogs/vn/khai-tu.yaml", "rules/bounds.yaml"]
    assert "within: 5 working_days" in finding.excerpt
    assert "within: 1 working_days" in finding.excerpt
    assert finding.params["basis"] == "NĐ 61/2018"


def test_a_breach_is_not_applied(amended: Write) -> None:
    change = "{papers: [{id: to-khai, originals: 1}, {id: ho-khau, name: Sổ hộ khẩu, originals: 1}]}"
    catalog = amended("thanh-hoa", HEAD.format(target=PROCEDURE, change=change, basis="QĐ 1"))
    papers = catalog.resolve("vn/38", date(2020, 1, 1)).find("khai-tu").papers
    assert [(paper.id, paper.originals) for paper in papers] == [("to-khai", 2), ("bao-tu", 1)]


def test_what_the_province_decides_the_commune_may_not_set(amended: Write) -> None:
    for change in ("amount: 3000", "decided_by: commune", "remove: true"):
        (finding,) = breaches(amended, SCHEDULE, f"{{lines: [{{id: khai-tu, {change}}}]}}", layer="ha-trung")
        assert finding.rule == "bounds/not-its-decision"


def test_the_layer_that_defines_may_change_everything(amended: Write) -> None:
    change = (
        "{papers: [{id: ho-khau, name: Sổ hộ khẩu, originals: 1}], deadline: [{id: thuong, within: 9 working_days}]}"
    )
    catalog = amended("vn", HEAD.format(target=PROCEDURE, change=change, basis="NĐ 1"))
    assert catalog.resolve("vn", date(2020, 1, 1)).findings == ()


def own_bounds(country: Write, bounds: str, change: str, basis: str = "QĐ 1") -> tuple[Finding, ...]:
    schedule = f"""
kind: fee_schedule
id: phi
name: Phí
in_force: {{from: 2016-01-01}}
basis: [Luật Phí]
lines: [{{id: ban-sao, name: Bản sao, amount: 8000 * copies}}, {{id: chu-ky, name: Chữ ký, amount: 10000}}]
bounds: {bounds}
"""
    amendment = HEAD.format(target="fee_schedule/phi", change=change, basis=basis)
    catalog = country({"rules/phi.yaml": schedule, "catalogs/thanh-hoa/sua.yaml": amendment})
    assert catalog.findings == ()
    return catalog.resolve("vn/38", date(2020, 1, 1)).findings


@pytest.mark.parametrize(
    ("bounds", "change", "rules"),
    [
        ("{lines: may_lower}", "{lines: [{id: chu-ky, amount: 9000}]}", []),
        ("{lines: may_lower}", "{lines: [{id: chu-ky, amount: 11000}]}", ["bounds/may_lower"]),
        ("{lines: may_lower}", "{lines: [{id: ban-sao, amount: 3000 * copies}]}", []),
        ("{lines: may_lower}", "{lines: [{id: ban-sao, amount: 3000 * pages}]}", ["bounds/may_lower"]),
        ("{lines: {lower: may_lower, ceiling: 9000}}", "{lines: [{id: chu-ky, amount: 9500}]}", ["bounds/may_lower"]),
        ("{lines: locked}", "{lines: [{id: chu-ky, amount: 9000}]}", ["bounds/locked"]),
    ],
)
def test_a_documents_own_bounds_come_before_the_defaults(
    country: Write, bounds: str, change: str, rules: list[str]
) -> None:
    assert [told.rule for told in own_bounds(country, bounds, change)] == rules


def test_a_basis_that_the_upper_layer_names_excuses(country: Write) -> None:
    bounds = "{lines: {lower: locked, except: [NQ 66/2025]}}"
    change = "{lines: [{id: chu-ky, amount: 20000}]}"
    assert [told.rule for told in own_bounds(country, bounds, change)] == ["bounds/locked"]
    assert own_bounds(country, bounds, change, basis="NQ 66/2025/QH15 Đ3") == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_bound_names_its_basis_where_it_has_one_and_says_nothing_of_it_where_not(amended: Write, lang: str) -> None:
    [with_basis] = breaches(amended, PROCEDURE, "{deadline: [{id: thuong, within: 5 working_days}]}")
    assert with_basis.message(lang).endswith("” (căn cứ: NĐ 61/2018)." if lang == "vi" else "” (basis: NĐ 61/2018).")
    [without] = breaches(amended, PROCEDURE, "{name: Khai tử}")
    assert without.message(lang).endswith("mục này." if lang == "vi" else "has locked.")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_ceiling_is_told_with_or_without_a_basis(country: Write, lang: str) -> None:
    at_most = {"vi": "chỉ cho giảm, không quá 9000 đồng", "en": "be lowered, to at most 9000 đồng"}[lang]
    on_basis = {"vi": " (căn cứ: TT 226).", "en": " (basis: TT 226)."}[lang]
    change = "{lines: [{id: chu-ky, amount: 9500}]}"
    for more, ending in (("", "."), (", basis: [TT 226]", on_basis)):
        [told] = own_bounds(country, f"{{lines: {{lower: may_lower, ceiling: 9000{more}}}}}", change)
        assert told.message(lang).endswith(at_most + ending)
