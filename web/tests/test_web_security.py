"""What must not be possible through the web."""

import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import anyio
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from motcua_web.rim import HEADERS, BodyLimit
from motcua_web.sessions import COOKIE

from .web_clients import BIRTH, ORIGIN, PASSWORD, Staff, birth

SignIn = Callable[[str], Staff]


def test_the_right_password_opens_the_worklist(citizen: TestClient) -> None:
    answer = citizen.post("/dang-nhap", data={"login": " Counter ", "password": PASSWORD, "next": "/viec"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/viec")
    assert citizen.get("/viec").status_code == 200


def test_a_password_typed_with_decomposed_letters_is_the_same_password(citizen: TestClient) -> None:
    typed = unicodedata.normalize("NFD", PASSWORD)
    assert typed != PASSWORD
    assert citizen.post("/dang-nhap", data={"login": "counter", "password": typed}).status_code == 303


def test_a_new_password_needs_the_old_one_and_replaces_it(app: Starlette, signed_in: SignIn) -> None:
    lan = signed_in("counter")
    assert lan.submit("/mat-khau", old="sai", new="một mật khẩu mới").status_code == 422
    assert lan.submit("/mat-khau", old=PASSWORD, new="ngắn").status_code == 422
    assert lan.submit("/mat-khau", old=PASSWORD, new="một mật khẩu mới").status_code == 303
    assert app.state.site.accounts.sign_in("counter", PASSWORD) is None
    assert app.state.site.accounts.sign_in("counter", "một mật khẩu mới").name == "Nguyễn Thị Lan"


def test_a_new_password_ends_the_other_sessions_of_its_user_only(signed_in: SignIn) -> None:
    here, elsewhere, hung = signed_in("counter"), signed_in("counter"), signed_in("officer")
    here.submit("/mat-khau", old=PASSWORD, new="một mật khẩu mới")
    assert [each.get("/viec").status_code for each in (here, elsewhere, hung)] == [200, 303, 200]


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(citizen: TestClient) -> None:
    wrong = citizen.post("/dang-nhap", data={"login": "counter", "password": "sai"})
    unknown = citizen.post("/dang-nhap", data={"login": "nobody", "password": "sai"})
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert wrong.text.replace("counter", "nobody") == unknown.text
    assert "không đúng" in wrong.text


def test_guessing_passwords_is_stopped_even_for_the_right_one(citizen: TestClient) -> None:
    for _ in range(6):
        citizen.post("/dang-nhap", data={"login": "leader", "password": "sai"})
    answer = citizen.post("/dang-nhap", data={"login": "leader", "password": PASSWORD})
    assert answer.status_code == 429
    assert "Thử quá nhiều lần" in answer.text


def test_the_cookie_is_hidden_from_scripts_and_other_sites_and_holds_no_name(citizen: TestClient) -> None:
    cookie = citizen.post("/dang-nhap", data={"login": "counter", "password": PASSWORD}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "counter" not in cookie


def test_the_store_never_holds_the_cookie_itself(app: Starlette, signed_in: SignIn) -> None:
    lan = signed_in("counter")
    secret = lan.cookies[COOKIE]
    assert app.state.site.desk.store.get("sessions", secret) is None
    assert app.state.site.desk.store.get("sessions", lan.session.key) is not None


def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(signed_in: SignIn, citizen: TestClient) -> None:
    lan = signed_in("counter")
    citizen.cookies.set(COOKIE, lan.cookies[COOKIE])
    assert citizen.get("/viec").status_code == 200
    lan.submit("/dang-xuat")
    assert citizen.get("/viec").status_code == 303


def test_a_session_ends_after_the_working_day(app: Starlette, signed_in: SignIn) -> None:
    lan = signed_in("counter")
    app.state.now += timedelta(hours=13)
    assert lan.get("/viec").headers["location"] == "/dang-nhap?next=%2Fviec"


def test_what_is_sent_after_the_session_ended_is_told_to_be_lost(app: Starlette, signed_in: SignIn) -> None:
    administrator, lan = signed_in("administrator"), signed_in("counter")
    app.state.now += timedelta(hours=13)
    answer = lan.submit(BIRTH, **birth())
    assert answer.headers["location"] == "/dang-nhap?next=%2Ftiep-nhan%2Fdang-ky-khai-sinh&unsaved=yes"
    assert "việc vừa gửi chưa được ghi" in lan.get(answer.headers["location"]).text
    assert "chưa được ghi" not in lan.get("/dang-nhap?next=%2Fviec").text
    answer = administrator.submit("/quan-tri/tai-khoan", login="moi")
    assert answer.headers["location"] == "/dang-nhap?unsaved=yes", "a form's own address cannot be looked at"


def test_sessions_that_are_over_do_not_pile_up(app: Starlette, signed_in: SignIn) -> None:
    store = app.state.site.desk.store
    old, over = signed_in("counter"), signed_in("officer")
    over.submit("/dang-xuat")
    app.state.now += timedelta(hours=13)
    new = signed_in("leader")
    assert [store.get("sessions", each.session.key) is None for each in (old, over, new)] == [True, True, False]


def test_a_disabled_user_is_out_at_once(signed_in: SignIn) -> None:
    lan, administrator = signed_in("counter"), signed_in("administrator")
    administrator.submit("/quan-tri/tai-khoan/khoa", login="counter", active="no")
    assert lan.get("/viec").status_code == 303


def test_signing_in_leads_to_no_other_site(app: Starlette) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        fields = {"login": "counter", "password": PASSWORD, "next": elsewhere}
        browser = TestClient(app, headers=ORIGIN, follow_redirects=False)
        assert browser.post("/dang-nhap", data=fields).headers["location"] == "/viec"


def test_a_form_of_another_site_is_refused_whatever_it_knows(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert lan.post(BIRTH, data=birth(csrf=lan.session.csrf), headers=headers).status_code == 403


def test_a_form_without_the_sessions_secret_is_refused(signed_in: SignIn) -> None:
    lan, hung = signed_in("counter"), signed_in("officer")
    assert lan.post(BIRTH, data=birth()).status_code == 403
    answer = lan.post(BIRTH, data=birth(csrf=hung.session.csrf))
    assert answer.status_code == 403
    assert "Mở lại trang" in answer.text


def test_a_request_that_does_not_say_where_it_comes_from_is_refused(app: Starlette) -> None:
    stranger = TestClient(app, follow_redirects=False)
    assert stranger.post("/dang-nhap", data={"login": "counter", "password": PASSWORD}).status_code == 403


def test_pages_of_the_staff_ask_a_stranger_to_sign_in(citizen: TestClient) -> None:
    for path in ("/viec", "/tiep-nhan", BIRTH, "/ho-so/X", "/ho-so/X/phieu/giay-tiep-nhan", "/quan-tri"):
        assert citizen.get(path).headers["location"].startswith("/dang-nhap")


def test_each_account_reaches_only_its_own_pages(signed_in: SignIn) -> None:
    reached = {
        login: [path for path in ("/viec", "/tiep-nhan", "/quan-tri") if signed_in(login).get(path).status_code == 200]
        for login in ("counter", "officer", "leader", "administrator")
    }
    assert reached == {
        "counter": ["/viec", "/tiep-nhan"],
        "officer": ["/viec"],
        "leader": ["/viec"],
        "administrator": ["/quan-tri"],
    }


def test_who_merely_administers_sees_nobodys_data(signed_in: SignIn) -> None:
    path = signed_in("counter").submit(BIRTH, **birth()).headers["location"]
    quan = signed_in("administrator")
    assert quan.get(path).status_code == 403
    assert quan.get(f"{path}/phieu/giay-tiep-nhan").status_code == 403
    assert quan.get("/viec").headers["location"] == "/quan-tri"


def test_an_officer_who_posts_a_reception_all_the_same_is_refused(signed_in: SignIn) -> None:
    assert signed_in("officer").submit(BIRTH, **birth()).status_code == 403
    assert signed_in("officer").submit("/quan-tri/tai-khoan", login="x").status_code == 403


def test_every_answer_carries_the_security_headers(citizen: TestClient, signed_in: SignIn) -> None:
    answers = [citizen.get(path) for path in ("/", "/khong-co", "/static/frame.css", "/viec")]
    for answer in [*answers, signed_in("counter").get("/viec"), citizen.post("/dang-nhap", content=b"x" * 2_000_000)]:
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["content-security-policy"]
    assert answers[0].headers["cache-control"] == "no-store"


def test_no_page_holds_inline_script_or_style(citizen: TestClient, signed_in: SignIn) -> None:
    pages = [citizen.get("/thu-tuc/dang-ky-khai-sinh"), signed_in("counter").get(BIRTH)]
    for page in pages:
        assert "<style" not in page.text
        assert " style=" not in page.text
        assert " onclick=" not in page.text
        assert page.text.count("<script") == page.text.count('<script src="/static/')


def test_what_people_type_is_never_markup(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    nasty = '<script>alert(1)</script>"onx=1'
    shown = lan.submit(BIRTH, **birth(do="recalculate", **{"applicant.name": nasty, "fact.birth_date": nasty}))
    assert nasty not in shown.text
    assert "&lt;script&gt;" in shown.text
    received = lan.submit(BIRTH, **birth(**{"applicant.name": nasty}))
    assert nasty not in lan.get(received.headers["location"]).text


def test_ten_megabytes_are_refused_with_a_page_and_nothing_is_written(app: Starlette, signed_in: SignIn) -> None:
    lan = signed_in("counter")
    answer = lan.submit(BIRTH, **birth(**{"applicant.address": "x" * 10_000_000}))
    assert answer.status_code == 413
    assert "quá lớn" in answer.text
    assert "1 MB" in answer.text
    assert app.state.site.desk.store.events("000.01.26.H56-261005-0001") == []


def test_a_long_body_that_does_not_tell_its_length_is_refused_too(citizen: TestClient) -> None:
    answer = citizen.post("/dang-nhap", content=(b"x" * 100_000 for _ in range(30)))
    assert answer.status_code == 413


def test_a_form_that_breaks_off_half_way_reaches_nobody() -> None:
    reached: list[str] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        reached.append(scope["path"])

    async def refuse(_scope: Scope, _receive: Receive, _send: Send) -> None:
        reached.append("refused")

    parts: list[Message] = [{"type": "http.disconnect"}, {"type": "http.request", "body": b"do=rec", "more_body": True}]

    async def receive() -> Message:
        return parts.pop()

    async def send(_message: Message) -> None:
        return None

    scope = {"type": "http", "method": "POST", "path": "/x", "headers": [(b"content-length", b"10")]}
    with ThreadPoolExecutor(1) as own_thread:  # a browser test may have left a running loop in this one
        own_thread.submit(anyio.run, BodyLimit(app, 1000, refuse), scope, receive, send).result()
    assert reached == ["refused"]


def test_uploaded_files_are_refused(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    answer = lan.post(BIRTH, data={"csrf": lan.session.csrf}, files={"applicant.name": ("a.exe", b"MZ")})
    assert answer.status_code == 400


def test_looking_up_many_codes_is_stopped(citizen: TestClient) -> None:
    answers = [citizen.get(f"/tra-cuu?code=H56-{number}").status_code for number in range(31)]
    assert answers[:30] == [404] * 30
    assert answers[30] == 429


def test_a_reason_of_a_megabyte_is_refused_and_stays_in_its_field(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    path = lan.submit(BIRTH, **birth()).headers["location"]
    answer = lan.submit(path, action="refuse", seq="1", reason="y" * 2001)
    assert answer.status_code == 422
    assert "dài quá 2000 ký tự" in answer.text
    assert "y" * 2001 in answer.text
    hidden = lan.submit(path, action="ask_for_papers", seq="1", papers="z" * 2001, basis="x", reason="y")
    assert hidden.status_code == 422


def test_marks_that_do_not_show_are_not_kept(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    path = lan.submit(BIRTH, **birth(**{"applicant.name": "Lê\u202e Hoa\x00"})).headers["location"]
    assert "· Lê Hoa</p>" in lan.get(path).text
    lan.submit(path, action="refuse", seq="1", reason="Không\u202e thuộc\x00 xã")
    assert '<p lang="vi">Không thuộc xã</p>' in lan.get(path).text


def test_choices_that_the_form_does_not_offer_are_refused(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    forged = {"applicant.return_place": "moon", "papers.tuy-than.chosen": "moon", "fact.channel": "moon"}
    for name, value in forged.items():
        answer = lan.submit(BIRTH, **birth(**{name: value}))
        assert answer.status_code == 422, name
        assert 'value="Lê Thị Hoa"' in answer.text


def test_a_form_key_of_any_length_is_not_kept(app: Starlette, signed_in: SignIn) -> None:
    lan = signed_in("counter")
    assert lan.submit(BIRTH, **birth(key="k" * 5000)).status_code == 303
    assert app.state.site.desk.store.get("receptions", f"{'vn/38/ha-trung'} {'k' * 5000}") is None


def test_a_page_of_a_dossier_that_does_not_exist_is_not_found_however_it_is_spelled(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    for code in ("%00", "..%2f..%2fetc", "x" * 3000, "%ff", "H56;drop"):
        assert lan.get(f"/ho-so/{code}").status_code == 404
    path = lan.submit(BIRTH, **birth()).headers["location"]
    assert lan.get(f"{path}/phieu/..%2f..%2fgiay-tiep-nhan").status_code == 404
    assert lan.get("/static/..%2fapp.py").status_code == 404


def test_a_slip_prints_what_people_type_as_it_stands(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    nasty = "#panic() *Hoa* $x$ <b>"
    path = lan.submit(BIRTH, **birth(**{"applicant.address": nasty})).headers["location"]
    answer = lan.get(f"{path}/phieu/giay-tiep-nhan")
    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert "".join(nasty.split()) in "".join(text.split())


def test_broken_bodies_are_answered_with_a_page(signed_in: SignIn) -> None:
    lan = signed_in("counter")
    bodies = {
        "application/json": b'{"a": 1}',
        "multipart/form-data": b"xx",
        "multipart/form-data; boundary=x": b"--x\r\nbroken",
        "application/x-www-form-urlencoded": b"&".join(b"fact.a%d=1" % number for number in range(3000)),
    }
    for kind, body in bodies.items():
        answer = lan.post(BIRTH, content=body, headers={"content-type": kind})
        assert answer.status_code in (400, 403), kind
        assert "<h1" in answer.text
