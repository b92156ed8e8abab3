"""The pages in two languages."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from starlette.testclient import TestClient

import motcua_web
from motcua_web import words

from .web_clients import BIRTH, Staff, birth

HERE = Path(motcua_web.__file__).parent
PO = HERE / "locale/en/LC_MESSAGES/motcua.po"


def texts_in_the_sources() -> Iterator[str]:
    methods = [("**.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]
    for _file, _line, text, _comments, _context in extract_from_dir(HERE, methods, keywords={"_": None}):
        yield text if isinstance(text, str) else text[0]


@pytest.fixture(scope="module")
def english() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_of_the_pages_has_its_english(english: Catalog) -> None:
    texts = set(texts_in_the_sources())
    assert len(texts) > 200
    assert sorted(text for text in texts if not (english.get(text) and english[text].string)) == []


def test_the_catalog_holds_no_text_that_no_page_says(english: Catalog) -> None:
    assert sorted({str(message.id) for message in english if message.id} - set(texts_in_the_sources())) == []


def test_translations_keep_their_placeholders(english: Catalog) -> None:
    def holes(text: str) -> list[str]:
        return sorted(re.findall(r"%(?:\(\w+\))?[sd]", text))

    assert [message.id for message in english if holes(str(message.id)) != holes(str(message.string))] == []


def test_the_compiled_catalog_is_that_of_the_text(english: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, english)
    assert PO.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_the_first_visit_speaks_vietnamese_whatever_the_browser_says(citizen: TestClient) -> None:
    page = citizen.get("/", headers={"accept-language": "en"})
    assert '<html lang="vi"' in page.text
    assert "Bạn cần làm thủ tục gì?" in page.text


def test_the_chosen_language_stays(citizen: TestClient) -> None:
    answer = citizen.post("/ngon-ngu", data={"lang": "en", "next": "/tra-cuu"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/tra-cuu")
    page = citizen.get("/tra-cuu").text
    assert '<html lang="en"' in page
    assert "Track a dossier" in page


def test_an_unknown_language_changes_nothing(citizen: TestClient) -> None:
    citizen.post("/ngon-ngu", data={"lang": "tlh", "next": "//evil.example"})
    assert '<html lang="vi"' in citizen.get("/").text


def test_pages_of_the_staff_speak_english_too(signed_in: Callable[[str], Staff]) -> None:
    lan = signed_in("counter")
    lan.submit("/ngon-ngu", lang="en", next="/")
    page = lan.get(BIRTH).text
    for told in ("Papers handed in", "Check before receiving", "17:00"):
        assert told in page
    assert "Giấy tờ nhận được" not in page


def test_money_is_written_in_the_language_of_the_page_and_read_back(signed_in: Callable[[str], Staff]) -> None:
    lan = signed_in("counter")
    lan.submit("/ngon-ngu", lang="en", next="/")
    late = "fact.channel=counter&fact.birth_date=2026-06-01&fact.has_birth_notice=true"
    page = lan.get(f"/thu-tuc/dang-ky-khai-sinh?{late}").text
    assert "8,000\u00a0đồng" in page
    assert "3,000 ×" in page
    assert "8.000" not in page
    path = lan.submit(BIRTH, **birth(**{"fact.birth_date": "2026-06-01"})).headers["location"]
    field = re.search(r'name="amount"[^>]* value="([^"]+)"', lan.get(path).text)
    assert field
    assert lan.submit(path, action="pay", seq="1", amount=field[1]).status_code == 303
    assert "8,000\u00a0đồng paid" in lan.get(path).text


def test_every_closed_word_is_a_text_of_the_sources() -> None:
    texts = set(texts_in_the_sources())
    assert {word for table in words.TABLES.values() for word in table.values()} <= texts
