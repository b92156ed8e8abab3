"""Signing in and out, and the language of the pages."""

from starlette.responses import Response

from motcua_web import forms, guard, language, sessions
from motcua_web.language import gettext as _
from motcua_web.pages import render
from motcua_web.visit import Visit, redirect

HOME = "/viec"


def show(visit: Visit) -> Response:
    """Show the form; who is signed in already goes to work."""
    wanted = local_path(str(visit.query.get("next", "")), HOME)
    return redirect(wanted) if visit.user else render(visit, "sign_in.html", wanted=wanted, login="", error="")


def sign_in(visit: Visit) -> Response:
    """Open a session for the right password; the failure does not tell what was wrong."""
    login = forms.clean(str(visit.form.get("login", "")))
    wanted = local_path(str(visit.form.get("next", "")), HOME)
    limits, here = visit.site.limits, guard.address(visit.request)
    limits.check(guard.SIGN_IN_LOGIN, login.casefold())
    limits.count(guard.SIGN_IN_ADDRESS, here)
    user = visit.site.accounts.sign_in(login, str(visit.form.get("password", "")))
    if not user:
        limits.count(guard.SIGN_IN_LOGIN, login.casefold())
        error = visit.say(_("Tên đăng nhập hoặc mật khẩu không đúng."))
        return render(visit, "sign_in.html", 422, wanted=wanted, login=login, error=error)
    return _opened(visit, user.login, wanted)


def sign_out(visit: Visit) -> Response:
    """End the session, in the store and in the browser."""
    if visit.session:
        visit.site.sessions.end(visit.session)
    answer = redirect("/")
    answer.delete_cookie(sessions.COOKIE)
    return answer


def speak(visit: Visit) -> Response:
    """Keep the language the visitor chose, and show the same page in it."""
    answer = redirect(local_path(str(visit.form.get("next", "")), "/"))
    chosen = str(visit.form.get("lang", ""))
    if chosen in language.LANGUAGES:
        answer.set_cookie(language.COOKIE, chosen, max_age=365 * 24 * 3600, httponly=True, samesite="lax")
    return answer


def local_path(wanted: str, otherwise: str) -> str:
    r"""Return a path of this site; an address that leads elsewhere is not followed.

    >>> local_path("/viec?q=1", "/"), local_path("//evil.example", "/"), local_path("/\\evil.example", "/")
    ('/viec?q=1', '/', '/')
    """
    plain = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if plain else otherwise


def _opened(visit: Visit, login: str, wanted: str) -> Response:
    secret, _session = visit.site.sessions.open(login, visit.now)
    answer = redirect(wanted)
    secure = visit.request.url.scheme == "https"
    answer.set_cookie(sessions.COOKIE, secret, httponly=True, samesite="lax", secure=secure)
    return answer
