"""The schema of one catalog: everything that is right passes, and what only this catalog knows to be wrong does not."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from motcua.catalog import Catalog, builtin_home, load_homes
from motcua.document import KINDS, read_documents, schema
from motcua.editing import catalog_schema
from motcua.house import open_house

from .conftest import COUNTRY, Run, Write

TODAY = date(2026, 2, 13)
DEATH = COUNTRY["catalogs/vn/khai-tu.yaml"]


def judged(catalog: Catalog, text: str) -> set[tuple[Any, ...]]:
    """Return where the schema of a catalog finds a document wrong."""
    (document,), _ = read_documents(text, "moi.yaml")
    return {
        tuple(error.absolute_path)
        for error in Draft202012Validator(catalog_schema(catalog, TODAY)).iter_errors(document.data)
    }


def with_paper(when: str, name: str = "khai-tu") -> str:
    """Return the procedure of the small country with one more paper."""
    return DEATH.replace("id: khai-tu\n", f"id: {name}\n").replace(
        "papers:\n", f"papers:\n  - {{id: moi, name: Mới, when: {when}}}\n"
    )


def amendment(amends: str, patch: str) -> str:
    return f"kind: amendment\nid: moi\namends: {amends}\nin_force: {{from: 2026-01-01}}\nbasis: [NQ]\nset: {patch}\n"


def test_every_file_of_the_house_is_right() -> None:
    catalog = open_house().catalog
    judge = Draft202012Validator(catalog_schema(catalog, TODAY))
    assert {
        document.file: error.message for document in catalog.documents for error in judge.iter_errors(document.data)
    } == {}


def test_law_that_uses_what_is_not_there_yet_has_a_schema_too(country: Write) -> None:
    fee = "fees: [{id: le-phi, use: chua-co, item: mot}]"
    law = DEATH.replace("id: khai-tu\n", "id: moi\n").replace('"1.', '"2.')
    law = "\n".join(fee if line.startswith("fees:") else line for line in law.splitlines())
    assert fee in law
    assert catalog_schema(country({"catalogs/vn/moi.yaml": law}), TODAY)["$defs"]["procedure.moi.cells"]


def test_an_amendment_of_a_route_need_not_speak_of_its_steps(country: Write) -> None:
    catalog = country({"catalogs/vn/quy-trinh.yaml": amendment("route/chung", "{note: Mới}")})
    assert judged(catalog, amendment("route/chung", "{note: Mới hơn}")) == set()


def test_it_is_a_schema(country: Write) -> None:
    Draft202012Validator.check_schema(catalog_schema(country(), TODAY))


def test_it_needs_no_other_file_and_says_so_much_for_the_same_law() -> None:
    one, other = (catalog_schema(load_homes([builtin_home()]), TODAY) for _ in range(2))
    assert one == other
    assert all(reference.removeprefix("#/$defs/") in one["$defs"] for reference in keyword("$ref", one))


def keyword(name: str, node: Any) -> Iterator[str]:
    """Walk the values of a keyword in a schema."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict) and isinstance(node.get(name), str):
        yield node[name]
    for child in children:
        yield from keyword(name, child)


@pytest.mark.parametrize(
    "when",
    [
        "{channel: counter, received_on: {from: 2026-01-01}}",
        "{on_time: false, groups: {any_of: [ho-ngheo]}}",
        "{any: [{needs_check: true}, {not: {death_date: {under: 2020-01-01, over: 2000-01-01}}}]}",
        "{channel: {not: [online]}, death_date: {absent: true}}",
        "{expression: needs_check && on_time}",
    ],
)
def test_a_right_condition_passes(when: str, country: Write) -> None:
    assert judged(country(), with_paper(when)) == set()


