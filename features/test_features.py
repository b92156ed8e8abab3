"""Every feature file below this folder is a set of tests: a reviewer adds the file and nothing else."""

from pathlib import Path

import pytest
from pytest_bdd import scenarios

from motcua.findings import Finding
from motcua.testing import sound_features, spec_findings

HERE = Path(__file__).parent

for feature in sound_features(HERE):
    scenarios(feature)


READ = spec_findings(HERE)


@pytest.mark.parametrize("findings", READ.values(), ids=READ)
def test_a_spec_is_sound(findings: list[Finding]) -> None:
    assert not findings, "\n".join(finding.show() for finding in findings)
