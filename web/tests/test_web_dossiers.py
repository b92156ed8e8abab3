"""A dossier from hand to hand, until its result is returned."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from starlette.applications import Starlette

from motcua_web.app import make_app

from .web_clients import BIRTH, Staff, birth

SignIn = Callable[[str], Staff]


@pytest.fixture
def dossier(signed_in: SignIn) -> str:
    return str(signed_in("counter").submit(BIRTH, **birth()).headers["location"])


def offered(staff: Staff, path: str) -> list[str]:
    return re.findall(r'name="action" value="([^"]+)"', staff.get(path).text)


def act(staff: Staff, path: str, action: str, **fields: str) -> int:
    seq = re.search(r'name="seq" value="(\d+)"', staff.get(path).text)
    return int(staff.submit(path, action=action, seq=seq[1] if seq else "1", **fields).status_code)


def test_several_accounts_bring_a_birth_registration_to_its_end(signed_in: SignIn, dossier: str) -> None:
    lan, hung, mai = (signed_in(login) for login in ("counter", "officer", "leader"))
    assert act(lan, dossier, "hand_over") == 303
    assert act(hung, dossier, "complete_step") == 303
    assert act(mai, dossier, "sign") == 303
    assert act(lan, dossier, "ready") == 303
    assert act(lan, dossier, "return") == 303
    page = lan.get(dossier).text
    assert "Đã trả kết quả" in page
    for name in ("Nguyễn Thị Lan", "Lê Văn Hùng", "Phạm Thị Mai"):
        assert name in page


def test_the_dossier_tells_what_was_asked_in_words(signed_in: SignIn, dossier: str) -> None:
    page = signed_in("counter").get(dossier).text
    assert re.search(r"<dt>Có giấy chứng sinh\?</dt><dd>Có</dd>", page)
    assert "ruột thịt" not in page
    assert "Xuất trình – Thẻ căn cước" in page


def test_only_what_step_and_account_allow_is_offered(signed_in: SignIn, dossier: str) -> None:
    assert "hand_over" in offered(signed_in("counter"), dossier)
    assert offered(signed_in("leader"), dossier) == []


def test_an_action_that_is_not_offered_is_refused_with_the_reason(signed_in: SignIn, dossier: str) -> None:
    answer = signed_in("leader").submit(dossier, action="sign", seq="1")
    assert answer.status_code == 422
    assert "Chưa làm được vì" in answer.text
    assert signed_in("counter").submit(dossier, action="fly", seq="1").status_code == 422


def test_nobody_acts_on_an_old_view(signed_in: SignIn, dossier: str) -> None:
    lan = signed_in("counter")
    lan.submit(dossier, action="hand_over", seq="1")
    answer = lan.submit(dossier, action="withdraw", seq="1")
    assert answer.status_code == 422
    assert "Chuyển xử lý" in answer.text


def test_what_was_typed_stays_to_be_read_where_it_can_no_longer_be_done(signed_in: SignIn, dossier: str) -> None:
    lan, hung = signed_in("counter"), signed_in("officer")
    lan.submit(dossier, action="hand_over", seq="1")
    hung.submit(dossier, action="complete_step", seq="2")
    answer = hung.submit(dossier, action="refuse", seq="2", reason="Sai <tờ> khai")
    assert answer.status_code == 422
    assert "Bạn đã ghi:" in answer.text
    assert "Sai &lt;tờ&gt; khai" in answer.text


def test_refusing_wants_a_reason_and_prints_it(signed_in: SignIn, dossier: str) -> None:
    lan = signed_in("counter")
    assert act(lan, dossier, "refuse") == 422
    assert act(lan, dossier, "refuse", reason="Không thuộc thẩm quyền của xã") == 303
    assert "Không thuộc thẩm quyền của xã" in lan.get(dossier).text
    assert lan.get(f"{dossier}/phieu/phieu-tu-choi").content.startswith(b"%PDF")


def test_papers_are_asked_for_once_and_brought(signed_in: SignIn, dossier: str) -> None:
    lan = signed_in("counter")
    assert act(lan, dossier, "ask_for_papers", papers="to-khai", reason="Thiếu chữ ký") == 303
    page = lan.get(dossier).text
    assert "Chờ bổ sung giấy tờ" in page
    assert "Tạm dừng" in page
    assert lan.get(f"{dossier}/phieu/phieu-yeu-cau-bo-sung").content.startswith(b"%PDF")
    assert act(lan, dossier, "papers_received", papers="to-khai") == 303


def test_a_fee_is_paid_as_people_write_amounts(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    late = str(lan.submit(BIRTH, **birth(key="late", **{"fact.birth_date": "2026-06-01"})).headers["location"])
    assert "8.000\u00a0đồng" in lan.get(late).text
    assert act(lan, late, "pay", amount="nhiều") == 422
    assert act(lan, late, "pay", amount="8.000 đồng") == 303
    assert "đã nộp" in lan.get(late).text


def test_the_receipt_slip_is_a_pdf_of_this_dossier(signed_in: SignIn, dossier: str) -> None:
    answer = signed_in("counter").get(f"{dossier}/phieu/giay-tiep-nhan")
    assert answer.headers["content-type"] == "application/pdf"
    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    for told in ("Lê Thị Hoa", dossier.removeprefix("/ho-so/"), "Giấy chứng sinh"):
        assert told in text


def test_a_slip_that_does_not_fit_the_dossier_is_not_found(signed_in: SignIn, dossier: str) -> None:
    lan = signed_in("counter")
    assert lan.get(f"{dossier}/phieu/phieu-tu-choi").status_code == 404
    assert lan.get(f"{dossier}/phieu/khong-co").status_code == 404


def test_wrong_types_in_a_form_are_refused(signed_in: SignIn, dossier: str) -> None:
    lan = signed_in("counter")
    assert lan.submit(dossier, action="hand_over", seq="một").status_code == 400
    assert lan.submit(dossier, action="hand_over", seq="99999999999999").status_code == 400
    assert lan.submit(dossier, seq="1").status_code == 422


def test_the_worklist_shows_whose_turn_it_is(signed_in: SignIn, dossier: str) -> None:
    lan, hung = signed_in("counter"), signed_in("officer")
    code = dossier.removeprefix("/ho-so/")
    assert code in lan.get("/viec").text
    assert code not in hung.get("/viec").text
    assert code in hung.get("/viec?mine=no").text
    act(lan, dossier, "hand_over")
    assert code in hung.get("/viec").text
    assert "Đến hạn hôm nay" in hung.get("/viec").text


def test_the_worklist_filters_and_leads_to_a_code(signed_in: SignIn, dossier: str) -> None:
    lan = signed_in("counter")
    code = dossier.removeprefix("/ho-so/")
    assert lan.get("/viec", params={"q": code.lower()}).headers["location"] == dossier
    assert code not in lan.get("/viec?status=returned").text
    assert code in lan.get("/viec?procedure=dang-ky-khai-sinh").text
    assert code not in lan.get("/viec?procedure=dang-ky-khai-tu").text


def test_a_dossier_of_another_unit_is_not_found(app: Starlette, signed_in: SignIn, dossier: str) -> None:
    elsewhere = make_app(app.state.site.desk, "vn/38")
    elsewhere.state.now = app.state.now
    lan = signed_in("counter")
    elsewhere.state.site.accounts.keep(replace(app.state.site.accounts.find("counter"), unit="vn/38"))
    assert lan.get(dossier).status_code == 200
    stranger = Staff(elsewhere, "counter")
    assert stranger.get(dossier).status_code == 404


def test_a_dossier_is_found_by_a_part_of_the_name_without_accents(signed_in: SignIn, dossier: str) -> None:
    hung, code = signed_in("officer"), dossier.removeprefix("/ho-so/")
    assert code in hung.get("/viec?q=le+hoa").text
    assert code in hung.get("/viec", params={"q": code[-4:]}).text
    assert "Không tìm thấy" in hung.get("/viec?q=mai").text


def test_the_worklist_is_read_under_headings_not_by_colour(signed_in: SignIn, dossier: str) -> None:
    lan = signed_in("counter")
    assert re.search(r'<th scope="rowgroup" colspan="5">Đến hạn hôm nay: 1 hồ sơ</th>', lan.get("/viec").text)
    act(lan, dossier, "ask_for_papers", papers="to-khai", reason="Thiếu chữ ký")
    assert "Tạm dừng: 1 hồ sơ" in lan.get("/viec").text


def test_the_next_step_and_who_has_it_are_told_to_everybody(signed_in: SignIn, dossier: str) -> None:
    page = signed_in("leader").get(dossier).text
    assert re.search(r"Đang ở bước:.*Tiếp nhận hồ sơ.*Xong bước này, chuyển đến:.*Thẩm tra", page, re.DOTALL)
    assert "Bạn không phải làm gì" in page


def test_what_was_just_received_says_when_to_come_back_and_what_to_print(signed_in: SignIn, dossier: str) -> None:
    lan = signed_in("counter")
    assert "Hẹn trả 17 giờ 00 ngày 05/10/2026. In giấy tiếp nhận" in lan.get(dossier).text
    act(lan, dossier, "hand_over")
    assert "In giấy tiếp nhận, đưa" not in lan.get(dossier).text


def test_the_staff_see_where_a_reason_is_written(signed_in: SignIn, dossier: str) -> None:
    page = signed_in("officer").get(dossier).text
    assert re.search(r"<code>deadline\.trong-ngay\.within</code> · <code>catalogs/vn/\S+:\d+</code>", page)
