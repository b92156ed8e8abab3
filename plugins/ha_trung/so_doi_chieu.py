"""Sổ đối chiếu: chép mỗi sự kiện vào một tệp CSV để so với sổ giấy; không chép dữ liệu cá nhân.

Tệp `so_doi_chieu.csv` nằm cạnh tiện ích này.
"""

import csv
from pathlib import Path

from motcua.dossier import Dossier, Event
from motcua.plugins import hookimpl

PLUGIN = {"name": "Sổ đối chiếu", "version": "1.0", "api": 1, "touches": ["events"]}
BOOK = Path(__file__).with_suffix(".csv")


@hookimpl
def motcua_after_event(dossier: Dossier, event: Event) -> None:
    """Add a line to the book: day, hour, code, what happened."""
    with BOOK.open("a", encoding="utf-8", newline="") as book:
        csv.writer(book).writerow([f"{event.at:%d/%m/%Y}", f"{event.at:%H:%M}", dossier.code, event.type])
