"""Homes and layers: which file belongs to whom, and what is said where that is not clear."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from motcua.catalog import Catalog, Home, builtin_home, load_homes
from motcua.findings import MotcuaError

Write = Callable[..., Catalog]

LAYER = "{{kind: layer, id: {id}, name: {id}, level: {level}, unit: {unit}, parent: {parent}}}"


def rules(catalog: Catalog) -> list[str]:
    return [finding.rule for finding in catalog.findings]


def test_the_small_country_is_sound_and_lists_its_units(country: Write) -> None:
    catalog = country()
    assert catalog.findings == ()
    assert catalog.units() == ("vn", "vn/38", "vn/38/ha-trung")


def test_an_unknown_unit_names_the_nearest(country: Write) -> None:
    with pytest.raises(MotcuaError) as error:
        country().layer("vn/38/ha-trug")
    assert error.value.findings[0].params["nearest"] == "vn/38/ha-trung"


def test_a_layer_below_nothing_is_left_out_with_all_that_stands_below_it(country: Write) -> None:
    catalog = country(
        {
            "catalogs/a/layer.yaml": LAYER.format(id="a", level="province", unit="vn/31", parent="viet-nam"),
            "catalogs/b/layer.yaml": LAYER.format(id="b", level="commune", unit="vn/31/b", parent="a"),
        }
    )
    assert rules(catalog) == ["layer/unknown-parent", "layer/uprooted"]
    assert "vn/31" not in catalog.units()


def test_a_folder_whose_manifest_is_blank_says_no_layer(country: Write) -> None:
    assert rules(country({"catalogs/x/layer.yaml": ""})) == ["home/blank", "layer/no-manifest"]


def test_layers_in_a_circle_are_told_of_and_do_not_hang(country: Write) -> None:
    catalog = country(
        {
            "catalogs/a/layer.yaml": LAYER.format(id="a", level="province", unit="vn/31", parent="b"),
            "catalogs/b/layer.yaml": LAYER.format(id="b", level="province", unit="vn/32", parent="a"),
        }
    )
    assert rules(catalog) == ["layer/uprooted", "layer/uprooted"]


def test_two_layers_of_one_unit_are_an_error_quoting_both(country: Write) -> None:
    catalog = country({"catalogs/x/layer.yaml": LAYER.format(id="x", level="province", unit="vn/38", parent="vn")})
    (finding,) = catalog.findings
    assert finding.rule == "layer/doubled-unit"
    assert {place.file for place in (finding.place, *finding.related) if place} == {
        "catalogs/x/layer.yaml",
        "catalogs/thanh-hoa/layer.yaml",
    }


def test_a_document_defined_twice_is_an_error_quoting_both(country: Write) -> None:
    route = "{kind: route, id: chung, name: Khác, steps: [{id: mot, name: Một, role: ho-tich, allows: [sign]}]}"
    (finding,) = country({"catalogs/thanh-hoa/quy-trinh.yaml": route}).findings
    assert finding.rule == "document/doubled"
    assert {place.file for place in (finding.place, *finding.related) if place} == {
        "catalogs/thanh-hoa/quy-trinh.yaml",
        "rules/route.yaml",
    }


def test_two_provinces_may_each_have_their_own_document_of_one_name(country: Write) -> None:
    route = "{kind: route, id: rieng, name: Riêng, steps: [{id: mot, name: Một, role: ho-tich, allows: [sign]}]}"
    catalog = country(
        {
            "catalogs/hai-phong/layer.yaml": LAYER.format(id="hai-phong", level="province", unit="vn/31", parent="vn"),
            "catalogs/hai-phong/r.yaml": route,
            "catalogs/thanh-hoa/r.yaml": route,
        }
    )
    assert catalog.findings == ()


def test_a_folder_without_a_manifest_is_told_of(country: Write) -> None:
    assert rules(country({"catalogs/lac/r.yaml": "{kind: route, id: r, name: R, steps: []}"})) == [
        "layer/no-manifest",
        "schema/too-few",
    ]


def test_rules_without_a_layer_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "w.yaml").write_text("{kind: vocabulary, id: w, name: W, items: [{id: a, name: A}]}", "utf-8")
    assert rules(load_homes([Home(tmp_path, shown="")])) == ["home/whose-rules"]


def test_rules_of_a_second_home_belong_to_its_own_top_layer(country: Write, tmp_path: Path) -> None:
    second = tmp_path / "tinh"
    for name, text in {
        "catalogs/hai-phong/layer.yaml": LAYER.format(id="hai-phong", level="province", unit="vn/31", parent="vn"),
        "rules/w.yaml": "{kind: vocabulary, id: rieng, name: Riêng, items: [{id: a, name: A}]}",
    }.items():
        (second / name).parent.mkdir(parents=True, exist_ok=True)
        (second / name).write_text(text, "utf-8")
    country()
    catalog = load_homes([Home(tmp_path, shown=""), Home(second, shown="tinh")])
    assert catalog.findings == ()
    assert [d.layer.id for d in catalog.definitions if d.document.id == "rieng"] == ["hai-phong"]


def test_a_document_with_errors_is_left_out_and_everything_else_still_stands(country: Write) -> None:
    catalog = country({"rules/hong.yaml": "{kind: route, id: hong, nam: Hỏng, steps: []}"})
    assert catalog.findings
    assert all(str(finding.place).startswith("rules/hong.yaml:") for finding in catalog.findings)
    assert "route/hong" not in {definition.name for definition in catalog.definitions}


def test_files_with_a_leading_dot_are_not_read(country: Write) -> None:
    assert country({"catalogs/vn/.nhap/x.yaml": "kind: ["}).findings == ()


def test_the_builtin_home_is_the_repository_in_a_checkout() -> None:
    assert (builtin_home().folder / "catalogs" / "vn" / "layer.yaml").is_file()


def test_a_second_layer_of_one_id_does_not_speak_for_the_first(country: Write, tmp_path: Path) -> None:
    amendment = """kind: amendment
