"""Slips: the papers that a desk hands out, drawn by Typst templates from data.

A slip is a document of kind `slip` (name, form number, texts) and a template beside it. `render(template, data)` prints
one. All values of `data` are texts ready to print, in Vietnamese, but for counts (integers) and lists; a missing or
empty optional value leaves a dotted line or nothing. Marked ? is optional:

- ``slip``: {``number``?, ``basis``: [text], ``texts``: {key: text}}, from the slip document
- ``office``: {``above``?: the authority above, ``name``: the desk, ``place``: where, for the dateline}
- ``date``: ``ngày 05 tháng 10 năm 2026`` (`calendar.long_date`); ``number``?: ``12/TTPVHCC``
- ``code``?: dossier code; ``qr``?: what its QR code says, upper-case ASCII
- ``applicant``: {``name``, ``address``?, ``phone``?, ``email``?}; ``filed_by``?: name under the applicant's signature
- ``procedure``: {``name``, ``code``}; ``officer``?: name under the officer's signature
- ``extra``?: [text], lines from plugins

and by template:

- ``giay-tiep-nhan``: ``papers``: [{``name``, ``originals``, ``copies``, ``electronic``, ``note``?}], ``sets``: integer,
  ``within``: ``3 ngày làm việc``, ``received_at`` and ``due_at``?: moments (`calendar.long_moment`), ``return_place``,
  ``fee``: {``lines``: [{``name``, ``amount``: ``8.000 đồng`` or ``miễn``, ``reason``?, ``basis``?: text}],
  ``total``: text, ``total_in_words``? (`spelled.amount_in_words`), ``note``?: ``đã nộp``}, ``book``?, ``entry``?
- ``phieu-yeu-cau-bo-sung``: ``asks``: [text], ``reason``?, ``answer_by``?: date, ``contact``?
- ``phieu-tu-choi``: ``reason``, ``basis``?: text
- ``phieu-kiem-soat``: ``handled_by``?, ``together_with``?, ``received_at``, ``due_at``?,
  ``steps``: [{``from``, ``to``, ``at``?: moment, ``result``?: ``early`` | ``on_time`` | ``late``, ``note``?}]
- ``phieu-huong-dan``: ``case``?, ``papers`` (with ``shown_only``?: true), ``sets``, ``within``, ``fee``, ``channels``?,
  ``hours``?, ``contact``?, ``basis``?: texts
"""

from motcua.slips.apart import render_apart
from motcua.slips.qr import qr_svg
from motcua.slips.render import FONTS, render

__all__ = ["FONTS", "qr_svg", "render", "render_apart"]
