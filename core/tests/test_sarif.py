"""`motcua check --sarif` against the official schema of SARIF, and as code hosts read it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from .conftest import Run, Write
from .language_server import PACKAGES

SCHEMA = PACKAGES / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
FAULTS = sorted((Path(__file__).parent / "faults").iterdir())
NOTED = """\
kind: amendment
id: sua
amends: fee_schedule/le-phi
in_force: {from: 2026-01-01}
basis: [NQ]
set: {lines: [{id: khai-tu, amuont: 5000}, {id: "không", amount: 5}]}
"""


@pytest.fixture(scope="module")
def valid() -> Draft4Validator:
    assert SCHEMA.is_file(), "the schema of SARIF is not installed: run `make editor`"
    return Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))


def run_of(motcua: Run, *paths: str) -> dict[str, Any]:
    whole = motcua("check", *paths, "--sarif").json
    (run,) = whole["runs"]
    return dict(run)


def test_every_fault_at_once_is_valid_sarif(motcua: Run, valid: Draft4Validator) -> None:
    whole = motcua("check", *map(str, FAULTS), "--sarif").json
    assert [error.message for error in valid.iter_errors(whole)] == []
    assert {result["level"] for result in whole["runs"][0]["results"]} == {"error", "warning", "note"}
    assert len(whole["runs"][0]["tool"]["driver"]["rules"]) > 10


def test_what_is_no_sarif_is_refused(valid: Draft4Validator) -> None:
    assert not valid.is_valid({"version": "2.1.0", "runs": [{"results": []}]})


def test_every_rule_is_explained_and_every_result_leads_to_its_rule(motcua: Run) -> None:
    run = run_of(motcua, str(FAULTS[0]))
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    for rule in rules:
        assert all(rule[part]["text"] for part in ("shortDescription", "fullDescription", "help"))
        assert "{" not in rule["shortDescription"]["text"].replace("{…}", "")
        assert "helpUri" not in rule


def test_a_region_holds_the_word_that_is_wrong(
    motcua: Run, country: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    country({"catalogs/thanh-hoa/sửa đổi.yaml": NOTED})
    monkeypatch.chdir(tmp_path.parent)
    results = run_of(motcua, tmp_path.name)["results"]
    marked = {}
    for result in results:
        (location,) = result.get("locations") or [None]
        if location and "s%E1%BB%ADa" in location["physicalLocation"]["artifactLocation"]["uri"]:
            assert location["physicalLocation"]["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
            assert location["physicalLocation"]["artifactLocation"]["uri"].startswith(f"{tmp_path.name}/catalogs/")
            region = location["physicalLocation"]["region"]
            assert region["startLine"] == region["endLine"]
            line = NOTED.splitlines()[region["startLine"] - 1]
            marked[result["ruleId"]] = line[region["startColumn"] - 1 : region["endColumn"] - 1]
    assert marked["schema/misspelt-key"] == "amuont"
    assert '"không"' in marked.values()


def test_a_folder_elsewhere_is_named_whole(motcua: Run, country: Write, tmp_path: Path) -> None:
    country({"catalogs/thanh-hoa/sua.yaml": NOTED})
    uris = {
        location["physicalLocation"]["artifactLocation"]["uri"]: location["physicalLocation"]["artifactLocation"]
        for result in run_of(motcua, str(tmp_path))["results"]
        for location in result.get("locations", ())
    }
    assert "uriBaseId" not in uris[(tmp_path / "catalogs" / "thanh-hoa" / "sua.yaml").as_uri()]


def test_law_of_the_nation_is_no_file_of_the_repository_of_a_province(
    motcua: Run, country: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    country({"catalogs/thanh-hoa/sua.yaml": NOTED})
    monkeypatch.chdir(tmp_path)
    places = [
        location["physicalLocation"]["artifactLocation"]
        for result in run_of(motcua, ".")["results"]
        for location in result.get("locations", ())
    ]
    inside = [place["uri"] for place in places if "uriBaseId" in place]
    assert "catalogs/thanh-hoa/sua.yaml" in inside
    assert all((tmp_path / uri).exists() for uri in inside)
    assert any(place["uri"].startswith("file:///") for place in places)


def test_a_file_that_cannot_be_read_has_regions_without_an_end(motcua: Run, country: Write, tmp_path: Path) -> None:
    country()
    (tmp_path / "catalogs" / "thanh-hoa" / "mat.yaml").symlink_to("khong-co")
    results = run_of(motcua, str(tmp_path))["results"]
    places = [location["physicalLocation"] for result in results for location in result.get("locations", ())]
    (region,) = {str(place["region"]) for place in places if "mat.yaml" in place["artifactLocation"]["uri"]}
    assert region == "{'startLine': 1, 'startColumn': 1}"
