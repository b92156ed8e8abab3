"""One procedure's conditions and amounts, compiled once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.lang import Fact, Program


@dataclass(frozen=True, slots=True)
class Compiled:
    """The programs of one procedure.

    `program` answers for `Procedure.conditions` (`judgement.truths[row.when]`) and `Procedure.amounts`
    (`program.amount(line.rule, judgement)`). `cases` answers for `Procedure.case_conditions` and is judged first,
    because the hit case is itself the fact ``case``; it is None for a procedure without cases.
    `facts` are what `motcua.lang.read_facts` reads: all but the engine's own ``received_on`` and ``case``.
    """

    program: "Program"
    cases: "Program | None"
    facts: tuple["Fact", ...]
