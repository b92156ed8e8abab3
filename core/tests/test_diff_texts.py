"""Whatever a schema lets an author write has a name that people understand."""

from collections.abc import Iterator
from typing import Any

import pytest

from motcua.document.kinds import schema_file
from motcua.texts import LANGUAGES, catalog

COMPARED = ("procedure", "fee_schedule", "calendar", "deadline_policy", "route", "vocabulary", "slip", "common")
CELLS = {"any", "not", "over", "under", "up_to", "any_of", "all_of", "none_of", "present", "absent"}
DIRECTIVES = {"remove", "before", "after"}
# Values that are shown as they are written, or worded where they stand.
AS_WRITTEN = {"certified_copy", "copy", "original", "a4", "a5", "undetermined"}


def keys(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(properties := part.get("properties"), dict):
            yield from properties
        for inner in part.values():
            yield from keys(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from keys(inner)


def choices(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for value in part.get("enum") or () if isinstance(value, str))
        for inner in part.values():
            yield from choices(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from choices(inner)


@pytest.mark.parametrize("kind", COMPARED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_that_may_change_has_a_name(kind: str, lang: str) -> None:
    nameless = set(keys(schema_file(kind))) - CELLS - DIRECTIVES
    assert {key for key in nameless if f"diff/key/{key}" not in catalog(lang)} == set()


@pytest.mark.parametrize("kind", ["procedure", "fee_schedule", "calendar", "deadline_policy", "route"])
def test_every_word_of_the_yaml_that_may_change_has_its_own_words(kind: str) -> None:
    words = set(choices(schema_file(kind))) - AS_WRITTEN
    assert {word for word in words if not {f"diff/value/{word}", f"action/{word}"} & set(catalog("vi"))} == set()
