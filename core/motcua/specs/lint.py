"""Read a feature file and refuse what a test runner would pass over in silence.

gherkin takes a line with a misspelt keyword for a description, so its scenario loses the step and stays green;
a scenario without a Thì proves nothing; of two scenarios of one name a runner may keep one. Each is a finding here.
"""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any

from gherkin.dialect import Dialect
from gherkin.errors import CompositeParserException, ParserError
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from gherkin.token_matcher import TokenMatcher
from msgspec import Struct
from msgspec.structs import replace

from motcua.findings import Finding, MotcuaError, in_order
from motcua.places import Place
from motcua.similar import fold
from motcua.specs.text import tidy_file
from motcua.specs.vocabulary import STEPS, Keyword, Step, Table, skeleton

LANGUAGE = "vi"
_LANGUAGE = re.compile(r"\s*#\s*language\s*:\s*([\w-]+)")
TYPES: dict[str, Keyword] = {"Context": "given", "Action": "when", "Outcome": "then"}


class Line(Struct, frozen=True):
    """One step of a scenario, with the sentence of the vocabulary it is (None when it is none)."""

    place: Place
    text: str
    keyword: Keyword
    step: Step | None
    table: tuple[tuple[str, ...], ...] = ()


class Scenario(Struct, frozen=True):
    """One scenario ready to run: an outline gives one for each row of its examples."""

    name: str
    place: Place
    lines: tuple[Line, ...]


def read_feature(raw: bytes, file: str) -> tuple[list[Scenario], list[Finding]]:
    """Return the scenarios of a feature file and everything wrong with it, in the order of its lines."""
    try:
        text = tidy_file(raw)
        if _says_nothing(text):
            return [], [Finding("spec/empty-file", Place(file))]
        document = Parser().parse(text, TokenMatcher(LANGUAGE))
    except UnicodeDecodeError:
        return [], [Finding("spec/not-utf8", Place(file))]
    except CompositeParserException as error:
        return [], _of_language(text, file) or [_unreadable(one, file, text) for one in error.errors]
    except ParserError as error:
        return [], _of_language(text, file) or [_unreadable(error, file, text)]
    if not document.get("feature"):
        return [], [Finding("spec/empty-file", Place(file))]
    scenarios = _scenarios(document, file)
    findings = [*_structure(document["feature"], file), *_steps(scenarios)]
    return scenarios, in_order({(one.place, one.rule): one for one in findings}.values())


def _scenarios(document: Any, file: str) -> list[Scenario]:
    lines = {step["id"]: step["location"] for step in _all_steps(document["feature"])}
    located: Any = {**document, "uri": file}
    pickles = Compiler().compile(located)
    return [_scenario(pickle, lines, file) for pickle in pickles]


def _scenario(pickle: Any, lines: dict[str, Any], file: str) -> Scenario:
    place = Place(file, pickle["location"]["line"], pickle["location"]["column"])
    steps: list[Line] = []
    for step in pickle["steps"]:
        before = steps[-1].keyword if steps else "given"  # a step that begins with * goes on as the one before it
        steps.append(_line(step, TYPES.get(step["type"], before), lines[step["astNodeIds"][0]], file))
    return Scenario(pickle["name"], place, tuple(steps))


def _line(step: Any, keyword: Keyword, location: Any, file: str) -> Line:
    rows = step.get("argument", {}).get("dataTable", {}).get("rows", [])
    table = tuple(tuple(cell["value"] for cell in row["cells"]) for row in rows)
    known = next((one for one in STEPS if one.keyword == keyword and _fits(one, step["text"])), None)
    return Line(Place(file, location["line"], location["column"]), step["text"], keyword, known, table)


def _fits(step: Step, text: str) -> bool:
    try:
        return step.match(text) is not None
    except MotcuaError:
        return True


def _structure(feature: Any, file: str) -> Iterator[Finding]:
    """Find what is wrong with what stands (or is missing) around the steps."""
    yield from _swallowed(feature, file, _almost_heading)
    seen: dict[str, Place] = {}
    scenarios = list(_all_scenarios(feature))
    if not scenarios:
        yield Finding("spec/no-scenario", _place(feature, file))
    for scenario in scenarios:
        place = _place(scenario, file)
        yield from _swallowed(scenario, file, _almost_keyword)
        if scenario["name"] in seen:
            yield Finding("spec/same-name", place, params={"name": scenario["name"]}, related=(seen[scenario["name"]],))
        seen.setdefault(scenario["name"], place)
        kinds = [step["keywordType"] for step in scenario["steps"]]
        if not kinds:
            yield Finding("spec/no-steps", place, params={"name": scenario["name"]})
        elif "Outcome" not in kinds:
            yield Finding("spec/no-outcome", place, params={"name": scenario["name"]})
        yield from _examples(scenario, file)


