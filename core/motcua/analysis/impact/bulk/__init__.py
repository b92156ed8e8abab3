"""A replay of very many dossiers at once; needs the extra ``motcua[bulk]`` (polars, numpy).

    impact = replay_many(journals, laws, scope, bar)

finds what ``sum_up(redecide(journals, laws, scope))`` finds, in a fraction of the time and of the memory.

:raises MotcuaError: on import, when the extra is not installed.
"""

from motcua.findings import refuse

try:
    from motcua.analysis.impact.bulk.whole import replay_many
except ModuleNotFoundError as missing:
    if (missing.name or "").startswith("motcua"):
        raise
    raise refuse("bulk/not-installed", package=missing.name) from missing

__all__ = ["replay_many"]
