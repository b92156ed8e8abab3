import errno
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.document import Document, read_documents, read_file, source_excerpt
from motcua.findings import DENIALS, why_denied
from motcua.places import Place
from motcua.texts import Words


def only(text: str | bytes) -> Document:
    documents, findings = read_documents(text, "x.yaml")
    assert findings == []
    return documents[0]


def said(text: str | bytes) -> list[str]:
    return [f"{f.place.line}:{f.place.column} {f.rule}" for f in read_documents(text, "x.yaml")[1] if f.place]


def test_a_document_is_plain_data_and_knows_where_everything_stands() -> None:
    document = only("kind: route\nid: mẫu\nsteps:\n  - {id: ký, within: 2 working_hours}\n")
    assert document.data == {"kind": "route", "id": "mẫu", "steps": [{"id": "ký", "within": "2 working_hours"}]}
    assert (document.kind, document.id) == ("route", "mẫu")
    assert document.place(("steps", 0, "within")) == Place("x.yaml", 4, 22)
    assert document.key_place(("steps", 0, "within")) == Place("x.yaml", 4, 14)
    assert document.place(("steps", 0, "nowhere", "deep")) == document.place(("steps", 0))
    assert document.excerpt(("steps", 0, "id")).splitlines() == ["  - {id: ký, within: 2 working_hours}", "         ^"]
    assert document.name_of(("steps", 0, "within")) == "steps › ký › within"


def test_columns_count_letters_not_bytes() -> None:
    assert said("a: {tên: Nguyễn Thị Đào, mã: 012}\n") == ["1:30 yaml/bent"]
    assert said("a: {tên: 😀, mã: 012}\n") == ["1:17 yaml/bent"]


def test_several_documents_in_a_file_keep_their_lines() -> None:
    documents, findings = read_documents("# đầu\nkind: a\n---\n---\nkind: b\n...\n---\n# cuối\n", "x.yaml")
    assert [(document.kind, document.place().line) for document in documents] == [("a", 2), ("b", 5)]
    assert findings == []


def test_a_syntax_error_does_not_hide_the_other_documents() -> None:
    documents, findings = read_documents('kind: a\n---\nkind: "b\n---\nkind: c\nid: [x\n---\nkind: d\n', "x.yaml")
    assert [document.kind for document in documents] == ["a", "d"]
    assert [(f.rule, f.place and f.place.line) for f in findings] == [
        ("yaml/unclosed-quote", 3),
        ("yaml/unclosed-bracket", 6),
    ]


def test_every_trap_of_a_file_is_reported_at_once_in_the_order_of_lines() -> None:
    text = "kind: slip\ncode: 1.001193\nname: &a Tên\nhas: no\nold: *a\nname: !!str x\n<<: {b: 1}\n? [c]\n: 1\nempty:\n"
    assert said(text) == [
        "2:7 yaml/bent",
        "3:7 yaml/anchor",
        "4:6 yaml/bent",
        "5:6 yaml/alias",
        "6:1 yaml/duplicate-key",
        "6:7 yaml/tag",
        "7:1 yaml/merge-key",
        "8:3 yaml/complex-key",
        "10:7 yaml/no-value",
    ]


def test_a_duplicate_key_names_both_places() -> None:
    (finding,) = read_documents("a:\n  tên: 1\n  tên: 2\n", "x.yaml")[1]
    assert finding.place == Place("x.yaml", 3, 3)
    assert finding.related == (Place("x.yaml", 2, 3),)
    assert "dòng 2" in finding.message()


def test_keys_are_always_text() -> None:
    assert only("on: 2026-01-01\nno: 1\n012: 2\ntrue: 3\n1: 4\n").data == {
        "on": "2026-01-01",
        "no": 1,
        "012": 2,
        "true": 3,
        "1": 4,
    }


def test_question_marks_and_colons_inside_words_are_text_also_between_brackets() -> None:
    document = only("a: {title: Có con?, within: same_day cut_off=15:00, at: https://x.vn/?q=1, ask: a? b}\n")
    assert document.data["a"] == {
        "title": "Có con?",
        "within": "same_day cut_off=15:00",
        "at": "https://x.vn/?q=1",
        "ask": "a? b",
    }
    assert only("a: 'Ai? 15:00'\nb: |\n  Ai? 15:00\nc?: 1\n").data == {"a": "Ai? 15:00", "b": "Ai? 15:00\n", "c?": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {name: Nhận cha, mẹ, con, b: 1}\n", ["1:21 yaml/comma-in-value", "1:25 yaml/comma-in-value"]),
        ("a: {b: 1, id:x}\n", ["1:11 yaml/space-after-colon"]),
        ("- a\n", ["1:1 yaml/not-a-mapping"]),
        ("chỉ là chữ\n", ["1:1 yaml/not-a-mapping"]),
        (": 1\n", ["1:1 yaml/empty-key"]),
        ("&x a: 1\n", ["1:1 yaml/decorated-key"]),
        ("a:\n\tb: 1\n\tc: 2\n", ["2:1 yaml/tab"]),
        ("a: b\tc\nd: 012\n", ["1:5 yaml/tab", "2:4 yaml/bent"]),
        ("a: x\u200by\u200b\nb: \u200b1\n", ["1:5 yaml/character"]),
        ("a:\n\u00a0 b: 1\n", ["2:1 yaml/character"]),
        ("a: b\x00c\n", ["1:5 yaml/character"]),
        ("a: \ud800\n", ["1:4 yaml/character"]),
        ('a: "\\0"\n', ["1:4 yaml/character"]),
        (b"a: 1\nb\xe1\xba\xa1: \xff\n", ["2:5 yaml/not-utf8"]),
        ("a: 1\n".encode("utf-16"), ["1:1 yaml/not-utf8"]),
        ("a: " + "[" * 3000, ["1:44 yaml/too-deep"]),
        ("- " * 3000, ["1:83 yaml/too-deep"]),
        ("a: [" + "1," * 60_000 + "]", ["1:99999 yaml/too-many-nodes"]),
        ("---\n" * 60_000, ["50000:1 yaml/too-many-nodes"]),
        (b"a: b\n" * 2_000_000, ["1:1 yaml/too-large"]),
    ],
)
def test_what_cannot_be_used_is_refused_where_it_stands(text: str | bytes, expected: list[str]) -> None:
    assert said(text) == expected


