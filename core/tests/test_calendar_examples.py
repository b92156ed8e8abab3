"""Every worked deadline of data/deadlines.yaml, counted by the calendars and the policy that ship."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from motcua.calendar import (
    Calendar,
    Hours,
    Pause,
    Policy,
    after_supplement,
    due,
    hand_over_by,
    latest_apology,
    latest_notice,
    linked_start,
    parse_moment,
    parse_within,
    start_at_competent_office,
)
from motcua.document import read_file

RULES = Path(__file__).parents[2] / "rules"
CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("data") / "deadlines.yaml")


def rules(folder: str) -> list[dict[str, Any]]:
    documents = [document for path in sorted((RULES / folder).glob("*.yaml")) for document in read_file(path)[0]]
    return [document.data for document in documents]


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Calendar.of(rules("calendars"))


@pytest.fixture(scope="module")
def policy_data() -> dict[str, Any]:
    return rules("deadlines")[0]


@pytest.fixture(scope="module")
def hours() -> Hours:
    open_hours = {"days": ["mon", "tue", "wed", "thu", "fri"], "open": ["07:30-11:30", "13:00-17:00"]}
    return Hours.of([open_hours], reception=[{"days": ["sat"], "open": ["07:30-11:30"]}])


def answer(case: dict[str, Any], calendar: Calendar, hours: Hours, policy: Policy) -> tuple[Any, tuple[Any, ...]]:
    office = (calendar, hours, policy)
    start = parse_moment(case["start"])
    within = parse_within(case.get("within", "immediately"))
    match case.get("asks", "due"):
        case "latest_notice":
            return latest_notice(start, *office).due_at, ()
        case "hand_over":
            return hand_over_by(start, *office), ()
        case "latest_apology":
            due_at = due(start, within, *office).due_at
            assert due_at
            return latest_apology(due_at, *office), ()
        case "restart":
            asked = Pause(parse_moment(case["asked"]), parse_moment(case["completed"]))
            return after_supplement(start, asked, within, *office).due_at, ()
        case "competent":
            start = start_at_competent_office(start, parse_moment(case["reached"]))
        case "linked":
            start = linked_start(start, *office)
    pauses = [Pause(parse_moment(pause["from"]), parse_moment(pause["to"])) for pause in case.get("pauses", ())]
    extensions = [parse_within(text) for text in case.get("extensions", ())]
    counted = due(start, within, *office, pauses, extensions)
    assert all(line.why_in("vi") and line.why_in("en") for line in counted.ledger if line.reason)
    return counted.due_at, counted.warnings


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_worked_example(
    case: dict[str, Any], calendar: Calendar, hours: Hours, policy_data: dict[str, Any]
) -> None:
    chosen = {key: policy_data[key] | {"choice": choice} for key, choice in case.get("policy", {}).items()}
    due_at, warnings = answer(case, calendar, hours, Policy.of(policy_data | chosen))
    assert due_at == parse_moment(case["due"]), case["because"]
    assert {warning.rule for warning in warnings} == ({case["warns"]} if "warns" in case else set())
