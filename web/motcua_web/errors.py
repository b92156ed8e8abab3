"""Pages for what went wrong: what happened, and what to do now."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from motcua.findings import MotcuaError
from motcua_web.language import gettext as _
from motcua_web.pages import render
from motcua_web.visit import Visit, enter

TEXTS = {
    400: (_("Yêu cầu không đọc được"), _("Quay lại trang trước rồi thử lại.")),
    403: (_("Không được phép"), _("Tài khoản của bạn không làm được việc này. Hỏi người quản trị của đơn vị.")),
    404: (_("Không tìm thấy trang"), _("Xem lại địa chỉ, hoặc tìm từ trang đầu.")),
    405: (_("Yêu cầu không đọc được"), _("Quay lại trang trước rồi thử lại.")),
    413: (_("Nội dung gửi lên quá lớn"), _("Mỗi lần chỉ gửi được 1 MB. Bỏ bớt rồi gửi lại.")),
    422: (_("Chưa làm được"), ""),
    429: (_("Thử quá nhiều lần"), _("Chờ vài phút rồi thử lại.")),
    500: (_("Phần mềm gặp lỗi"), _("Việc vừa làm chưa được ghi. Thử lại; nếu vẫn vậy, báo người quản trị.")),
}
CSRF = _("Trang này đã cũ hoặc không phải của phần mềm. Mở lại trang rồi gửi lại.")


async def on_http(request: Request, error: Exception) -> Response:
    """Answer an HTTP error with a page."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    return await run_in_threadpool(_page, request, status, detail)


async def on_refusal(request: Request, error: Exception) -> Response:
    """Answer what the core refuses with its findings: what is wrong, and the remedy."""
    return await run_in_threadpool(_refusal, request, error)


async def too_large(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a body over the limit; outside of the router, so that nothing of it is parsed."""
    answer = await on_http(Request(scope, receive), HTTPException(413))
    await answer(scope, receive, send)


def _page(request: Request, status: int, detail: str) -> Response:
    visit = enter(request)
    title, remedy = TEXTS.get(status, TEXTS[500])
    known = {"csrf": visit.say(CSRF), "account": visit.say(remedy)}
    return _render(visit, status, visit.say(title), known.get(detail) or visit.say(remedy))


def _refusal(request: Request, error: Exception) -> Response:
    visit = enter(request)
    lines = visit.explain(error) if isinstance(error, MotcuaError) else ()
    return _render(visit, 422, visit.say(TEXTS[422][0]), *lines)


def _render(visit: Visit, status: int, title: str, *lines: str) -> Response:
    return render(visit, "error.html", status, title=title, lines=lines)
