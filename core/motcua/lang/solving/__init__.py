"""Solving: which dossier fulfils a condition, or the proof that none does.

>>> from datetime import date
>>> from motcua.lang import Fact, Named, compile_program
>>> pages = Fact("pages", "integer", "Số trang", min=1, max=1000)
>>> program, _ = compile_program([pages], [], [Named("nhiều", {"pages": {"over": 2}})], [])
>>> find(inlined(program.trees.conditions[0], program.steps), {"pages": pages}, (date(2026, 1, 1), date(2026, 12, 31)))
Found(values={'pages': 3})
"""

from motcua.lang.solving.find import find
from motcua.lang.solving.inlining import inlined
from motcua.lang.solving.result import Found, Nothing, Solved, Span, Unsure

__all__ = ["Found", "Nothing", "Solved", "Span", "Unsure", "find", "inlined"]
