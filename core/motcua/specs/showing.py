"""The scenario that shows what a remark speaks of: ready to paste, for a jurist to confirm or to correct.

Where nobody is answered it says what should hold, and fails until the rules are mended; where rows stand in each
other's way it says what is decided now.
"""

from collections.abc import Iterator
from contextlib import suppress

from motcua.catalog import Catalog, Rulebook
from motcua.decide import Decision, decide
from motcua.findings import Finding, MotcuaError
from motcua.specs.lint import read_feature
from motcua.specs.runner import run_scenario
from motcua.specs.scenario import HEAD, Case, literal, sketch
from motcua.texts import say
from motcua.witness import Witness

_SHOULD_HOLD = {"table/gap", "table/for-nobody", "table/unasked", "paper/none-available", "lang/may-be-negative"}


def scenario_of(finding: Finding, catalog: Catalog) -> str:
    """Return the scenario of a finding's witness; empty when it has none, or when none can be written."""
    if finding.witness is None:
        return ""
    with suppress(MotcuaError):  # the law of that day cannot be read, and that is told
        return _scenario(finding, finding.witness, catalog)
    return ""


def _scenario(finding: Finding, witness: Witness, catalog: Catalog) -> str:
    rulebook = catalog.resolve(witness.unit, witness.at.date())
    case = _case(witness, rulebook)
    decision = decide(rulebook, case.procedure, case.values, case.at)
    title = f"{witness.name} – {say(finding.rule, 'vi', 'title', **finding.params)}"
    draft = sketch(case, title, witness.unit_name)
    should = finding.rule in _SHOULD_HOLD
    outcomes = _wanted(finding, decision, case) if should else _decided(finding, decision, rulebook)
    texts = (draft.text(outcome) for outcome in outcomes)
    return next((text for text in texts if is_sound(text, catalog, passes=not should)), "")


def _case(witness: Witness, rulebook: Rulebook) -> Case:
    procedure = rulebook.find(witness.procedure)
    values, _ = rulebook.program(procedure).questions.read({each.fact: each.value for each in witness.answers})
    given = {answer.fact: values[answer.fact] for answer in witness.answers}
    return Case(procedure, witness.unit, witness.at, given, values)


def is_sound(text: str, catalog: Catalog, *, passes: bool) -> bool:
    """Tell whether a scenario lints clean and passes, or fails, as it should."""
    scenarios, findings = read_feature((HEAD + text).encode(), "")
    return not findings and all(run_scenario(one, catalog, None).passed is passes for one in scenarios)


def _wanted(finding: Finding, decision: Decision, case: Case) -> Iterator[str]:
    """Say what should hold: that there is an answer at all, of the likeliest kind."""
    yield from (f'khoản "{line.name}" là 0 đồng' for line in decision.fee.lines if line.amount and line.amount < 0)
    if finding.params.get("table") == "cases":
        yield f'thuộc trường hợp "{case.procedure.cases[-1].name}"'
    for paper in case.procedure.papers:
        if paper.first_available and paper.name == finding.params.get("paper"):
            yield f'phải có giấy "{paper.first_available[-1].name}"'
    yield "hồ sơ được tiếp nhận"


def _decided(finding: Finding, decision: Decision, rulebook: Rulebook) -> Iterator[str]:
    """Say what is decided now, what the remark is about first."""
    said = list(literal(decision, rulebook))
    kind = str(finding.params.get("path", "fees")).partition(".")[0]
    yield from (sentence for sentence in said if sentence.startswith(_ABOUT.get(kind, "")))
    yield from said


_ABOUT = {
    "cases": "thuộc trường hợp",
    "deadline": "thời hạn là",
    "extensions": "thời hạn là",
    "papers": "phải ",
    "fees": "lệ phí",
    "exempt": "lệ phí",
    "reductions": "lệ phí",
    "route": "hồ sơ qua",
}
"""How sentences about a table begin."""
