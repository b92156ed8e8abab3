"""The whole web as one value: routes, the rim around them, and the site they share."""

from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from motcua.desk import Desk
from motcua.findings import MotcuaError
from motcua_web import administration, dossiers, errors, public, receiving, sign_in, worklist
from motcua_web.accounts import Accounts
from motcua_web.powers import ADMINISTER, able, worker
from motcua_web.rim import BodyLimit, SecurityHeaders
from motcua_web.sessions import Sessions
from motcua_web.visit import Need, Page, Site, anybody, page, staff

MOST_BYTES = 1_000_000  # no form of ours is longer
STATIC = Path(__file__).parent / "static"


def make_app(desk: Desk, unit: str) -> Starlette:
    """Make the web of one unit's counter.

    :param unit: whose counter it is; its name stands on every page and its rules decide.
    """
    app = Starlette(
        routes=routes(),
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(BodyLimit, most=MOST_BYTES, refuse=errors.too_large),
        ],
        exception_handlers={
            HTTPException: errors.on_http,
            MotcuaError: errors.on_refusal,
            Exception: errors.on_http,
        },
    )
    app.state.site = Site(desk, unit, Accounts(desk.store, unit), Sessions(desk.store, unit))
    return app


def routes() -> list[BaseRoute]:
    """List every page there is."""
    receiver, administrator = able("receive"), able(ADMINISTER)
    return [
        _get("/", public.home),
        _get("/thu-tuc/{id}", public.procedure),
        _get("/thu-tuc/{id}/phieu-huong-dan", public.guide),
        _get("/tra-cuu", public.track),
        _get("/H/{code}", public.track_short),
        _post("/ngon-ngu", sign_in.speak),
        _get("/dang-nhap", sign_in.show, name="sign-in"),
        _post("/dang-nhap", sign_in.sign_in),
        _post("/dang-xuat", sign_in.sign_out),
        _get("/viec", worklist.show, staff),
        _get("/tiep-nhan", receiving.choose, receiver),
        _get("/tiep-nhan/{id}", receiving.form, receiver),
        _post("/tiep-nhan/{id}", receiving.post, receiver),
        _get("/ho-so/{code}", dossiers.show, worker),
        _post("/ho-so/{code}", dossiers.act, worker),
        _get("/ho-so/{code}/phieu/{slip}", dossiers.print_slip, worker),
        _get("/mat-khau", administration.own_password, staff),
        _post("/mat-khau", administration.change_password, staff),
        _get("/quan-tri", administration.show, administrator),
        _post("/quan-tri/tai-khoan", administration.add_user, administrator),
        _post("/quan-tri/tai-khoan/khoa", administration.switch_user, administrator),
        _get("/quan-tri/quy-tac", administration.findings, administrator),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
    ]


def _get(path: str, handler: Page, need: Need = anybody, **more: Any) -> Route:
    return Route(path, page(handler, need), methods=["GET"], **more)


def _post(path: str, handler: Page, need: Need = anybody) -> Route:
    return Route(path, page(handler, need), methods=["POST"])
