"""What everybody may see."""

import re
from collections.abc import Callable
from io import BytesIO

from pypdf import PdfReader
from starlette.testclient import TestClient

from .web_clients import BIRTH, Staff, birth

SignIn = Callable[[str], Staff]


def found(page: str) -> list[str]:
    return re.findall(r'procedures__link" href="[^"]+">([^<]+)<', page)


def test_procedures_are_found_without_accents_and_by_code(citizen: TestClient) -> None:
    assert found(citizen.get("/?q=ket hon").text) == ["Đăng ký kết hôn", "Đăng ký lại kết hôn"]
    assert found(citizen.get("/?q=KHAI TU").text)[0] == "Đăng ký khai tử"
    assert found(citizen.get("/?q=1.001193").text) == ["Đăng ký khai sinh"]


def test_composed_and_decomposed_letters_find_the_same(citizen: TestClient) -> None:
    assert found(citizen.get("/?q=hòa giải").text) == found(citizen.get("/?q=hoà giải").text)


def test_procedures_are_listed_by_field(citizen: TestClient) -> None:
    assert set(found(citizen.get("/?field=dat-dai").text)) == {"Hòa giải tranh chấp đất đai"}


def test_a_search_that_finds_nothing_says_what_to_do(citizen: TestClient) -> None:
    answer = citizen.get("/?q=xyzxyz")
    assert answer.status_code == 200
    assert "hỏi cán bộ một cửa" in answer.text


def test_the_posted_list_tells_papers_time_fee_route_and_bases(citizen: TestClient) -> None:
    page = citizen.get("/thu-tuc/1.001193").text
    for told in ("Tờ khai đăng ký khai sinh", "8.000\u00a0đồng", "QĐ 4764/2016/QĐ-UBND", "Ký kết quả", "Luật Hộ tịch"):
        assert told in page


def test_a_late_birth_costs_what_the_province_set_and_the_page_says_why(citizen: TestClient) -> None:
    told = {"fact.channel": "counter", "fact.birth_date": "2026-06-01", "fact.has_birth_notice": "true"}
    page = citizen.get("/thu-tuc/dang-ky-khai-sinh", params=told | {"fact.has_witness": "false"}).text
    assert '<p class="figure">8.000\u00a0đồng</p>' in page
    assert '<p class="figure">17 giờ 00 ngày 05/10/2026</p>' in page
    assert "Tỉnh Thanh Hóa</span>, từ 01/01/2017" in page
    assert "fees." not in page


def test_a_birth_in_time_is_free_and_the_reason_is_named(citizen: TestClient) -> None:
    told = {"fact.channel": "counter", "fact.birth_date": "2026-09-25", "fact.has_birth_notice": "true"}
    page = citizen.get("/thu-tuc/dang-ky-khai-sinh", params=told).text
    assert '<p class="figure">Không phải nộp</p>' in page
    assert "Đăng ký đúng hạn" in page


def test_conditions_and_amounts_are_posted_in_words(citizen: TestClient) -> None:
    birth, copies = (citizen.get(f"/thu-tuc/{code}").text for code in ("1.001193", "2.000815"))
    assert "Có người được ủy quyền đi thay: có; Người đi thay là người thân ruột thịt: không" in birth
    assert "2.000 đồng một trang cho hai trang đầu" in copies
    assert "math.least" not in copies
    assert "10.000 × [Có bao nhiêu giấy tờ cần chứng thực chữ ký?]" in citizen.get("/thu-tuc/2.000884").text


def test_the_answer_can_be_printed_to_take_home(citizen: TestClient) -> None:
    told = {"fact.channel": "counter", "fact.birth_date": "2026-06-01", "fact.has_birth_notice": "true"}
    answer = citizen.get("/thu-tuc/dang-ky-khai-sinh/phieu-huong-dan", params=told)
    assert answer.headers["content-type"] == "application/pdf"
    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    for line in ("Đăng ký khai sinh", "Giấy chứng sinh", "8.000 đồng"):
        assert line in text
    assert citizen.get("/thu-tuc/dang-ky-khai-sinh/phieu-huong-dan").status_code == 404


