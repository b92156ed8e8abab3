import pytest

from motcua.document import read_documents

CASES = [
    ("name: Đăng ký: khai sinh\n", "1:14 yaml/colon-in-value", 'Viết: name: "Đăng ký: khai sinh"'),
    ("- {a: 1}\n- name: Tên: x\n", "2:12 yaml/colon-in-value", 'Viết: name: "Tên: x"'),
    ("a: 'x\nb: 2\nc: 3\n", "1:4 yaml/unclosed-quote", "không được đóng"),
    ('a: 1\nb: "x\nc: 2\n', "2:4 yaml/unclosed-quote", "không được đóng"),
    ("a: 1\n  b: 2\n", "2:3 yaml/indentation", "“b: 2” thụt vào không khớp"),
    ("a:\n  b: 1\n c: 2\n", "3:2 yaml/indentation", "“c: 2”"),
    ("- a\nb: 1\n", "2:1 yaml/indentation", "ngay trên là “- a”"),
    ("a: 1\n- b\n", "2:1 yaml/indentation", "“- b”"),
    ("kind procedure\nid: x\n", "2:3 yaml/missing-colon", "“kind procedure” thiếu dấu hai chấm"),
    ("a: 1\nb\nc: 2\n", "2:1 yaml/missing-colon", "“b” thiếu dấu hai chấm"),
    ("a: 1\nb:2\nc: 3\n", "2:1 yaml/space-after-colon", "thiếu dấu cách"),
    ("kind:route\nid: x\n", "2:3 yaml/space-after-colon", "“kind:route”"),
    ("a: [1, 2\nb: 3\n", "1:4 yaml/unclosed-bracket", "trước dòng 2"),
    ("a: {x: 1\nb: 3\n", "1:4 yaml/unclosed-bracket", "trước dòng 2"),
    ("a: {x: 1]\n", "1:4 yaml/unclosed-bracket", "không được đóng đúng"),
    ("a: {x: [c] z: 1}\n", "1:12 yaml/missing-comma", "Thiếu dấu phẩy"),
    ("- {id: a, name: Tên: x, b: 1}\n", "1:20 yaml/two-colons", 'viết name: "Tên: x"'),
    ("- {id: a,\n   name: Tên: x, b: 1}\n", "2:13 yaml/two-colons", 'viết name: "Tên: x"'),
    ("- {id: a b: x}\n", "1:11 yaml/two-colons", "thêm dấu phẩy"),
    ("- {id: a, name: 'It's', b: 1}\n", "1:21 yaml/after-quote", "còn chữ"),
    ("- {a: {b: 1}\n- {b: 1}\n", "1:3 yaml/unclosed-bracket", "trước dòng 2"),
    ("a: {b: 1}}\n", "1:10 yaml/extra-bracket", "Thừa dấu “}”"),
    ("a: 'x' y\n", "1:8 yaml/after-quote", "còn chữ"),
    ("a: ]\n", "1:4 yaml/bad-start", "“]”"),
    ("a: @x\n", "1:4 yaml/bad-start", "“@”"),
    ("a: `x`\n", "1:4 yaml/bad-start", "“`”"),
    ("a: %x\n", "1:4 yaml/bad-start", "“%”"),
    ("a: - b\n", "1:4 yaml/dash-after-key", "trên dòng của khóa"),
    ('a: "C:\\qua"\n', "1:7 yaml/escape", "Dấu \\"),
    ("a: | b\n", "1:6 yaml/block-text", "xuống dòng"),
    ("%YAML 1.2\n---\na: 1\n", "2:1 yaml/directive", "chỉ thị YAML"),
    ("a: 1\n...\nb\n", "3:1 yaml/after-end", "còn chữ"),
]


@pytest.mark.parametrize(("text", "expected", "words"), CASES)
def test_a_syntax_error_is_said_with_its_likely_cause(text: str, expected: str, words: str) -> None:
    (finding,) = read_documents(text, "x.yaml")[1]
    assert finding.place is not None
    assert f"{finding.place.line}:{finding.place.column} {finding.rule}" == expected
    assert words in f"{finding.message()} {finding.remedy()}"
    assert "^" in finding.excerpt


def test_a_complaint_nobody_foresaw_is_still_a_finding() -> None:
    (finding,) = read_documents("a: !<x y\n", "x.yaml")[1]
    assert finding.rule == "yaml/syntax"
    assert finding.place is not None
