"""What ``motcua spec --mutate`` does and prints."""

from collections import Counter
from collections.abc import Sequence

import click

from motcua.catalog import Catalog
from motcua.cli.progress import progress
from motcua.cli.words import Words
from motcua.specs.mutation import Mutant, Outcome, named_apart, try_mutants
from motcua.specs.runner import Trial


def try_all(
    catalog: Catalog, mutants: Sequence[Mutant], trials: Sequence[Trial], unit: str | None, words: Words
) -> list[Outcome]:
    """Try every mutant, with a progress bar on stderr; the outcomes in the order of the mutants."""
    tried = try_mutants(catalog, mutants, trials, unit)
    with progress(tried, "cli/spec-mutate-bar", words, len(mutants)) as bar:
        return named_apart(sorted(bar, key=lambda outcome: outcome.index))


def tell_mutants(mutants: Sequence[Mutant], outcomes: Sequence[Outcome], words: Words) -> None:
    """Print the changes that no spec notices, each with its missing scenario, then those nothing tells apart."""
    for outcome in outcomes:
        if outcome.fate == "survived":
            click.echo(f"\n✗ {_told(mutants[outcome.index], 'mutation/survived', words)}\n{outcome.scenario}", nl=False)
    click.echo()
    for outcome in outcomes:
        if outcome.fate == "alike":
            click.echo(f"≈ {_told(mutants[outcome.index], 'mutation/alike', words)}")
    counts = Counter(outcome.fate for outcome in outcomes)
    told = {fate: counts[fate] for fate in ("killed", "survived", "alike")}
    click.echo(f"\n{words('mutation/summary', mutants=sum(told.values()), **told)}")


def _told(mutant: Mutant, key: str, words: Words) -> str:
    names = mutant.procedures
    whose = names[0] if len(names) == 1 else words("mutation/procedures", count=len(names))
    said = words(key, change=mutant.message(words.lang))
    return f"{mutant.place.file}:{mutant.place.line}  {whose}\n  {said}"
