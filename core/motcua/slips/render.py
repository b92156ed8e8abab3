"""From a template and data to a PDF: same bytes everywhere, and a broken template says where it is broken."""

import json
import re
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from motcua.findings import Finding, MotcuaError, refuse
from motcua.places import Place
from motcua.slips.glyphs import coverage, legible
from motcua.slips.qr import qr_svg

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
_DRAWING = HERE / "typst"
_ONE_AT_A_TIME = threading.Lock()  # a Compiler is reused, for its fonts and cache, and is not made for threads
_WHERE = re.compile(r"┌─ (?P<file>.+?):(?P<line>\d+):(?P<column>\d+)")
_PACKAGE = re.compile(rb"(?:import|include)\s*\(?\s*\"@")
_MAIN = "__typst_py_bytes__.typ"


def render(template: bytes | Path, data: Mapping[str, Any], fonts: Path = FONTS, *, name: str = "") -> bytes:
    """Print data on a template as a tagged PDF; texts are data and never read as markup.

    :param template: a Typst file or its content; it may import ``phieu.typ`` and nothing else.
    :param data: what `motcua.slips` describes; ``qr`` is drawn and handed on as ``qr_svg``.
    :param fonts: a folder with TrueType fonts; fonts of the machine are never used.
    :param name: what messages call the template; by default its path.
    :raises MotcuaError: ``slip/template`` with file, line and column when the template is broken, ``slip/package``
        when it wants a package from the network, ``slip/qr``.
    """
    source, shown_as = named(template, name)
    if package := _PACKAGE.search(source):
        raise refuse("slip/package", Place(shown_as, source.count(b"\n", 0, package.start()) + 1))
    printable = legible(data, _printable(fonts))
    if printable.get("qr"):
        printable["qr_svg"] = qr_svg(printable["qr"])
    with _ONE_AT_A_TIME:
        try:
            pdf = _compiler(fonts).compile(
                source,
                format="pdf",
                sys_inputs={"data": json.dumps(printable, ensure_ascii=False)},
                pdf_standards="ua-1",
                timestamp=0,
            )
        except typst.TypstError as error:
            raise MotcuaError(_finding(error, source.decode("utf-8", "replace"), shown_as)) from None
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave pages where a PDF was asked for")
    return pdf


def named(template: bytes | Path, name: str) -> tuple[bytes, str]:
    """Return a template's content and what messages call it."""
    if isinstance(template, Path):
        return template.read_bytes(), name or str(template)
    return template, name or "template.typ"


@cache
def _compiler(fonts: Path) -> typst.Compiler:
    only = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    return typst.Compiler(root=_DRAWING, font_paths=only, ignore_system_fonts=True)


@cache
def _printable(fonts: Path) -> frozenset[int]:
    """Characters that every font of the folder has."""
    return frozenset.intersection(*(coverage(font) for font in sorted(fonts.glob("*.ttf"))))


def _finding(error: typst.TypstError, source: str, shown_as: str) -> Finding:
    """Point at the template where it can be, else at the drawing words it uses; Typst itself speaks English."""
    places = [
        Place(shown_as if found["file"].endswith(_MAIN) else found["file"], int(found["line"]), int(found["column"]))
        for found in _WHERE.finditer(error.diagnostic)
    ]
    place = next((place for place in places if place.file == shown_as), places[0] if places else Place(shown_as))
    reason = "; ".join([error.message, *error.hints])
    lines = source.splitlines()
    excerpt = ""
    if place.file == shown_as and 0 < place.line <= len(lines):
        excerpt = f"{lines[place.line - 1]}\n{' ' * (place.column - 1)}^"
    return Finding("slip/template", place, params={"reason": reason}, excerpt=excerpt)
