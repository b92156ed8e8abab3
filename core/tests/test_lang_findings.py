"""Every mistake in conditions and amounts is found at once, at its line and column, in the words of its fact."""

from collections.abc import Callable
from time import perf_counter

import pytest

from motcua.document import Document, read_documents
from motcua.findings import Finding
from motcua.lang import Choice, Derived, Fact, Named, compile_program
from motcua.places import Place

CHANNELS = (Choice("counter", "Tại quầy"), Choice("online", "Trực tuyến"))
FACTS = (
    Fact("channel", "choice", "Kênh nộp", choices=CHANNELS),
    Fact("pages", "integer", "Số trang", min=1, max=100),
    Fact("copies", "integer", "Số bản", min=1, max=100),
    Fact("cost", "integer", "Trị giá"),
    Fact("poor", "boolean", "Hộ nghèo?"),
    Fact("born", "date", "Ngày sinh"),
    Fact("groups", "choices", "Nhóm", choices=(Choice("ho-ngheo", "Hộ nghèo"),)),
    Fact("note_text", "text", "Ghi chú"),
)


def line_at(document: Document) -> Callable[[Place], str]:
    return lambda place: document.lines[place.line - 1] if place.line <= len(document.lines) else ""


def findings_of(yaml: str) -> list[Finding]:
    """Compile `when` and `amount` of a document as a catalog would."""
    (document,), problems = read_documents(yaml, "le-phi.yaml")
    assert problems == []

    def named(key: str, wants: str) -> Named:
        source = document.data[key]
        return Named(
            key,
            source,
            "integer" if wants == "integer" else "boolean",
            lambda path: document.place((key, *path)),
            lambda path: document.key_place((key, *path)),
        )

    conditions = [named("when", "boolean")] if "when" in document.data else []
    amounts = [named("amount", "integer")] if "amount" in document.data else []
    return compile_program(FACTS, [], conditions, amounts, line_at(document))[1]


def spots(yaml: str) -> list[tuple[str, int, int]]:
    return [(f.rule, f.place.line, f.place.column) for f in findings_of(yaml) if f.place]


def test_all_mistakes_of_one_condition_are_found_each_at_its_cell() -> None:
    yaml = """\
when:
  chanel: counter
  pages: {over: "ba", ovr: 3}
  poor: {over: 3}
  channel: [counter, onlin]
  groups: ho-ngheo
  note_text: abc
  born: 13/02/2026
  any: []
  not: {copies: {up_to: true}}
"""
    assert spots(yaml) == [
        ("lang/unknown-name", 2, 3),
        ("lang/not-of-type", 3, 17),
        ("lang/unknown-test", 3, 23),
        ("lang/unfit-test", 4, 16),
        ("lang/not-a-choice", 5, 22),
        ("lang/unfit-test", 6, 11),
        ("lang/unfit-test", 7, 14),
        ("lang/not-of-type", 8, 9),
        ("lang/any-needs-list", 9, 8),
        ("lang/not-of-type", 10, 25),
    ]


@pytest.mark.parametrize(
    ("yaml", "place"),
    [
        ("amount: 2000 * pagez\n", (1, 16)),
        ('amount: "2000 * pagez"\n', (1, 17)),
        ("{amount: 2000 * pagez, id: a}\n", (1, 17)),
        ("amount: |\n  2000 *\n    pagez\n", (3, 5)),
        ("amount: >-\n  2000\n  * pagez\n", (3, 5)),
        ("amount: 2000\n  * pagez\n", (2, 5)),
        ("when: {expression: 'pagez > 3'}\n", (1, 21)),
        ("when: {poor: true, expression: pages > 3 && pagez > 3}\n", (1, 45)),
    ],
)
def test_an_unknown_name_is_shown_where_it_stands_however_the_text_is_written(
    yaml: str, place: tuple[int, int]
) -> None:
    assert spots(yaml) == [("lang/unknown-name", *place)]


def test_several_mistakes_of_one_expression_are_found_together() -> None:
    rules = spots("when: {expression: \"pagez > 3 && channel == 'onlin' && born > 5\"}\n")
    assert rules == [("lang/unknown-name", 1, 21), ("lang/wrong-types", 1, 61)]