def test_a_question_is_asked_only_when_an_answer_makes_it_sensible(citizen: TestClient) -> None:
    path = "/thu-tuc/dang-ky-khai-sinh"
    assert "fact.proxy_is_close_kin" not in citizen.get(path).text
    assert "fact.proxy_is_close_kin" in citizen.get(path, params={"fact.by_proxy": "true"}).text


def test_what_only_an_officer_can_know_is_not_asked_of_citizens(citizen: TestClient) -> None:
    assert "fact.residence_not_found" not in citizen.get("/thu-tuc/dang-ky-khai-sinh").text


def test_a_wrong_type_is_told_at_its_question_and_stays_as_typed(citizen: TestClient) -> None:
    page = citizen.get("/thu-tuc/dang-ky-khai-sinh", params={"fact.birth_date": "hôm qua"}).text
    assert 'value="hôm qua"' in page
    assert 'id="fact-birth-date-error"' in page


def test_a_day_that_is_mostly_a_slip_of_the_finger_is_doubted_beside_the_answer(citizen: TestClient) -> None:
    page = citizen.get("/thu-tuc/dang-ky-khai-sinh?fact.channel=counter&fact.birth_date=01/06/2062").text
    assert "Xem lại: “Ngày sinh của trẻ” là 01/06/2062." in page
    assert "Xem lại" not in citizen.get("/thu-tuc/dang-ky-khai-sinh?fact.birth_date=01/06/2026").text


def test_an_unknown_fact_is_refused_by_name(citizen: TestClient) -> None:
    page = citizen.get("/thu-tuc/dang-ky-khai-sinh", params={"fact.birth_dat": "2026-09-25"}).text
    assert "birth_dat" in page
    assert "không có dữ kiện" in page


def test_htmx_gets_the_answer_alone_and_the_questions_only_when_they_changed(citizen: TestClient) -> None:
    path = "/thu-tuc/dang-ky-khai-sinh"
    asked = re.search(r'name="asked" value="([^"]+)"', citizen.get(path).text)

    def typed(**facts: str) -> str:
        told = {"fact.channel": "counter", "asked": asked[1] if asked else "", **facts}
        return citizen.get(path, params=told, headers={"hx-request": "true"}).text

    same, other = typed(**{"fact.birth_date": "2026-09-25"}), typed(**{"fact.by_proxy": "true"})
    assert ("<html" in same, 'id="answer"' in same, 'id="facts"' in same) == (False, True, False)
    assert ('hx-swap-oob="true"' in other, "fact.proxy_is_close_kin" in other) == (True, True)


def test_an_unknown_procedure_is_a_page_that_was_not_found(citizen: TestClient) -> None:
    answer = citizen.get("/thu-tuc/khong-co")
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.text


def test_tracking_tells_the_code_and_the_degree_of_completion_only(citizen: TestClient, signed_in: SignIn) -> None:
    received = signed_in("counter").submit(BIRTH, **birth())
    code = received.headers["location"].removeprefix("/ho-so/")
    page = citizen.get("/tra-cuu", params={"code": f" {code.lower()} "})
    assert page.status_code == 200
    assert code in page.text
    assert "Đã tiếp nhận" in page.text
    for secret in ("Hoa", "0912", "khai sinh", "Tư pháp", "17 giờ"):
        assert secret not in page.text


def test_the_address_in_the_qr_code_leads_to_the_dossier(citizen: TestClient) -> None:
    assert citizen.get("/H/H56-1").headers["location"] == "/tra-cuu?code=H56-1"


def test_an_unknown_code_says_so(citizen: TestClient) -> None:
    answer = citizen.get("/tra-cuu?code=H56-X")
    assert answer.status_code == 404
    assert "Không có hồ sơ mang mã này" in answer.text
