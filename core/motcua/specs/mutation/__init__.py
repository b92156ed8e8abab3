"""Mutation: the law changed a little, one place at a time, and which of these changes no spec would notice.

Nothing is written to disk: a mutant is a `Procedure` with one value replaced, put as a draft into the rulebooks of all
units and days that share the changed line; or a catalog in which one amendment comes into force a day off::

    changed = mutants(catalog)
    for outcome in try_mutants(catalog, changed, trials):
        print(changed[outcome.index].message(), outcome.fate, outcome.scenario)
"""

from motcua.specs.mutation.altered import Altered, Mutant
from motcua.specs.mutation.gather import mutants
from motcua.specs.mutation.run import Fate, Outcome, as_json, named_apart, try_mutants

__all__ = ["Altered", "Fate", "Mutant", "Outcome", "as_json", "mutants", "named_apart", "try_mutants"]
