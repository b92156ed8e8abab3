"""What a reviewer may get wrong in a feature file, and where it is told."""

import unicodedata

import pytest

from motcua.specs.lint import read_feature

HEAD = "# language: vi\nTính năng: Khai tử\n"
GIVEN = '    Biết thủ tục "Đăng ký khai tử" tại "Hà Trung"\n'
WHEN = "    Khi nộp trực tiếp lúc 9 giờ ngày 05/10/2026\n"
THEN = "    Thì lệ phí là 8.000 đồng\n"
SOUND = HEAD + "  Tình huống: Một\n" + GIVEN + WHEN + THEN


def told(text: str | bytes) -> list[tuple[str, int]]:
    raw = text.encode() if isinstance(text, str) else text
    return [(finding.rule, finding.place.line) for finding in read_feature(raw, "a.feature")[1] if finding.place]


def test_a_sound_file_has_no_findings() -> None:
    scenarios, findings = read_feature(SOUND.encode(), "a.feature")
    assert [scenario.name for scenario in scenarios] == ["Một"]
    assert findings == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "  Tình huống: Một\n" + "    Bíet nộp tại \"Hà Trung\"\n" + WHEN + THEN, ("spec/keyword", 4)),
        (HEAD + "  Tình huống: Một\n" + GIVEN + WHEN + "    Thí lệ phí là 0 đồng\n", ("spec/keyword", 6)),
        (HEAD + "  Tình huống: Một\n" + GIVEN + "    Kih nộp trực tiếp\n" + THEN, ("spec/keyword", 5)),
        (HEAD + "  Tình hướng: Một\n" + GIVEN + WHEN + THEN, ("spec/keyword", 3)),
        (HEAD + "  Tình huống: Một\n", ("spec/no-steps", 3)),
        (HEAD + "  Tình huống: Một\n" + GIVEN + WHEN, ("spec/no-outcome", 3)),
        (HEAD, ("spec/no-scenario", 2)),
        ("", ("spec/empty-file", 1)),
        ("# language: vi\n", ("spec/empty-file", 1)),
        ("# language: en\n\n  # Ghi chú\n", ("spec/empty-file", 1)),
        ("# Ghi chú\n# language: en\nTính năng: a\n", ("spec/language", 2)),
        ("# language: tieng-viet\nTính năng: a\n", ("spec/language", 1)),
        ("# language: vi\nTính năg: a\n", ("spec/keyword", 2)),
        (SOUND + "  Tình huống: Một\n" + GIVEN + WHEN + THEN, ("spec/same-name", 7)),
        (SOUND.replace("lệ phí là", "lệ fí là"), ("spec/unknown-step", 6)),
        (SOUND.replace("05/10/2026", "31/11/2026"), ("spec/no-such-day", 5)),
        (SOUND.replace("9 giờ", "25 giờ"), ("spec/no-such-hour", 5)),
        (SOUND.replace("8.000 đồng", "8.00 đồng"), ("money/unreadable", 6)),
        (SOUND + '    Và phải nộp 1.5 bản chính "Tờ khai"\n', ("spec/no-such-number", 7)),
        (SOUND.replace(GIVEN, GIVEN + "    Và các dữ kiện\n      | a | có | c |\n"), ("spec/table-columns", 5)),
        (SOUND + "    Và các dữ kiện\n", ("spec/unknown-step", 7)),
        (SOUND.replace(WHEN, WHEN + "      | a | b |\n"), ("spec/table-unwanted", 5)),
        (SOUND.replace(GIVEN, GIVEN + "    Và các dữ kiện\n"), ("spec/table-missing", 5)),
        (SOUND.replace("Tình huống: Một", "Khung tình huống: Một"), ("spec/no-examples", 3)),
        (
            SOUND.replace("Tình huống:", "Khung tình huống:") + "    Dữ liệu:\n      | thừa |\n      | 1    |\n",
            ("spec/unused-column", 8),
        ),
    ],
)  # fmt: skip
def test_each_mistake_is_told_at_its_line(text: str, expected: tuple[str, int]) -> None:
    assert expected in told(text)


def test_an_unknown_step_names_the_nearest_known_one() -> None:
    (finding,) = read_feature(
        SOUND.replace("lệ phí là 8.000 đồng", "phải trả lệ phí 8.000 đồng").encode(), "a.feature"
    )[1]
    assert "lệ phí là 8.000 đồng" in finding.message()


@pytest.mark.parametrize(
    "disguise",
    [
        lambda text: "\ufeff" + text,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("lệ phí là 8.000", "lệ phí  là\u00a08.000"),
        lambda text: text.replace('"Hà Trung"', "“Hà Trung”"),
        lambda text: text.replace("8.000 đồng\n", "8.000 đồng.\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.removeprefix("# language: vi\n"),
    ],
    ids=["bom", "nfd", "blanks", "curly quotes", "full stop", "crlf", "no language line"],
)
def test_what_looks_the_same_is_the_same(disguise: object) -> None:
    assert callable(disguise)
    assert told(disguise(SOUND)) == []


def test_a_file_that_is_not_utf8_is_refused() -> None:
    assert told(SOUND.encode("utf-16")) == [("spec/not-utf8", 1)]


def test_every_finding_comes_in_the_order_of_lines() -> None:
    text = SOUND.replace("lệ phí là", "lệ fí là") + "  Tình huống: Hai\n" + GIVEN + "  Tình huống: Hai\n"
    lines = [line for _, line in told(text)]
    assert lines == sorted(lines)
    assert len(lines) >= 3
