"""Amendments among themselves: one replaces another, two contradict each other, one leads nowhere."""

from collections.abc import Callable
from datetime import date

from motcua.catalog import Catalog

Write = Callable[..., Catalog]


def setting(name: str, amount: int, start: str, extra: str = "") -> str:
    return f"""kind: amendment
id: {name}
amends: fee_schedule/le-phi
in_force: {{from: {start}}}
basis: [{name}]
{extra}
set: {{lines: [{{id: khai-tu, amount: {amount}}}]}}"""


def fee(catalog: Catalog, day: date) -> int | None:
    return catalog.resolve("vn/38", day).find("khai-tu").fees[0].amount


def test_two_amendments_of_one_leaf_and_layer_with_overlapping_dates_are_an_error_quoting_both(amended: Write) -> None:
    catalog = amended("thanh-hoa", setting("qd-cu", 8000, "2017-01-01"), setting("qd-moi", 9000, "2026-01-01"))
    (finding,) = catalog.findings
    assert finding.rule == "amendment/conflict"
    assert finding.params["path"] == "lines.khai-tu.amount"
    assert [place.line for place in (finding.place, *finding.related) if place] == [15, 7]
    assert "amount: 8000" in finding.excerpt
    assert "amount: 9000" in finding.excerpt


def test_an_amendment_that_replaces_another_ends_it(amended: Write) -> None:
    newer = setting("qd-moi", 9000, "2026-01-01", "replaces: [qd-cu]")
    catalog = amended("thanh-hoa", setting("qd-cu", 8000, "2017-01-01"), newer)
    assert catalog.findings == ()
    assert [fee(catalog, date(2025, 12, 31)), fee(catalog, date(2026, 1, 1))] == [8000, 9000]


def test_an_amendment_copied_with_its_id_is_an_error_quoting_both_and_the_first_stays_in_force(amended: Write) -> None:
    catalog = amended("thanh-hoa", setting("qd", 8000, "2017-01-01"), setting("qd", 9000, "2026-01-01"))
    (finding,) = catalog.findings
    assert (finding.rule, finding.severity) == ("amendment/doubled", "error")
    assert [place.line for place in (finding.place, *finding.related) if place] == [10, 2]
    assert [fee(catalog, date(2025, 12, 31)), fee(catalog, date(2026, 1, 1))] == [8000, 8000]


def test_layers_may_use_the_same_id_for_amendments_of_their_own(country: Write) -> None:
    upper, lower = setting("qd", 8000, "2017-01-01"), setting("qd", 9000, "2017-01-01")
    catalog = country({"catalogs/vn/sua-doi.yaml": upper, "catalogs/thanh-hoa/sua-doi.yaml": lower})
    assert catalog.findings == ()
    assert fee(catalog, date(2026, 1, 1)) == 9000


def test_the_replaced_amendment_must_be_one_of_the_same_layer(amended: Write) -> None:
    catalog = amended("thanh-hoa", setting("qd-cu", 8000, "2017-01-01", "replaces: [qd-khac]"))
    assert [f.rule for f in catalog.findings] == ["amendment/unknown-replaced"]


def test_dropping_a_row_clashes_with_changing_it(amended: Write) -> None:
    dropping = setting("bo", 0, "2018-01-01").replace("amount: 0", "remove: true")
    catalog = amended("vn", setting("dat", 8000, "2017-01-01"), dropping)
    assert [f.rule for f in catalog.findings] == ["amendment/conflict"]


def test_remarks_do_not_clash(amended: Write) -> None:
    one = setting("mot", 8000, "2017-01-01").replace("amount: 8000", "amount: 8000, note: một")
    two = setting("hai", 0, "2018-01-01").replace("amount: 0", "note: hai, sub_item: '2771'")
    assert amended("thanh-hoa", one, two).findings == ()


def test_an_amendment_of_what_is_not_there_names_the_nearest(amended: Write) -> None:
    catalog = amended(
        "thanh-hoa", setting("qd", 8000, "2017-01-01").replace("fee_schedule/le-phi", "fee_schedule/le-ph")
    )
    (finding,) = catalog.findings
    assert (finding.rule, finding.params["nearest"]) == ("amendment/unknown-target", "fee_schedule/le-phi")
    assert str(finding.place).startswith("catalogs/thanh-hoa/sua-doi.yaml:3:")


def test_a_neighbouring_province_never_meets_the_amendment(country: Write) -> None:
    catalog = country(
        {
            "catalogs/hai-phong/layer.yaml": """
{kind: layer, id: hai-phong, name: Hải Phòng, level: province, unit: vn/31, parent: vn}
""",
            "catalogs/hai-phong/phi.yaml": setting("qd", 12000, "2017-01-01"),
        }
    )
    assert fee(catalog, date(2026, 1, 1)) is None
    assert catalog.resolve("vn/31", date(2026, 1, 1)).find("khai-tu").fees[0].amount == 12000


def test_an_amendment_may_end_a_procedure(amended: Write) -> None:
    ending = """kind: amendment
id: bai-bo
amends: procedure/khai-tu
in_force: {from: 2026-01-01}
basis: [QĐ 1]
set: {in_force: {to: 2026-07-01}}"""
    catalog = amended("vn", ending)
    held = [list(catalog.resolve("vn", day).procedures) for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert held == [["khai-tu"], []]
