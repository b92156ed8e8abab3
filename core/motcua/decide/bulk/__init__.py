"""Whole tables of dossiers decided at once; needs the extra ``motcua[bulk]`` (polars, numpy).

    table = case_table(rulebook, procedure, cases)
    decided = decide_many(rulebook, procedure, table)
    decided["fee.total"].sum(), decided.filter(~pl.col("acceptable")).height

The answer has a row for each row of the table, in its order, and these columns; ids are those of the catalog:

``case``
    the case that fits (Enum); null when none does or it is undecided
``fee.total``
    whole đồng; null as soon as one line is unknown
``fee_line.<id>``, ``fee_line.<id>.owed``, ``fee_line.<id>.waived``, ``fee_line.<id>.times``
    whole đồng, 0 when waived, null when unknown or not owed; whether the decision has the line; whether an exemption
    frees it; the number of things, of a line that says one
``paper.<id>``
    whether the paper is asked for
``deadline.row``, ``extension.<id>``, ``due_at``
    the row that fits (Enum), null when none does or one before it is undecided; whether the extension is added; when
    the result is due (Asia/Ho_Chi_Minh), null when not known or not regulated
``step.<id>``, ``step.<id>.due_at``
    whether the case takes the step; until when, if the route is asked for
``acceptable``, ``problems``
    false while there are problems; each of them as ``rule about``, such as ``decide/fact-missing birth_date``

`due_again` counts the same deadlines from other moments: those at which papers asked for were all there.

:raises MotcuaError: on import, when the extra is not installed.
"""

from motcua.findings import refuse

try:
    from motcua.decide.bulk.whole import RECEIVED_AT, STARTS_AT, case_table, decide_many, due_again
except ModuleNotFoundError as missing:
    if (missing.name or "").startswith("motcua"):
        raise
    raise refuse("bulk/not-installed", package=missing.name) from missing

__all__ = ["RECEIVED_AT", "STARTS_AT", "case_table", "decide_many", "due_again"]
