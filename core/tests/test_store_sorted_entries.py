"""Entries in blocks behave as one sorted list, however they came and went."""

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.store import sorted_entries
from motcua.store.sorted_entries import SortedEntries

NUMBERS = st.integers(0, 60)


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorted_entries, "BLOCK", 3)


@given(st.sets(NUMBERS), st.lists(NUMBERS), NUMBERS, NUMBERS)
def test_blocks_are_one_sorted_list(filled: set[int], toggled: list[int], low: int, high: int) -> None:
    entries, model = SortedEntries(), set(filled)
    entries.fill([(number,) for number in filled])
    for number in toggled:
        (entries.remove if number in model else entries.add)((number,))
        model ^= {number}
    numbers = sorted(model)
    between = [(number,) for number in numbers[bisect_left(numbers, low) : bisect_left(numbers, high)]]
    assert len(entries) == len(model)
    assert list(entries.between((low,), (high,))) == between
    assert list(entries.between_backwards((low,), (high,))) == between[::-1]


def test_taking_out_what_is_not_there_is_a_bug_that_shows() -> None:
    entries = SortedEntries()
    entries.fill([(1,), (3,)])
    for absent in ((2,), (4,)):
        with pytest.raises(KeyError):
            entries.remove(absent)