def _examples(scenario: Any, file: str) -> Iterator[Finding]:
    outline = scenario["keyword"] in Dialect.for_name(LANGUAGE).scenario_outline_keywords  # type: ignore[union-attr]
    rows = [row for table in scenario["examples"] for row in table["tableBody"]]
    if outline and not rows:
        yield Finding("spec/no-examples", _place(scenario, file), params={"name": scenario["name"]})
    texts = " ".join([scenario["name"], *(str(step) for step in scenario["steps"])])
    for table in scenario["examples"]:
        for cell in (table.get("tableHeader") or {"cells": []})["cells"]:
            if f"<{cell['value']}>" not in texts:
                yield Finding("spec/unused-column", _place(cell, file), params={"column": cell["value"]})


def _steps(scenarios: list[Scenario]) -> Iterator[Finding]:
    for scenario in scenarios:
        for line in scenario.lines:
            if line.step is None:
                yield Finding("spec/unknown-step", line.place, params=_nearest_step(line))
            elif bad := _bad_values(line.step, line.text):
                yield from (replace(one, place=line.place) for one in bad)
            elif rule := _bad_table(line.step, line.table):
                yield Finding(rule, line.place, params={"text": line.text})


def _nearest_step(line: Line) -> dict[str, str]:
    def likeness(step: Step) -> float:
        written, known = skeleton(line.text), skeleton(step.pattern)
        words = SequenceMatcher(None, written.split(), known.split()).ratio()
        letters = SequenceMatcher(None, written, known).ratio()
        return 2 * words + letters + (step.keyword == line.keyword)

    return {"text": line.text, "nearest": max(STEPS, key=likeness).example}


def _bad_values(step: Step, text: str) -> tuple[Finding, ...]:
    try:
        step.match(text)
    except MotcuaError as error:
        return error.findings
    return ()


def _bad_table(step: Step, table: Table) -> str:
    if step.takes_table != bool(table):
        return "spec/table-missing" if step.takes_table else "spec/table-unwanted"
    return "spec/table-columns" if any(len(row) != 2 for row in table) else ""


def _swallowed(node: Any, file: str, almost: Callable[[str], str]) -> Iterator[Finding]:
    """Find description lines that begin almost like a keyword: a misspelt step or heading, not a description."""
    for offset, line in enumerate(node["description"].splitlines(), start=1):
        if keyword := almost(line):
            place = Place(file, node["location"]["line"] + offset, len(line) - len(line.lstrip()) + 1)
            yield Finding("spec/keyword", place, params={"text": line.strip(), "nearest": keyword})


def _almost_keyword(line: str) -> str:
    first, _, rest = line.strip().partition(" ")
    alike = (keyword for keyword in _step_keywords() if rest and _alike(first.rstrip(":,"), keyword))
    return next(alike, "") or _almost_heading(line)


def _almost_heading(line: str) -> str:
    heading, colon, _ = line.strip().partition(":")
    return next((f"{keyword}:" for keyword in _headings() if colon and _alike(heading, keyword)), "")


def _alike(text: str, keyword: str) -> bool:
    written, known = fold(text), fold(keyword)
    return sorted(written) == sorted(known) or SequenceMatcher(None, written, known).ratio() >= 0.74


def _step_keywords() -> list[str]:
    spec = Dialect.for_name("vi").spec  # type: ignore[union-attr]
    return [word.strip() for kind in ("given", "when", "then", "and", "but") for word in spec[kind] if word != "* "]


def _headings() -> list[str]:
    spec = Dialect.for_name("vi").spec  # type: ignore[union-attr]
    return [
        word
        for kind in ("feature", "background", "rule", "scenario", "scenarioOutline", "examples")
        for word in spec[kind]
    ]


def _says_nothing(text: str) -> bool:
    """Tell whether a file has comments alone: gherkin would complain of the last of them."""
    return all(line.startswith("#") for line in map(str.strip, text.splitlines()) if line)


def _of_language(text: str, file: str) -> list[Finding]:
    """Return the line by which a file that cannot be read is in another language: keywords are those of that one."""
    for number, line in enumerate(text.splitlines(), start=1):
        if (named := _LANGUAGE.match(line)) and named[1] != LANGUAGE:
            return [Finding("spec/language", Place(file, number, 1), params={"language": named[1]})]
        if line.strip() and not line.lstrip().startswith("#"):
            break
    return []


def _unreadable(error: ParserError, file: str, text: str) -> Finding:
    location = getattr(error, "location", None) or {"line": 1}
    lines = text.splitlines()
    number = min(location["line"], max(len(lines), 1))
    line = lines[number - 1].strip() if lines else ""
    place = Place(file, number, location.get("column", 1))
    if keyword := _almost_keyword(line):
        return Finding("spec/keyword", place, params={"text": line, "nearest": keyword})
    return Finding("spec/unreadable", place, params={"text": line})


def _all_scenarios(feature: Any) -> Iterator[Any]:
    return (block["scenario"] for block in _blocks(feature) if "scenario" in block)


def _all_steps(feature: Any) -> Iterator[Any]:
    for block in _blocks(feature):
        yield from (block.get("scenario") or block.get("background") or {"steps": []})["steps"]


def _blocks(feature: Any) -> Iterator[Any]:
    for child in feature["children"]:
        yield from child["rule"]["children"] if "rule" in child else [child]


def _place(node: Any, file: str) -> Place:
    return Place(file, node["location"]["line"], node["location"].get("column", 1))
