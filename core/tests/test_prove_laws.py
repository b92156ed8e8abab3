"""Two laws of a small country compared for every dossier there could be: a dossier for what differs, else a proof."""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from time import monotonic

import pytest

from motcua.analysis.equivalence.proving import Proof, prove, shared
from motcua.analysis.equivalence.stretches import Stretch, stretches
from motcua.analysis.equivalence.words import changes
from motcua.catalog import Catalog

Deciding = Callable[[Mapping[str, str]], Catalog]
UNIT, DAY = "vn/38/ha-trung", date(2026, 3, 2)
LAW = Path(__file__).parent / "data" / "prove"
FILES = {f"catalogs/vn/{file.name}": file.read_text("utf-8") for file in sorted(LAW.iterdir())}
Compare = Callable[..., Proof]


@pytest.fixture
def days(deciding: Deciding) -> Callable[..., list[Stretch]]:
    """Write the law and the law with changes: ``days(("old", "new"), …)``; further files by name."""

    def write(
        *edits: tuple[str, str], more: Mapping[str, str] | None = None, unit: str = UNIT, first: date = DAY
    ) -> list[Stretch]:
        before, files = deciding(FILES), FILES
        for old, new in edits:
            assert any(old in text for text in files.values()), old
            files = {name: text.replace(old, new) for name, text in files.items()}
        after = deciding({**files, **(more or {})})
        assert not [
            f for c in (before, after) for f in (*c.findings, *c.resolve(unit, first).findings) if f.severity == "error"
        ]
        return list(stretches(before, after, unit, first))

    return write


@pytest.fixture
def compare(days: Callable[..., list[Stretch]]) -> Compare:
    return lambda *edits, limit=5000, **more: prove("chung-thuc", days(*edits, **more), limit)


def told(proof: Proof) -> list[str]:
    return [change for answer in proof.answers if answer.shown for change in changes(answer.shown, "vi")]


def parts(proof: Proof) -> list[str]:
    return [answer.part for answer in proof.answers]


AMENDMENT = """
kind: amendment
id: nang-muc
amends: fee_schedule/le-phi-to
in_force: {from: 2026-09-01}
basis: [NQ tỉnh]
set: {lines: [{id: to, amount: 1000}]}
"""
PROXY = "by_proxy: {type: boolean, title: Có người đi thay?, default: "
SHEETS = "sheets: {expression: (pages + 1) / 2, min: 1, max: 400}"
OLD = "percent: 50, in_force: {to: 2027-01-01}}"
LESS = "{id: it, name: Ít, when: {groups: {any_of: [gia]}}, percent: 20, in_force: {to: 2026-12-01}}"


@pytest.mark.parametrize(
    "edits",
    [
        [],
        [("name: Giấy ủy quyền", "name: Văn bản ủy quyền"), ("basis: [NĐ 23]", "basis: [NĐ 280]")],
        [("pages: {over: 100}", "pages: {from: 101}")],
        [("when: {by_proxy: true, kin: khac}", "when: {by_proxy: true, not: {kin: con}}")],
        [("amount: 2000 * pages", "amount: pages * 1000 + 1000 * pages")],
        [("amount: 2000 * pages", 'amount: "math.greatest(2000, pages * 2000)"')],
        [(SHEETS, SHEETS.replace("(pages + 1) / 2", "pages - pages / 2"))],
        [("age: {from: 14}", "age: {over: 13}")],
        [("within: 3 working_days}", "within: 1 working_days + 2 working_days}")],
        [("id: nhieu, when: {case: nhieu}", "id: lau, when: {pages: {over: 100}}"), ("rows: [nhieu]", "rows: [lau]")],
        [(OLD, f"{OLD}\n  - {LESS}")],
    ],
)  # fmt: skip
def test_what_only_says_it_in_other_words_is_proved_to_decide_alike(
    compare: Compare, edits: list[tuple[str, str]]
) -> None:
    proof = compare(*edits)
    assert (proof.verdict, proof.answers, proof.vacuous) == ("same", (), False)