@pytest.mark.parametrize(
    ("when", "where"),
    [
        ("{death_day: {present: true}}", ()),
        ("{channel: onlin}", ("channel",)),
        ("{channel: [counter, onlin]}", ("channel", 1)),
        ("{channel: {over: 3}}", ("channel",)),
        ("{needs_check: 1}", ("needs_check",)),
        ("{death_date: {from: hôm qua}}", None),  # a format, which this judge does not look at
        ("{groups: [ho-ngheo]}", ("groups",)),
        ("{groups: {any_of: [ho-ngeo]}}", ("groups", "any_of", 0)),
        ("{any: [{needs_chek: true}]}", ("any", 0)),
        ("{not: {needs_chek: true}}", ("not",)),
        ("{needs_check: {not: 3}}", ("needs_check", "not")),
        ("{on_time: {up_to: 3}}", ("on_time",)),
    ],
)
def test_a_wrong_condition_is_refused_where_it_is_wrong(
    when: str, where: tuple[Any, ...] | None, country: Write
) -> None:
    expected = set() if where is None else {("papers", 0, "when", *where)}
    assert judged(country(), with_paper(when)) == expected


def test_a_procedure_nobody_has_read_yet_may_ask_what_it_likes(country: Write) -> None:
    assert judged(country(), with_paper("{anything: {over: 3}}", "khai-sinh")) == set()
    assert judged(country(), with_paper("{anything: {ovr: 3}}", "khai-sinh")) == {("papers", 0, "when", "anything")}


def test_the_facts_of_one_procedure_are_not_those_of_another(country: Write) -> None:
    other = (
        with_paper("{needs_check: true}", "khai-sinh").replace("needs_check", "late").replace("1.000656", "1.001193")
    )
    catalog = country({"catalogs/vn/khai-sinh.yaml": other})
    assert judged(catalog, with_paper("{late: true}")) == {("papers", 0, "when")}
    assert judged(catalog, other) == set()


def test_what_procedures_share_may_name_the_facts_of_any_of_them(country: Write) -> None:
    schedule = COUNTRY["rules/fees.yaml"]
    assert judged(country(), schedule.replace("{on_time: true}", "{needs_check: true}")) == set()
    wrong = judged(country(), schedule.replace("{on_time: true}", "{late: true}"))
    assert wrong == {("exempt", 0, "when")}


@pytest.mark.parametrize(
    ("right", "wrong", "where"),
    [
        ("field: ho-tich", "field: ho-tic", ("field",)),
        ("channels: [counter, online]", "channels: [counter, onlin]", ("channels", 1)),
        ("use: le-phi,", "use: le-ph,", ("fees", 0, "use")),
        ("item: khai-tu", "item: khai-tuu", ("fees", 0, "item")),
        ("use: chung", "use: chun", ("route", "use")),
    ],
)
def test_a_reference_to_nothing_is_refused(right: str, wrong: str, where: tuple[Any, ...], country: Write) -> None:
    assert right in DEATH
    assert judged(country(), DEATH.replace(right, wrong)) == {where}


def test_an_amendment_is_judged_by_what_it_amends(country: Write) -> None:
    catalog = country()
    assert (
        judged(catalog, amendment("procedure/khai-tu", "{papers: [{id: to-khai, when: {needs_check: true}}]}")) == set()
    )
    assert judged(catalog, amendment("procedure/khai-tu", "{papers: [{id: to-khai, when: {channel: null}}]}")) == set()
    assert judged(catalog, amendment("procedure/khai-tu", "{papers: [{id: them, name: Thêm}]}")) == set()
    assert judged(catalog, amendment("procedure/khai-tuu", "{name: A}")) == {("amends",)}
    wrong = judged(catalog, amendment("procedure/khai-tu", "{papers: [{id: to-khai, when: {late: true}}]}"))
    assert wrong == {("set", "papers", 0, "when")}


def test_an_amendment_may_drop_a_part_of_a_test(country: Write) -> None:
    def judged_when(when: str) -> set[tuple[Any, ...]]:
        return judged(country(), amendment("procedure/khai-tu", f"{{papers: [{{id: to-khai, when: {when}}}]}}"))

    assert judged_when("{death_date: {from: null, over: 2012-01-01}}") == set()
    assert judged_when("{death_date: {frm: 2012-01-01}}") == {("set", "papers", 0, "when", "death_date")}


