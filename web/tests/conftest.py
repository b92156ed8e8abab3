"""What the tests of the web stand on: the shipped catalogs, a real store, a clock that tells what the test says."""

import shutil
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.testclient import TestClient

from motcua.calendar import parse_moment
from motcua.desk import Desk
from motcua.house import House, open_house
from motcua.store import open_store
from motcua_web.accounts import User, hashed
from motcua_web.app import make_app
from motcua_web.demo import fill, read_demo

from .web_clients import ORIGIN, PASSWORD, STAFF, UNIT, Staff


@pytest.fixture(scope="session")
def house() -> House:
    return open_house()


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hashed(PASSWORD)


@pytest.fixture
def app(house: House, tmp_path: Path, password_hash: str) -> Iterator[Starlette]:
    store = open_store(tmp_path / "data")
    made = make_app(Desk(store, house.catalog, house.plugins, lambda: made.state.now), UNIT)
    made.state.now = parse_moment("2026-10-05T09:00")  # a Monday like any other
    for login, name in STAFF.items():
        made.state.site.accounts.keep(User(login, name, (login,), UNIT, password_hash))
    yield made
    store.close()


@pytest.fixture
def citizen(app: Starlette) -> Iterator[TestClient]:
    with TestClient(app, headers=ORIGIN, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def signed_in(app: Starlette) -> Callable[[str], Staff]:
    """Sign somebody of the staff in, without the costly password."""
    return lambda login: Staff(app, login)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's own Chromium: Playwright's download cannot be relied on everywhere."""
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    return browser_type_launch_args | {"executable_path": shutil.which("chromium"), "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture(scope="session")
def base_url(house: House, password_hash: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A counter that is open: the address of a real server on a real store with a month of dossiers."""
    now = parse_moment("2026-10-05T09:00")
    store = open_store(tmp_path_factory.mktemp("counter"))
    desk = Desk(store, house.catalog, house.plugins, lambda: now)
    deque(fill(desk, UNIT, replace(read_demo(), dossiers=60, days=30), now), maxlen=0)
    app = make_app(desk, UNIT)
    for login, name in STAFF.items():
        app.state.site.accounts.keep(User(login, name, (login,), UNIT, password_hash))
    with serving(app) as address:
        yield address
    store.close()


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()
