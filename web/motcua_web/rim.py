"""The outermost ring of the web: security headers on every answer, and a limit on what may be sent in."""

from collections.abc import Awaitable, Callable

from msgspec import Struct
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",  # the design system draws its icons as masks in data URLs
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
Refusal = Callable[[Scope, Receive, Send], Awaitable[None]]


class SecurityHeaders(Struct, frozen=True):
    """Adds `HEADERS` to every answer; pages are never kept by a cache, because each shows who is signed in."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-cache" if _is_static(scope) else "no-store")
            await send(message)

        await self.app(scope, receive, guarded)


class BodyLimit(Struct, frozen=True):
    """Refuses a body of more than `most` bytes with a page.

    Starlette's own limit answers in plain English text, and closes at once: a browser in the middle of its
    upload then shows "connection reset" instead of the reason. What comes in is therefore read and dropped first.
    """

    app: ASGIApp
    most: int
    refuse: Refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
        elif (body := await self._body(scope, receive)) is None:
            await self.refuse(scope, receive, send)
        else:
            await self.app(scope, _once(body, receive), send)

    async def _body(self, scope: Scope, receive: Receive) -> bytes | None:
        """Read the whole body; None when it is too long or broke off: half a form is no form."""
        body, size, more = bytearray(), 0, _announced(scope) > 0
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            chunk = message.get("body", b"")
            size += len(chunk)
            if size <= self.most:
                body += chunk
            more = message.get("more_body", False)
        return bytes(body) if size <= self.most else None


def _announced(scope: Scope) -> int:
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    return 1 if "transfer-encoding" in headers or not length.isdecimal() else int(length)


def _once(body: bytes, receive: Receive) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return messages.pop() if messages else await receive()

    return replay


def _is_static(scope: Scope) -> bool:
    return str(scope.get("path", "")).startswith("/static/")