@pytest.mark.parametrize(
    ("edit", "part", "said"),
    [
        (("2000 * pages", "2000 * pages + pages / 1000"), "fee", "phí, lệ phí 2.000.000 đồng → 2.000.001 đồng"),
        (("quantity: pages", "quantity: pages + 1"), "fee", "số lượng 1 → 2"),
        (("any_of: [ngheo]", "any_of: [ngheo, gia]"), "fee", "1.000 đồng → 0 đồng"),
        (("percent: 50, in_force: {to: 2027-01-01}", "percent: 50"), "fee", "2.000 đồng → 1.000 đồng"),
        (("hộ nghèo, copies: 1", "hộ nghèo, copies: 2"), "papers", "đổi số bản hoặc cách nộp: Sổ hộ nghèo"),
        (("present(stamped) && stamped > 2", "present(stamped) && stamped > 3"), "papers", "bớt giấy: Bảng kê dấu"),
        (("present(stamped) && stamped > 2", "!present(stamped) || stamped > 2"), "papers", "thêm giấy: Bảng kê dấu"),
        ((", presents_as: certified_copy", ""), "papers", "đổi số bản hoặc cách nộp: Bản chính"),
        (("age: {from: 14}", "age: {over: 14}"), "papers", "thêm giấy: Giấy khai sinh"),
        (("kin: khac}, originals", "kin: con}, originals"), "papers", "Giấy ủy quyền"),
        (("cut_off=15:00", "cut_off=14:00"), "deadline", "hẹn trả"),
        (("add: 2 working_days", "add: 3 working_days"), "deadline", "thời hạn 5 ngày làm việc → 6 ngày làm việc"),
        (("nhan: 2 working_hours, ky: 6", "nhan: 1 working_hours, ky: 6"), "route", "2 giờ làm việc"),
        (("pages: {over: 100}", "pages: {over: 101}"), "case", "trường hợp nhieu → it"),
        ((f"{PROXY}false", f"{PROXY}true"), "deadline", ""),
    ],
)  # fmt: skip
def test_what_differs_is_shown_by_a_dossier_decided_under_both_laws(
    compare: Compare, edit: tuple[str, str], part: str, said: str
) -> None:
    proof = compare(edit)
    assert proof.verdict == "differs"
    assert part in parts(proof)
    assert all(answer.shown and answer.shown.differs(answer.part) for answer in proof.answers)
    assert said in "\n".join(told(proof))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("{id: kiem, name: Kiểm tra, role: ho-tich, allows: [sign], before: ky}", "thêm bước “Kiểm tra”"),
        ("{id: ky, role: tiep-nhan}", "bước “Ký”: "),
        ("{id: ky, allows: [hand_over]}", "bước “Ký”: vai thực hiện, nơi làm hoặc việc được làm khác"),
        ("{id: ky, before: nhan}", "thứ tự các bước: Tiếp nhận → Ký ⇒ Ký → Tiếp nhận"),
    ],
)
def test_another_route_is_told_step_by_step(days: Callable[..., list[Stretch]], step: str, said: str) -> None:
    amendment = AMENDMENT.replace("fee_schedule/le-phi-to", "route/chung").replace(
        "{lines: [{id: to, amount: 1000}]}", f"{{steps: [{step}]}}"
    )
    proof = prove("chung-thuc", days(more={"catalogs/vn/buoc.yaml": amendment}), 5000)
    assert parts(proof) == ["route"]
    assert said in "\n".join(told(proof))


