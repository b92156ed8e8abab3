"""Run specs: read, refuse what is unsound, walk the steps, say what was met. No test framework needed."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from motcua.decide import Decision
from motcua.findings import Finding, MotcuaError
from motcua.specs.lint import Line, Scenario, read_feature
from motcua.specs.situation import Rules, Situation, Unmet
from motcua.specs.vocabulary import Step, Table
from motcua.texts import say


class Result(Struct, frozen=True):
    """What became of one scenario (or of an unsound file: then `name` is empty).

    `line` and the first line of `message` are about the first step that failed; each further line tells its own.
    """

    file: str
    line: int
    name: str
    passed: bool
    message: str = ""


class Trial(Struct, frozen=True):
    """A scenario that was run, and every decision it asked for; an unsound file has no scenario, only a result."""

    result: Result
    scenario: Scenario | None = None
    decisions: tuple[Decision, ...] = ()


def feature_files(paths: Iterable[Path]) -> list[Path]:
    """List the feature files under the paths, in order of their names."""
    found = {file for path in paths for file in ([path] if path.is_file() else path.rglob("*.feature"))}
    return sorted(file for file in found if not file.is_dir())


def run_file(path: Path, catalog: Rules, unit: str | None, lang: str = "vi") -> Iterator[Result]:
    """Run one file; a file with findings is refused whole, each finding a failed result."""
    return (trial.result for trial in try_file(path, catalog, unit, lang))


def try_file(path: Path, catalog: Rules, unit: str | None, lang: str = "vi") -> Iterator[Trial]:
    """Run one file as `run_file` does, and keep what each scenario asked for."""
    scenarios, findings = read_feature(path.read_bytes(), str(path))
    if findings:
        yield from (Trial(_refused(finding, lang)) for finding in findings)
        return
    for scenario in scenarios:
        situation = Situation(catalog, unit)
        result = walk(scenario, situation, lang)
        yield Trial(result, scenario, tuple(situation.answers))


def run_scenario(scenario: Scenario, catalog: Rules, unit: str | None, lang: str = "vi") -> Result:
    """Run one scenario by itself."""
    return walk(scenario, Situation(catalog, unit), lang)


def walk(scenario: Scenario, situation: Situation, lang: str = "vi") -> Result:
    """Walk the steps of one scenario: what is expected in vain is told, all of it; what cannot be done ends it."""
    failed: list[tuple[int, str]] = []
    for line in scenario.lines:
        if message := run_line(line, situation, lang):
            failed.append((line.place.line, message))
            if line.keyword != "then" or not situation.answers:
                break
    if not failed:
        return Result(scenario.place.file, scenario.place.line, scenario.name, passed=True)
    (first, message), *further = failed
    told = [message, *(say("spec/further", lang, line=number, message=text) for number, text in further)]
    return Result(scenario.place.file, first, scenario.name, passed=False, message="\n".join(told))


def run_line(line: Line, situation: Situation, lang: str = "vi") -> str:
    """Run one step; return what went wrong in words, or an empty text."""
    if line.step is None:
        return say("spec/unknown-step", lang, text=line.text, nearest="")
    return run_step(line.step, line.text, line.table, situation, lang)


def run_step(step: Step, text: str, table: Table, situation: Situation, lang: str = "vi") -> str:
    """Run a known sentence; return what went wrong in words, or an empty text."""
    try:
        step.run(situation, *(step.match(text) or []), *([table] if step.takes_table else []))
    except Unmet as unmet:
        return f"{text}: {unmet.message(lang)}"
    except MotcuaError as error:
        return f"{text}: " + " ".join(_whole(finding, lang) for finding in error.findings)
    return ""


def _refused(finding: Finding, lang: str) -> Result:
    place = finding.place
    return Result(
        place.file if place else "", place.line if place else 0, "", passed=False, message=_whole(finding, lang)
    )


def _whole(finding: Finding, lang: str) -> str:
    return f"{finding.message(lang)} {finding.remedy(lang)}".strip()
