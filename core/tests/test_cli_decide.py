"""`motcua decide` and `motcua due`: their shapes are a contract with other programs, their words are for people."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Motcua = Callable[..., Any]
HERE = ("--unit", "vn/38/ha-trung")
FACTS = {"channel": "counter", "birth_date": "2026-01-05", "has_birth_notice": True}
BIRTH = ("decide", "1.001193", *HERE, "--at", "2026-10-05T09:00")
GIVEN = tuple(f"--fact={name}={str(value).lower()}" for name, value in FACTS.items())


@pytest.fixture
def late_birth(motcua: Motcua) -> dict[str, Any]:
    ran = motcua(*BIRTH, *GIVEN, "--json")
    assert (ran.status, ran.err) == (0, "")
    return dict(ran.json)


def test_a_decision_has_the_shape_agreed_with_other_programs(late_birth: dict[str, Any]) -> None:
    assert list(late_birth) == [
        *("procedure", "unit", "at", "acceptable", "problems", "papers", "fee", "deadline", "route", "why")
    ]
    assert late_birth["procedure"].keys() == {"id", "code", "name", "case"}
    assert late_birth["papers"][0].keys() >= {"id", "name", "mode", "originals", "copies", "one_of", "basis"}
    assert late_birth["fee"].keys() >= {"total", "currency", "lines"}
    assert late_birth["fee"]["lines"][0].keys() >= {"id", "name", "quantity", "amount", "waived", "basis"}
    assert late_birth["deadline"].keys() >= {"due_at", "within", "ledger", "basis"}
    assert late_birth["deadline"]["ledger"][0].keys() >= {"date", "counts", "why"}
    assert late_birth["route"][0].keys() >= {"id", "role", "unit", "due_at"}
    assert late_birth["why"][0].keys() >= {"path", "value", "layer", "file", "line", "basis", "since"}


def test_a_late_birth_owes_the_fee_of_its_province_with_its_basis(late_birth: dict[str, Any]) -> None:
    assert late_birth["acceptable"] is True
    assert late_birth["fee"]["total"] == 8000
    assert late_birth["fee"]["lines"][0]["basis"] == ["QĐ 4764/2016/QĐ-UBND"]
    assert late_birth["deadline"]["due_at"] == "2026-10-05T17:00:00+07:00"
    fee = next(why for why in late_birth["why"] if why["path"] == "fees.le-phi.amount")
    assert (fee["layer"], fee["since"]) == ("thanh-hoa", "2017-01-01")
    assert fee["file"].endswith("thanh-hoa/amendments/le-phi-ho-tich.yaml")


def test_a_procedure_is_named_by_id_or_by_code(motcua: Motcua) -> None:
    by_code, by_id = (motcua(*(BIRTH[0], name, *BIRTH[2:]), *GIVEN) for name in ("1.001193", "dang-ky-khai-sinh"))
    assert by_code.out == by_id.out


def test_the_unit_may_come_from_the_environment(motcua: Motcua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_UNIT", "vn/38/ha-trung")
    assert motcua("decide", "1.001193", "--at", "2026-10-05T09:00", *GIVEN).status == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("facts.json", json.dumps(FACTS)),
        ("tabs.json", json.dumps(FACTS, indent="\t")),
        ("facts.yaml", "channel: counter\nbirth_date: 05/01/2026\nhas_birth_notice: true\n"),
    ],
)
def test_facts_come_from_a_file_of_json_or_yaml(
    name: str, text: str, tmp_path: Path, motcua: Motcua, late_birth: dict[str, Any]
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert motcua(*BIRTH, "--facts", str(tmp_path / name), "--json").json == late_birth


def test_a_fact_on_the_line_goes_before_the_file(tmp_path: Path, motcua: Motcua) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(FACTS), "utf-8")
    ran = motcua(*BIRTH, "--facts", str(file), "--fact", "birth_date=2026-09-30", "--json")
    assert ran.json["fee"]["total"] == 0


def test_what_is_missing_is_listed_and_the_answer_is_no(motcua: Motcua) -> None:
    ran = motcua(*BIRTH, "--fact", "channel=counter", "--json")
    assert ran.status == 1
    assert ran.json["acceptable"] is False
    missing = [problem["message"] for problem in ran.json["problems"] if problem["rule"] == "decide/fact-missing"]
    assert any("Ngày sinh của trẻ" in message for message in missing)


def test_an_answer_nobody_asked_for_is_dropped_aloud(motcua: Motcua) -> None:
    ran = motcua(*BIRTH, *GIVEN, "--fact", "proxy_is_close_kin=true")
    assert ran.status == 0
    assert "không được hỏi trong trường hợp này" in ran.err


def test_people_read_papers_fee_deadline_route_and_sources(motcua: Motcua) -> None:
    told = motcua(*BIRTH, *GIVEN).out
    assert "  • Giấy chứng sinh – nộp, 1 bản chính, 0 bản sao\n" in told
    assert "  • Khai sinh không đúng hạn: 8.000 đồng [QĐ 4764/2016/QĐ-UBND]\n" in told
    assert "Hẹn trả: 17 giờ 00 ngày 05/10/2026" in told
    assert "  1. Tiếp nhận hồ sơ: Trung tâm Phục vụ hành chính công" in told
    assert "  fees.le-phi.amount = 8000  (thanh-hoa, " in told


def test_people_read_it_in_english(motcua: Motcua) -> None:
    told = motcua(*BIRTH, *GIVEN, "--lang", "en").out
    assert {"Papers:", "Route:", "Why:"} <= set(told.splitlines())
    assert "Fee: " in told


def test_the_ledger_of_a_deadline_has_its_shape(motcua: Motcua) -> None:
    ran = motcua("due", "--from", "2026-02-13T09:00", "--within", "3 working_days", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json.keys() == {"due_at", "ledger"}
    assert ran.json["due_at"] == "2026-02-25T17:00:00+07:00"
    assert [day["date"] for day in ran.json["ledger"] if day["counts"]] == ["2026-02-23", "2026-02-24", "2026-02-25"]
    assert {"date": "2026-02-16", "counts": False, "why": "Tết Bính Ngọ"}.items() <= ran.json["ledger"][3].items()


def test_a_length_may_be_written_as_people_say_it(motcua: Motcua) -> None:
    command = ("due", *HERE, "--from", "2026-02-13T09:00", "--within")
    assert motcua(*command, "3 ngày làm việc").out == motcua(*command, "3 working_days").out


def test_a_pause_moves_the_deadline(motcua: Motcua) -> None:
    command = ("due", *HERE, "--from", "2026-10-05T09:00", "--within", "5 working_days", "--json")
    paused = motcua(*command, "--pause", "2026-10-06T09:00/2026-10-08T09:00")
    assert paused.json["due_at"] > motcua(*command).json["due_at"]
    assert any("tạm dừng" in day["why"] for day in paused.json["ledger"])


def test_a_deadline_that_leans_on_a_guess_says_so_on_stderr(motcua: Motcua) -> None:
    ran = motcua("due", "--from", "2026-11-20T09:00", "--within", "2 working_days", "--json")
    assert ran.json["due_at"].startswith("2026-11-2")
    told = motcua("due", "--from", "2026-11-20T09:00", "--within", "2 working_days")
    assert "đang được đề xuất nghỉ" in told.err
