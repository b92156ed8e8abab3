"""Which facts a condition or formula mentions: what a procedure must ask because of a fee."""

from typing import Any

import pytest

from motcua.catalog.merging.mentions import closure, mentions


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ({"pages": {"over": 2}}, {"pages"}),
        ({"any": [{"on_time": True}, {"expression": "days_late > 3"}]}, {"on_time", "days_late"}),
        ({"not": {"channel": "online"}}, {"channel"}),
        ({"expression": "purpose == 'copies' && pages > 2"}, {"purpose", "pages"}),
        (8000, set()),
        (None, set()),
    ],
)
def test_names_in_quotes_and_values_are_no_facts(source: Any, names: set[str]) -> None:
    assert mentions(source) == names


def test_what_a_derived_fact_needs_is_needed_too_even_in_a_circle() -> None:
    sources = {"late": "days_late > 15", "days_late": "days(death_date, received_on)", "a": "b", "b": "a"}
    assert {"days_late", "death_date", "received_on"} <= closure(["late"], sources)
    assert closure(["a"], sources) == {"a", "b"}
