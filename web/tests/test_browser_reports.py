"""The pages that commands write, in a real browser: what hangs on a wall has no barrier, and fits a phone."""

from collections import deque
from pathlib import Path
from shutil import copytree

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page

from motcua.calendar import parse_moment
from motcua.cli import main
from motcua.desk import Desk
from motcua.house import House
from motcua.store import open_store
from motcua_web.demo import fill, read_demo

from .looking import look_at
from .web_clients import UNIT

ROOT = Path(__file__).parents[2]
PROVINCE = ROOT / "plugins" / "thanh_hoa" / "motcua_thanh_hoa"
NOW = "2026-10-05T09:00"


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The law of a province, with fees that have many digits."""
    folder = tmp_path_factory.mktemp("draft")
    copytree(PROVINCE / "catalogs", folder / "catalogs")
    fees = folder / "catalogs" / "thanh-hoa" / "amendments" / "le-phi-ho-tich.yaml"
    fees.write_text(fees.read_text("utf-8").replace("amount: 8000", "amount: 1250000"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def data(house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a month at a counter."""
    folder, now = tmp_path_factory.mktemp("data"), parse_moment(NOW)
    store = open_store(folder)
    desk = Desk(store, house.catalog, house.plugins, lambda: now)
    deque(fill(desk, UNIT, replace(read_demo(), dossiers=60, days=30), now), maxlen=0)
    store.close()
    return folder


def written(page: Page, file: Path, *arguments: str) -> Page:
    """Run a command that writes a page, and open it."""
    with pytest.raises(SystemExit):
        main([*arguments, "--html", str(file)])
    page.goto(file.as_uri())
    return page


def test_the_annex_of_a_decision_has_no_barrier(page: Page, tmp_path: Path, draft: Path) -> None:
    sides = (str(PROVINCE), str(draft), "--unit", UNIT, "--at", "2026-10-05")
    look_at(written(page, tmp_path / "annex.html", "diff", *sides), "annex")
    assert page.get_by_text("1.250.000 đồng").first.is_visible()


def test_the_coverage_of_specs_has_no_barrier(page: Page, tmp_path: Path) -> None:
    specs = str(ROOT / "features" / "ho-tich" / "khai-sinh.feature")
    written(page, tmp_path / "coverage.html", "spec", specs, "--coverage")
    page.evaluate("document.querySelectorAll('.lines:nth-of-type(n + 3)').forEach(file => file.remove())")  # all alike
    look_at(page, "coverage")


def test_what_a_draft_does_to_dossiers_has_no_barrier(page: Page, tmp_path: Path, draft: Path, data: Path) -> None:
    arguments = ("replay", "--draft", str(draft), "--data", str(data), "--at", NOW)
    look_at(written(page, tmp_path / "replay.html", *arguments), "replay")
