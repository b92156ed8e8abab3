"""Stories in a real browser: what clerk, officer, leader and citizen do, with and without JavaScript or a mouse."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from .web_clients import PASSWORD

PICTURES = Path("test-results/story")
FORM = "/tiep-nhan/dang-ky-khai-sinh"
Enter = Callable[[str], Page]


@pytest.fixture
def enter(browser: Browser, browser_context_args: dict[str, object]) -> Iterator[Enter]:
    """Sign people in, each in a browser of their own."""
    contexts: list[BrowserContext] = []

    def signed_in(login: str) -> Page:
        contexts.append(browser.new_context(**browser_context_args))  # type: ignore[arg-type] # options, by name
        page = contexts[-1].new_page()
        page.goto("/dang-nhap")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page.get_by_role("heading", name="Hồ sơ theo hạn trả")).to_be_visible()
        return page

    yield signed_in
    for context in contexts:
        context.close()


def question(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=re.compile(name))


def do(page: Page, path: str, action: str) -> None:
    page.goto(path)
    page.get_by_role("button", name=action, exact=True).click()


def test_a_birth_registration_from_the_counter_to_the_returned_result(enter: Enter) -> None:
    lan = enter("counter")
    lan.get_by_role("link", name="Tiếp nhận hồ sơ").click()
    lan.get_by_label("Tên hoặc mã thủ tục").press_sequentially("khai sinh")
    lan.get_by_role("link", name="Đăng ký khai sinh", exact=True).click()

    lan.get_by_label("Ngày sinh của trẻ").fill("01/06/2026")
    question(lan, "Có giấy chứng sinh").get_by_label("Có", exact=True).check()
    decision = lan.locator("#decision")
    expect(decision).to_contain_text("8.000\u00a0đồng")
    expect(decision).to_contain_text("17 giờ 00 ngày 05/10/2026")
    expect(decision).to_contain_text("QĐ 4764/2016/QĐ-UBND")
    lan.get_by_label("Họ và tên").fill("Lê Thị Hoa")
    lan.get_by_label("Điện thoại").fill("0912 345 678")
    for box in decision.get_by_role("checkbox").all():
        box.check()
    lan.screenshot(path=PICTURES / "1-received.png", full_page=True)
    lan.get_by_role("button", name="Kiểm tra lại trước khi nhận").click()
    expect(lan.get_by_role("heading", level=1)).to_have_text("Kiểm tra lại trước khi nhận")
    lan.screenshot(path=PICTURES / "2-checked.png", full_page=True)
    lan.get_by_role("button", name="Nhận hồ sơ").click()
    path = re.sub(r"^https?://[^/]+", "", lan.url)
    code = path.removeprefix("/ho-so/")
    expect(lan.get_by_role("heading", level=1)).to_have_text(code)

    slip = lan.request.get(f"{path}/phieu/giay-tiep-nhan")
    (PICTURES / "slip.pdf").write_bytes(slip.body())
    text = PdfReader(BytesIO(slip.body())).pages[0].extract_text()
    assert "Lê Thị Hoa" in text
    assert "8.000 đồng" in text
    assert code in text

    do(lan, path, "Chuyển xử lý")
    do(enter("officer"), path, "Hoàn thành bước")
    do(enter("leader"), path, "Ký")
    do(lan, path, "Ghi nhận đã có kết quả")
    lan.locator("summary", has_text="Thu phí, lệ phí").click()
    lan.get_by_role("button", name="Thu phí, lệ phí").click()
    do(lan, path, "Trả kết quả")
    expect(lan.locator("#main")).to_contain_text("Đã trả kết quả")
    lan.screenshot(path=PICTURES / "3-returned.png", full_page=True)

    lan.goto(f"/H/{code}")
    expect(lan.locator("#main")).to_contain_text("Đã kết thúc")
    expect(lan.locator("#main")).not_to_contain_text("Hoa")


def test_a_question_appears_as_soon_as_an_answer_makes_it_sensible(page: Page) -> None:
    page.goto("/thu-tuc/dang-ky-khai-sinh")
    expect(question(page, "ruột thịt")).to_have_count(0)
    question(page, "ủy quyền đi thay").get_by_label("Có", exact=True).check()
    expect(question(page, "ruột thịt")).to_be_visible()
    expect(question(page, "ủy quyền đi thay").get_by_label("Có", exact=True)).to_be_checked()


def test_ticked_papers_stay_ticked_while_facts_change(enter: Enter) -> None:
    lan = enter("counter")
    lan.goto(FORM)
    lan.get_by_label("Tờ khai đăng ký khai sinh").check()
    lan.get_by_label("Ngày sinh của trẻ").fill("01/06/2026")
    expect(lan.locator("#decision")).to_contain_text("Khai sinh không đúng hạn")
    expect(lan.get_by_label("Tờ khai đăng ký khai sinh")).to_be_checked()


def test_an_old_answer_does_not_pass_for_the_new_one(enter: Enter) -> None:
    lan = enter("counter")
    lan.goto(FORM)
    lan.get_by_label("Ngày sinh của trẻ").fill("01/06/2026")
    question(lan, "Có giấy chứng sinh").get_by_label("Có", exact=True).check()
    expect(lan.locator("#decision")).to_contain_text("8.000\u00a0đồng")
    lan.wait_for_timeout(500)  # htmx settles new questions a moment after they are seen; nobody types as fast
    lan.context.set_offline(True)
    lan.get_by_label("Ngày sinh của trẻ").fill("01/10/2026")
    expect(lan.locator("#decision").get_by_role("alert")).to_contain_text("Chưa có câu trả lời mới")
    lan.context.set_offline(False)
    lan.get_by_label("Ngày sinh của trẻ").fill("02/10/2026")
    expect(lan.locator("#decision")).to_contain_text("Không phải nộp")
    expect(lan.locator("#decision").get_by_text("Chưa có câu trả lời mới")).to_have_count(0)
    lan.context.clear_cookies()
    lan.get_by_label("Ngày sinh của trẻ").fill("01/06/2026")
    expect(lan.locator("#decision").get_by_role("alert")).to_contain_text("Chưa có câu trả lời mới")


def test_search_answers_while_one_types_and_can_be_linked_to(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Tên thủ tục").press_sequentially("ket hon")
    expect(page.locator("#found h2")).to_have_text(re.compile("^2 trong"))
    expect(page).to_have_url(re.compile(r"q=ket(\+|%20)hon"))


def test_everything_works_without_javascript(browser: Browser, browser_context_args: dict[str, object]) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)  # type: ignore[arg-type] # as above
    page = context.new_page()
    page.goto("/?q=khai+tu")
    page.get_by_role("link", name="Đăng ký khai tử", exact=True).click()
    page.get_by_label("Ngày chết").fill("1/10/2026")
    page.get_by_role("button", name="Xem kết quả").click()
    expect(page.locator("#answer")).to_contain_text("Bao giờ có kết quả")
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill("counter")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.goto(FORM)
    question(page, "ủy quyền đi thay").get_by_label("Có", exact=True).check()
    page.get_by_label("Ngày sinh của trẻ").fill("01/06/2026")
    page.get_by_role("button", name="Tính lại").click()
    expect(question(page, "ruột thịt")).to_be_visible()
    expect(page.get_by_label("Ngày sinh của trẻ")).to_have_value("01/06/2026")
    expect(page.locator("#decision")).to_contain_text("8.000\u00a0đồng")
    context.close()


def test_a_clerk_needs_no_mouse(page: Page) -> None:
    page.goto("/dang-nhap")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("counter")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hồ sơ theo hạn trả")).to_be_visible()
    page.goto(FORM)
    page.get_by_label("Ngày sinh của trẻ").focus()
    page.get_by_label("Ngày sinh của trẻ").fill("01/06/2026")
    page.keyboard.press("Enter")  # the first button of the form computes; it never receives
    expect(page.get_by_role("heading", name="Đăng ký khai sinh")).to_be_visible()
    expect(page.locator("#decision")).to_contain_text("Khai sinh không đúng hạn")
