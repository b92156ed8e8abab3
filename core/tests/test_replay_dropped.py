"""A draft that asks less than the law a dossier was received under: what is no longer asked is set aside."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

import pytest

from motcua.analysis.impact.bulk import replay_many
from motcua.analysis.impact.draft import Draft, read_draft
from motcua.analysis.impact.outcome import Redecided
from motcua.analysis.impact.replaying import Scope, redecide
from motcua.analysis.impact.rows import json_text
from motcua.analysis.impact.sums import Impact, sum_up
from motcua.calendar import parse_moment
from motcua.catalog import Catalog, Home, builtin_home
from motcua.dossier import Applicant, applicant_as_json
from motcua.house import open_house

PLUGINS = Path(__file__).parents[2] / "plugins"
SHIPPED = "catalogs/vn/amendments/bo-giay-tinh-trang-hon-nhan.yaml"
UNIT, AT = "vn/38/ha-trung", parse_moment("2026-11-22T09:00")
DROPPED = """
kind: amendment
id: khong-hoi
amends: procedure/khai-tu
in_force: {from: 2026-11-01}
basis: [QĐ mới]
set:
  facts: {needs_check: null}
  deadline: [{id: xac-minh, remove: true}]
running_cases: RUNNING
"""
TWO_GROUPS = "items: [{id: ho-ngheo, name: Hộ nghèo}, {id: can-ngheo, name: Hộ cận nghèo}]"
T = TypeVar("T")
Events = list[dict[str, Any]]
Try = Callable[[str], Draft]


@pytest.fixture
def draft(deciding: Callable[..., Catalog], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Try:
    """Write the law as it stands, and a draft that no longer asks whether to verify, nor knows the nearly poor."""

    def write(running: str) -> Draft:
        deciding()
        copy = Path(shutil.copytree(tmp_path, tmp_path_factory.mktemp("draft") / "copy"))
        (copy / "catalogs/vn/moi.yaml").write_text(DROPPED.replace("RUNNING", running), "utf-8")
        words = tmp_path / "rules/words.yaml"
        text = words.read_text("utf-8").replace("items: [{id: ho-ngheo, name: Hộ nghèo}]", TWO_GROUPS)
        assert TWO_GROUPS in text
        words.write_text(text, "utf-8")
        return read_draft([Home(tmp_path, shown="")], Home(copy, shown="draft"), AT.date())

    return write


def received(at: str, procedure: str = "khai-tu", **facts: Any) -> dict[str, Any]:
    told = {"procedure": procedure, "code": "", "papers": {}, "rulebook": "", "promise": {"due_at": None, "fee": None}}
    data = {**told, "facts": {"channel": "counter", **facts}, "applicant": applicant_as_json(Applicant("Phạm Văn Nam"))}
    who = {"dossier": "HT-1", "by": "hoa", "by_name": "Hoa", "where": UNIT, "seq": 1, "prev": ""}
    return {**who, "type": "received", "at": parse_moment(at).isoformat(), "data": data}


def found_later(first: dict[str, Any], at: str, **facts: Any) -> dict[str, Any]:
    data = {"facts": facts, "reason": "thẩm tra"}
    return {**first, "type": "facts_changed", "at": parse_moment(at).isoformat(), "data": data, "seq": 2}


def replayed(draft: Draft, *events: dict[str, Any]) -> Redecided:
    [one] = redecide([events], draft.laws, Scope(AT))
    return one


def both(journals: Sequence[Events], draft: Draft) -> tuple[Impact, int]:
    """Replay one by one and together, hold the two against each other, and count what is looked at one by one."""
    walks: list[int] = []

    @contextmanager
    def counted(_: str, things: Sequence[T], /) -> Iterator[Iterable[T]]:
        walks.append(len(things))
        yield things

    expected = sum_up(redecide(journals, draft.laws, Scope(AT)))
    found = replay_many(journals, draft.laws, Scope(AT), counted)
    assert list(found.touched) == list(expected.touched)
    assert "".join(json_text(found, "vi")) == "".join(json_text(expected, "vi"))
    return found, walks[-1]


def test_an_answer_to_a_question_that_the_draft_drops_is_set_aside(draft: Try) -> None:
    one = replayed(draft("keep"), received("2026-11-16T08:00", death_date="2026-10-01", needs_check=True))
    assert (one.before.due_at, one.after.due_at) == (parse_moment("2026-11-19T17:00"), parse_moment("2026-11-17T17:00"))


def test_so_is_one_that_was_found_later(draft: Try) -> None:
    first = received("2026-11-16T08:00", death_date="2026-10-01", needs_check=False)
    one = replayed(draft("keep"), first, found_later(first, "2026-11-17T08:00", needs_check=True))
    assert (one.due, one.after.undecided) == ("earlier", ())


def test_whoever_still_runs_is_asked_no_more_only_where_the_draft_says_so(draft: Try) -> None:
    earlier = received("2026-10-16T08:00", death_date="2026-09-01", needs_check=True)
    assert replayed(draft("apply"), earlier).fate == "apply"
    assert replayed(draft("keep"), earlier).fate == "same"


def test_an_answer_that_could_not_be_read_matters_no_more_where_nobody_asks(draft: Try) -> None:
    one = replayed(draft("keep"), received("2026-11-16T08:00", death_date="2026-10-01", needs_check="có lẽ"))
    assert [why.rule for why in one.before.undecided] == ["fact/not-a-boolean"]
    assert one.after.fee == 8000


def test_an_answer_that_neither_law_asks_for_leaves_undecided(draft: Try) -> None:
    one = replayed(draft("keep"), received("2026-11-16T08:00", death_date="2026-10-01", zodiac="Mão"))
    assert [[why.rule for why in outcome.undecided] for outcome in (one.before, one.after)] == [["fact/unheard-of"]] * 2


def test_a_choice_that_the_draft_drops_leaves_undecided(draft: Try) -> None:
    one = replayed(draft("keep"), received("2026-11-16T08:00", death_date="2026-10-01", groups=["can-ngheo"]))
    assert one.before.fee == 8000
    assert [why.rule for why in one.after.undecided] == ["fact/not-a-choice"]


def test_answers_to_what_is_no_longer_asked_are_set_aside_together_too(draft: Try) -> None:
    days = "2026-10-16T08:00", "2026-11-16T08:00"
    answers = product(days, [True, False, "có lẽ", None], [[], ["can-ngheo"]], [{}, {"zodiac": "Mão"}])
    journals = [
        [received(at, death_date="2026-09-01", needs_check=check, groups=groups, **more)]
        for at, check, groups, more in answers
    ]
    found, alone = both(journals, draft("apply"))
    assert found.would.due == {"earlier": 2, "later": 0}
    assert alone < found.dossiers


def test_the_shipped_law_that_drops_a_paper_and_its_question_tells_who_needs_it_no_more(tmp_path: Path) -> None:
    for name in ("standing", "draft"):
        for part in ("catalogs", "rules"):
            shutil.copytree(builtin_home().folder / part, tmp_path / name / part)
    (tmp_path / "standing" / SHIPPED).unlink()
    house = open_house([str(PLUGINS)])
    others = [home for home in house.homes if home.folder != builtin_home().folder]
    tried = read_draft([Home(tmp_path / "standing"), *others], Home(tmp_path / "draft"), AT.date())
    journals = [
        [received(at, "dang-ky-ket-hon", resides_elsewhere=elsewhere)]
        for at, elsewhere in product(("2025-12-15T08:00", "2026-01-05T08:00"), (True, False))
    ]
    found, alone = both(journals, tried)
    assert (found.would.papers["fewer"], found.fates["apply"], found.undecided, alone) == (2, 2, (), 0)
    assert {paper.id for one in found.touched for paper in one.dropped} == {"tinh-trang-hon-nhan"}
