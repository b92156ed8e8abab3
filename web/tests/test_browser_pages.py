"""Every page in a real browser: no barrier known to axe, no sideways scrolling on a phone, no breach of the policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .looking import PICTURES, look_at
from .web_clients import PASSWORD

PUBLIC = {
    "home": "/",
    "nothing-found": "/?q=xyzxyz",
    "procedure": "/thu-tuc/dang-ky-khai-sinh",
    "answer": "/thu-tuc/dang-ky-khai-sinh?fact.channel=counter&fact.birth_date=2026-06-01&fact.has_birth_notice=true",
    "track": "/tra-cuu",
    "not-tracked": "/tra-cuu?code=H56",
    "sign-in": "/dang-nhap",
    "not-found": "/khong-co",
}
STAFF = {
    "worklist": ("counter", "/viec?mine=no"),
    "password": ("officer", "/mat-khau"),
    "choose": ("counter", "/tiep-nhan"),
    "receive": ("counter", "/tiep-nhan/dang-ky-khai-sinh"),
    "copies": ("counter", "/tiep-nhan/2.000815"),
    "administration": ("administrator", "/quan-tri"),
    "findings": ("administrator", "/quan-tri/quy-tac"),
}


def sign_in(page: Page, login: str) -> None:
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Page]:
    """A page on which every complaint of the browser is a failure."""
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    refused = ("404 (Not Found)", "422 (Unprocessable")  # answers that their test asked for
    assert [text for text in complaints if not any(each in text for each in refused)] == []


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_has_no_barrier(watched: Page, name: str) -> None:
    watched.goto(PUBLIC[name])
    look_at(watched, name)


@pytest.mark.parametrize("name", STAFF)
def test_a_page_of_the_staff_has_no_barrier(watched: Page, name: str) -> None:
    login, path = STAFF[name]
    sign_in(watched, login)
    watched.goto(path)
    look_at(watched, name)


@pytest.mark.parametrize(("login", "listed"), [("counter", "/viec?mine=no"), ("officer", "/viec")])
def test_a_dossier_with_all_that_can_be_opened_has_no_barrier(watched: Page, login: str, listed: str) -> None:
    sign_in(watched, login)
    watched.goto(listed)
    watched.locator(".work__code").first.click()
    for summary in watched.locator("summary").all():
        summary.click()
    if login == "officer":
        expect(watched.get_by_role("button", name="Ghi kết quả thẩm tra")).to_be_visible()
    look_at(watched, f"dossier-{login}")


def test_a_form_full_of_errors_has_no_barrier_and_its_summary_leads_to_the_fields(watched: Page) -> None:
    sign_in(watched, "counter")
    watched.goto("/tiep-nhan/dang-ky-khai-sinh")
    watched.get_by_label("Điện thoại").fill("12")
    watched.get_by_role("button", name="Kiểm tra lại trước khi nhận").click()
    expect(watched.get_by_role("alert")).to_contain_text("Cần sửa trước khi tiếp tục")
    look_at(watched, "errors")
    watched.get_by_role("alert").get_by_role("link", name="Số điện thoại").click()
    expect(watched.get_by_label("Điện thoại")).to_be_focused()
    expect(watched.get_by_label("Điện thoại")).to_have_value("12")


def test_a_word_without_end_pushes_no_page_sideways(watched: Page) -> None:
    sign_in(watched, "counter")
    watched.goto("/tiep-nhan/2.000815")
    watched.get_by_label("bao nhiêu trang").fill("2")
    watched.get_by_label("bao nhiêu bản sao").fill("1")
    expect(watched.locator("#decision")).to_contain_text("4.000\u00a0đồng")
    watched.get_by_label("Họ và tên").fill("Nguyễn" * 50)
    watched.get_by_label("Địa chỉ (nếu có)").fill("Đ" * 300)
    watched.get_by_label("Thư điện tử").fill(f"{'x' * 200}@example.vn")
    for box in watched.locator("#decision").get_by_role("checkbox").all():
        box.check()
    watched.get_by_role("button", name="Kiểm tra lại trước khi nhận").click()
    look_at(watched, "long-check")
    watched.get_by_role("button", name="Nhận hồ sơ").click()
    watched.locator("summary", has_text="Rút hồ sơ").click()
    watched.get_by_label("Lý do").last.fill("https://example.vn/" + "x" * 400)
    watched.get_by_role("button", name="Rút hồ sơ").click()
    expect(watched.locator("#main")).to_contain_text("Người nộp rút hồ sơ")
    look_at(watched, "long-dossier")
    watched.goto("/viec?mine=no&q=Nguy%E1%BB%85nNguy%E1%BB%85n")
    expect(watched.locator("td.typed")).to_have_count(1)
    look_at(watched, "long-worklist")


def test_the_posted_list_prints_without_what_belongs_to_the_screen(watched: Page) -> None:
    watched.goto("/thu-tuc/dang-ky-khai-sinh")
    watched.emulate_media(media="print")
    for name in ("Chính", "Bạn đang ở"):
        expect(watched.get_by_role("navigation", name=name)).to_be_hidden()
    expect(watched.get_by_role("heading", name="Trường hợp của tôi")).to_be_hidden()
    expect(watched.get_by_role("heading", name="Giấy tờ", exact=True)).to_be_visible()
    watched.pdf(path=PICTURES / "posted.pdf", format="A4")
