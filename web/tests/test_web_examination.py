"""What the officer finds out while examining is recorded on the page of the dossier."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from .web_clients import Staff

SignIn = Callable[[str], Staff]
MARRIAGE = "/tiep-nhan/dang-ky-ket-hon"
FORM = {
    "key": "form-1",
    "do": "receive",
    "fact.channel": "counter",
    "applicant.name": "Lê Thị Hoa",
    "applicant.return_place": "counter",
    "papers.to-khai.here": "yes",
    "papers.to-khai.originals": "1",
    "papers.tuy-than.here": "yes",
    "papers.tuy-than.originals": "2",
    "papers.tuy-than.chosen": "can-cuoc",
}
NO_CHANGE = {"fact.residence_not_found": "false", "fact.needs_verification": "false"}


@pytest.fixture
def marriage(signed_in: SignIn) -> str:
    """A registration of marriage, received on Monday 2026-10-05 and handed over."""
    lan = signed_in("counter")
    path = str(lan.submit(MARRIAGE, **FORM).headers["location"])
    assert lan.submit(path, action="hand_over", seq="1").status_code == 303
    return path


def record(staff: Staff, path: str, **fields: str) -> tuple[int, str]:
    seq = re.search(r'name="seq" value="(\d+)"', staff.get(path).text)
    answer = staff.submit(path, action="change_facts", seq=seq[1] if seq else "1", **fields)
    return answer.status_code, answer.text


def checked(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{re.escape(name)}" value="([^"]+)" checked', page)


def test_the_form_asks_what_the_procedure_asks_of_an_officer_filled_in_with_what_is_known(
    signed_in: SignIn, marriage: str
) -> None:
    page = signed_in("officer").get(marriage).text
    assert "Ghi kết quả thẩm tra" in page
    assert set(re.findall(r'name="(fact\.[^"]+)"', page)) == set(NO_CHANGE)
    assert checked(page, "fact.needs_verification") == ["false"]
    assert 'id="change_facts-reason"' in page


def test_only_the_officer_is_offered_it(signed_in: SignIn, marriage: str) -> None:
    assert "Ghi kết quả thẩm tra" not in signed_in("counter").get(marriage).text


def test_what_was_found_moves_the_due_date_and_is_told(signed_in: SignIn, marriage: str) -> None:
    hung = signed_in("officer")
    found = {**NO_CHANGE, "fact.needs_verification": "true", "reason": "Chưa rõ tình trạng hôn nhân"}
    assert record(hung, marriage, **found)[0] == 303
    page = hung.get(marriage).text
    assert "<dt>Hẹn lần đầu</dt><dd>17 giờ 00 ngày 05/10/2026</dd>" in page
    for told in ("17 giờ 00 ngày 12/10/2026", "Chưa rõ tình trạng hôn nhân", "Cần xác minh điều kiện kết hôn: Có"):
        assert told in page
    assert checked(page, "fact.needs_verification") == ["true"]
    text = PdfReader(BytesIO(hung.get(f"{marriage}/phieu/giay-tiep-nhan").content)).pages[0].extract_text()
    assert "ngày 12 tháng 10 năm 2026" in " ".join(text.split())


def test_a_paper_that_is_needed_now_is_told_and_ready_to_be_asked_for(signed_in: SignIn, marriage: str) -> None:
    hung = signed_in("officer")
    assert record(hung, marriage, **{**NO_CHANGE, "fact.residence_not_found": "true", "reason": "Không có"})[0] == 303
    page = hung.get(marriage).text
    assert re.search(r"chưa có:</strong> <span[^>]*>Giấy tờ chứng minh nơi cư trú", page)
    assert checked(page, "papers") == ["noi-cu-tru"]


def test_what_is_refused_is_told_and_nothing_chosen_is_lost(signed_in: SignIn, marriage: str) -> None:
    hung = signed_in("officer")
    status, page = record(hung, marriage, **NO_CHANGE, reason="Đã xem")
    assert status == 422
    assert "giống hệt" in page
    status, page = record(hung, marriage, **{**NO_CHANGE, "fact.needs_verification": "true"})
    assert status == 422
    assert "phải ghi lý do" in page
    assert checked(page, "fact.needs_verification") == ["true"]
    status, page = record(hung, marriage, **{"fact.channel": "online", "reason": "Đổi"})
    assert status == 422
    assert "needs_verification" in page


def test_what_does_not_fit_a_question_is_told_at_it(signed_in: SignIn, marriage: str) -> None:
    hung = signed_in("officer")
    status, page = record(hung, marriage, **{**NO_CHANGE, "fact.needs_verification": "có lẽ", "reason": "Đã xem"})
    assert status == 422
    assert 'id="fact-needs-verification-error"' in page
