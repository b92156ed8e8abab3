"""Receiving at the counter: one form, made of the procedure's facts."""

import re
from collections.abc import Callable

from starlette.applications import Starlette

from motcua.calendar import parse_moment

from .web_clients import BIRTH, Staff, birth

SignIn = Callable[[str], Staff]


def links(page: str) -> list[str]:
    """Where the error summary points."""
    return re.findall(r'<li><a class="ds-link" href="#([^"]+)">', page)


def test_a_complete_birth_registration_is_received_and_shown(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    answer = lan.submit(BIRTH, **birth())
    assert answer.headers["location"] == "/ho-so/000.01.26.H56-261005-0001"
    page = lan.get(answer.headers["location"]).text
    for told in ("Lê Thị Hoa", "0912345678", "Đã tiếp nhận", "17 giờ 00 ngày 05/10/2026", "Chuyển xử lý"):
        assert told in page


def test_the_same_form_posted_twice_gives_one_dossier(app: Starlette, signed_in: SignIn) -> None:
    lan = signed_in("counter")
    first, second = lan.submit(BIRTH, **birth()), lan.submit(BIRTH, **birth())
    assert first.headers["location"] == second.headers["location"]
    assert app.state.site.desk.store.events("000.01.26.H56-261005-0002") == []


def test_a_form_posted_again_is_known_though_nothing_can_be_received_any_more(
    app: Starlette, signed_in: SignIn
) -> None:
    first = signed_in("counter").submit(BIRTH, **birth())
    app.state.now = parse_moment("2031-03-03T09:00")  # a year without a calendar
    assert signed_in("counter").submit(BIRTH, **birth()).headers["location"] == first.headers["location"]
    other = signed_in("counter").submit(BIRTH, **birth(**{"applicant.name": "Lê Thị Mai"}))
    assert other.status_code == 422
    assert first.headers["location"].removeprefix("/ho-so/") in other.text


def test_answers_are_checked_before_they_are_received(app: Starlette, signed_in: SignIn) -> None:
    page = signed_in("counter").submit(BIRTH, **birth(do="check"))
    assert page.status_code == 200
    assert "Kiểm tra lại trước khi nhận" in page.text
    assert 'type="hidden" name="applicant.name" value="Lê Thị Hoa"' in page.text
    assert "25/09/2026" in page.text
    assert app.state.site.desk.store.events("000.01.26.H56-261005-0001") == []


def test_going_back_to_the_form_keeps_everything(signed_in: SignIn) -> None:
    page = signed_in("counter").submit(BIRTH, **birth(do="edit")).text
    for kept in ('value="Lê Thị Hoa"', 'value="25/09/2026"', 'value="0912 345 678"', 'value="form-1"'):
        assert kept in page


def test_every_problem_is_listed_at_once_with_a_link_to_its_field(signed_in: SignIn) -> None:
    wrong = {"applicant.name": "", "applicant.phone": "12", "fact.birth_date": "2026-13-40"}
    page = signed_in("counter").submit(BIRTH, **birth(do="check", **wrong))
    assert page.status_code == 422
    assert set(links(page.text)) == {"applicant-name", "applicant-phone", "fact-birth-date"}
    for target in links(page.text):
        assert f'id="{target}"' in page.text
        assert f'id="{target}-error"' in page.text


def test_nothing_typed_is_lost_when_something_is_wrong(signed_in: SignIn) -> None:
    wrong = {"fact.birth_date": "hôm kia", "papers.to-khai.originals": "3"}
    page = signed_in("counter").submit(BIRTH, **birth(do="check", **wrong)).text
    for kept in ("hôm kia", "Lê Thị Hoa", "0912 345 678"):
        assert f'value="{kept}"' in page
    assert 'name="papers.to-khai.originals" value="3"' in page
    assert 'name="papers.tuy-than.here" value="yes"' in page


def test_a_missing_paper_is_told_at_its_line(signed_in: SignIn) -> None:
    form = birth(do="check")
    del form["papers.giay-chung-sinh.here"]
    page = signed_in("counter").submit(BIRTH, **form)
    assert page.status_code == 422
    assert links(page.text) == ["papers-giay-chung-sinh-here"]


def test_a_count_that_is_no_number_is_told_at_its_line(signed_in: SignIn) -> None:
    page = signed_in("counter").submit(BIRTH, **birth(do="check", **{"papers.to-khai.originals": "-1"}))
    assert page.status_code == 422
    assert links(page.text) == ["papers-to-khai-here"]
    assert 'value="-1"' in page.text


def test_a_year_without_a_calendar_is_told_and_nothing_is_received(app: Starlette, signed_in: SignIn) -> None:
    app.state.now = parse_moment("2031-03-03T09:00")
    page = signed_in("counter").submit(BIRTH, **birth())
    assert page.status_code == 422
    assert "2031" in page.text
    assert links(page.text) == ["decision"]


def test_a_fact_that_nobody_knows_is_refused(signed_in: SignIn) -> None:
    page = signed_in("counter").submit(BIRTH, **birth(**{"fact.birthdate": "2026-09-25"}))
    assert page.status_code == 422
    assert "birthdate" in page.text


def test_fee_and_due_date_are_computed_as_facts_are_typed(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    typed = birth(do="recalculate", csrf=lan.session.csrf, **{"fact.birth_date": "2026-06-01"})
    page = lan.post(BIRTH, data=typed, headers={"hx-request": "true"}).text
    assert "<html" not in page
    assert "8.000\u00a0đồng" in page
    assert re.search(r'name="papers.to-khai.here" value="yes" checked', page)


def test_without_javascript_the_button_computes_the_same(signed_in: SignIn) -> None:
    page = signed_in("counter").submit(BIRTH, **birth(do="recalculate", **{"fact.birth_date": "2026-06-01"}))
    assert page.status_code == 200
    assert "8.000\u00a0đồng" in page.text
    assert 'name="do" value="recalculate"' in page.text


def test_what_an_officer_finds_out_is_asked_at_the_counter(signed_in: SignIn) -> None:
    page = signed_in("counter").get(BIRTH).text
    assert "fact.residence_not_found" in page


def test_every_procedure_has_a_form_made_from_its_facts(app: Starlette, signed_in: SignIn) -> None:
    lan = signed_in("counter")
    rules = app.state.site.desk.catalog.resolve("vn/38/ha-trung", app.state.now.date())
    for procedure in rules.procedures.values():
        page = lan.get(f"/tiep-nhan/{procedure.id}")
        assert page.status_code == 200
        asked = {name.removeprefix("fact.") for name in re.findall(r'name="(fact\.[^"]+)"', page.text)}
        unconditional = {fact.id for fact in rules.program(procedure).facts if fact.asked_when is None}
        assert unconditional <= asked


def test_days_are_taken_as_people_type_them_and_shown_in_one_way(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    for typed in ("1/6/2026", "01062026", "1-6-2026", "01.06.2026", "2026-06-01"):
        page = lan.submit(BIRTH, **birth(do="recalculate", **{"fact.birth_date": typed, "applicant.born": "5-10-1990"}))
        assert 'inputmode="numeric" maxlength="40" aria-describedby="fact-birth-date-help' in page.text
        assert 'name="fact.birth_date" value="01/06/2026"' in page.text
        assert 'name="applicant.born" value="05/10/1990"' in page.text
        assert "8.000\u00a0đồng" in page.text
    assert 'type="date"' not in page.text


def test_a_day_that_does_not_exist_is_named_at_its_field(signed_in: SignIn) -> None:
    wrong = {"fact.birth_date": "31022026", "applicant.born": "29/2/1991"}
    page = signed_in("counter").submit(BIRTH, **birth(do="check", **wrong)).text
    for told in ("không có ngày 31/02/2026", "không có ngày 29/02/1991", 'value="31022026"', 'value="29/2/1991"'):
        assert told in page
    assert links(page) == ["fact-birth-date", "applicant-born"]


def test_what_is_wrong_is_told_where_htmx_shows_the_answer_alone(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    typed = birth(do="recalculate", csrf=lan.session.csrf, **{"fact.birth_date": "31022026"})
    page = lan.post(BIRTH, data=typed, headers={"hx-request": "true"}).text
    assert "không có ngày 31/02/2026" in page.partition('id="facts"')[0]


def test_a_day_still_to_come_or_long_gone_is_only_pointed_out(signed_in: SignIn) -> None:
    days = {"fact.birth_date": "25/09/2062", "applicant.born": "01/01/1067"}
    page = signed_in("counter").submit(BIRTH, **birth(do="check", **days))
    assert page.status_code == 200
    assert "Xem lại: “Ngày sinh của trẻ” là 25/09/2062." in page.text
    assert "Xem lại: “Ngày sinh” là 01/01/1067." in page.text


def test_a_rule_that_cannot_be_decided_is_told_by_its_name(signed_in: SignIn) -> None:
    answers = birth(do="recalculate", **{"fact.has_birth_notice": "false"})
    page = signed_in("counter").submit(BIRTH, **{**answers, "fact.has_witness": ""}).text
    assert "Chưa trả lời: “Có người làm chứng về việc sinh?”." in page
    assert "papers.viec-sinh" not in page.split("<details", maxsplit=1)[0]