def test_words_without_values_count_too() -> None:
    assert read_documents("a: {" + "b, " * 60_000 + "}", "x.yaml")[1][-1].rule == "yaml/too-many-nodes"


def test_repeated_tabs_are_one_finding_that_counts_them() -> None:
    (finding,) = read_documents("a:\n\tb: 1\n\tc: 2\n", "x.yaml")[1]
    assert finding.params["count"] == 2
    assert finding.excerpt.splitlines() == ["→b: 1", "^"]


def test_a_yaml_bomb_is_refused_without_being_blown_up() -> None:
    layers = "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    documents, findings = read_documents("a: &a [x]\n" + layers, "x.yaml")
    assert {finding.rule for finding in findings} == {"yaml/anchor", "yaml/alias"}
    assert len(repr(documents[0].data)) < 1000


def test_a_byte_order_mark_and_windows_lines_are_tolerated() -> None:
    document = only("\ufeffa: 1\r\nb: Hộ\r\n".encode())
    assert document.data == {"a": 1, "b": "Hộ"}
    assert document.place(("b",)) == Place("x.yaml", 2, 4)
    assert document.excerpt(("b",)) == "b: Hộ\n   ^"


def test_decomposed_letters_are_composed_in_keys_values_and_escapes() -> None:
    apart = unicodedata.normalize("NFD", "tên: Đăng ký hộ tịch\n")
    assert only(apart).data == {"tên": "Đăng ký hộ tịch"}
    assert only('a: "e\\u0301"\n').data == {"a": "é"}


def test_a_long_line_is_quoted_around_the_spot() -> None:
    excerpt = source_excerpt("x" * 500 + "y" + "z" * 500, Place("x.yaml", 1, 501))
    line, caret = excerpt.splitlines()
    assert line[caret.index("^")] == "y"
    assert len(line) < 110
    assert source_excerpt("a", Place("x.yaml", 7)) == ""


def test_a_file_is_read_under_the_name_it_is_shown_by(tmp_path: Path) -> None:
    file = tmp_path / "tinh.yaml"
    file.write_text("kind: layer\ncode: 012\n", "utf-8")
    documents, findings = read_file(file, shown_as="lop/tinh.yaml")
    assert documents[0].file == "lop/tinh.yaml"
    assert str(findings[0].place) == "lop/tinh.yaml:2:7"


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert [f.rule for f in read_file(tmp_path / "khong-co.yaml")[1]] == ["yaml/unreadable"]
    assert [f.rule for f in read_file(tmp_path)[1]] == ["yaml/unreadable"]


def test_why_a_file_cannot_be_read_is_said_in_the_language_of_the_sentence(tmp_path: Path) -> None:
    [missing], [folder] = (read_file(path)[1] for path in (tmp_path / "khong-co.yaml", tmp_path))
    assert missing.message("vi") == "Không đọc được tệp: không có tệp hay thư mục này."
    assert folder.message("en") == "The file cannot be read: it is a folder, not a file."


def test_every_reason_of_the_system_that_is_said_in_words_has_its_words() -> None:
    rare = why_denied(OSError(errno.EXDEV, "Invalid cross-device link"))
    assert rare == "Invalid cross-device link"
    for name in DENIALS:
        said = why_denied(OSError(getattr(errno, name), "English"))
        assert isinstance(said, Words)
        assert said.said("vi") != said.said("en")


YAMLISH = st.text(alphabet=st.sampled_from(list("ab1đ:-?[]{},'\"#&*!|>%@`\\ \n\t.~")), max_size=60)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), YAMLISH))
def test_no_text_ever_raises_and_every_finding_can_be_shown(text: str) -> None:
    for finding in read_documents(text, "x.yaml")[1]:
        assert finding.place is not None
        assert finding.show("vi")
        assert finding.show("en")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_no_bytes_ever_raise(raw: bytes) -> None:
    documents, findings = read_documents(raw, "x.yaml")
    assert isinstance(documents, list)
    assert all(finding.place for finding in findings)


@settings(max_examples=200, deadline=None)
@given(YAMLISH)
def test_the_same_text_decomposed_gives_the_same_data(text: str) -> None:
    composed, apart = (
        [document.data for document in read_documents(unicodedata.normalize(form, "ộ: ế\n" + text), "x.yaml")[0]]
        for form in ("NFC", "NFD")
    )
    assert composed == apart


WORDS = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="\u0085"), min_size=1, max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(WORDS.filter(lambda word: word != "<<"), VALUES, min_size=1, max_size=4))
def test_json_is_read_as_what_it_says(data: dict[str, object]) -> None:
    text = unicodedata.normalize("NFC", json.dumps(data, ensure_ascii=False))
    documents, findings = read_documents(text, "x.yaml")
    if not {finding.rule for finding in findings} & {"yaml/character", "yaml/duplicate-key", "yaml/merge-key"}:
        assert findings == []
        assert documents[0].data == json.loads(text)
