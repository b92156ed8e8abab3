"""With the bundle everything is answered as without it: on the whole catalog, and after any change to a file."""

import os
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec import Struct

from motcua.calendar import TZ
from motcua.catalog import Catalog, Home, load_homes
from motcua.catalog.bundle import Bundle
from motcua.check import check
from motcua.decide import Decision, decide
from motcua.findings import Finding
from motcua.house import open_house
from motcua.lang import cel, read_facts

TODAY = date(2026, 10, 5)
Write = Callable[..., Catalog]


class Answers(Struct, frozen=True):
    """What there is to say of a catalog."""

    findings: tuple[Finding, ...]
    digests: tuple[str, ...]
    decisions: tuple[Decision, ...]


def answers(catalog: Catalog, bundle: Bundle | None = None) -> Answers:
    books = [catalog.resolve(unit, TODAY) for unit in catalog.units()]
    decisions = []
    for book in books:
        for procedure in book.procedures.values():
            facts, _ = read_facts(book.program(procedure).facts, {})
            decisions.append(decide(book, procedure, facts, datetime(2026, 10, 5, 9, tzinfo=TZ)))
    findings = check(catalog, TODAY, bundle.findings if bundle else None)
    return Answers(tuple(findings), (catalog.digest, *(book.digest for book in books)), tuple(decisions))


def test_the_whole_catalog_is_answered_alike_cold_filled_and_from_the_bundle(tmp_path: Path) -> None:
    plain = answers(open_house().catalog)
    for _ in ("filled", "kept"):
        house = open_house(cache=tmp_path)
        with house.bundle as bundle:
            assert answers(house.catalog, bundle) == plain
    assert len(plain.decisions) > 50
    assert len(plain.findings) > 50


def test_what_is_kept_is_neither_read_nor_checked_again(tmp_path: Path) -> None:
    for changed in (True, False):
        house = open_house(cache=tmp_path)
        assert house.bundle.contents.changed is False  # already kept, so that other commands have it too
        check(house.catalog, TODAY, house.bundle.findings)
        assert house.bundle.findings.changed is changed
        house.bundle.keep()


def test_a_folder_is_not_taken_for_one_of_the_same_name_in_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = "catalogs/hai-phong/layer.yaml"
    file = tmp_path / "plugins" / "hai_phong" / manifest
    file.parent.mkdir(parents=True)
    file.write_text("{kind: layer, id: khac, name: Khác, level: province, unit: vn/99, parent: vn}", "utf-8")
    monkeypatch.chdir(tmp_path)
    files = open_house(extra=[Path("plugins/hai_phong")]).catalog.files
    assert files[f"plugins/hai_phong/{manifest}"] != str(file)
    assert files[str(file)] == str(Path("plugins/hai_phong") / manifest)


def told(folder: Path, bundle: Bundle | None = None) -> list[Finding]:
    cel.forget()  # as in a process of its own
    catalog = load_homes([Home(folder, shown="")], bundle.contents if bundle else None)
    with bundle or nullcontext():
        return check(catalog, TODAY, bundle.findings if bundle else None)


