"""One request with all that a page needs, and the way from a plain function to an endpoint."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct, field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match

from motcua.catalog import Rulebook
from motcua.desk import Desk
from motcua.findings import Finding, MotcuaError
from motcua_web import guard, language
from motcua_web.accounts import Accounts, User
from motcua_web.guard import Limits
from motcua_web.sessions import COOKIE, Session, Sessions


class Site(Struct, frozen=True):
    """What all pages of one running web share: the desk and the unit whose counter this is."""

    desk: Desk
    unit: str
    accounts: Accounts
    sessions: Sessions
    limits: Limits = field(default_factory=Limits)


class Visit(Struct, frozen=True):
    """One request: where, who, in which language, at what moment (Asia/Ho_Chi_Minh), with what form."""

    request: Request
    site: Site
    form: FormData
    lang: str
    now: datetime
    session: Session | None
    user: User | None

    @property
    def desk(self) -> Desk:
        """Return the service that decides, receives and acts."""
        return self.site.desk

    @property
    def staff(self) -> User:
        """Return the user; only for pages that `page` opens to signed-in staff."""
        if not self.user:
            raise HTTPException(403)
        return self.user

    @property
    def query(self) -> FormData:
        """Return what stands behind the question mark, in the shape of a form."""
        return FormData([(name, value) for name, value in self.request.query_params.multi_items()])

    @property
    def here(self) -> str:
        """Return the address of this page, to come back to; what a form posted is not part of it."""
        url = self.request.url
        return f"{url.path}?{url.query}" if url.query and self.request.method == "GET" else url.path

    def rulebook(self) -> Rulebook:
        """Return the rules in force here today."""
        return self.desk.catalog.resolve(self.site.unit, self.now.date())

    def advise(self, finding: Finding) -> str:
        """Tell at a field what is wrong with it and how to mend it."""
        return f"{finding.message(self.lang)} {finding.remedy(self.lang)}".strip()

    def explain(self, refused: MotcuaError) -> tuple[str, ...]:
        """Tell of each finding what is wrong and how to mend it."""
        return tuple(dict.fromkeys(map(self.advise, refused.findings)))

    def say(self, text: str) -> str:
        """Translate a text of the sources."""
        return language.translations(self.lang).gettext(text)


Page = Callable[[Visit], Response]
Need = Callable[[Visit], bool]


def anybody(_visit: Visit) -> bool:
    """Open a page to everybody."""
    return True


def staff(visit: Visit) -> bool:
    """Open a page to signed-in staff."""
    return visit.user is not None


def page(handler: Page, need: Need = anybody) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a plain function; it runs in a thread, because the store waits for the disk.

    :param need: who may see the page; a visitor who is not signed in is sent to sign in first.
    """

    async def endpoint(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=2000) if request.method == "POST" else FormData()
        return await run_in_threadpool(_answer, handler, need, request, form)

    return endpoint


def enter(request: Request, form: FormData | None = None) -> Visit:
    """Find out who is visiting."""
    site: Site = request.app.state.site
    now = site.desk.clock()
    session = site.sessions.find(request.cookies.get(COOKIE, ""), now)
    user = site.accounts.find(session.login) if session else None
    if not user or not user.active:
        session = user = None
    return Visit(request, site, form or FormData(), language.chosen(request), now, session, user)


def _answer(handler: Page, need: Need, request: Request, form: FormData) -> Response:
    visit = enter(request, form)
    if request.method == "POST":
        guard.check_form(request, visit.session, form)
    if need(visit):
        return handler(visit)
    if visit.user or "hx-request" in request.headers:  # htmx would put the sign-in page into the form being typed
        raise HTTPException(403, "account")
    return to_sign_in(request)


def to_sign_in(request: Request) -> Response:
    """Send a visitor to sign in, and back to the page they wanted; that a form they sent is lost, they are told."""
    wanted = {"next": request.url.path} if _is_page(request) else {}
    unsaved = {} if request.method == "GET" else {"unsaved": "yes"}
    return redirect(str(request.url_for("sign-in").path), **wanted, **unsaved)


def _is_page(request: Request) -> bool:
    """Tell whether the address can also be looked at: some only take a form."""
    looked_at = {**request.scope, "method": "GET", "path": request.url.path}
    return any(route.matches(looked_at)[0] is Match.FULL for route in request.app.routes)


def redirect(path: str, **query: Any) -> RedirectResponse:
    """Send the browser on, by GET."""
    return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, status_code=303)
