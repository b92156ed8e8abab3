"""For the administrator: who may sign in, which plugins run, and whether the rules are sound."""

from starlette.responses import Response

from motcua.check import check
from motcua_web import forms, guard
from motcua_web.forms import Errors
from motcua_web.language import gettext as _
from motcua_web.pages import render
from motcua_web.visit import Visit, redirect

LONGEST = 100  # letters of a name
SHORTEST = 12  # letters of a password; no other rule: long beats crooked


def show(visit: Visit) -> Response:
    """List users and plugins."""
    return _show(visit, {})


def add_user(visit: Visit) -> Response:
    """Add a user, or refuse with what is wrong."""
    login, name = (forms.clean(str(visit.form.get(field, ""))) for field in ("login", "name"))
    password = str(visit.form.get("password", ""))
    accounts = tuple(str(account) for account in visit.form.getlist("accounts"))
    if errors := _wrong(visit, login, name, password, accounts):
        return _show(visit, errors)
    visit.site.accounts.add(login, name, accounts, password)
    return redirect("/quan-tri")


def switch_user(visit: Visit) -> Response:
    """Let a user in again, or no more; nobody locks themselves out."""
    login = str(visit.form.get("login", ""))
    if login != visit.staff.login:
        visit.site.accounts.switch(login, active=visit.form.get("active") == "yes")
    return redirect("/quan-tri")


def own_password(visit: Visit) -> Response:
    """Show the form for a new password of one's own."""
    return render(visit, "password.html", errors={})


def change_password(visit: Visit) -> Response:
    """Keep a new password for whoever knows the old one."""
    limits, user = visit.site.limits, visit.staff
    limits.count(guard.SIGN_IN_LOGIN, user.login)
    new = str(visit.form.get("new", ""))
    errors: Errors = {}
    if not visit.site.accounts.sign_in(user.login, str(visit.form.get("old", ""))):
        errors["old"] = visit.say(_("Mật khẩu đang dùng không đúng."))
    if len(new) < SHORTEST:
        errors["new"] = visit.say(_("Mật khẩu phải có ít nhất 12 ký tự."))
    if errors:
        return render(visit, "password.html", 422, errors=errors)
    visit.site.accounts.add(user.login, user.name, user.accounts, new)
    if visit.session:
        visit.site.sessions.end_others(visit.session)
    return redirect("/viec")


def findings(visit: Visit) -> Response:
    """Show what `motcua check` says: the same function."""
    return render(visit, "findings.html", found=check(visit.desk.catalog, visit.now.date()))


def _show(visit: Visit, errors: Errors) -> Response:
    accounts = visit.rulebook().vocabulary("accounts").items.values()
    return render(
        visit,
        "administration.html",
        422 if errors else 200,
        users=visit.site.accounts.all(),
        accounts=[(item.id, item.name) for item in accounts],
        names={item.id: item.name for item in accounts},
        plugins=visit.desk.plugins.list(),
        failures=list(visit.desk.plugins.failures),
        form=visit.form,
        errors=errors,
    )


def _wrong(visit: Visit, login: str, name: str, password: str, accounts: tuple[str, ...]) -> Errors:
    known = visit.rulebook().vocabulary("accounts").items
    checks = {
        "login": (
            0 < len(login) <= LONGEST and login.isprintable() and " " not in login,
            _("Tên đăng nhập viết liền, không để trống, không quá 100 ký tự."),
        ),
        "name": (0 < len(name) <= LONGEST, _("Ghi họ tên, không quá 100 ký tự.")),
        "password": (len(password) >= SHORTEST, _("Mật khẩu phải có ít nhất 12 ký tự.")),
        "accounts": (bool(accounts) and all(one in known for one in accounts), _("Chọn ít nhất một vai trò.")),
    }
    errors = {field: visit.say(text) for field, (right, text) in checks.items() if not right}
    if "login" not in errors and visit.site.accounts.find(login):
        errors["login"] = visit.say(_("Đã có người dùng tên này."))
    return errors
