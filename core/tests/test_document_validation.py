import subprocess
import sys
from pathlib import Path

import pytest

from motcua.document import KINDS, Document, read_documents, read_file, validate
from motcua.findings import Finding

EVERY_KIND = Path(__file__).parent / "documents" / "every-kind.yaml"


def judged(text: str) -> list[Finding]:
    (document,), findings = read_documents(text, "x.yaml")
    assert findings == []
    return validate(document)


def said(text: str) -> list[tuple[str, str]]:
    """Give the rule of each finding, and the text from where it points to the end of that line."""
    lines = text.split("\n")
    return [(f.rule, lines[f.place.line - 1][f.place.column - 1 :]) for f in judged(text) if f.place]


def as_expected(text: str, expected: list[str]) -> bool:
    """Compare with lines such as `schema/enum @ the text it points at`."""
    found, wanted = said(text), [line.split(" @ ") for line in expected]
    return len(found) == len(wanted) and all(
        rule == other and rest.startswith(start) for (rule, rest), (other, start) in zip(found, wanted, strict=True)
    )


def test_one_document_of_every_kind_with_every_key_is_valid() -> None:
    documents, findings = read_file(EVERY_KIND)
    assert findings == []
    assert {document.kind for document in documents} == set(KINDS)
    assert [finding.show() for document in documents for finding in validate(document)] == []


ROUTE = "kind: route\nid: r\nname: R\nsteps:\n  - {id: a, name: A, role: b"
SCHEDULE = (
    "kind: fee_schedule\nid: f\nname: F\nin_force: {from: 2017-01-01}\nbasis: [B]\n"
    "lines: [{id: a, name: A, amount: 1}]\n"
)
FACT = SCHEDULE + "facts:\n  f: {title: F, "
AMENDMENT = "kind: amendment\nid: a\namends: fee_schedule/f\nin_force: {from: 2017-01-01}\nbasis: [B]\nset: "

