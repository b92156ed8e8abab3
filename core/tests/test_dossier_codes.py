from datetime import date

import pytest

from motcua.dossier import series, write_code
from motcua.findings import MotcuaError

DAY = date(2026, 11, 22)


def test_a_code_tells_unit_day_and_number() -> None:
    assert write_code("{unit_code}-{date:%y%m%d}-{number:04d}", "H56.38.01", DAY, 1) == "H56.38.01-261122-0001"


def test_the_old_order_of_parts_is_only_another_pattern() -> None:
    assert (
        write_code("000.{unit_code}-{date:%y%m%d}-{number:06d}", "05.13.H15", DAY, 12) == "000.05.13.H15-261122-000012"
    )


def test_the_ten_thousandth_dossier_of_a_day_still_gets_its_own_code() -> None:
    assert write_code("{date:%y%m%d}-{number:04d}", "", DAY, 10000) == "261122-10000"


@pytest.mark.parametrize(
    "pattern",
    [
        "{unit_code}-{number:04d}",
        "{date}-",
        "{date}{number}{unit_code.__class__}",
        "{date}{number",
        "{date}{number:x-}",
        "{0}",
    ],
)
def test_a_pattern_that_could_not_tell_dossiers_apart_is_refused(pattern: str) -> None:
    with pytest.raises(MotcuaError, match="code-pattern"):
        write_code(pattern, "H56", DAY, 1)


def test_a_unit_without_a_code_of_its_own_cannot_number_dossiers_by_it() -> None:
    with pytest.raises(MotcuaError, match="no-unit-code"):
        write_code("{unit_code}-{date:%y%m%d}-{number:04d}", "", DAY, 1)


def test_numbers_start_anew_every_day() -> None:
    assert series(DAY) != series(date(2026, 11, 23))
