"""The demo's year: realistic, and the same on every machine."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from starlette.testclient import TestClient

from motcua.calendar import parse_moment
from motcua.desk import Desk
from motcua.house import House
from motcua.store import Query, open_store, verify
from motcua_web.demo import Demo, fill, read_demo

from .web_clients import UNIT

NOW = parse_moment("2026-10-05T11:00")


def lived(house: House, folder: Path, demo: Demo) -> list[dict[str, object]]:
    store = open_store(folder)
    try:
        for _dossier in fill(Desk(store, house.catalog, house.plugins, lambda: NOW), UNIT, demo, NOW):
            pass
        rows = store.find("dossiers", Query({"unit": UNIT}, order="received_at"))
    finally:
        store.close()
    return [dict(row) for row in rows]


def test_a_month_is_the_same_twice_and_holds_every_kind_of_dossier(house: House, tmp_path: Path) -> None:
    demo = replace(read_demo(), dossiers=60, days=30)
    first, second = lived(house, tmp_path / "one", demo), lived(house, tmp_path / "two", demo)
    assert first == second
    assert len(first) > 50
    assert len({row["procedure"] for row in first}) > 8
    assert Counter(row["status"] for row in first)["returned"] > 30
    assert all(str(row["received_at"]) <= NOW.isoformat() for row in first)


def test_a_morning_shows_a_counter_at_work(house: House, tmp_path: Path) -> None:
    rows = lived(house, tmp_path / "data", replace(read_demo(), dossiers=300, days=40))
    waiting = Counter(row["status"] for row in rows)
    assert min(waiting[status] for status in ("received", "in_progress", "waiting_for_papers", "ready")) >= 2
    due = [str(row["due_at"]) for row in rows if row["clock"] == "running"]
    overdue = sum(moment < NOW.isoformat() for moment in due)
    today = sum(moment.startswith(f"{NOW:%Y-%m-%d}") for moment in due)
    assert 1 <= overdue <= 12
    assert today >= 3
    assert len(due) - overdue - today >= 10


def test_the_journal_of_the_demo_verifies(house: House, tmp_path: Path) -> None:
    lived(house, tmp_path / "data", replace(read_demo(), dossiers=10, days=30))
    assert verify(tmp_path / "data").findings == ()


def test_the_demo_users_can_do_everything_together() -> None:
    users = read_demo().users
    assert {account for user in users for account in user.accounts} == {"counter", "officer", "leader", "administrator"}
    assert all(len(user.password) >= 12 for user in users)


def test_no_page_shows_a_demo_password(citizen: TestClient, signed_in: Callable[[str], TestClient]) -> None:
    pages = [citizen.get("/").text, citizen.get("/dang-nhap").text, signed_in("administrator").get("/quan-tri").text]
    assert not any(user.password in page for user in read_demo().users for page in pages)