FAULTS = [
    ("id: a\n", ["document/no-kind @ id:"]),
    ("kind: [a]\n", ["document/no-kind @ [a"]),
    ("kind: procedur\nid: a\n", ["document/misspelt-kind @ procedur"]),
    ("kind: demo\nid: a\n", ["document/unknown-kind @ demo"]),
    ("kind: route\nname: R\nsteps: []\n", ["schema/missing-key @ kind:", "schema/too-few @ ["]),
    (ROUTE + ", rolle: c}\n", ["schema/misspelt-key @ rolle:"]),
    (ROUTE + ", xyz: c}\n", ["schema/unknown-key @ xyz:"]),
    (ROUTE + "}\nxyz: 1\nstep: []\n", ["schema/unknown-key @ xyz:", "schema/misspelt-key @ step:"]),
    (ROUTE + ", within: 3 days}\n", ["schema/within @ 3"]),
    (ROUTE + ", within: 0.5 calendar_days}\n", ["schema/within @ 0.5"]),
    (ROUTE + ", within: same_day cut_off=25:00}\n", ["schema/within @ same_day"]),
    (ROUTE + ", within: 2 working_days + same_day}\n", ["schema/within @ 2"]),
    (ROUTE + ", within: 3}\n", ["schema/not-text @ 3"]),
    (ROUTE + ", allows: [sing]}\n", ["schema/misspelt-value @ sing"]),
    (ROUTE + ", allows: [xyz]}\n", ["schema/enum @ xyz"]),
    (ROUTE + ", allows: [sign, ready, sign]}\n", ["schema/twice @ sign"]),
    (ROUTE + ', note: ""}\n', ["schema/empty @ \"\""]),
    (ROUTE + ", to_verify: false}\n", ["schema/const @ false"]),
    (ROUTE + ", when: {}}\n", ["schema/empty @ {"]),
    (ROUTE + ", when: {Channel: x}}\n", ["schema/fact-id @ Channel:"]),
    (ROUTE + ", when: {channel: {ovr: 1}}}\n", ["schema/misspelt-key @ ovr:"]),
    (ROUTE + ", when: {channel: {over: x}}}\n", ["schema/number-or-date @ x"]),
    (ROUTE + ", when: {channel: null}}\n", ["schema/wrong-type @ null"]),
    (ROUTE + "}\n  - {id: c, name: C, role: b}\n  - {id: a, name: A, role: b}\n", ["document/duplicate-id @ a, nam"]),
    (ROUTE + "}\nin_force: {from: 2026-01-01, to: 2026-01-01}\n", ["document/empty-period @ 2026-01-01"]),
    (ROUTE + "}\nin_force: {from: 2026-02-30}\n", ["schema/date @ 2026-02-30"]),
    (ROUTE + "}\nin_force: {from: 1/7/2025}\n", ["schema/date @ 1/7/2025"]),
    (ROUTE + "}\nbasis: NĐ 1\n", ["schema/not-list @ NĐ"]),
    (SCHEDULE.replace("amount: 1", "amount: -1"), ["schema/too-small @ -1"]),
    (SCHEDULE.replace("amount: 1", "amount: [1]"), ["schema/wrong-type @ [1"]),
    (SCHEDULE.replace("id: f", "id: Lệ phí"), ["schema/slug @ Lệ"]),
    (SCHEDULE + "reductions: [{id: r, name: R, when: {a: true}, percent: 101}]\n", ["schema/too-big @ 101"]),
    (FACT + "type: integer, max_length: 3, min: x}\n", ["schema/not-here @ max_length:", "schema/not-integer @ x"]),
    (FACT + "type: boolean, default: 1}\n", ["schema/not-boolean @ 1"]),
    (FACT + "type: choice}\n", ["schema/choices-of-what @ {title:"]),
    (FACT + "type: bool}\n", ["schema/misspelt-value @ bool"]),
    (SCHEDULE + "facts:\n  Ngày-chết: {type: date, title: Ngày}\n", ["schema/fact-id @ Ngày-chết:"]),
    (SCHEDULE + "bounds: {lines: may_sett}\n", ["schema/misspelt-value @ may_sett"]),
    (SCHEDULE + "bounds: {fees: {ceiling: 1}}\n", ["schema/missing-key @ {ceiling:"]),
    ("kind: layer\nid: a\nname: A\nlevel: province\nunit: vn/38\n", ["schema/whose-layer @ kind:"]),
    ("kind: layer\nid: a\nname: A\nlevel: country\nunit: Việt Nam\n", ["schema/unit @ Việt Nam"]),
    ("kind: layer\nid: a\nname: A\nlevel: country\nunit: vn\nparent: b\n", ["schema/not-here @ parent:"]),
    (AMENDMENT + "{}\n", ["schema/empty @ {"]),
    (AMENDMENT + "{line: []}\n", ["schema/misspelt-key @ line:"]),
    (AMENDMENT + "{lines: [{amount: 1}]}\n", ["schema/missing-key @ {amount:"]),
    (AMENDMENT + "{lines: [{id: a, amout: 1}]}\n", ["schema/misspelt-key @ amout:"]),
    (AMENDMENT + "{lines: [{id: a, remove: false}]}\n", ["schema/const @ false"]),
    (AMENDMENT + "{lines: [{id: a, decided_by: tỉnh}]}\n", ["schema/enum @ tỉnh"]),
    (AMENDMENT + "{name: 1}\n", ["schema/not-text @ 1"]),
    (AMENDMENT + "{id: b}\n", ["schema/unknown-key @ id:"]),
    (AMENDMENT.replace("fee_schedule/f", "lines/f") + "{a: 1}\n", ["schema/amends @ lines/f"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_a_fault_is_found_where_it_stands(text: str, expected: list[str]) -> None:
    assert as_expected(text, expected), said(text)


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_a_fault_is_said_in_both_languages_with_a_remedy(text: str, expected: list[str]) -> None:
    for finding in judged(text):
        assert finding.message("vi") != finding.message("en")
        assert finding.remedy("vi")
        assert finding.remedy("en")
        assert "^" in finding.excerpt


def procedure(**changes: str) -> str:
    keys = {
        "kind": "procedure",
        "id": "p",
        "code": '"1.000001"',
        "name": "P",
        "field": "f",
        "in_force": "{from: 2016-01-01}",
        "basis": "[B]",
        "level": "commune",
        "applicants": "[a]",
        "channels": "[counter]",
        "results": "[{id: r, name: R}]",
        "papers": "[]",
        "deadline": "[{id: d, within: 1 working_days}]",
        "fees": "[{id: f, name: F, amount: 1}]",
        "route": "{use: r}",
    }
    return "".join(f"{key}: {value}\n" for key, value in (keys | changes).items())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"fees": "[]"}, ["schema/free-of-charge @ kind:"]),
        ({"fees": "[]", "no_fee": "{basis: [B]}"}, []),
        ({"fees": "[{id: f, amount: 1}]"}, ["schema/missing-key @ {id:"]),
        ({"fees": "[{id: f, use: u}]"}, ["schema/missing-key @ {id:"]),
        ({"fees": "[{id: f, use: u, item: i, amount: 1}]"}, ["schema/not-here @ amount:"]),
        ({"route": "{steps: [{id: a}]}"}, ["schema/missing-key @ {id:", "schema/missing-key @ {id:"]),
        ({"route": "{use: r, steps: [{id: a, within: 1 working_hours}]}"}, []),
        ({"route": "{times: {a: 1 working_days}}"}, ["schema/missing-key @ {times:", "schema/not-here @ times:"]),
        ({"papers": "[{id: a, name: A, one_of: v, first_available: [{id: b, name: B}]}]"}, ["schema/not-here @ one_"]),
        ({"papers": "[{id: a, name: A, originals: một}]"}, ["schema/not-integer @ một"]),
        ({"papers": "[{id: a, name: A, max_age: 6 tháng}]"}, ["schema/duration @ 6"]),
        ({"code": '"1.0001"'}, ["schema/code @ \"1.0001\""]),
        ({"result": "x"}, ["schema/misspelt-key @ result:"]),
    ],
)  # fmt: skip
def test_a_procedure_is_whole(changes: dict[str, str], expected: list[str]) -> None:
    assert as_expected(procedure(**changes), expected), said(procedure(**changes))


def test_a_misspelt_key_names_the_right_one_and_the_item_it_stands_in() -> None:
    (finding,) = judged(ROUTE + ", rolle: c}\n")
    assert finding.message() == "Không có khóa “rolle” trong steps › a; có phải ý bạn là “role”?"
    assert finding.remedy("en").startswith("Change it to “role”.")


def test_items_with_the_same_id_are_both_quoted() -> None:
    (finding,) = judged(ROUTE + "}\n  - {id: a, name: A, role: b}\n")
    assert [place.line for place in finding.related] == [5]
    assert "dòng 5" in finding.message()


def test_the_judge_is_imported_only_when_something_is_judged() -> None:
    asked = "import sys, motcua.document; print('jsonschema' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_patched_document_can_be_judged_without_the_places_of_its_parts() -> None:
    (document,), _ = read_documents(ROUTE + "}\n", "x.yaml")
    steps = [*document.data["steps"], {"id": "added-without-a-role"}]
    patched = Document("route", "r", document.data | {"steps": steps}, "x.yaml", {}, {})
    assert [(f.rule, f.params["key"]) for f in validate(patched)] == [
        ("schema/missing-key", "name"),
        ("schema/missing-key", "role"),
    ]