id: gian
amends: procedure/khai-tu
in_force: {from: 2017-01-01}
basis: [Không có]
set: {name: Đổi tên}"""
    plugin = tmp_path / "plugin"
    manifest = "{kind: layer, id: vn, name: Giả, level: country, unit: vn}"
    for name, text in {"catalogs/x/layer.yaml": manifest, "catalogs/x/sua.yaml": amendment}.items():
        (plugin / name).parent.mkdir(parents=True, exist_ok=True)
        (plugin / name).write_text(text, "utf-8")
    country()
    catalog = load_homes([Home(tmp_path, shown=""), Home(plugin, shown="plugin")])
    assert rules(catalog) == ["layer/doubled-id"]
    assert catalog.resolve("vn", date(2020, 1, 1)).find("khai-tu").name == "Đăng ký khai tử"


@pytest.mark.parametrize(
    ("level", "unit"),
    [("province", "vn/38/gia"), ("commune", "vn/31/gia"), ("commune", "vn/38"), ("province", "la/38")],
)
def test_a_layer_cannot_claim_another_level_or_place_than_its_unit_has(country: Write, level: str, unit: str) -> None:
    catalog = country({"catalogs/gia/layer.yaml": LAYER.format(id="gia", level=level, unit=unit, parent="thanh-hoa")})
    assert rules(catalog) == ["layer/misfit"]
    assert "gia" not in catalog.tree.by_id


def test_a_lower_layer_that_is_loaded_first_still_cannot_redefine(country: Write) -> None:
    route = "{kind: route, id: chung, name: Khác, steps: [{id: mot, name: Một, role: ho-tich, allows: [sign]}]}"
    catalog = country({"catalogs/ha-trung/quy-trinh.yaml": route})
    assert rules(catalog) == ["document/doubled"]
    kept = catalog.resolve("vn/38/ha-trung", date(2020, 1, 1)).resolved.of_kind("route")["chung"]
    assert kept.data["name"] == "Quy trình chung"


def test_a_lower_layer_cannot_loosen_the_bounds_with_bounds_of_its_own(country: Write) -> None:
    own = "{kind: bounds, id: cua-tinh, of: procedure, rules: {name: may_set}}"
    amendment = """kind: amendment
id: doi-ten
amends: procedure/khai-tu
in_force: {from: 2017-01-01}
basis: [QĐ 1]
set: {name: Đổi}"""
    files = {"catalogs/thanh-hoa/gioi-han.yaml": own, "catalogs/thanh-hoa/sua.yaml": amendment}
    assert [f.rule for f in country(files).resolve("vn/38", date(2020, 1, 1)).findings] == ["bounds/locked"]


def test_a_folder_that_is_no_home_is_told_of(tmp_path: Path) -> None:
    assert rules(load_homes([Home(tmp_path / "khong-co")])) == ["home/empty"]