def test_an_amount_that_only_z3_can_compare_is_left_open_without_it(
    compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = ("amount: 2000 * pages", "amount: 2000 * pages + pages * pages - (pages - 1) * (pages + 1) - 1")
    assert compare(edit).verdict == "same"
    monkeypatch.setitem(sys.modules, "z3", None)
    left = compare(edit)
    assert left.verdict == "unknown"
    assert {(answer.part, answer.reason) for answer in left.answers} == {("fee", "no-solver")}
    assert compare(("add: 2 working_days", "add: 3 working_days")).verdict == "differs"


def test_a_question_that_takes_too_long_is_left_open(compare: Compare) -> None:
    hard = "(pages * pages * pages - pages) % 6 + (pages * pages * pages * pages * pages - pages) % 30"
    proof = compare(("amount: 2000 * pages", f"amount: 2000 * pages + {hard}"), limit=50)
    assert proof.verdict in ("unknown", "same")
    assert {answer.reason for answer in proof.answers} <= {"time", "outside"}


def test_rules_derived_from_one_another_without_end_are_left_open_in_time(compare: Compare) -> None:
    doubled = "".join(f"  d{n}: d{n - 1} != (d{n - 1} == by_proxy)\n" for n in range(1, 60))
    began = monotonic()
    proof = compare(("derived:\n", f"derived:\n  d0: pages > 3\n{doubled}"), ("{age: {from: 14}}", "{d59: true}"))
    assert proof.verdict == "unknown"
    assert {answer.reason for answer in proof.answers} == {"outside"}
    assert monotonic() - began < 10


def test_what_one_law_alone_can_decide_is_a_difference(compare: Compare) -> None:
    proof = compare(("amount: 2000 * pages, quantity: pages", "amount: undetermined, decided_by: province"))
    assert parts(proof) == ["reception"]
    assert "dự thảo không quyết định được" in told(proof)[0]
    assert compare(("- {id: it, within", "- {id: it, when: {pages: {under: 1000}}, within")).verdict == "same"


def test_a_question_more_is_told_and_its_answers_looked_at(compare: Compare) -> None:
    more = ("  by_proxy:", "  urgent: {type: boolean, title: Gấp?, required: true}\n  by_proxy:")
    proof = compare(more)
    assert (proof.verdict, proof.only) == ("same", ("urgent",))
    proof = compare(more, ("amount: 2000 * pages", 'amount: "2000 * pages + (urgent ? 1000 : 0)"'))
    assert parts(proof) == ["fee"]


def test_other_answers_are_a_difference_and_the_rest_is_compared(compare: Compare) -> None:
    proof = compare(("{id: khac, name: Khác}]", "{id: khac, name: Khác}, {id: chau, name: Cháu}]"))
    assert [(answer.part, answer.names) for answer in proof.answers] == [("answers", ("kin",))]
    proof = compare(
        ("stamped: {type: integer, title: Số dấu, min: 0, max: 9}", "stamped: {type: boolean, title: Có dấu?}"),
        ("present(stamped) && stamped > 2", "stamped"),
    )
    assert proof.verdict == "differs"
    assert parts(proof)[0] == "answers"


def test_a_procedure_that_only_one_law_has_is_a_difference(days: Callable[..., list[Stretch]]) -> None:
    found = days(
        more={
            "catalogs/vn/chung-thuc.yaml": FILES["catalogs/vn/chung-thuc.yaml"]
            .replace("id: chung-thuc", "id: chung-thuc-moi")
            .replace("2.000815", "2.000816")
        }
    )
    assert [parts(prove(name, found, None)) for name in ("chung-thuc", "chung-thuc-moi")] == [
        ["existence"],
        ["existence"],
    ]


def test_a_change_counts_from_the_day_it_is_in_force_on(days: Callable[..., list[Stretch]]) -> None:
    found = days(more={"catalogs/vn/nang-muc.yaml": AMENDMENT})
    [answer] = prove("chung-thuc", found, 5000).answers
    assert answer.first == date(2026, 9, 1)
    assert answer.shown is not None
    assert answer.shown.after.at.date() >= answer.first
    assert prove("chung-thuc", [one for one in found if one.last < answer.first], 5000).verdict == "same"


def test_years_without_a_calendar_are_passed_over(days: Callable[..., list[Stretch]]) -> None:
    calendar = "{kind: calendar, id: vn-2029, year: 2029, week: [mon, tue, wed, thu, fri], off: []}"
    amendment = AMENDMENT.replace("2026-09-01", "2028-02-01")
    found = days(more={"rules/them.yaml": calendar, "catalogs/vn/nang-muc.yaml": amendment})
    assert {one.first.year for one in found} == {one.last.year for one in found} == {2026, 2027, 2029}
    [answer] = prove("chung-thuc", found, 5000).answers
    assert (answer.first, answer.last) == (date(2029, 1, 1), date(2029, 12, 31))


def test_what_all_due_times_rest_on_is_compared_by_content(days: Callable[..., list[Stretch]]) -> None:
    calendar = "{kind: calendar, id: vn-2028, year: 2028, week: [mon, tue, wed, thu, fri], off: []}"
    assert shared(days()) == ()
    assert shared(days(more={"rules/them.yaml": calendar})) == ("calendar",)


def test_that_neither_law_can_decide_anything_is_told_apart_from_a_proof(days: Callable[..., list[Stretch]]) -> None:
    edit = ("add: 2 working_days", "add: 3 working_days")
    [commune, province] = [prove("chung-thuc", days(edit, unit=unit), 5000) for unit in (UNIT, "vn/38")]
    assert (commune.verdict, commune.vacuous) == ("differs", False)
    assert (province.verdict, province.vacuous) == ("same", True)  # it is the commune's procedure