def test_what_amendments_add_is_known_too_even_before_it_is_in_force(country: Write) -> None:
    fact = amendment("procedure/khai-tu", "{facts: {far_away: {type: boolean, title: Ở xa?, default: false}}}")
    item = amendment("vocabulary/nhom", "{items: [{id: can-ngheo, name: Cận nghèo}]}").replace(
        "id: moi", "id: nhom-moi"
    )
    later = {"catalogs/thanh-hoa/xa.yaml": fact, "catalogs/vn/nhom.yaml": item}
    catalog = country({name: text.replace("2026-01-01", "2030-01-01") for name, text in later.items()})
    assert judged(catalog, with_paper("{far_away: true, groups: {any_of: [can-ngheo]}}")) == set()
    assert judged(catalog, with_paper("{far_away: 3}")) == {("papers", 0, "when", "far_away")}


def test_a_value_outside_the_bounds_of_its_fact_is_refused_and_a_threshold_there_is_not(country: Write) -> None:
    facts = "  pages: {type: integer, title: Số trang, min: 1, max: 9, basis: [Luật Hộ tịch Đ5]}\nderived:"
    catalog = country({"catalogs/vn/khai-tu.yaml": DEATH.replace("derived:", facts)})
    assert judged(catalog, with_paper("{pages: [9, 12]}").replace("derived:", facts)) == {
        ("papers", 0, "when", "pages", 1)
    }
    assert judged(catalog, with_paper("{pages: {under: 12}}").replace("derived:", facts)) == set()
    told = [part["markdownDescription"] for name, part in defined(catalog) if name.startswith("fact.pages")]
    assert ["Từ 1 đến 9." in text and "Luật Hộ tịch Đ5" in text for text in told] == [True]


def defined(catalog: Catalog) -> Iterable[tuple[str, Any]]:
    definitions: dict[str, Any] = catalog_schema(catalog, TODAY)["$defs"]
    return definitions.items()


def test_a_date_a_procedure_counts_from_is_one_of_its_facts(country: Write) -> None:
    limit = "citizen_time_limit: {within: 15 calendar_days, from_fact: death_date}\npapers:"
    assert judged(country(), DEATH.replace("papers:", limit)) == set()
    wrong = judged(country(), DEATH.replace("papers:", limit.replace("death_date", "death_day")))
    assert wrong == {("citizen_time_limit", "from_fact")}


@pytest.mark.parametrize(
    ("declared", "refused"),
    [
        ("{type: choice, title: Loại, of: [{id: hai, name: Hai}]}", {("exempt", 0, "when", "sort")}),
        ("{type: boolean, title: Loại}", set()),  # nobody can say which of the two procedures is meant
    ],
)
def test_what_procedures_say_differently_of_a_fact_is_admitted_where_they_share(
    declared: str, refused: set[tuple[Any, ...]], country: Write
) -> None:
    one = "derived:", "  sort: {type: choice, title: Loại, of: [{id: mot, name: Một}]}\nderived:"
    other = "derived:", f"  sort: {declared}\nderived:"
    birth = DEATH.replace("id: khai-tu\n", "id: khai-sinh\n").replace("1.000656", "1.001193").replace(*other)
    catalog = country({"catalogs/vn/khai-tu.yaml": DEATH.replace(*one), "catalogs/vn/khai-sinh.yaml": birth})
    schedule = COUNTRY["rules/fees.yaml"]
    assert judged(catalog, schedule.replace("{on_time: true}", "{sort: mot}")) == set()
    assert judged(catalog, schedule.replace("{on_time: true}", "{sort: hai}")) == set()
    assert judged(catalog, schedule.replace("{on_time: true}", "{sort: ba}")) == refused


