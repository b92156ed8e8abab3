"""A case and what is decided of it as a scenario, in the words of the closed vocabulary and nothing else."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from motcua import money
from motcua.catalog import Rulebook
from motcua.catalog.model import Procedure
from motcua.decide import Decision, PaperDue, Stop
from motcua.lang import Fact, Value

_MODES = {"submit": "phải nộp", "present": "phải xuất trình", "certified_copy": "phải gửi bản sao có chứng thực"}
HEAD = "# language: vi\nTính năng: Còn thiếu\n\n"


class Case(Struct, frozen=True):
    """What somebody would hand in: the answers given (others are left to their defaults) and when."""

    procedure: Procedure
    unit: str
    at: datetime
    given: Mapping[str, Any]
    values: Mapping[str, Value | None]
    stops: tuple[Stop, ...] = ()


class Sketch(Struct, frozen=True):
    """A scenario but for what it expects."""

    title: str
    steps: tuple[str, ...]

    def text(self, *outcomes: str) -> str:
        """Write the scenario, indented as it stands in a feature file."""
        first, *rest = outcomes
        lines = [*self.steps, f"Thì {first}", *(f"Và {outcome}" for outcome in rest)]
        return "\n".join([f"  Tình huống: {self.title}", *(f"    {line}" for line in lines)]) + "\n"


def sketch(case: Case, title: str, unit_name: str) -> Sketch:
    """Say who files what, where and when; answers that are the defaults are left out."""
    facts = {fact.id: fact for fact in case.procedure.facts}
    given = [said for name, value in case.given.items() if name != "channel" for said in _given(facts[name], value)]
    channel = facts["channel"].shown(str(case.given["channel"]))
    first = f'thủ tục "{case.procedure.name}" tại "{unit_name}"'
    when = f"Khi nộp {channel[0].lower()}{channel[1:]} lúc {_hour(case.at)} ngày {case.at:%d/%m/%Y}"
    stops = [f"Và {_stopped(stop, case.procedure)}" for stop in case.stops]
    return Sketch(title, (f"Biết {first}", *(f"Và {each}" for each in given), when, *stops))


def _stopped(stop: Stop, procedure: Procedure) -> str:
    why = next(remark.text for remark in procedure.not_counted if remark.id == stop.reason)
    begins, ends = stop.pause.begins, stop.pause.ends
    stretch = f"từ {_hour(begins)} ngày {begins:%d/%m/%Y} đến {_hour(ends)} ngày {ends:%d/%m/%Y}"
    return f'dừng tính thời hạn {stretch} vì "{why}"'


def _given(fact: Fact, value: object) -> list[str]:
    match value:
        case bool():
            return [f'"{fact.title}" là {"có" if value else "không"}']
        case date():
            return [f'"{fact.title}" là {value:%d/%m/%Y}']
        case frozenset():
            return [f'người nộp thuộc nhóm "{fact.shown(member)}"' for member in sorted(value)]
        case str() if fact.type == "choices":
            return [f'người nộp thuộc nhóm "{fact.shown(value)}"']
        case str():
            return [f'"{fact.title}" là "{fact.shown(value)}"']
    return [f'"{fact.title}" là {value}']


def telling(decision: Decision, other: Decision) -> Iterator[str]:
    """Walk what people would notice of a decision, fee and due date first, what only `other` asks for denied."""
    yield from _fee(decision)
    if decision.deadline and (due_at := decision.deadline.due_at):
        yield f"hẹn trả lúc {_hour(due_at)} ngày {due_at:%d/%m/%Y}"
    yield from _papers(decision, other)
    yield f"hồ sơ qua {len(decision.route)} bước"
    for number, step in enumerate(decision.route, start=1):
        yield f'bước {number} là "{step.name}"'
        yield f'bước "{step.name}" do "{step.office}" thực hiện'


def literal(decision: Decision, rulebook: Rulebook) -> Iterator[str]:
    """Walk what else may be said of a decision: the words of its deadline, its case, whether it can be received."""
    if decision.deadline:
        yield f"thời hạn là {decision.deadline.within.text('vi')}"
    cases = rulebook.find(decision.procedure).cases
    yield from (f'thuộc trường hợp "{case.name}"' for case in cases if case.id == decision.case)
    yield "hồ sơ được tiếp nhận" if decision.acceptable else "hồ sơ chưa được tiếp nhận"
    yield from telling(decision, decision)


def _fee(decision: Decision) -> Iterator[str]:
    if decision.fee.total is None:
        yield "lệ phí chưa được quy định"
        return
    total = f"lệ phí là {money.written(decision.fee.total)}"
    yield from (f'{total} vì "{line.reason}"' for line in decision.fee.lines if line.reason)
    yield total
    for line in decision.fee.lines:
        if line.amount is not None:
            yield f'khoản "{line.name}" là {money.written(line.amount)}'


def _papers(decision: Decision, other: Decision) -> Iterator[str]:
    for paper in decision.papers:
        yield from _paper(paper)
    asked = {paper.name for paper in decision.papers}
    yield from (f'không phải có giấy "{paper.name}"' for paper in other.papers if paper.name not in asked)


def _paper(paper: PaperDue) -> Iterator[str]:
    yield f'{_MODES.get(paper.mode, "phải có giấy")} "{paper.name}"'
    if paper.originals:
        yield f'phải nộp {paper.originals} bản chính "{paper.name}"'
    if paper.copies:
        yield f'phải nộp {paper.copies} bản sao "{paper.name}"'


def _hour(at: datetime) -> str:
    return f"{at.hour} giờ {at:%M}" if at.minute else f"{at.hour} giờ"
