"""A draft tried on a million dossiers: together, against one after the other; in a process of its own, for its memory.

Both sides get the same events of the same dossiers, as they lie in memory once they are read, and find the same of a
sample. The dossiers are of every procedure of one commune over two years; half are finished, one in ten waited for
papers. A million are some thousands over and over: as a million dictionaries they would take more memory than what is
measured. The two are held against each other by what all processors worked, whatever else the machine has to do; by the
clock, several processors help only together. What reading them from a journal takes is told by itself: it is the same
for both sides. So is what is left of the ratio where facts changed on the way: such dossiers are looked at one by one.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, TypeVar

from bench.rows import Row, row
from motcua.analysis.impact.draft import read_draft
from motcua.analysis.impact.journal import stored
from motcua.analysis.impact.replaying import Laws, Scope, redecide
from motcua.analysis.impact.sums import sum_up
from motcua.calendar import TZ, parse_moment
from motcua.catalog import Home
from motcua.dossier import Applicant, applicant_as_json
from motcua.house import House, open_house
from motcua.lang import Fact
from motcua.store import EmbeddedStore, Tx

PLUGINS = Path(__file__).parents[1] / "plugins"
PROVINCE = PLUGINS / "thanh_hoa" / "motcua_thanh_hoa"
UNIT, AT, FIRST, DAYS = "vn/38/ha-trung", parse_moment("2026-11-22T09:00"), date(2024, 11, 25), 720
DOSSIERS, DIFFERENT, SAMPLE, ROUNDS = 1_000_000, 5_000, 2_000, 5
FASTER, MB = 50, 1_024
AMENDMENT = """
kind: amendment
id: nhanh
amends: procedure/xac-nhan-tinh-trang-hon-nhan
in_force: {from: 2026-06-01}
basis: [QĐ 1/2026/QĐ-UBND (ví dụ)]
set:
  deadline: [{id: thuong, within: 2 working_days}]
  route: {times: {giai-quyet: 8 working_hours, tra: 4 working_hours, tiep-nhan: 2 working_hours, ky: 2 working_hours}}
  papers: [{id: to-khai, remove: true}]
running_cases: apply
"""
Events = list[dict[str, Any]]
T = TypeVar("T")


class Took(NamedTuple):
    """What an action took: seconds by the clock, and those that all processors together worked for it."""

    seconds: float
    worked: float


@contextmanager
def unseen(_: str, things: Sequence[T], /) -> Iterator[Iterable[T]]:
    """Show no bar."""
    yield things


def rows() -> list[Row]:
    """Measure in a process of its own."""
    child = [sys.executable, "-m", "bench.replay"]
    return list(json.loads(subprocess.run(child, check=True, capture_output=True, text=True).stdout))


def measured() -> Iterator[Row]:
    """Replay a million dossiers, one by one on a sample."""
    from motcua.analysis.impact.bulk import replay_many  # noqa: PLC0415 - what it loads is part of its memory

    house, scope = open_house([str(PLUGINS)]), Scope(AT)
    with tempfile.TemporaryDirectory() as folder:
        laws = drafted(house, Path(folder))
        few = decided(house, laws, scope)
        every, sample = few * (DOSSIERS // DIFFERENT), few[:SAMPLE]
        one_by_one, together = sum_up(redecide(sample, laws, scope)), replay_many(sample, laws, scope, unseen)
        assert one_by_one.fees == together.fees
        assert list(one_by_one.touched) == list(together.touched)
        slow, fast = [], []
        for _ in range(ROUNDS):
            slow.append(_took(lambda: sum_up(redecide(sample, laws, scope))))
            fast.append(_took(lambda: replay_many(every, laws, scope, unseen)))
        ratio = statistics.median(
            one.worked / SAMPLE * DOSSIERS / other.worked for one, other in zip(slow, fast, strict=True)
        )
        yield row("1,000,000 dossiers replayed one by one / together", ratio, "×", at_least=FASTER)
        yield row("1,000,000 dossiers replayed together", statistics.median(one.seconds for one in fast), "s")
        yield row("1,000,000 dossiers replayed together: memory of the process", _most(), "MB", at_most=MB)
        some = [_changed(events) if at % 20 == 0 else events for at, events in enumerate(few)] * 20
        slow_too = _took(lambda: sum_up(redecide(some[:SAMPLE], laws, scope))).worked / SAMPLE * len(some)
        fast_too = _took(lambda: replay_many(some, laws, scope, unseen)).worked
        yield row("the same where the facts of one dossier in twenty changed", slow_too / fast_too, "×")
        yield row("1,000,000 dossiers read from a journal first", _reading(few, Path(folder)), "s")


def drafted(house: House, folder: Path) -> Laws:
    """Write a province's draft: two fees, and one certificate sooner and with a paper less."""
    draft = folder / "draft"
    shutil.copytree(PROVINCE, draft, ignore=shutil.ignore_patterns("*.py*", "__pycache__"))
    fees = draft / "catalogs/thanh-hoa/amendments/le-phi-ho-tich.yaml"
    text = fees.read_text("utf-8").replace("khai-sinh, amount: 8000", "khai-sinh, amount: 10000")
    fees.write_text(text.replace("nhan, amount: 15000", "nhan, amount: 12000"), "utf-8")
    (draft / "catalogs/thanh-hoa/amendments/nhanh.yaml").write_text(AMENDMENT, "utf-8")
    return read_draft(house.homes, Home(draft), AT.date()).laws


