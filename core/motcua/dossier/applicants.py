"""The person who asks: what the counter writes down of them, cleaned and checked.

>>> person, findings = read_applicant({"name": "  Lê Thị   Hoa ", "phone": "0912 345 678"})
>>> person.name, person.phone, findings
('Lê Thị Hoa', '0912345678', [])
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from motcua.findings import Finding
from motcua.lang import read_day
from motcua.lang.trouble import Trouble

_PHONE = re.compile(r"0[35789]\d{8}|02\d{9}")
_ID_NUMBER = re.compile(r"\d{12}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_LONGEST = 300
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})
_QUOTED = 60  # characters of what was typed that a message repeats


class Applicant(Struct, frozen=True):
    """Who asks, and where they wish to get the result (`return_place`, an id of the vocabulary `return-places`)."""

    name: str
    born: date | None = None
    id_number: str = ""
    phone: str = ""
    address: str = ""
    email: str = ""
    return_place: str = ""


def read_applicant(form: Mapping[str, str]) -> tuple[Applicant, list[Finding]]:
    """Read what was typed; every problem is a finding whose `params["field"]` names the field.

    Blanks are trimmed and text is normalised to NFC. A birth year that contradicts the identity number is only a
    warning: the number has no check digit, and old cards carry mistakes.
    """
    typed = {name: _clean(form.get(name, "")) for name in Applicant.__struct_fields__}
    typed["phone"] = re.sub(r"[ .\-]", "", typed["phone"]).replace("+84", "0", 1)
    typed["id_number"] = typed["id_number"].replace(" ", "")
    day = read_day(typed["born"]) if typed["born"] else None
    born = day if isinstance(day, date) else None
    findings = [_wrong(name, typed[name]) for name, fits in _CHECKS.items() if not fits(typed[name])]
    findings += [_no_birthday(day, typed["born"])] if isinstance(day, Trouble) else []
    findings += [_too_long(name) for name, text in typed.items() if len(text) > _LONGEST]
    if born and (year := _birth_year(typed["id_number"])) and year != born.year:
        told = {"field": "born", "year": year, "born": born.year}
        findings.append(Finding("applicant/birth-year", severity="warning", params=told))
    return Applicant(**{**typed, "born": born}), findings  # type: ignore[arg-type] # the one field that is not text


def applicant_as_json(applicant: Applicant) -> dict[str, Any]:
    """Write an applicant as the journal keeps it."""
    return asdict(applicant) | {"born": applicant.born.isoformat() if applicant.born else None}


def applicant_from_json(written: Mapping[str, Any]) -> Applicant:
    """Read an applicant back from the journal."""
    return Applicant(**{**written, "born": date.fromisoformat(written["born"]) if written["born"] else None})


def _clean(text: str) -> str:
    """Compose, trim, and drop what does not show: control characters and marks that turn the direction of writing."""
    shown = (letter for letter in " ".join(text.split()) if unicodedata.category(letter) not in _UNSEEN)
    return unicodedata.normalize("NFC", "".join(shown)).strip()


def _wrong(field: str, text: str) -> Finding:
    return Finding(f"applicant/{field.replace('_', '-')}", params={"field": field, "text": text[:_QUOTED]})


def _too_long(field: str) -> Finding:
    return Finding("applicant/too-long", params={"field": field, "longest": _LONGEST})


def _no_birthday(trouble: Trouble, text: str) -> Finding:
    rule = "applicant/no-such-day" if trouble.rule == "fact/no-such-day" else "applicant/born"
    return Finding(rule, params={"field": "born", "text": text[:_QUOTED], **trouble.params})


def _birth_year(id_number: str) -> int | None:
    """Read the year of birth from an identity number: digit 4 tells the century (and sex), digits 5 and 6 the year."""
    if not _ID_NUMBER.fullmatch(id_number):
        return None
    return 1900 + int(id_number[3]) // 2 * 100 + int(id_number[4:6])


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "name": lambda text: any(letter.isalpha() for letter in text),
    "id_number": lambda text: not text or _ID_NUMBER.fullmatch(text) is not None,
    "phone": lambda text: not text or _PHONE.fullmatch(text) is not None,
    "email": lambda text: not text or _EMAIL.fullmatch(text) is not None,
}