def test_the_command_prepares_a_folder_of_law(motcua: Run, country: Write, tmp_path: Path) -> None:
    country()
    file = tmp_path / "catalogs" / "thanh-hoa" / "sua-doi.yaml"
    text = "# yaml-language-server: $schema=../../amendment.schema.json\r\n" + amendment(
        "fee_schedule/le-phi", "{name: A}"
    )
    file.write_bytes(text.encode())
    none = tmp_path / "none"
    none.mkdir()
    first = motcua("schema", "--workspace", str(tmp_path), "--plugins-dir", str(none))
    assert first.status == 0
    assert file.read_bytes() == text.encode()
    assert "1 tệp nêu lược đồ khác" in first.out
    second = motcua("schema", "--workspace", str(tmp_path), "--first-lines", "--plugins-dir", str(none))
    assert "1 tệp để dùng lược đồ này" in second.out
    line, _, rest = file.read_bytes().partition(b"\r\n")
    assert line == b"# yaml-language-server: $schema=../../.motcua/catalog.schema.json"
    assert rest == text.encode().partition(b"\r\n")[2]
    assert (tmp_path / ".motcua" / ".gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize(
    "comment",
    [
        "\ufeff# yaml-language-server: $schema={}",
        "# Nghị quyết của tỉnh\n#  yaml-language-server : $schema={}",
        "\n  # yaml-language-server: $schema: {}",
        "# $schema: {}",
    ],
)
def test_a_file_is_led_wherever_the_language_server_looks(
    comment: str, motcua: Run, country: Write, tmp_path: Path
) -> None:
    country()
    file = tmp_path / "catalogs" / "thanh-hoa" / "sua-doi.yaml"
    text = f"{comment}\n{amendment('fee_schedule/le-phi', '{name: A}')}"
    file.write_text(text.replace("{}", "cu.json", 1), "utf-8")
    ran = motcua("schema", "--workspace", str(tmp_path), "--first-lines")
    assert "1 tệp để dùng lược đồ này" in ran.out
    assert file.read_text("utf-8") == text.replace("{}", "../../.motcua/catalog.schema.json", 1)


def test_settings_that_are_there_already_are_not_touched(motcua: Run, country: Write, tmp_path: Path) -> None:
    country()
    theirs = tmp_path / ".vscode" / "settings.json"
    theirs.parent.mkdir()
    theirs.write_text("{} // của tôi", "utf-8")
    ran = motcua("schema", "--workspace", str(tmp_path))
    assert theirs.read_text("utf-8") == "{} // của tôi"
    assert '"yaml.schemas": {".motcua/catalog.schema.json"' in ran.out


def test_law_that_cannot_be_read_is_told_of(motcua: Run, country: Write, tmp_path: Path) -> None:
    country({"catalogs/vn/khai-tu.yaml": DEATH.replace("field:", "feild:")})
    ran = motcua("schema", "--workspace", str(tmp_path))
    assert ran.status == 0
    assert "1 tệp có lỗi" in ran.out


def test_a_file_that_is_no_yaml_is_told_of_too(motcua: Run, country: Write, tmp_path: Path) -> None:
    country({"catalogs/vn/khai-tu.yaml": DEATH.replace("field:", "feild:"), "catalogs/vn/hong.yaml": "a: ["})
    assert "2 tệp có lỗi" in motcua("schema", "--workspace", str(tmp_path)).out


def test_every_reference_in_the_schemas_leads_somewhere() -> None:
    names = load_homes([builtin_home()])
    vocabularies = {definition.name for definition in names.definitions if definition.document.kind == "vocabulary"}
    lists = {f"./{key}" for kind in KINDS for key in schema(kind)["properties"]}
    found = {reference for kind in KINDS for reference in keyword("refers", schema(kind))}
    assert found - vocabularies - lists - set(KINDS) == {"*", "facts"}


@pytest.mark.parametrize("arguments", [("procedure", "--workspace", "."), ("--workspace", "."), ("--first-lines",)])
def test_the_command_refuses_what_makes_no_sense(
    arguments: tuple[str, ...], motcua: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = motcua("schema", *arguments)
    assert ran.status == 2
    assert list(tmp_path.iterdir()) == []
