"""The rules language: facts, conditions as cells, amounts as expressions; checked as CEL, run as generated Python.

>>> pages = Fact("pages", "integer", "Số trang", min=1, max=1000)
>>> program, findings = compile_program([pages], [], [Named("nhiều", {"pages": {"over": 2}})], [])
>>> facts, problems = read_facts([pages], {"pages": "1"})
>>> explain(program, 0, program.judge(facts))
['“Số trang” > 2 sai: đang là 1']
"""

from motcua.lang.compiling import Compiled, Named
from motcua.lang.days import read_day
from motcua.lang.explain import Reason, explain, why_not
from motcua.lang.facts import Choice, Derived, Fact, FactType, Value
from motcua.lang.program import Judgement, Program, Trees, compile_program
from motcua.lang.questions import Questions, read_facts
from motcua.lang.spots import LineAt

__all__ = [
    "Choice",
    "Compiled",
    "Derived",
    "Fact",
    "FactType",
    "Judgement",
    "LineAt",
    "Named",
    "Program",
    "Questions",
    "Reason",
    "Trees",
    "Value",
    "compile_program",
    "explain",
    "read_day",
    "read_facts",
    "why_not",
]
