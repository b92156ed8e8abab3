"""The page for reviewers shows every sentence of the vocabulary, and its example runs."""

import re
from pathlib import Path

from motcua.catalog import Catalog, builtin_home
from motcua.specs.listing import listing
from motcua.specs.runner import run_file

PAGE = (builtin_home().folder / "docs" / "specs.md").read_text("utf-8")


def test_the_page_lists_the_whole_vocabulary() -> None:
    shown = PAGE.split("<!-- steps -->")[1].split("<!-- /steps -->")[0]
    assert shown.strip() == listing().strip()


def test_the_example_of_the_page_passes(tmp_path: Path, catalog: Catalog) -> None:
    example = re.search(r"```gherkin\n(.*?)```", PAGE, re.DOTALL)
    assert example
    file = tmp_path / "khai-tu.feature"
    file.write_text(example[1], "utf-8")
    results = list(run_file(file, catalog, None))
    assert len(results) == 4
    assert [result.message for result in results if not result.passed] == []
