"""Answers are read as people write them; what does not fit a fact is refused, and never becomes a silent default."""

from datetime import date, datetime
from typing import Any

import pytest

from motcua.lang import Choice, Fact, Questions, Value, read_facts

GROUPS = (Choice("ho-ngheo", "Hộ nghèo"), Choice("nguoi-co-cong", "Người có công"))
CHANNELS = (Choice("counter", "Tại quầy"), Choice("online", "Trực tuyến"))
FACTS = (
    Fact("channel", "choice", "Kênh nộp", required=True, choices=CHANNELS),
    Fact("death_date", "date", "Ngày chết", required=True),
    Fact("pages", "integer", "Số trang", min=1, max=10_000),
    Fact("by_proxy", "boolean", "Có người đi thay?", default=False),
    Fact("close_kin", "boolean", "Người thân ruột thịt?", asked_when={"by_proxy": True}),
    Fact("kin_paper", "choice", "Giấy tờ", required=True, choices=GROUPS, asked_when={"close_kin": True}),
    Fact("groups", "choices", "Nhóm", choices=GROUPS, default=frozenset()),
    Fact("note_text", "text", "Ghi chú", max_length=10),
)


def read_one(name: str, given: Any) -> tuple[Value | None, list[str]]:
    values, findings = read_facts(FACTS, {name: given})
    return values[name], [finding.rule for finding in findings]


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("channel", "online", "online"),
        ("death_date", "2026-02-13", date(2026, 2, 13)),
        ("death_date", "13/02/2026", date(2026, 2, 13)),
        ("death_date", " 3/2/2026 ", date(2026, 2, 3)),
        ("death_date", "5-10-2026", date(2026, 10, 5)),
        ("death_date", "5.10.2026", date(2026, 10, 5)),
        ("death_date", "05 / 10 / 2026", date(2026, 10, 5)),
        ("death_date", "05102026", date(2026, 10, 5)),
        ("death_date", date(2026, 2, 13), date(2026, 2, 13)),
        ("pages", "1.250", 1250),
        ("pages", "1 250", 1250),
        ("pages", 7, 7),
        ("by_proxy", "có", True),
        ("by_proxy", "KHÔNG", False),
        ("by_proxy", "co\u0301", True),
        ("by_proxy", "true", True),
        ("groups", "ho-ngheo, nguoi-co-cong", frozenset({"ho-ngheo", "nguoi-co-cong"})),
        ("groups", ["ho-ngheo"], frozenset({"ho-ngheo"})),
        ("groups", [], frozenset()),
        ("note_text", "  gấp ", "gấp"),
    ],
)
def test_answers_are_read_as_people_write_them(name: str, given: Any, value: Value) -> None:
    assert read_one(name, given) == (value, [])