def decided(house: House, laws: Laws, scope: Scope) -> list[Events]:
    """Make different dossiers that the law can decide, as a desk would have received them."""
    random, made = Random(7), list[Events]()
    rulebook = house.catalog.resolve(UNIT, AT.date())
    procedures = list(rulebook.procedures.values())
    while len(made) < DIFFERENT:
        procedure = procedures[random.randrange(len(procedures))]
        at = datetime.combine(FIRST + timedelta(days=random.randrange(DAYS)), datetime.min.time(), TZ)
        at += timedelta(minutes=random.randrange(7 * 60 + 30, 17 * 60))
        facts = {fact.id: _answer(random, fact, at.date()) for fact in rulebook.program(procedure).facts}
        events = list(
            _life(
                random,
                f"000.01.01.H38-{len(made):09}",
                {"procedure": procedure.id, "code": procedure.code, "facts": facts},
                at,
            )
        )
        if all(one.decided for one in redecide([events], laws, scope)):
            made.append(events)
    Random(7).shuffle(made)
    return made


def _changed(events: Events) -> Events:
    """Let an officer find out what is held already."""
    return [events[0], {**events[0], "type": "facts_changed", "data": {"facts": {}}}, *events[1:]]


def _answer(random: Random, fact: Fact, received: date) -> Any:
    match fact.type:
        case "boolean":
            return random.random() < 0.2
        case "integer":
            return random.randint(fact.min or 0, min(fact.max or 9, 9))
        case "date":
            return (received - timedelta(days=random.randrange(400))).isoformat()
        case "choice":
            return random.choice(fact.choices).id
        case "choices":
            return [choice.id for choice in fact.choices if random.random() < 0.1]
    return "vì vậy"


def _life(random: Random, code: str, told: dict[str, Any], at: datetime) -> Iterator[dict[str, Any]]:
    applicant = applicant_as_json(Applicant("Phạm Văn Nam"))
    promise = {"due_at": None, "fee": None}
    reception = {**told, "applicant": applicant, "papers": {}, "rulebook": "", "promise": promise}
    waited = [("papers_asked", 1), ("papers_received", 4)] if random.random() < 0.1 else []
    ended = [("made_ready", 6), ("returned", 7)] if random.random() < 0.5 else []
    later = [(kind, at + timedelta(days=days)) for kind, days in [*waited, *ended]]
    for seq, (kind, moment) in enumerate([("received", at), *later], start=1):
        who = {"by": "hoa", "by_name": "Lê Thị Hoa", "where": UNIT, "seq": seq, "prev": ""}
        yield {
            "dossier": code,
            "type": kind,
            "at": moment.isoformat(),
            **who,
            "data": {"papers": ["to-khai"]} if seq > 1 else reception,
        }


def _reading(few: Sequence[Events], folder: Path) -> float:
    """Return what it takes to verify and read a journal of some dossiers, for as many as all of them."""
    store = EmbeddedStore(folder / "data", {})
    store.run(UNIT, partial(_receive, dossiers=few))
    store.close()
    took = _took(lambda: sum(len(events) for events in stored(folder / "data")))
    return took.seconds / len(few) * DOSSIERS


def _receive(tx: Tx, dossiers: Iterable[Events]) -> None:
    for events in dossiers:
        for event in events:
            told = {name: value for name, value in event.items() if name not in ("seq", "prev", "dossier")}
            tx.append_event(events[0]["dossier"], {"dossier": events[0]["dossier"], **told})


def _most() -> float:
    """Return the most memory this process has had, in megabytes."""
    [line] = [line for line in Path("/proc/self/status").read_text("ascii").splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1_024


def _took(action: Callable[[], object]) -> Took:
    seconds, worked = time.perf_counter(), time.process_time()
    action()
    return Took(time.perf_counter() - seconds, time.process_time() - worked)


if __name__ == "__main__":
    json.dump(list(measured()), sys.stdout)
