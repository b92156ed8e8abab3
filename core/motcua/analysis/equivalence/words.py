"""Proofs in words, in the language of who asks, and as JSON for other programs."""

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.analysis.equivalence.proving import Answer, Proof
from motcua.analysis.equivalence.questions import PARTS
from motcua.analysis.equivalence.refutation import Refutation, handed_in, worked
from motcua.analysis.impact.words import dong
from motcua.calendar import written_date, written_moment
from motcua.decide import Decision, FeeDue, StepDue
from motcua.texts import say, written_number

MARKS = {"same": "=", "differs": "✗", "unknown": "?"}


def sentences(proof: Proof, unit_name: str, lang: str) -> Iterator[str]:
    """Tell what is known of one procedure: the verdict, what differs or is left open, and dossiers that show it."""
    verdict = "vacuous" if proof.vacuous else proof.verdict
    yield f"{MARKS[proof.verdict]} {say(f'prove/{verdict}', lang, name=proof.name)}"
    yield from (f"    {_answer(answer, lang)}" for answer in proof.answers)
    if proof.only:
        yield f"    {say('prove/only', lang, facts=', '.join(proof.only))}"
    for refutation in proof.refutations:
        yield f"    {refutation.witness(unit_name).message(lang)}"
        yield from (f"      • {change}" for change in changes(refutation, lang))


def changes(refutation: Refutation, lang: str) -> Iterator[str]:
    """Tell everything that the two laws decide otherwise of one dossier."""
    before, after = refutation.before, refutation.after
    if refutation.differs("reception"):
        rule, law = ("replay/cannot-now", before) if not before.acceptable else ("replay/cannot-then", after)
        yield f"{say(rule, lang)}: {' '.join(problem.message(lang) for problem in law.problems)}"
    for part in PARTS[1:]:
        if refutation.differs(part):
            yield from _CHANGES[part](before, after, lang)


def shared_sentence(kind: str, lang: str) -> str:
    """Tell that the two laws count all due times otherwise."""
    return f"{MARKS['differs']} {say(f'prove/shared-{kind}', lang)}"


def as_json(proof: Proof, unit_name: str, lang: str) -> dict[str, Any]:
    """Return a proof as JSON values; dates and moments in ISO 8601, money in whole đồng."""
    return {
        "procedure": proof.procedure,
        "name": proof.name,
        "verdict": proof.verdict,
        "vacuous": proof.vacuous,
        "asked_by_one_only": list(proof.only),
        "answers": [
            {
                "part": answer.part,
                "from": answer.first.isoformat(),
                "to": answer.last.isoformat(),
                "reason": answer.reason,
                "message": _answer(answer, lang),
                "witness": answer.shown.witness(unit_name).as_json(lang) if answer.shown else None,
                "changes": list(changes(answer.shown, lang)) if answer.shown else [],
            }
            for answer in proof.answers
        ],
    }


def _answer(answer: Answer, lang: str) -> str:
    first, last, names = written_date(answer.first), written_date(answer.last), ", ".join(answer.names)
    if answer.part not in PARTS:
        return say(f"prove/other-{answer.part}", lang, first=first, names=f": {names}" if names else "")
    part = say(f"prove/part-{answer.part}", lang)
    if answer.reason:
        why = say(f"prove/why-{answer.reason}", lang)
        return say("prove/open", lang, part=part, first=first, last=last, why=why)
    return say("prove/other-reception" if answer.part == "reception" else "prove/other", lang, part=part, first=first)


def _fee(before: Decision, after: Decision, lang: str) -> Iterator[str]:
    if before.fee.total != after.fee.total:
        yield say("replay/change-fee", lang, before=dong(before.fee.total, lang), after=dong(after.fee.total, lang))
    mine, theirs = ({line.id: line for line in law.fee.lines} for law in (before, after))
    for name in dict.fromkeys([*mine, *theirs]):
        one, other = mine.get(name), theirs.get(name)
        amounts = [_owed(line, lang) for line in (one, other)]
        title = (other or one or theirs[name]).name
        if amounts[0] != amounts[1]:
            yield say("prove/change-line", lang, line=title, before=amounts[0], after=amounts[1])
        elif one and other and one.quantity != other.quantity:
            counts = [_count(line.quantity, lang) for line in (one, other)]
            yield say("prove/change-quantity", lang, line=title, before=counts[0], after=counts[1])


def _owed(line: FeeDue | None, lang: str) -> str:
    if line is None:
        return say("prove/no-line", lang)
    return say("prove/waived", lang) if line.waived else dong(line.amount, lang)


def _count(quantity: int | None, lang: str) -> str:
    return say("replay/unknown", lang) if quantity is None else written_number(quantity, lang)


def _papers(before: Decision, after: Decision, lang: str) -> Iterator[str]:
    mine, theirs = ({paper.id: paper for paper in law.papers} for law in (before, after))
    told = {
        "added": [paper for name, paper in theirs.items() if name not in mine],
        "dropped": [paper for name, paper in mine.items() if name not in theirs],
        "altered": [new for name, new in theirs.items() if name in mine and handed_in(new) != handed_in(mine[name])],
    }
    for what, papers in told.items():
        if papers:
            yield say(f"replay/papers-{what}", lang, papers="; ".join(paper.name for paper in papers))


def _deadline(before: Decision, after: Decision, lang: str) -> Iterator[str]:
    lengths = [law.deadline.within.text(lang) if law.deadline else "" for law in (before, after)]
    yield say("prove/change-deadline", lang, before=lengths[0], after=lengths[1])
    due = [law.deadline.due_at if law.deadline else None for law in (before, after)]
    if due[0] and due[1] and due[0] != due[1]:
        yield say("replay/change-due", lang, before=written_moment(due[0], lang), after=written_moment(due[1], lang))


def _route(before: Decision, after: Decision, lang: str) -> Iterator[str]:
    mine, theirs = ({step.id: step for step in law.route} for law in (before, after))
    told = [_step(mine.get(name), theirs.get(name), lang) for name in dict.fromkeys([*mine, *theirs])]
    if any(told):
        yield from filter(None, told)
    else:
        orders = [" → ".join(step.name for step in law.route) for law in (before, after)]
        yield say("prove/change-order", lang, before=orders[0], after=orders[1])


def _step(one: StepDue | None, other: StepDue | None, lang: str) -> str:
    """Tell how a step differs; empty when it does not."""
    if one is None or other is None:
        step = one or other
        return say("prove/step-dropped" if one else "prove/step-added", lang, step=step.name if step else "")
    if worked(one) == worked(other):
        return ""
    shown = [", ".join([each.office, *([each.within.text(lang)] if each.within else [])]) for each in (one, other)]
    if shown[0] == shown[1]:
        return say("prove/change-step-otherwise", lang, step=other.name)
    return say("prove/change-step", lang, step=other.name, before=shown[0], after=shown[1])


def _case(before: Decision, after: Decision, lang: str) -> Iterator[str]:
    yield say("prove/change-case", lang, before=before.case or "–", after=after.case or "–")


_CHANGES: Mapping[str, Any] = {
    "fee": _fee, "papers": _papers, "deadline": _deadline, "route": _route, "case": _case,
}  # fmt: skip
