"""What the administrator sees and does."""

import re
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.testclient import TestClient

from motcua.check import check

from .web_clients import ORIGIN, Staff

SignIn = Callable[[str], Staff]
NEW = {"login": "Thu", "name": "Hoàng Thị Thu", "password": "mười hai chữ", "accounts": "officer"}


def test_a_new_user_can_sign_in_at_once(app: Starlette, signed_in: SignIn) -> None:
    assert signed_in("administrator").submit("/quan-tri/tai-khoan", **NEW).status_code == 303
    browser = TestClient(app, headers=ORIGIN, follow_redirects=False)
    answer = browser.post("/dang-nhap", data={"login": "thu", "password": "mười hai chữ"})
    assert answer.headers["location"] == "/viec"


def test_passwords_are_kept_as_argon2_hashes_and_never_shown(app: Starlette, signed_in: SignIn) -> None:
    quan = signed_in("administrator")
    quan.submit("/quan-tri/tai-khoan", **NEW)
    assert app.state.site.accounts.find("thu").password.startswith("$argon2id$")
    assert "argon2" not in quan.get("/quan-tri").text


def test_a_wrong_user_form_is_told_field_by_field(signed_in: SignIn) -> None:
    wrong = {"login": "counter", "name": " ", "password": "ngắn", "accounts": "king"}
    page = signed_in("administrator").submit("/quan-tri/tai-khoan", **wrong)
    assert page.status_code == 422
    summary = re.findall(r'href="#(login|name|password|accounts)"', page.text)
    assert sorted(summary) == ["accounts", "login", "name", "password"]
    assert "ngắn" not in page.text


def test_nobody_locks_themselves_out(signed_in: SignIn) -> None:
    quan = signed_in("administrator")
    quan.submit("/quan-tri/tai-khoan/khoa", login="administrator", active="no")
    assert quan.get("/quan-tri").status_code == 200


def test_a_locked_user_can_be_let_in_again(app: Starlette, signed_in: SignIn) -> None:
    quan = signed_in("administrator")
    for active, expected in (("no", False), ("yes", True)):
        quan.submit("/quan-tri/tai-khoan/khoa", login="officer", active=active)
        assert app.state.site.accounts.find("officer").active is expected


def test_plugins_are_listed_with_how_they_fare(signed_in: SignIn) -> None:
    page = signed_in("administrator").get("/quan-tri").text
    for told in ("thanh_hoa", "hai_phong", "Đang chạy"):
        assert told in page


def test_the_findings_are_those_of_the_check_command(app: Starlette, signed_in: SignIn) -> None:
    page = signed_in("administrator").get("/quan-tri/quy-tac")
    found = check(app.state.site.desk.catalog, app.state.now.date())
    assert page.status_code == 200
    assert f"{len(found)} điều cần biết" in page.text
