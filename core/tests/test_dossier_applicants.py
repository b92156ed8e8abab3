import unicodedata

import pytest

from motcua.dossier import applicant_as_json, applicant_from_json, read_applicant


def wrong(**form: str) -> list[tuple[str, str]]:
    """The fields found wrong in a form that is otherwise fine."""
    _, findings = read_applicant({"name": "Lê Thị Hoa", **form})
    return [(finding.params["field"], finding.severity) for finding in findings]


def test_a_name_typed_in_pieces_is_stored_composed_and_trimmed() -> None:
    typed = unicodedata.normalize("NFD", "  Nguyễn   Thị Thắm ")
    applicant, findings = read_applicant({"name": typed})
    assert (applicant.name, findings) == ("Nguyễn Thị Thắm", [])


def test_what_does_not_show_is_not_kept() -> None:
    applicant, findings = read_applicant({"name": "Lê\u202e Hoa\x00", "address": "Thôn\t1\n\u200bHà Trung"})
    assert (applicant.name, applicant.address, findings) == ("Lê Hoa", "Thôn 1 Hà Trung", [])


@pytest.mark.parametrize("name", ["", "   ", "123", "\u202e\x00"])
def test_nobody_applies_without_a_name(name: str) -> None:
    assert wrong(name=name) == [("name", "error")]


@pytest.mark.parametrize("phone", ["0912345678", "0312 345 678", "091.234.5678", "+84912345678", "02373836123", ""])
def test_vietnamese_phone_numbers_are_taken_as_people_write_them(phone: str) -> None:
    assert wrong(phone=phone) == []


@pytest.mark.parametrize("phone", ["0112345678", "091234567", "09123456789", "0237383612", "điện thoại"])
def test_other_phone_numbers_are_refused(phone: str) -> None:
    assert wrong(phone=phone) == [("phone", "error")]


@pytest.mark.parametrize("number", ["03809001234", "0380900123456", "03809000123a"])
def test_an_identity_number_has_twelve_digits(number: str) -> None:
    assert wrong(id_number=number) == [("id_number", "error")]


@pytest.mark.parametrize("born", ["1990-05-17", "17/05/1990", "17-5-1990", "17051990"])
def test_a_birth_year_that_agrees_with_the_identity_number_is_silent(born: str) -> None:
    assert wrong(id_number="038190001234", born=born) == []


def test_a_child_of_this_century_has_its_digit() -> None:
    assert wrong(id_number="038212001234", born="2012-01-02") == []


def test_a_birth_year_that_contradicts_the_identity_number_is_only_a_warning() -> None:
    assert wrong(id_number="038190001234", born="1991-05-17") == [("born", "warning")]


@pytest.mark.parametrize("born", ["31/02/1990", "mai", "1990"])
def test_a_date_that_cannot_be_is_refused(born: str) -> None:
    assert wrong(born=born) == [("born", "error")]


def test_a_birthday_that_no_calendar_has_is_named() -> None:
    _, findings = read_applicant({"name": "Hoa", "born": "31-2-1990"})
    assert [finding.message() for finding in findings] == ["Ngày sinh: không có ngày 31/02/1990."]


def test_a_message_does_not_repeat_an_endless_text() -> None:
    _, findings = read_applicant({"name": "Hoa", "phone": "9" * 100_000, "born": "9" * 100_000})
    assert all(len(finding.message()) < 150 for finding in findings)


def test_every_wrong_field_is_told_at_once() -> None:
    assert wrong(name="", phone="1", email="a@b", id_number="1") == [
        ("name", "error"),
        ("id_number", "error"),
        ("phone", "error"),
        ("email", "error"),
    ]


def test_a_field_of_endless_text_is_refused() -> None:
    assert wrong(address="x" * 301) == [("address", "error")]


def test_an_applicant_survives_the_journal() -> None:
    applicant, _ = read_applicant({"name": "Hoa", "born": "1990-05-17", "phone": "0912345678", "return_place": "post"})
    assert applicant_from_json(applicant_as_json(applicant)) == applicant