SECOND = """
kind: procedure
id: ket-hon
code: "1.000894"
name: Kết hôn
field: ho-tich
in_force: {from: 2016-01-01}
basis: [Luật Hộ tịch]
level: commune
applicants: [ca-nhan]
channels: [counter]
results: [{id: giay, name: Giấy}]
papers: [{id: to-khai, name: Tờ khai, originals: 1, basis: [Luật Hộ tịch]}]
deadline: [{id: thuong, within: 3 working_days, basis: [Luật Hộ tịch]}]
fees: [{id: le-phi, use: le-phi, item: ket-hon}]
route: {use: chung}
follow_ups: [{procedure: khai-tu, note: Khi có người chết}]
"""
SHORTER = """
kind: amendment
id: rut-ngan
amends: procedure/ket-hon
in_force: {from: 2026-01-01}
basis: [QĐ tỉnh]
set: {deadline: [{id: thuong, within: 2 working_days}]}
"""
CALENDAR = "{kind: calendar, id: vn-2026, year: 2026, week: [mon, tue, wed, thu, fri], off: []}"
PATHS = {
    "first": "catalogs/vn/khai-tu.yaml",
    "second": "catalogs/vn/ket-hon.yaml",
    "cut": "catalogs/thanh-hoa/cut.yaml",
    "calendar": "rules/calendar.yaml",
}
EDITS = {
    "a digit of a code that now belongs to two": (PATHS["second"], "1.000894", "1.000656"),
    "an id that another procedure names": (PATHS["first"], "id: khai-tu\n", "id: khai-tuu\n"),
    "a fact that a condition names": (PATHS["first"], "needs_check: {type", "needs_checc: {type"),
    "the type of a fact that conditions name": (
        PATHS["first"],
        "needs_check: {type: boolean",
        "needs_check: {type: date",
    ),
    "what a fact is derived from": (PATHS["first"], "received_on) <= 15", "received_on) <= death_date"),
    "an amount of a shared schedule": ("rules/fees.yaml", "amount: 5000", "amount: 0 - 5000"),
    "the year of a calendar": (PATHS["calendar"], "year: 2026,", "year: 2036,"),
    "a broken file": (PATHS["first"], "name: Đăng ký", "nam: Đăng ký"),
    "a file that cannot be read": (PATHS["first"], "[ca-nhan]", "[ca-nhan"),
    "a role of the shared route": ("rules/route.yaml", "role: ho-tich,", "role: ho-tik,"),
    "an item of a shared vocabulary": ("rules/words.yaml", "{id: counter, name", "{id: desk, name"),
    "the amount in a shared schedule": ("rules/fees.yaml", "{on_time: true}", "{on_timee: true}"),
    "a bound": ("rules/bounds.yaml", "deadline: {lower: may_shorten", "deadline: {lower: locked"),
    "a deadline made longer": (PATHS["cut"], "2 working", "9 working"),
    "what is amended": (PATHS["cut"], "procedure/ket-hon", "procedure/khai-tu"),
    "a day on which two amendments overlap": (PATHS["cut"], "id: rut-ngan\n", "id: rut-ngan\nreplaces: [khong-co]\n"),
    "a layer's level": ("catalogs/ha-trung/layer.yaml", "level: commune", "level: agency"),
    "a line more above everything": ("rules/fees.yaml", "\nkind: fee", "\n\n\nkind: fee"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_changed_file_is_answered_as_if_nothing_had_been_kept(
    edit: tuple[str, str, str], country: Write, tmp_path: Path
) -> None:
    country({PATHS["second"]: SECOND, PATHS["cut"]: SHORTER, PATHS["calendar"]: CALENDAR})
    bundle = Bundle.open(tmp_path / "cache", [Home(tmp_path)])
    before = told(tmp_path, bundle)
    path, old, new = edit
    file = tmp_path / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    assert told(tmp_path, bundle) == told(tmp_path) != before
    file.write_text(text, "utf-8")
    assert told(tmp_path, bundle) == before
    file.unlink()
    assert told(tmp_path, bundle) == told(tmp_path)


def test_a_template_that_goes_and_comes_back_is_noticed_though_it_is_no_law(country: Write, tmp_path: Path) -> None:
    country({"rules/slip.yaml": "{kind: slip, id: giay, name: Giấy, template: giay.typ}"})
    template, bundle = tmp_path / "rules" / "giay.typ", Bundle(None)
    rules = []
    for there in (True, False, True):
        template.touch() if there else template.unlink()
        rules.append("slip/no-template" in {finding.rule for finding in told(tmp_path, bundle)})
    assert rules == [False, True, False]


def test_files_whose_names_are_shown_alike_are_each_looked_at(country: Write, tmp_path: Path) -> None:
    country()
    first, second = (tmp_path / "catalogs/vn" / os.fsdecode(b"ho-t%cch.yaml" % letter) for letter in (0xED, 0xEE))
    first.write_text(SECOND, "utf-8")
    second.write_text(SHORTER.replace("2 working", "1 working"), "utf-8")
    bundle = Bundle(None)
    before = told(tmp_path, bundle)
    first.write_text(SECOND.replace("item: ket-hon", "item: ly-hon"), "utf-8")
    assert told(tmp_path, bundle) == told(tmp_path) != before


def test_procedures_of_one_file_are_all_checked(country: Write, tmp_path: Path) -> None:
    country({PATHS["second"]: f"{SECOND}---{SECOND.replace('ket-hon', 'ly-hon').replace('894', '895')}"})
    rules = [finding.rule for finding in told(tmp_path) if finding.place and finding.place.file == PATHS["second"]]
    assert rules.count("reference/fee_item") == 1  # only the second asks for what the schedule has not
    assert told(tmp_path, Bundle(None)) == told(tmp_path)


PRICE = """
kind: amendment
id: gia-rieng
amends: fee_schedule/le-phi
in_force: {from: 2026-01-01}
basis: [NQ tỉnh]
set: {lines: [{id: khai-tu, amount: 0 - 30000}]}
"""
OTHER_SCHEDULE = """
kind: fee_schedule
id: rieng
name: Biểu riêng
in_force: {from: 2016-01-01}
basis: [Luật Phí]
lines: [{id: ket-hon, name: Kết hôn, amount: 5000}]
"""


def test_a_price_that_an_amendment_of_another_procedure_ends_is_checked_again(country: Write, tmp_path: Path) -> None:
    ended, bundle = SHORTER.replace("basis:", "replaces: [gia-rieng]\nbasis:"), Bundle(None)
    rules = []
    for cut in (SHORTER, ended):
        country({PATHS["second"]: SECOND, PATHS["cut"]: cut, "catalogs/thanh-hoa/price.yaml": PRICE})
        findings = told(tmp_path, bundle)
        assert findings == told(tmp_path)
        rules.append("lang/negative" in {finding.rule for finding in findings})
    assert rules == [True, False]


def test_a_schedule_is_checked_again_for_those_who_name_it_alone(country: Write, tmp_path: Path) -> None:
    country({PATHS["second"]: SECOND.replace("use: le-phi", "use: rieng"), "rules/rieng.yaml": OTHER_SCHEDULE})
    fees, bundle = tmp_path / "rules/fees.yaml", Bundle(None)
    told(tmp_path, bundle)
    fees.write_text(f"{fees.read_text('utf-8')}# đã xem\n", "utf-8")
    before = set(bundle.findings)
    assert len(before) == 3
    assert told(tmp_path, bundle) == told(tmp_path)
    assert len(set(bundle.findings) - before) == 2  # the law that all share, and the one procedure


ENDED = """
kind: amendment
id: het
amends: fee_schedule/le-phi
in_force: {from: 2016-01-01}
basis: [TT]
set: {in_force: {to: 2028-01-01}}
"""


def test_a_schedule_that_an_amendment_ends_is_missed_from_that_day_on(country: Write, tmp_path: Path) -> None:
    country({"catalogs/vn/het.yaml": ENDED})
    missed = [str(each.place) for each in told(tmp_path) if each.rule == "reference/not-in-force"]
    assert missed == ["rules/fees.yaml:5:11"]


def test_a_procedure_is_checked_on_its_own_days_and_not_on_those_of_others(country: Write, tmp_path: Path) -> None:
    own = OTHER_SCHEDULE.replace("from: 2016-01-01", "to: 2031-01-01")
    country({"rules/rieng.yaml": own})
    first = tmp_path / PATHS["first"]
    first.write_text(first.read_text("utf-8").replace("from: 2016-01-01", "to: 2030-01-01"), "utf-8")
    bundle = Bundle(None)
    for begins in ("2010-01-01", "2017-01-01"):  # before the first one's schedule is in force, and after
        second = tmp_path / PATHS["second"]
        second.write_text(SECOND.replace("use: le-phi", "use: rieng").replace("2016-01-01", begins), "utf-8")
        assert told(tmp_path, bundle) == told(tmp_path)


def test_another_day_is_another_question(country: Write, tmp_path: Path) -> None:
    country()
    catalog, bundle = load_homes([Home(tmp_path, shown="")]), Bundle(None)
    for day in (TODAY, date(2015, 1, 1), TODAY):
        assert check(catalog, day, bundle.findings) == check(catalog, day)
