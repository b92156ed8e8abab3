"""A pytest plugin (``-p motcua.testing``): the steps of the specs for pytest-bdd, and the fixtures they stand on.

A reviewer adds a ``.feature`` file and nothing else. A folder of specs becomes a folder of tests by one module::

    from pytest_bdd import scenarios

    from motcua.testing import sound_features

    for feature in sound_features(__file__):
        scenarios(feature)
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, then, when

from motcua.catalog import Catalog
from motcua.findings import Finding, MotcuaError
from motcua.house import open_house
from motcua.specs.lint import read_feature
from motcua.specs.runner import feature_files, run_step
from motcua.specs.situation import Situation
from motcua.specs.text import tidy_file
from motcua.specs.vocabulary import STEPS, Step

_BINDERS = {"given": given, "when": when, "then": then}


class _Sentence(parsers.StepParser):
    """Recognise a step exactly as ``motcua spec`` does: same patterns, same tidying of blanks, quotes and letters."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.pattern)
        self.step = step

    def parse_arguments(self, name: str) -> dict[str, Any]:
        return {"text": name}

    def is_matching(self, name: str) -> bool:
        try:
            return self.step.match(name) is not None
        except MotcuaError:
            return True


def _bound(step: Step) -> Any:
    def run(situation: Situation, text: str) -> None:
        _fail(run_step(step, text, (), situation))

    def run_with_table(situation: Situation, text: str, datatable: Sequence[Sequence[str]]) -> None:
        _fail(run_step(step, text, datatable, situation))

    return run_with_table if step.takes_table else run


def _fail(message: str) -> None:
    if message:
        pytest.fail(message, pytrace=False)


for _step in STEPS:
    _BINDERS[_step.keyword](_Sentence(_step))(_bound(_step))


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Return the built-in catalogs and those of the plugins beside them."""
    return open_house().catalog


@pytest.fixture
def situation(catalog: Catalog) -> Situation:
    """Start a scenario: nothing is known yet."""
    return Situation(catalog)


def spec_findings(folder: str | Path) -> dict[str, list[Finding]]:
    """Read every feature file below a folder (or below the folder of a file): path → what is wrong with it."""
    return {str(file): read_feature(file.read_bytes(), str(file))[1] for file in feature_files([_folder(folder)])}


def sound_features(folder: str | Path) -> list[str]:
    """List the feature files that pytest-bdd may be given; one that only looks right is given as a tidied copy."""
    return [_tidied(Path(file)) for file, findings in spec_findings(folder).items() if not findings]


def _folder(path: str | Path) -> Path:
    return Path(path) if Path(path).is_dir() else Path(path).parent


def _tidied(file: Path) -> str:
    raw = file.read_bytes()
    if (tidy := tidy_file(raw).encode()) == raw:
        return str(file)
    copy = Path(tempfile.mkdtemp(prefix="motcua-")) / file.name
    copy.write_bytes(tidy)
    return str(copy)
