"""One text means what its own facts make of it, whatever was checked before it with the same words."""

import pytest

from motcua.lang.cel import Checker
from motcua.lang.tree import Call, Kind, Ref

PAGES: dict[str, Kind] = {"pages": "integer", "urgent": "boolean"}


def test_a_fact_of_another_procedure_stays_unknown_though_it_was_declared_a_moment_ago() -> None:
    assert Checker(PAGES).check("urgent")[1] == ()
    node, (trouble,) = Checker({"pages": "integer"}).check("urgent")
    assert (node, trouble.rule, trouble.params["known"]) == (None, "lang/unheard-of-name", "pages")
    assert Checker(PAGES).check("urgent")[1] == ()


@pytest.mark.parametrize("kind", ["integer", "date", "text"])
def test_the_same_text_over_facts_of_other_kinds_is_another_question(kind: Kind) -> None:
    node, _ = Checker({"pages": kind}).check("pages == pages")
    assert isinstance(node, Call)
    assert node.args[0] == Ref("pages", kind, 0)


def test_an_open_text_is_refused_though_the_same_name_was_a_list_of_choices_before() -> None:
    text = "who == 'me'"
    kinds: dict[str, Kind] = {"who": "text"}
    assert Checker(kinds).check(text)[1] == ()
    assert [trouble.rule for trouble in Checker(kinds, frozenset({"who"})).check(text)[1]] == ["lang/open-text"]


def test_a_variable_takes_no_name_that_became_a_fact() -> None:
    text = "who.exists(each, each == 'me')"
    assert Checker({"who": "texts"}).check(text)[1] == ()
    assert [t.rule for t in Checker({"who": "texts", "each": "text"}).check(text)[1]] == ["lang/shadows"]


def test_what_is_wrong_names_the_facts_of_who_asks() -> None:
    told = [Checker({name: "integer"}).check("pags > 1")[1][0] for name in ("pages", "pagers")]
    assert [trouble.params["nearest"] for trouble in told] == ["pages", "pagers"]


def test_only_what_was_written_out_from_cells_may_be_long() -> None:
    text, checker = " || ".join(["urgent"] * 100) + " " * 2_000, Checker(PAGES)
    assert checker.check(text, lowered=True)[1] == ()
    assert [trouble.rule for trouble in checker.check(text)[1]] == ["lang/too-long"]
