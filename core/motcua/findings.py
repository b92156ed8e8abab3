"""Findings: what is wrong (or worth knowing), where, and how to mend it. A value first, a text second.

>>> Finding("unit/unknown", params={"unit": "vn/99", "nearest": "vn/38"}).message("en")
'There is no unit “vn/99”; the nearest name is “vn/38”.'
"""

import errno
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from msgspec import Struct

from motcua.places import Place
from motcua.texts import Words, say
from motcua.witness import Witness

Severity = Literal["error", "warning", "info"]

DENIALS = {"ENOENT", "EACCES", "EPERM", "EISDIR", "ENOTDIR", "ENOSPC", "EROFS", "ENAMETOOLONG", "ELOOP"}


class Finding(Struct, frozen=True):
    """One remark about one place. `rule` names the check and is the key of its text in `motcua/texts`.

    `witness` is a dossier that shows the trouble, where one can.
    """

    rule: str
    place: Place | None = None
    severity: Severity = "error"
    params: Mapping[str, Any] = {}
    excerpt: str = ""
    related: tuple[Place, ...] = ()
    witness: Witness | None = None

    def message(self, lang: str = "vi") -> str:
        """Say in one sentence what is wrong and with what."""
        return say(self.rule, lang, **self.params)

    def remedy(self, lang: str = "vi") -> str:
        """Say in one sentence how to mend it."""
        return say(self.rule, lang, "remedy", **self.params)

    def show(self, lang: str = "vi") -> str:
        """Render place, message, excerpt, related places, witness and remedy, as the command line prints them."""
        head = f"{self.place}: " if self.place else ""
        lines = [f"{head}{self.message(lang)} [{self.rule}]"]
        lines += [f"    {line}" for line in self.excerpt.splitlines()]
        lines += [f"    ↔ {place}" for place in self.related if f"{place}:" not in self.excerpt]  # once is enough
        if self.witness:
            lines.append(f"    {self.witness.message(lang)}")
        if remedy := self.remedy(lang):
            lines.append(f"    → {remedy}")
        return "\n".join(lines)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by file, line and column; those without a place come first."""
    return sorted(findings, key=lambda f: (f.place is not None, f.place or Place(""), f.rule))


class MotcuaError(Exception):
    """Something a user can put right; carries the findings that say what, where and how."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings

    def __str__(self) -> str:
        return "\n".join(finding.show("en") for finding in self.findings)


def refuse(rule: str, place: Place | None = None, **params: Any) -> MotcuaError:
    """Make the error of a single finding.

    >>> raise refuse("unit/unknown", unit="vn/99", nearest="vn/38")
    Traceback (most recent call last):
    motcua.findings.MotcuaError: There is no unit “vn/99”; the nearest name is “vn/38”. [unit/unknown]
        → Write a unit as country/province-code/slug; see the known ones with `motcua list --units`.
    """
    return MotcuaError(Finding(rule, place, params=params))


def why_denied(error: OSError) -> Words | str:
    """Return why the system refused a file, to be said in the language of the sentence; in its own words where rare."""
    name = errno.errorcode.get(error.errno or 0, "")
    return Words((f"system/{name}",)) if name in DENIALS else error.strerror or str(error) or type(error).__name__
