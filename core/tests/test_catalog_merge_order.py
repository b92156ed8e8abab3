"""The merge order, as a table: the definition, then amendments from the country down; in a layer by date, then id."""

from collections.abc import Callable
from datetime import date

import pytest

from motcua.catalog import Catalog

Write = Callable[..., Catalog]

# What each amendment sets the amount to is its own name, so the last name in a chain is the one that wins.
#   layer, id, in force from, to
AMENDMENTS = """
vn         a-quoc-gia    2017-01-01  2018-01-01
vn         b-quoc-gia    2018-01-01  -
thanh-hoa  z-tinh-cu     2017-01-01  2019-01-01
thanh-hoa  a-tinh-moi    2019-01-01  -
ha-trung   xa            2018-06-01  2020-01-01
"""

#   unit, date, amendments in the order in which they are applied
CASES = """
vn              2016-12-31  -
vn              2017-01-01  a-quoc-gia
vn              2017-12-31  a-quoc-gia
vn              2018-01-01  b-quoc-gia
vn/38           2016-12-31  -
vn/38           2017-06-01  a-quoc-gia z-tinh-cu
vn/38           2018-12-31  b-quoc-gia z-tinh-cu
vn/38           2019-01-01  b-quoc-gia a-tinh-moi
vn/38/ha-trung  2018-05-31  b-quoc-gia z-tinh-cu
vn/38/ha-trung  2018-06-01  b-quoc-gia z-tinh-cu xa
vn/38/ha-trung  2019-06-01  b-quoc-gia a-tinh-moi xa
vn/38/ha-trung  2020-01-01  b-quoc-gia a-tinh-moi
"""


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def amendment(name: str, start: str, end: str) -> str:
    force = f"{{from: {start}}}" if end == "-" else f"{{from: {start}, to: {end}}}"
    change = f"{{texts: {{cuoi: {name}, bac-{name}: x}}}}".replace(f"bac-{name}", f"t_{name.replace('-', '_')}")
    return f"kind: amendment\nid: {name}\namends: slip/phieu\nin_force: {force}\nbasis: [QĐ 1]\nset: {change}"


SLIP = "kind: slip\nid: phieu\nname: Phiếu\ntemplate: phieu.typ\ntexts: {cuoi: goc}\nbounds: {texts: may_set}"


@pytest.mark.parametrize(("unit", "day", "expected"), [(r[0], r[1], r[2:]) for r in rows(CASES)])
def test_amendments_are_applied_from_the_country_down_then_by_date(
    country: Write, unit: str, day: str, expected: list[str]
) -> None:
    files = {"rules/phieu.yaml": SLIP}
    for layer, name, start, end in rows(AMENDMENTS):
        files[f"catalogs/{layer}/{name}.yaml"] = amendment(name, start, end)
    catalog = country(files)
    assert catalog.findings == ()
    merged = catalog.resolve(unit, date.fromisoformat(day)).resolved.of_kind("slip")["phieu"]
    chain = [applied.id for applied in merged.applied]
    assert chain == [name for name in expected if name != "-"]
    assert merged.data["texts"]["cuoi"] == ([*chain, "goc"][-1] if not chain else chain[-1])


def test_amendments_of_one_day_are_applied_by_id(country: Write) -> None:
    both = [amendment(name, "2017-01-01", "-").replace(f"cuoi: {name}, ", "") for name in ("mot", "hai")]
    catalog = country({"rules/phieu.yaml": SLIP, "catalogs/vn/sua.yaml": "\n---\n".join(both)})
    merged = catalog.resolve("vn", date(2020, 1, 1)).resolved.of_kind("slip")["phieu"]
    assert [applied.id for applied in merged.applied] == ["hai", "mot"]
