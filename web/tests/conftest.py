"""What the tests of the web stand on: the shipped catalogs, a real store, a clock that tells what the test says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from motcua.calendar import parse_moment
from motcua.desk import Desk
from motcua.house import House, open_house
from motcua.store import open_store
from motcua_web.accounts import User, hashed
from motcua_web.app import make_app
from starlette.applications import Starlette
from starlette.testclient import TestClient

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
