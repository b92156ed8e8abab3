"""Who may do what through the web: forms from our own pages only, known users, and not too often."""

import hmac
from urllib.parse import urlsplit

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from msgspec import Struct, field
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from motcua_web.sessions import Session

CSRF_FIELD = "csrf"


def is_from_us(request: Request) -> bool:
    """Tell whether a form was sent by one of our pages; every browser since 2020 says so in one of two headers."""
    if site := request.headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


def check_form(request: Request, session: Session | None, form: FormData) -> None:
    """Refuse a form that another site made the browser send.

    :raises HTTPException: 403, when origin or token is not ours.
    """
    token = str(form.get(CSRF_FIELD, ""))
    if not is_from_us(request) or (session and not hmac.compare_digest(token.encode(), session.csrf.encode())):
        raise HTTPException(403, "csrf")


SIGN_IN_ADDRESS = parse("30/5 minutes")
SIGN_IN_LOGIN = parse("6/5 minutes")  # failures only
TRACK = parse("30/minute")
PRINT = parse("20/minute")  # a stranger's print costs a process


class Limits(Struct, frozen=True):
    """How often the outside may try; counted in memory, so that a restart forgives."""

    limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))

    def count(self, limit: RateLimitItem, *who: str) -> None:
        """Count one try.

        :raises HTTPException: 429, when it is one too many.
        """
        if not self.limiter.hit(limit, *who):
            raise HTTPException(429)

    def check(self, limit: RateLimitItem, *who: str) -> None:
        """Refuse when the tries are used up, without counting this one.

        :raises HTTPException: 429.
        """
        if not self.limiter.test(limit, *who):
            raise HTTPException(429)


def address(request: Request) -> str:
    """Return the address a request came from."""
    return request.client.host if request.client else "unknown"
