"""Many dossiers replayed as tables: the same is found as one by one, of every dossier, under the law as shipped."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import pytest

from motcua.analysis.impact.bulk import replay_many
from motcua.analysis.impact.draft import Draft, read_draft
from motcua.analysis.impact.page import page
from motcua.analysis.impact.replaying import Scope, redecide
from motcua.analysis.impact.rows import as_csv, json_text
from motcua.analysis.impact.sums import Impact, sum_up
from motcua.calendar import TZ, parse_moment
from motcua.catalog import Catalog, Home, builtin_home
from motcua.catalog.model import Procedure
from motcua.dossier import Applicant, applicant_as_json
from motcua.findings import MotcuaError
from motcua.house import House, open_house
from motcua.lang import Fact

PLUGINS = Path(__file__).parents[2] / "plugins"
PROVINCE = PLUGINS / "thanh_hoa" / "motcua_thanh_hoa"
UNITS = "vn/38/ha-trung", "vn/31/vinh-bao"
AT = parse_moment("2026-11-22T09:00")
OF_EACH = 14  # dossiers of each procedure at each unit: more than six hundred in all
LATER = """
kind: amendment
id: {id}
amends: {amends}
in_force: {{from: {start}}}
basis: [QĐ 1/2026/QĐ-UBND (ví dụ)]
set: {set}
running_cases: {running}
"""
SINGLE = "xac-nhan-tinh-trang-hon-nhan"
FASTER = """
  deadline: [{id: thuong, within: 2 working_days}]
  route: {times: {giai-quyet: 8 working_hours, tra: 4 working_hours, tiep-nhan: 2 working_hours, ky: 2 working_hours}}
  papers: [{id: to-khai, remove: true}, {id: tuy-than, originals: 0}]
"""
QUESTIONS = """
kind: procedure
id: khai-tu
code: "1.000656"
name: Đăng ký khai tử
field: ho-tich
in_force: {from: 2016-01-01}
basis: [Luật Hộ tịch]
level: commune
applicants: [ca-nhan]
channels: [counter, online]
results: [{id: trich-luc, name: Trích lục}]
facts:
  check: {type: boolean, title: Cần xác minh?, asked_when: {channel: counter}}
  far: {type: boolean, title: Ở xa?, required: true, asked_when: {check: true}}
  copies: {type: integer, title: Số bản, min: 0, max: 50, default: 2, asked_when: {far: true}}
  groups: {type: choices, title: Nhóm, of: nhom, default: [], asked_when: {copies: {over: 1}}}
papers:
  - {id: to-khai, name: Tờ khai, when: {far: true}, originals: 1}
  - {id: so, name: Sổ hộ nghèo, when: {groups: {any_of: [ho-ngheo]}}, originals: 1}
deadline:
  - {id: xac-minh, when: {check: true}, within: 3 working_days}
  - {id: thuong, within: 1 working_days}
