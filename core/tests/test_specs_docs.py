"""The page for reviewers shows every sentence of the vocabulary, and its example runs."""

import re
from pathlib import Path

import pytest

from motcua.catalog import Catalog, builtin_home
from motcua.specs.listing import listing
from motcua.specs.runner import run_file

from .conftest import Run

PAGE = (builtin_home().folder / "docs" / "specs.md").read_text("utf-8")
EXAMPLES = re.findall(r"```gherkin\n(.*?)```", PAGE, re.DOTALL)


def test_the_page_lists_the_whole_vocabulary() -> None:
    shown = PAGE.split("<!-- steps -->")[1].split("<!-- /steps -->")[0]
    assert shown.strip() == listing().strip()


@pytest.mark.parametrize(("example", "scenarios"), list(zip(EXAMPLES, [4, 2, 1], strict=True)))
def test_the_examples_of_the_page_pass(example: str, scenarios: int, tmp_path: Path, catalog: Catalog) -> None:
    file = tmp_path / "vi-du.feature"
    file.write_text(example, "utf-8")
    results = list(run_file(file, catalog, None))
    assert len(results) == scenarios
    assert [result.message for result in results if not result.passed] == []


def test_the_change_that_the_page_shows_is_one_that_its_first_scenario_does_not_notice(
    tmp_path: Path, motcua: Run
) -> None:
    (shown,) = re.findall(r"^```\n(✗ catalogs/.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "mot.feature").write_text(EXAMPLES[0].split("  Khung tình huống")[0], "utf-8")
    assert shown in motcua("spec", str(tmp_path), "--mutate").out
