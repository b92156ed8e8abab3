"""A check on all cores says what a check on one says, in the same order, whatever is wrong."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua import check as checking
from motcua.catalog import Catalog, Home, load_homes
from motcua.catalog.bundle import Bundle
from motcua.check import check_all
from motcua.check.cores import shared_out
from motcua.house import open_house

TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_AT_ONCE", 3)


def test_the_whole_catalog_is_checked_alike_on_one_core_and_on_three() -> None:
    catalog = open_house().catalog
    one, three = (check_all(catalog, TODAY, jobs=jobs) for jobs in (1, 3))
    assert one == three
    assert len(one.findings) > 50


def test_faults_found_in_other_processes_are_kept_like_those_found_here(
    country: Callable[..., Catalog], tmp_path: Path
) -> None:
    text = Path(country().files["catalogs/vn/khai-tu.yaml"]).read_text("utf-8")
    more = {
        f"catalogs/vn/copy-{n}.yaml": text.replace("id: khai-tu\n", f"id: copy-{n}\n")
        .replace("1.000656", f"1.10000{n}")
        .replace("needs_check: {type", f"needs_{n}: {{type")
        for n in range(8)
    }
    country(more)
    homes = [Home(tmp_path, shown="")]
    catalog = load_homes(homes)
    plain = check_all(catalog, TODAY)
    for _ in ("checked", "kept"):
        with Bundle.open(tmp_path / "cache", homes) as bundle:
            assert check_all(catalog, TODAY, bundle.findings, jobs=2) == plain
    assert sum(finding.severity == "error" for finding in plain.findings) >= 8


def test_work_is_answered_in_the_order_of_its_batches_and_an_error_comes_through() -> None:
    assert list(shared_out(lambda n: n * n, range(50), jobs=3)) == [n * n for n in range(50)]

    def fail(n: int) -> Any:
        raise LookupError(n)

    with pytest.raises(LookupError, match="7"):
        list(shared_out(fail, [7, 7], jobs=2))


def test_where_no_process_can_be_forked_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    monkeypatch.delattr("os.fork")
    assert list(shared_out(done.append, [1, 2], jobs=2)) == [None, None]
    assert done == [1, 2]