fees: [{id: ban-sao, name: Bản sao, amount: 1000 * copies}]
route: {use: chung, times: {nhan: 2 working_hours, ky: 6 working_hours}}
"""
URGENT = 'urgent: {type: boolean, title: "Cần gấp?", required: true}'
STORM = "{off: [{id: bao, on: 2026-10-06, name: Nghỉ bão}]}"
T = TypeVar("T")
Events = list[dict[str, Any]]
Done = tuple[str, dict[str, Any]]
Life = list[Done]


@pytest.fixture(scope="module")
def house() -> House:
    return open_house([str(PLUGINS)])


@contextmanager
def unseen(_: str, things: Sequence[T], /) -> Iterator[Iterable[T]]:
    yield things


def edited(home: Path, *changes: tuple[str, str, str]) -> None:
    for name, old, new in changes:
        text = (home / name).read_text("utf-8")
        assert old in text
        (home / name).write_text(text.replace(old, new), "utf-8")


def amended(home: Path, name: str, **told: str) -> None:
    (home / f"catalogs/thanh-hoa/amendments/{name}.yaml").write_text(LATER.format(id=name, **told), "utf-8")


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """A copy of a province: one fee higher, one lower, one forgotten; faster, fewer papers, a day off for a storm."""
    draft = tmp_path / "province"
    shutil.copytree(PROVINCE, draft, ignore=shutil.ignore_patterns("*.py*", "__pycache__"))
    fees = "catalogs/thanh-hoa/amendments/le-phi-ho-tich.yaml"
    edited(
        draft,
        (fees, "khai-sinh, amount: 8000", "khai-sinh, amount: 10000"),
        (fees, "nhan, amount: 15000", "nhan, amount: 12000"),
    )
    amended(draft, "nhanh", amends=f"procedure/{SINGLE}", start="2026-06-01", set=FASTER, running="apply")
    amended(draft, "bao", amends="calendar/vn-2026", start="2026-09-01", set=STORM, running="apply")
    return draft


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    """A copy of the country: an exemption less, a paper in two originals, one question more and one always asked."""
    draft = tmp_path / "country"
    for part in ("catalogs", "rules"):
        shutil.copytree(builtin_home().folder / part, draft / part)
    fees = (draft / "rules/fees/le-phi-ho-tich.yaml").read_text("utf-8")
    civil = "catalogs/vn/procedures/ho-tich"
    single, birth = f"{civil}/xac-nhan-tinh-trang-hon-nhan.yaml", f"{civil}/dang-ky-khai-sinh.yaml"
    edited(
        draft,
        ("rules/fees/le-phi-ho-tich.yaml", fees[fees.index("  # on_time") : fees.index("  - id: nhom-mien")], ""),
        (single, "originals: 1\n    one_of: giay-to-tuy-than", "originals: 2\n    one_of: giay-to-tuy-than"),
        (birth, "required: true, asked_when: {abandoned: false}}", "required: true}"),
        ("catalogs/vn/procedures/chung-thuc/chung-thuc-ban-sao.yaml", "\nfacts:\n", f"\nfacts:\n  {URGENT}\n"),
    )
    return draft


def moments(random: Random) -> datetime:
    first = random.choice([date(2024, 11, 1), date(2026, 8, 1), date(2026, 11, 17)])
    day = first + timedelta(days=random.randint(0, (date(2026, 11, 20) - first).days))
    clock = timedelta(minutes=random.choice([450, 900, 901, 1020, random.randint(0, 1439)]))
    return datetime(day.year, day.month, day.day, tzinfo=TZ) + clock


def answer(random: Random, fact: Fact, received: date) -> Any:
    match fact.type:
        case "boolean":
            return random.random() < 0.5
        case "integer":
            return random.randint(fact.min or 0, min(fact.max or 60, 60))
        case "date":
            return (received - timedelta(days=random.choice([0, 15, 16, 60, 61, random.randint(0, 9000)]))).isoformat()
        case "choice":
            return random.choice(fact.choices).id
        case "choices":
            return [choice.id for choice in fact.choices if random.random() < 0.2]
    return "vì vậy"


def spoilt(random: Random, facts: dict[str, Any]) -> dict[str, Any]:
    """Leave answers out, or give what no desk would take."""
    name = random.choice(list(facts))
    odd = [None, 1, True, "có", "khong-co", [], [["ho-ngheo"]], {"a": 1}, 10**30, -1, 1.0, "31/02/2026", "x" * 20_000]
    lacking = {key: value for key, value in facts.items() if key != name}
    return random.choice([lacking, {**facts, name: random.choice(odd)}, {**facts, "khong-ai-hoi": True}])


def life_of(random: Random, facts: dict[str, Any], start: datetime) -> Iterator[tuple[str, datetime, dict[str, Any]]]:
    """Tell what may become of a dossier after its reception."""
    asked: Done = ("papers_asked", {"papers": ["to-khai", "bao-tu"], "reason": "thiếu"})
    part: Done = ("papers_received", {"papers": ["bao-tu"]})
    brought: Done = ("papers_received", {"papers": ["to-khai"]})
    changed: Done = ("facts_changed", {"facts": dict(list(facts.items())[:1]), "reason": "thẩm tra"})
    plain: Life = [("made_ready", {}), ("returned", {})]
    ended: list[Life] = [[("refused", {"reason": "sai"})], [("withdrawn", {})]]
    waited: list[Life] = [[asked], [asked, part], [asked, part, brought], [asked, part, brought, asked, brought, part]]
    lives: list[Life] = [[], [plain[0]], plain, *ended, *waited, [changed], [asked, part, brought, *plain]]
    life = random.choices(lives, [8, 2, 4, 1, 1, 1, 1, 2, 1, 1, 1])[0]
    at = start
    for kind, data in [("paid", {"amount": 1000}), *life] if random.random() < 0.2 else life:
        at += timedelta(hours=random.choice([1, 20, 50, 200]))
        yield kind, at, data


def journal(random: Random, number: int, unit: str, procedure: Procedure, facts: Sequence[Fact]) -> Events:
    at = moments(random)
    given = {fact.id: answer(random, fact, at.date()) for fact in facts if fact.required or random.random() < 0.8}
    given = spoilt(random, given) if given and random.random() < 0.1 else given
    name = random.choice([procedure.id] * 20 + [procedure.code, "khong-co"])
    where = random.choice([unit] * 40 + ["vn/38/noi-khac"])
    first = received(number, name, where, at.astimezone(UTC if random.random() < 0.02 else TZ), given)
    later, zone = enumerate(life_of(random, given, at), start=2), UTC if number % 5 == 0 else TZ
    return [
        first,
        *(
            {**first, "type": kind, "at": moment.astimezone(zone).isoformat(), "data": data, "seq": seq}
            for seq, (kind, moment, data) in later
        ),
    ]


def received(number: int, procedure: str, where: str, at: datetime, facts: dict[str, Any]) -> dict[str, Any]:
    applicant, promise = applicant_as_json(Applicant("Phạm Văn Nam")), {"due_at": None, "fee": None}
    told = {"procedure": procedure, "code": "", "facts": facts, "applicant": applicant, "papers": {}, "rulebook": ""}
    who = {"dossier": f"HT-{number}", "by": "hoa", "by_name": "Hoa", "where": where, "seq": 1, "prev": ""}
    return {**who, "type": "received", "at": at.isoformat(), "data": {**told, "promise": promise}}


@pytest.fixture(scope="module")
def journals(house: House) -> list[Events]:
    """Dossiers of every procedure at two units, over two years in which the law changed, some of them spoilt."""
    random = Random(5)  # noqa: S311 - the same dossiers at every run
    made: list[Events] = []
    for unit in UNITS:
        rulebook = house.catalog.resolve(unit, date(2026, 10, 5))
        for procedure in rulebook.procedures.values():
            facts = rulebook.program(procedure).facts
            made += [journal(random, len(made) + n, unit, procedure, facts) for n in range(OF_EACH)]
    late = next(
        events for events in made if events[0]["data"]["procedure"] == SINGLE and events[0]["where"] == UNITS[0]
    )
    given = {"channel": "counter", "needs_verification": False}
    about = {"at": "2026-11-18T08:00:00+07:00", "data": {**late[0]["data"], "facts": given}}
    made.append([{**late[0], "dossier": "HT-late", **about}])
    return sorted(made, key=lambda events: datetime.fromisoformat(events[0]["at"]))


def written(impact: Impact) -> str:
    """Write all that anybody gets to see."""
    shown = [*json_text(impact, "vi"), *as_csv(impact, "vi"), page(impact, "dự thảo", "Lập nay.", None, "vi")]
    return "".join(shown)


def both(journals: Sequence[Events], draft: Draft, scope: Scope) -> Impact:
    """Replay one by one and together, and hold the two against each other, dossier by dossier."""
    expected = sum_up(redecide(journals, draft.laws, scope))
    found = replay_many(journals, draft.laws, scope, unseen)
    for one, other in zip(expected.touched, found.touched, strict=True):
        assert one == other
    assert written(found) == written(expected)
    return found


def test_a_province_s_draft_finds_together_what_it_finds_one_by_one(
    house: House, province: Path, journals: list[Events]
) -> None:
    found = both(journals, read_draft(house.homes, Home(province), AT.date()), Scope(AT))
    assert min(found.fates.values()) > 0, "kept, applied, partly and finished ones are among them"
    assert found.would.due["earlier"] * found.would.due["later"] * found.would.overdue["newly"] > 0
    assert found.would.papers["fewer"] * found.would.papers["altered"] > 0
    assert {"decide/fact-missing", "unit/unknown", "procedure/unknown", "fact/unheard-of"} <= rules(found)


def test_a_country_s_draft_finds_together_what_it_finds_one_by_one(
    house: House, nation: Path, journals: list[Events]
) -> None:
    found = both(journals, read_draft(house.homes, Home(nation), AT.date()), Scope(AT))
    assert found.would.papers["altered"] > 0
    assert found.whole.difference > 0
    assert sum(not one.decided for one in found.touched) > 0


def test_answers_to_questions_that_are_not_asked_count_for_nothing_together_too(
    deciding: Callable[..., Catalog], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    deciding({"catalogs/vn/khai-tu.yaml": QUESTIONS})
    copy = Path(shutil.copytree(tmp_path, tmp_path_factory.mktemp("draft") / "copy"))
    edited(copy, ("catalogs/vn/khai-tu.yaml", "1000 * copies", "1500 * copies"))
    edited(copy, ("catalogs/vn/khai-tu.yaml", "asked_when: {channel: counter}", "asked_when: {channel: online}"))
    draft = read_draft([Home(tmp_path, shown="")], Home(copy, shown="draft"), AT.date())
    answers: dict[str, list[Any]] = {
        "channel": [None, "counter", "online"],
        "check": [None, True, False],
        "far": [None, True, False],
        "copies": [None, 0, 1, 7],
        "groups": [None, [], ["ho-ngheo"]],
    }
    told = [dict(zip(answers, some, strict=True)) for some in product(*answers.values())]
    dossiers = [[received(number, "khai-tu", UNITS[0], AT, facts)] for number, facts in enumerate(told)]
    found = both(dossiers, draft, Scope(AT))
    assert found.dossiers == 3 * 3 * 3 * 4 * 3
    assert {one.fate for one in found.touched} == {"keep"}
    assert 0 < found.whole.undecided < found.dossiers
    assert {one.due for one in found.touched} == {"earlier", "later", ""}


def test_of_dossiers_that_would_change_alike_each_is_counted_by_what_really_becomes_of_it(
    deciding: Callable[..., Catalog], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    deciding({"catalogs/vn/khai-tu.yaml": QUESTIONS})
    copy = Path(shutil.copytree(tmp_path, tmp_path_factory.mktemp("draft") / "copy"))
    told = {"amends": "procedure/khai-tu", "start": "2026-01-01"}
    shorter = LATER.format(
        id="som", set="{deadline: [{id: xac-minh, within: 2 working_days}]}", running="apply", **told
    )
    longer = LATER.format(id="muon", set="{extensions: [{id: cho, add: 5 working_days}]}", running="keep", **told)
    (copy / "catalogs/vn/sua-doi.yaml").write_text(f"{shorter}\n---\n{longer}", "utf-8")
    draft = read_draft([Home(tmp_path, shown="")], Home(copy, shown="draft"), AT.date())
    facts = {"channel": "counter", "check": True, "far": False}
    days = [parse_moment(f"2026-11-{day}T08:00") for day in (16, 17, 17)]
    dossiers = [[received(number, "khai-tu", UNITS[0], at, facts)] for number, at in enumerate(days)]
    found = both(dossiers, draft, Scope(parse_moment("2026-11-19T09:00")))
    assert {one.fate for one in found.touched} == {"partly"}
    assert found.would.overdue == {"newly": 0, "no_longer": 0}
    assert found.settled.overdue == {"newly": 1, "no_longer": 0}  # the two of the next day are due this evening


def test_where_calendars_end_dossiers_are_undecided_together_too(
    deciding: Callable[..., Catalog], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    deciding({"catalogs/vn/khai-tu.yaml": QUESTIONS.replace("1 working_days", "same_day cut_off=15:00")})
    copy = Path(shutil.copytree(tmp_path, tmp_path_factory.mktemp("draft") / "copy"))
    edited(copy, ("catalogs/vn/khai-tu.yaml", "1000 * copies", "1500 * copies"))
    draft = read_draft([Home(tmp_path, shown="")], Home(copy, shown="draft"), AT.date())
    dossiers = []
    for number, day in enumerate(["2024-12-20", "2025-01-02", "2027-12-20", "2027-12-29", "2027-12-31"]):
        first = received(number, "khai-tu", UNITS[0], parse_moment(f"{day}T09:00"), {"channel": "online"})
        asked = {**first, "type": "papers_asked", "at": "2024-12-01T09:00:00+07:00", "data": {"papers": ["to-khai"]}}
        dossiers.append([first])
        for brought in ("2024-12-02", "2027-12-30", "2028-01-05", "2030-01-05"):
            dossiers.append([first, asked, {**asked, "type": "papers_received", "at": f"{brought}T09:00:00+07:00"}])
    many = [dossier for dossier in dossiers for _ in range(30)]  # more than are looked at one by one for a single fault
    found = both(many, draft, Scope(parse_moment("2031-02-01T09:00")))
    assert (found.dossiers, found.whole.undecided) == (25 * 30, 21 * 30)


def test_a_fee_that_nobody_has_set_is_undecided_together_too(
    house: House, province: Path, journals: list[Events]
) -> None:
    (province / "catalogs/thanh-hoa/amendments/le-phi-ho-tich.yaml").unlink()
    found = both(journals[:200], read_draft(house.homes, Home(province), AT.date()), Scope(AT))
    assert "decide/fee-undetermined" in rules(found)


def test_only_what_is_of_the_scope_is_counted(house: House, province: Path, journals: list[Events]) -> None:
    draft = read_draft(house.homes, Home(province), AT.date())
    scope = Scope(parse_moment("2026-10-07T12:00"), date(2026, 9, 1), "vn/38")
    found = both(journals, draft, scope)
    assert 0 < found.dossiers < len(journals) / 4
    assert {fees.unit for fees in found.fees} <= {UNITS[0], "vn/38/noi-khac"}
    assert both(journals[:50], draft, Scope(parse_moment("2020-01-01T12:00"))).dossiers == 0
    assert both([], draft, scope).first is None


def test_an_event_of_another_version_is_refused_together_too(
    house: House, province: Path, journals: list[Events]
) -> None:
    draft, first = read_draft(house.homes, Home(province), AT.date()), journals[0][0]
    for strange in ([{**first, "type": "teleported"}], [first, {**first, "type": "teleported"}]):
        with pytest.raises(MotcuaError, match="dossier/unknown-event"):
            replay_many([strange], draft.laws, Scope(AT), unseen)


def test_a_stretch_of_the_touched_and_each_of_them_are_those_of_the_walk(
    house: House, province: Path, journals: list[Events]
) -> None:
    draft = read_draft(house.homes, Home(province), AT.date())
    touched = replay_many(journals[-150:], draft.laws, Scope(AT), unseen).touched
    walked = list(touched)
    assert (touched[:3], touched[-1], len(touched)) == (tuple(walked[:3]), walked[-1], len(walked))
    with pytest.raises(IndexError):
        touched[len(walked)]


def rules(impact: Impact) -> set[str]:
    return {why.rule for why, _ in impact.undecided}
