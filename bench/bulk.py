"""A million dossiers decided at once, against polars and numpy written by hand for the same rules of one procedure.

Both sides give the same columns, row for row: what is measured is what it costs that the rules are data. The
hand-written side knows everything by heart: the office's hours, that every fact is answered, that nothing about the
days off becomes known later, that working time adds up over steps. Ours asks the calendar and notes what is unknown.
"""

import resource
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from motcua.calendar import TZ, Calendar
from motcua.catalog import Rulebook
from motcua.catalog.model import Procedure
from motcua.decide import decide
from motcua.decide.bulk import RECEIVED_AT, decide_many
from motcua.house import open_house
from motcua.lang.tables import schema_of

UNIT, CODE, DAY = "vn/38/ha-trung", "1.000656", date(2026, 10, 5)
FIRST, LAST = date(2026, 5, 4), date(2026, 12, 18)
DOSSIERS, ROUNDS, SAMPLE = 1_000_000, 7, 2_000
SLOWER, FASTER = 2.0, 50
CHUNK = 1 << 16  # rows of the hand-written side, whose arrays then fit the cache: its fastest
FREED = ("nguoi-co-cong", "ho-ngheo", "nguoi-khuyet-tat")
CASES, ROWS = pl.Enum(["can-xac-minh", "chet-da-lau", "thuong"]), pl.Enum(["can-xac-minh", "trong-ngay"])

HOUR = 3_600_000_000  # microseconds
A_DAY, OPENS, NOON, AFTERNOON, CLOSES = 24 * HOUR, 15 * HOUR // 2, 23 * HOUR // 2, 13 * HOUR, 17 * HOUR
STEPS = {"tiep-nhan": 2, "giai-quyet": 6, "ky": 7, "tra": 8}  # working hours from receipt to the end of each

Ints = np.ndarray[Any, np.dtype[np.int64]]


def dossiers(rulebook: Rulebook, procedure: Procedure, count: int) -> pl.DataFrame:
    """Make dossiers that leave nothing unanswered, in no order, received in opening hours."""
    random = np.random.default_rng(7)
    columns: dict[str, pl.Series] = {}
    for name, dtype in schema_of(rulebook.program(procedure).facts).items():
        if isinstance(dtype, pl.Enum):
            words = dtype.categories
            columns[name] = words.gather(random.integers(0, len(words), count)).cast(dtype)
        elif dtype == pl.Date:
            days = np.datetime64(LAST) - random.integers(0, 400, count)
            columns[name] = pl.Series(days)
        elif dtype == pl.Int64:
            columns[name] = pl.Series(random.integers(0, 4, count))
        else:
            columns[name] = pl.Series(random.random(count) < 0.2)
    day = np.datetime64(FIRST) + random.integers(0, (LAST - FIRST).days, count)
    minute = random.integers(7 * 60 + 30, 17 * 60, count).astype("m8[m]")
    return pl.DataFrame(columns).with_columns(pl.Series(RECEIVED_AT, (day + minute).astype("M8[us]")))


def by_hand(table: pl.DataFrame, calendar: Calendar) -> pl.DataFrame:
    """Decide the registration of deaths in the commune of Hà Trung."""
    if any(table.null_count().row(0)):
        raise ValueError("every fact must be known")
    parts = []
    for at in range(0, table.height, CHUNK):
        part = table.slice(at, CHUNK)
        decided = _rules(part)
        check = decided["deadline.row"].to_physical().to_numpy() == 0
        parts.append(decided.with_columns(_times(part, check, calendar)))
    return pl.concat(parts)


def _rules(table: pl.DataFrame) -> pl.DataFrame:
    channel, copies = pl.col("channel"), pl.col("extract_copies")
    on_time = pl.col(RECEIVED_AT).dt.date().cast(pl.Int32) - pl.col("death_date").cast(pl.Int32) <= 15
    group = pl.any_horizontal(f"applicant_groups.{word}" for word in FREED)
    check, digital = pl.col("needs_verification"), (channel == "online") & pl.col("digital_citizen")
    evidence, notice = pl.col("notice_in_database").not_(), pl.col("has_notice_of_death")
    proxy, kin = pl.col("by_proxy"), pl.col("proxy_is_close_kin")
    late = pl.when(on_time | group).then(0).otherwise(8000).cast(pl.Int64)
    more = pl.when(copies > 0).then(pl.when(digital).then(0).otherwise(3000 * copies))
    case = pl.when(check).then(pl.lit("can-xac-minh")).when("long_ago").then(pl.lit("chet-da-lau"))
    columns = {
        "case": case.otherwise(pl.lit("thuong")).cast(CASES),
        "fee.total": late + more.fill_null(0),
        "fee_line.le-phi": late,
        "fee_line.le-phi.owed": pl.lit(value=True),
        "fee_line.le-phi.waived": on_time | group,
        "fee_line.ban-sao": more,
        "fee_line.ban-sao.owed": copies > 0,
        "fee_line.ban-sao.waived": (copies > 0) & digital,
        "fee_line.ban-sao.times": pl.when((copies > 0) & digital.not_()).then(copies),
        "paper.to-khai": channel != "online",
        "paper.mau-dien-tu": channel == "online",
        "paper.giay-bao-tu": evidence & notice,
        "paper.chung-cu": evidence & notice.not_() & pl.col("long_ago"),
        "paper.xin-giay-bao-tu": evidence & notice.not_() & pl.col("long_ago").not_(),
        "paper.uy-quyen": proxy & kin.not_(),
        "paper.uy-quyen-nguoi-than": proxy & kin,
        "paper.tuy-than": pl.lit(value=True),
        "paper.noi-cu-tru": pl.col("residence_not_found"),
        "paper.noi-chet": pl.col("last_residence_unknown"),
        "paper.giay-chung-minh-nhom": group & on_time.not_(),
        "deadline.row": pl.when(check).then(pl.lit("can-xac-minh")).otherwise(pl.lit("trong-ngay")).cast(ROWS),
        **{f"step.{step}": pl.lit(value=True) for step in STEPS},
        "acceptable": pl.lit(value=True),
    }
    return table.lazy().select(value.alias(name) for name, value in columns.items()).collect()