@pytest.mark.parametrize(
    ("expression", "rule"),
    [
        ("pages", "lang/wrong-result"),
        ("pages > 1.5", "lang/wrong-types"),
        ("1.5 > 2.5", "lang/outside"),
        ("channel.matches('a')", "lang/outside"),
        ("groups.map(g, g) == groups", "lang/outside"),
        ("groups.exists(g, groups.exists(h, g == h))", "lang/outside"),
        ("groups.exists(pages, pages == 'ho-ngheo')", "lang/shadows"),
        ("{'a': 1}.a > 1", "lang/outside"),
        ("null == null", "lang/outside"),
        ("timestamp('2012-01-01T00:00:00Z') < born", "lang/outside"),
        ("born.getFullYear() > 2000", "lang/outside"),
        ("born > 20120601", "lang/wrong-types"),
        ("born > date('2012-02-30')", "lang/not-a-date"),
        ("born > date(channel)", "lang/outside"),
        ("pages / copies > 1", "lang/divisor"),
        ("pages % 0 > 1", "lang/divisor"),
        ("share(pages, 1, 0) > 1", "lang/divisor"),
        ("born - born > 3", "lang/wrong-types"),
        ("(born - born) == (born - born)", "lang/unfit-operator"),
        ("channel < 'online'", "lang/unfit-operator"),
        ("groups == groups", "lang/unfit-operator"),
        ("channel + 'a' == 'b'", "lang/unfit-operator"),
        ("channel == 'onlin'", "lang/not-a-choice"),
        ("channel in ['counter', 'bưu chính']", "lang/no-such-choice"),
        ("'ho-ngeo' in groups", "lang/not-a-choice"),
        ("groups.exists(g, g == 'ho-ngeo')", "lang/not-a-choice"),
        ("note_text == 'gấp'", "lang/open-text"),
        ("pages.size > 3", "lang/outside"),
        ("has(groups.first)", "lang/outside"),
        ("pages.exists(p, p > 3)", "lang/unfit-operator"),
        ("groups.exists(1, true)", "lang/syntax"),
        ("pages >", "lang/syntax-end"),
        ("pages > > 3", "lang/syntax"),
        ("true) || (true", "lang/syntax"),
        ("pages > 99999999999999999999", "lang/number-too-large"),
    ],
)
def test_what_is_outside_the_language_is_refused(expression: str, rule: str) -> None:
    _, findings = compile_program(FACTS, [], [Named("row", {"expression": expression})], [])
    assert findings[0].rule == rule


@pytest.mark.parametrize(
    "source",
    [
        "(" * 100_000 + "pages" + ")" * 100_000,
        "(" * 900 + "pages" + ")" * 900,
        "[" * 1_900,
        "9" * 1_900,
        "pages" + " + pages" * 200,
        "poor" + " && poor" * 220,
        "pages > 3\0 || true",
        "pages > 3 /* \u202e */",
        "\ud800",
        "a" * 1_000_000,
        "",
    ],
)
def test_hostile_text_is_refused_at_once(source: str) -> None:
    began = perf_counter()
    program, findings = compile_program(FACTS, [], [Named("row", source)], [])
    assert [finding.severity for finding in findings][:1] == ["error"]
    assert program.judge(dict.fromkeys(fact.id for fact in FACTS)).truths == (None,)
    assert perf_counter() - began < 0.5


@pytest.mark.parametrize(
    ("amount", "rule"),
    [
        ("cost * 2", "lang/needs-range"),
        ("pages * 9000000000000000000", "lang/may-overflow"),
        ("pages * (poor ? 9000000000000000000 : 1)", "lang/may-overflow"),
        ("pages - 2", "lang/may-be-negative"),
        ("-pages", "lang/negative"),
        (-8000, "lang/negative"),
        ("poor", "lang/wrong-result"),
    ],
)
def test_an_amount_that_may_not_fit_is_refused(amount: str | int, rule: str) -> None:
    findings = compile_program(FACTS, [], [], [Named("fee", amount, "integer")])[1]
    assert [finding.rule for finding in findings] == [rule]


def test_a_fact_without_range_may_be_compared_and_capped() -> None:
    rows = [Named("row", {"cost": {"over": 5_000_000}})]
    fees = [Named("fee", "share(math.least(math.greatest(cost, 0), 1000000000), 1, 100)", "integer")]
    assert compile_program(FACTS, [], rows, fees)[1] == []


def test_what_follows_from_a_broken_derived_fact_is_not_said_again() -> None:
    derived = [Derived("late", "days(borm, born)", place=Place("a.yaml", 3, 9)), Derived("very_late", "late > 60")]
    _, findings = compile_program(FACTS, derived, [Named("row", {"very_late": True, "expression": "late > 3"})], [])
    assert [(finding.rule, finding.place) for finding in findings] == [("lang/unknown-name", Place("a.yaml", 3, 14))]


def test_names_are_declared_once() -> None:
    _, findings = compile_program(FACTS, [Derived("pages", "1"), Derived("size", "2")], [], [])
    assert [finding.rule for finding in findings] == ["lang/bad-name", "lang/duplicate-name"]


def test_a_declaration_must_fit_itself() -> None:
    facts = [
        Fact("channel", "choice", "Kênh nộp", choices=CHANNELS, default="post"),
        Fact("pages", "integer", "Số trang", min=1, max=9, default=0),
        Fact("copies", "integer", "Số bản", min=9, max=1),
    ]
    _, findings = compile_program(facts, [], [], [])
    assert [finding.rule for finding in findings] == ["lang/bad-default", "lang/bad-default", "lang/empty-range"]


def test_a_finding_reads_as_a_sentence_with_its_remedy() -> None:
    shown = findings_of("when: {channel: onlin}\n")[0].show()
    assert shown == (
        "le-phi.yaml:1:17: Dữ kiện “channel” không có lựa chọn “onlin”; gần nhất là “online”. [lang/not-a-choice]\n"
        "    when: {channel: onlin}\n"
        "                    ^\n"
        "    → Chọn một trong: counter, online."
    )
