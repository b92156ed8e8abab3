"""The closed vocabulary of steps. One table: what `docs/specs.md` lists, pytest-bdd binds and `motcua spec` runs."""

import re
from collections.abc import Callable, Sequence
from datetime import date, time
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct

from motcua.similar import fold
from motcua.specs import expectations as expect
from motcua.specs.situation import Situation
from motcua.specs.text import tidy_step
from motcua.specs.values import KINDS, moment

Keyword = Literal["given", "when", "then"]
Table = Sequence[Sequence[str]]


class Step(Struct, frozen=True, dict=True):
    """A sentence a reviewer may write. `{kind}` stands for a value of `motcua.specs.values.KINDS`."""

    keyword: Keyword
    pattern: str
    run: Callable[..., None]
    takes_table: bool = False

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Return the expression that recognises the sentence, blind to letter case."""
        parts = re.split(r"\{(.+?)\}", self.pattern)
        return re.compile(
            "".join(KINDS[p].pattern if i % 2 else re.escape(p) for i, p in enumerate(parts)), re.IGNORECASE
        )

    @property
    def kinds(self) -> list[str]:
        """List the kinds of the values in the sentence, in order."""
        return re.findall(r"\{(.+?)\}", self.pattern)

    @property
    def example(self) -> str:
        """Show the sentence with example values in place."""
        return re.sub(r"\{(.+?)\}", lambda match: KINDS[match[1]].example, self.pattern)

    def match(self, text: str) -> list[Any] | None:
        """Return the values in the text, or None when it is another sentence.

        :raises MotcuaError: when a value cannot be (30/02/2026, 8.00 đồng).
        """
        if not (found := self.regex.fullmatch(tidy_step(text))):
            return None
        return [KINDS[kind].read(value.strip()) for kind, value in zip(self.kinds, found.groups(), strict=True)]


def _procedure(situation: Situation, name: str) -> None:
    situation.procedure = name


def _procedure_at(situation: Situation, name: str, unit: str) -> None:
    situation.procedure = name
    situation.at_unit(unit)


def _unit(situation: Situation, name: str) -> None:
    situation.at_unit(name)


def _fact(situation: Situation, name: str, value: str) -> None:
    quoted = len(value) > 1 and value[0] == value[-1] == '"'
    situation.given[name] = value[1:-1] if quoted else value


def _facts(situation: Situation, table: Table) -> None:
    for name, value in table:
        situation.given[name] = value


def _group(situation: Situation, name: str) -> None:
    situation.groups.append(name)


def _file(situation: Situation, channel: str, hour: time, day: date) -> None:
    situation.file(channel, moment(day, hour))


def _stop_clock(situation: Situation, hour: time, day: date, until: time, last: date, reason: str) -> None:
    situation.stop_clock(moment(day, hour), moment(last, until), reason)


STEPS: tuple[Step, ...] = (
    Step("given", "thủ tục {tên} tại {tên}", _procedure_at),
    Step("given", "thủ tục {tên}", _procedure),
    Step("given", "nộp tại {tên}", _unit),
    Step("given", "{tên} là {giá trị}", _fact),
    Step("given", "các dữ kiện", _facts, takes_table=True),
    Step("given", "người nộp thuộc nhóm {tên}", _group),
    Step("when", "nộp {kênh} lúc {giờ} ngày {ngày}", _file),
    Step("when", "dừng tính thời hạn từ {giờ} ngày {ngày} đến {giờ} ngày {ngày} vì {tên}", _stop_clock),
    Step("then", "hồ sơ được tiếp nhận", expect.accepted),
    Step("then", "hồ sơ chưa được tiếp nhận", expect.not_accepted),
    Step("then", "còn thiếu dữ kiện {tên}", expect.fact_missing),
    Step("then", "thuộc trường hợp {tên}", expect.case),
    Step("then", "lệ phí là {tiền}", expect.fee),
    Step("then", "lệ phí là {tiền} vì {tên}", expect.fee_because),
    Step("then", "lệ phí chưa được quy định", expect.fee_undetermined),
    Step("then", "khoản {tên} là {tiền}", expect.fee_line),
    Step("then", "lệ phí căn cứ {tên}", expect.fee_basis),
    Step("then", "hẹn trả lúc {giờ} ngày {ngày}", expect.due_at),
    Step("then", "hẹn trả ngày {ngày}", expect.due_on),
    Step("then", "thời hạn là {thời hạn}", expect.within),
    Step("then", "thời hạn căn cứ {tên}", expect.deadline_basis),
    Step("then", "ngày {ngày} không tính vào thời hạn", expect.day_not_counted),
    Step("then", "ngày {ngày} không tính vào thời hạn vì {tên}", expect.day_not_counted_because),
    Step("then", "phải nộp {tên}", expect.submit),
    Step("then", "phải nộp {số} bản chính {tên}", expect.originals),
    Step("then", "phải nộp {số} bản sao {tên}", expect.copies),
    Step("then", "phải xuất trình {tên}", expect.present),
    Step("then", "phải gửi bản sao có chứng thực {tên}", expect.certified_copy),
    Step("then", "phải có giấy {tên}", expect.paper),
    Step("then", "không phải có giấy {tên}", expect.no_paper),
    Step("then", "không phải nộp giấy tờ nào", expect.no_papers),
    Step("then", "hồ sơ qua {số} bước", expect.steps),
    Step("then", "bước {số} là {tên}", expect.step_named),
    Step("then", "bước {tên} do {tên} thực hiện", expect.step_office),
)


def skeleton(text: str) -> str:
    """Reduce a sentence to its fixed words, so that a misspelt one can be compared with the known ones."""
    return re.sub(r"\s+", " ", re.sub(r'"[^"]*"|\{.+?\}|\d[\d./:]*', "…", fold(text)))
