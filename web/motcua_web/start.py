"""Starting the web: users for the first day, the demo's year, the start-up screen, the server."""

import secrets
import sys
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

import click
import uvicorn

from motcua.findings import refuse
from motcua.house import unit_of
from motcua.store import Query
from motcua_web.accounts import Accounts
from motcua_web.app import make_app
from motcua_web.demo import Demo, fill, read_demo
from motcua_web.language import gettext as _
from motcua_web.language import translations
from motcua_web.powers import ADMINISTER

if TYPE_CHECKING:
    from motcua.desk import Desk
    from motcua.hookspecs import ServeOptions

Say = Callable[[str], str]
FIRST_LOGIN = "quan-tri"


def serve(desk: "Desk", options: "ServeOptions") -> None:
    """Serve the pages of one unit's counter until the program is told to stop.

    :raises MotcuaError: ``unit/unknown``, or ``cli/which-unit`` when none is named and there are several.
    """
    say = translations(options.lang).gettext
    demo = read_demo() if options.demo else None
    unit = unit_of(desk.catalog, options.unit or (demo.unit if demo else None))
    app = make_app(desk, unit)
    accounts: Accounts = app.state.site.accounts
    shown = _demo_users(desk, demo, accounts, unit, say) if demo else _first_user(desk, accounts, unit)
    _welcome(options, desk.catalog.resolve(unit, desk.clock().date()).unit_name, shown, say)
    # No access log: addresses hold what people search for and the codes of their dossiers.
    uvicorn.run(app, host=options.host, port=options.port, log_level="warning", access_log=False, server_header=False)


def _demo_users(desk: "Desk", demo: Demo, accounts: Accounts, unit: str, say: Say) -> list[tuple[str, str, str]]:
    """Make the demo's users and, once, its year of dossiers. A demo in which users were added opens again as it is.

    :raises MotcuaError: ``web/demo-data`` for a folder with users of its own: known passwords must not open it.
    """
    known = {user.login for user in demo.users}
    missing = [user for user in demo.users if not accounts.find(user.login)]
    strangers = [user.login for user in accounts.all() if user.login not in known]
    if strangers and missing:
        raise refuse("web/demo-data", login=strangers[0])
    for user in missing:
        accounts.add(user.login, user.name, user.accounts, user.password)
    if not strangers and not desk.store.find("dossiers", Query({"unit": unit}, order="received_at", limit=1)):
        label = say(_("Đang dựng một năm hồ sơ mẫu"))
        with click.progressbar(fill(desk, unit, demo, desk.clock()), demo.dossiers, label, file=sys.stderr) as bar:
            deque(bar, maxlen=0)
    return [(user.login, user.password, user.name) for user in demo.users]


def _first_user(desk: "Desk", accounts: Accounts, unit: str) -> list[tuple[str, str, str]]:
    """Make an administrator where nobody can sign in yet; the password is shown once and kept nowhere."""
    if accounts.all():
        return []
    items = desk.catalog.resolve(unit, desk.clock().date()).vocabulary("accounts").items.values()
    held = tuple(item.id for item in items if ADMINISTER in item.more.get("may", ()))
    password = secrets.token_urlsafe(12)
    accounts.add(FIRST_LOGIN, "Quản trị", held, password)
    return [(FIRST_LOGIN, password, "Quản trị")]


def _welcome(options: "ServeOptions", name: str, users: list[tuple[str, str, str]], say: Say) -> None:
    click.echo(f"\n{name}: http://{options.host}:{options.port}\n")
    if users:
        click.echo(say(_("Đăng nhập thử:") if options.demo else _("Tài khoản đầu tiên, đổi ngay sau khi đăng nhập:")))
    for login, password, person in users:
        click.echo(f"  {login:<10} {password:<24} {person}")
    click.echo("\n" + say(_("Dừng bằng Ctrl+C.")))