@pytest.mark.parametrize(
    ("name", "given", "rule"),
    [
        ("pagez", "3", "fact/unknown"),
        ("hoàn toàn khác", "3", "fact/unheard-of"),
        ("channel", "onlin", "fact/not-a-choice"),
        ("channel", "qua bưu điện", "fact/no-such-choice"),
        ("channel", ["online"], "fact/not-a-choice"),
        ("death_date", "2026-02-30", "fact/no-such-day"),
        ("death_date", "02-13-2026", "fact/no-such-day"),
        ("death_date", "29022025", "fact/no-such-day"),
        ("death_date", "20101112", "fact/not-a-date"),
        ("death_date", "5/10-2026", "fact/not-a-date"),
        ("death_date", "5/10/26", "fact/not-a-date"),
        ("death_date", "٠٥/١٠/٢٠٢٦", "fact/not-a-date"),
        ("death_date", 20260213, "fact/not-a-date"),
        ("death_date", datetime(2026, 2, 13), "fact/not-a-date"),  # noqa: DTZ001 - a moment is no date, with or without a zone
        ("pages", "1.25", "fact/not-an-integer"),
        ("pages", "1,250", "fact/not-an-integer"),
        ("pages", "ba", "fact/not-an-integer"),
        ("pages", "١٢", "fact/not-an-integer"),
        ("pages", 3.0, "fact/not-an-integer"),
        ("pages", True, "fact/not-an-integer"),
        ("pages", 10**30, "fact/not-an-integer"),
        ("pages", "9" * 100_000, "fact/not-an-integer"),
        ("pages", 0, "fact/too-small"),
        ("pages", "10.001", "fact/too-large"),
        ("by_proxy", "maybe", "fact/not-a-boolean"),
        ("by_proxy", 1, "fact/not-a-boolean"),
        ("groups", "ho-ngheo,ho-ngeo", "fact/not-a-choice"),
        ("groups", {"ho-ngheo": True}, "fact/not-choices"),
        ("note_text", "dài quá mười ký tự", "fact/too-long"),
        ("note_text", 5, "fact/not-a-text"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(name: str, given: Any, rule: str) -> None:
    values, findings = read_facts(FACTS, {name: given})
    assert [finding.rule for finding in findings] == [rule]
    assert values.get(name) is None
    assert all(len(finding.show(lang)) < 1_000 for finding in findings for lang in ("vi", "en"))


def test_several_answers_are_quoted_as_people_list_them() -> None:
    _values, [finding] = read_facts(FACTS, {"groups": ["ho-ngheo", "hàng xóm"]})
    assert "“ho-ngheo, hàng xóm”" in finding.message("vi")


def test_a_day_that_does_not_exist_is_named_in_full() -> None:
    _, findings = read_facts(FACTS, {"death_date": "31-2-2026"})
    assert [finding.message() for finding in findings] == ["“Ngày chết”: không có ngày 31/02/2026."]


def test_all_wrong_answers_are_named_together() -> None:
    _, findings = read_facts(FACTS, {"pages": "ba", "death_date": "hôm qua", "chanel": "online"})
    assert sorted(finding.rule for finding in findings) == ["fact/not-a-date", "fact/not-an-integer", "fact/unknown"]


def test_an_empty_answer_is_no_answer() -> None:
    values, findings = read_facts(FACTS, {"pages": "", "by_proxy": None, "groups": ""})
    assert (values["pages"], values["by_proxy"], values["groups"], findings) == (None, False, frozenset(), [])


def test_what_is_not_asked_is_false_or_unknown() -> None:
    values, findings = read_facts(FACTS, {"by_proxy": "không"})
    assert (values["close_kin"], values["kin_paper"], findings) == (False, None, [])


def test_an_answer_to_a_question_not_asked_is_dropped_with_a_warning_and_so_is_what_hangs_on_it() -> None:
    values, findings = read_facts(FACTS, {"by_proxy": False, "close_kin": True, "kin_paper": "ho-ngheo"})
    assert (values["close_kin"], values["kin_paper"]) == (False, None)
    assert [(f.rule, f.severity, f.params["fact"]) for f in findings] == [
        ("fact/not-asked", "warning", "close_kin"),
        ("fact/not-asked", "warning", "kin_paper"),
    ]


def test_an_answer_counts_when_the_one_that_made_it_senseless_is_itself_dropped() -> None:
    kin = Fact("close_kin", "boolean", "Người thân ruột thịt?", asked_when={"by_proxy": True})
    fare = Fact("fare", "integer", "Tiền công", min=0, max=9, asked_when={"close_kin": False})
    given = {"by_proxy": "không", "close_kin": "có", "fare": "5"}
    values, findings = read_facts([Fact("by_proxy", "boolean", "Có người đi thay?"), kin, fare], given)
    assert values == {"by_proxy": False, "close_kin": False, "fare": 5}
    assert [finding.params["fact"] for finding in findings] == ["close_kin"]


def test_a_required_fact_is_missing_only_while_it_is_asked() -> None:
    questions = Questions(FACTS)
    values, _ = questions.read({"channel": "online"})
    assert [fact.id for fact in questions.missing(values)] == ["death_date"]
    values, _ = questions.read({"channel": "online", "by_proxy": "có", "close_kin": "có"})
    assert [fact.id for fact in questions.missing(values)] == ["death_date", "kin_paper"]


def test_a_question_may_hang_only_on_earlier_ones() -> None:
    late = (Fact("kin", "boolean", "Thân?", asked_when={"proxy": True}), Fact("proxy", "boolean", "Đi thay?"))
    assert [finding.rule for finding in Questions(late).findings] == ["lang/asked-later"]
