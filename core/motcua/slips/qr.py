"""QR codes for slips: the small alphabet of upper-case ASCII keeps them coarse enough for old printers and cameras."""

import io
import re

import segno

from motcua.findings import refuse

_ALPHABET = re.compile(r"[0-9A-Z $%*+\-./:]+")


def qr_svg(content: str) -> str:
    """Draw content (upper-case ASCII: digits, letters and ``$%*+-./:``) as an SVG image.

    :raises MotcuaError: ``slip/qr`` when the content holds other characters or is empty.
    """
    if not _ALPHABET.fullmatch(content):
        raise refuse("slip/qr", content=content)
    drawn = io.BytesIO()
    segno.make(content, error="m", micro=False).save(drawn, kind="svg", border=1, xmldecl=False, nl=False)
    return drawn.getvalue().decode("ascii")