def _times(table: pl.DataFrame, check: np.ndarray[Any, np.dtype[np.bool_]], calendar: Calendar) -> list[pl.Series]:
    """Count three working days or today, and the steps in working hours, none past the deadline."""
    worked = np.array([calendar.is_working(FIRST + timedelta(days=n)) for n in range((LAST - FIRST).days + 60)])
    upto, days = np.cumsum(worked), np.append(np.flatnonzero(worked), [-1, -1, -1])  # nobody gets to the padding
    start = (np.datetime64(FIRST) - np.datetime64("1970-01-01")).astype(int) * A_DAY
    since = table[RECEIVED_AT].to_physical().to_numpy() - start
    day = since // A_DAY
    clock = since - day * A_DAY
    today = worked[day] & (clock <= 15 * HOUR)
    last = np.where(check, days[upto + 2][day], np.where(today, day, days[upto][day]))
    due = last * A_DAY + CLOSES
    passed = np.clip(clock - OPENS, 0, 4 * HOUR) + np.clip(clock - AFTERNOON, 0, 4 * HOUR)
    passed = (upto - worked)[day] * (8 * HOUR) + passed * worked[day]
    ends = {f"step.{step}.due_at": np.minimum(_open(passed + hours * HOUR, days), due) for step, hours in STEPS.items()}
    utc = start - 7 * HOUR
    return [pl.Series(name, at + utc).cast(pl.Datetime("us", TZ.key)) for name, at in {"due_at": due, **ends}.items()]


def _open(working_time: Ints, days: Ints) -> Ints:
    """Return the moment at which so much working time has passed."""
    full = (working_time - 1) // (8 * HOUR)
    rest = working_time - full * (8 * HOUR)
    at: Ints = days[full] * A_DAY + OPENS + rest + (rest > 4 * HOUR) * (AFTERNOON - NOON)
    return at


def rows() -> list[dict[str, Any]]:
    """Check that both sides agree on every dossier, then time them in turns, and a sample one by one."""
    rulebook = open_house().catalog.resolve(UNIT, DAY)
    procedure = rulebook.find(CODE)
    table = dossiers(rulebook, procedure, DOSSIERS)
    before = _resident()
    ours = decide_many(rulebook, procedure, table)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    theirs = by_hand(table, rulebook.calendar)
    assert ours.select(theirs.columns).equals(theirs)
    assert set(ours.columns) - set(theirs.columns) == {"problems"}
    del ours, theirs
    times = [
        (_seconds(lambda: decide_many(rulebook, procedure, table)), _seconds(lambda: by_hand(table, rulebook.calendar)))
        for _ in range(ROUNDS)
    ]
    slower = statistics.median(one / other for one, other in times)
    seconds = statistics.median(one for one, _ in times)
    faster = _one_by_one(rulebook, procedure, table.head(SAMPLE)) / (seconds / DOSSIERS)
    return [
        _row("1,000,000 dossiers / hand-written polars and numpy", round(slower, 2), "×", SLOWER, met=slower <= SLOWER),
        _row("one dossier after the other / all at once", round(faster), "×", FASTER, met=faster >= FASTER),
        _row("1,000,000 dossiers decided at once", round(seconds, 2), "s"),
        _row("1,000,000 dossiers decided at once, at most so much memory besides", round(memory), "MB"),
    ]


def _one_by_one(rulebook: Rulebook, procedure: Procedure, sample: pl.DataFrame) -> float:
    """Return the seconds that one decision takes."""
    groups = [name for name in sample.columns if name.startswith("applicant_groups.")]
    cases: list[tuple[dict[str, Any], datetime]] = []
    for row in sample.iter_rows(named=True):
        held = frozenset(name.partition(".")[2] for name in groups if row[name])
        facts = {name: value for name, value in row.items() if name not in (RECEIVED_AT, *groups)}
        cases.append((facts | {"applicant_groups": held}, row[RECEIVED_AT].replace(tzinfo=TZ)))
    return _seconds(lambda: [decide(rulebook, procedure, *case) for case in cases]) / len(cases)


def _seconds(action: Callable[[], object]) -> float:
    begins = time.perf_counter()
    action()
    return time.perf_counter() - begins


def _resident() -> float:
    """Return the memory this process has now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / (1 << 20)


def _row(name: str, value: float, unit: str, target: float | None = None, *, met: bool | None = None) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit, "target": target, "met": met}


if __name__ == "__main__":
    for one in rows():
        print(one)
