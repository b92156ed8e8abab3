"""Whole tables of dossiers decided at once; needs the extra ``motcua[bulk]`` (polars, numpy).

    table = case_table(rulebook, procedure, cases)
    decided = decide_many(rulebook, procedure, table)
    decided["fee.total"].sum(), decided.filter(~pl.col("acceptable")).height

The answer has a row for each row of the table, in its order, and these columns:

=====================  ==========  ===============================================================================
column                 type        says
=====================  ==========  ===============================================================================
``case``               Enum        the case that fits; null when none does or it is undecided
``fee.total``          Int64       whole đồng; null as soon as one line is unknown
``fee.<line>``         Int64       whole đồng, 0 when waived; null when unknown, or when the line is not owed
``fee.<line>.owed``    Boolean     whether the decision has the line at all
``fee.<line>.waived``  Boolean     whether an exemption frees it
``fee.<line>.times``   Int64       the number of things, of a line that says one
``paper.<paper>``      Boolean     whether the paper is asked for
``deadline.row``       Enum        the deadline row that fits; null when none does or one before it is undecided
``extension.<id>``     Boolean     whether an extension is added
``due_at``             Datetime    when the result is due, Asia/Ho_Chi_Minh; null when not known or not regulated
``step.<step>``        Boolean     whether the case takes the step
``step.<step>.due_at`` Datetime    until when
``acceptable``         Boolean     false while there are problems
``problems``           List(Enum)  each as ``rule about``: ``decide/fact-missing birth_date``
=====================  ==========  ===============================================================================
"""

from motcua.findings import refuse

try:
    from motcua.decide.bulk.whole import RECEIVED_AT, case_table, decide_many
except ModuleNotFoundError as missing:
    raise refuse("bulk/not-installed", package=missing.name) from missing

__all__ = ["RECEIVED_AT", "case_table", "decide_many"]
