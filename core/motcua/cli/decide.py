"""``motcua decide``: what to bring, what it costs, when it is due, for one case."""

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import click

from motcua import money
from motcua.calendar import written_moment
from motcua.cli import options
from motcua.cli.facts import facts_in, facts_of
from motcua.cli.opening import opened
from motcua.cli.procedures import find
from motcua.cli.words import Words
from motcua.decide import Deadline, Decision, Fee, as_json, decide, why
from motcua.document import inline
from motcua.findings import MotcuaError
from motcua.lang import read_facts


def command(words: Words) -> click.Command:
    """Build the command."""
    file = click.Path(exists=True, dir_okay=False)

    @click.command("decide", help=words("cli/decide"), epilog=words("cli/decide", "epilog"))
    @click.argument("procedure", metavar="PROC")
    @options.unit(words)
    @options.at(words)
    @click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help=words("cli/fact"))
    @click.option("--facts", "facts_file", metavar="FILE", type=file, help=words("cli/facts"))
    @options.as_json(words)
    @options.plugins_dir(words)
    @options.cache(words)
    def decide_(procedure: str, unit: str | None, at: datetime, facts: tuple[str, ...], **more: Any) -> None:
        house = opened(words, more["plugins_dirs"], cache=more["cache"])
        with house.bundle:  # so that conditions checked before are not checked again
            rulebook = house.catalog.resolve(house.unit(unit), at.date())
            found = find(house.catalog, rulebook, procedure)
            given = facts_in(more["facts_file"]) | facts_of(facts)
            values, findings = read_facts(rulebook.program(found).facts, given)
            if errors := [finding for finding in findings if finding.severity == "error"]:
                raise MotcuaError(*errors)
            for remark in findings:
                click.echo(remark.show(words.lang), err=True)
            decision = decide(rulebook, found, values, at)
        if more["as_json"]:
            click.echo(json.dumps(as_json(decision, rulebook, words.lang), ensure_ascii=False, indent=2))
        else:
            click.echo("\n".join(_told(decision, words)))
            click.echo("\n".join(_sources(decision, rulebook, words)))
        sys.exit(0 if decision.acceptable else 1)

    return decide_


def _told(decision: Decision, words: Words) -> Iterable[str]:
    yield f"{decision.name} ({decision.code}) · {decision.unit} · {written_moment(decision.at, words.lang)}"
    for problem in decision.problems:
        yield f"  ✗ {problem.message(words.lang)}"
    yield words("cli/told-papers")
    for paper in decision.papers:
        counts = words("cli/told-counts", originals=paper.originals, copies=paper.copies)
        yield f"  • {paper.name} – {words(f'cli/mode/{paper.mode}')}, {counts}"
    yield from _fee(decision.fee, words)
    if decision.deadline:
        yield from _deadline(decision.deadline, words)
    yield words("cli/told-route")
    for number, step in enumerate(decision.route, start=1):
        until = f" – {written_moment(step.due_at, words.lang)}" if step.due_at else ""
        yield f"  {number}. {step.name}: {step.office}{until}"


def _fee(fee: Fee, words: Words) -> Iterable[str]:
    yield words("cli/told-fee", total=_amount(fee.total, words))
    for line in fee.lines:
        reason = f" – {line.reason}" if line.reason else ""
        yield f"  • {line.name}: {_amount(line.amount, words)}{reason} [{'; '.join(line.basis)}]"
    if fee.basis:
        yield " ".join(filter(None, ("  •", fee.note, f"[{'; '.join(fee.basis)}]")))


def _deadline(deadline: Deadline, words: Words) -> Iterable[str]:
    due = written_moment(deadline.due_at, words.lang) if deadline.due_at else "—"
    basis = f" [{'; '.join(deadline.basis)}]"
    yield words("cli/told-due", due=due, within=deadline.within.text(words.lang), basis=basis)
    for day in deadline.ledger:
        yield f"  {'+' if day.counts else '·'} {day.date:%d/%m/%Y} {day.why_in(words.lang)}".rstrip()
    for warning in deadline.warnings:
        yield f"  ! {warning.message(words.lang)}"


def _sources(decision: Decision, rulebook: Any, words: Words) -> Iterable[str]:
    yield words("cli/told-why")
    for path, origin in why(decision, rulebook):
        yield f"  {path} = {inline(origin.value)}  ({origin.layer}, {origin.place.file}:{origin.place.line})"


def _amount(amount: int | None, words: Words) -> str:
    return words("cli/undetermined") if amount is None else money.written(amount, words.lang)
