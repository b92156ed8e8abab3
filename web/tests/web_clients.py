"""Browsers for the tests: one that is signed in, and what it sends."""

from datetime import datetime
from typing import Any

from starlette.applications import Starlette
from starlette.testclient import TestClient

from motcua_web.sessions import COOKIE

UNIT = "vn/38/ha-trung"
PASSWORD = "một cửa, một lần"
STAFF = {"counter": "Nguyễn Thị Lan", "officer": "Lê Văn Hùng", "leader": "Phạm Thị Mai", "administrator": "Trần Quân"}
ORIGIN = {"origin": "http://testserver"}
BIRTH = "/tiep-nhan/dang-ky-khai-sinh"


class Staff(TestClient):
    """A browser in which somebody is signed in; its posts carry the session's secret, as our forms do."""

    def __init__(self, app: Starlette, login: str) -> None:
        super().__init__(app, headers=ORIGIN, follow_redirects=False, raise_server_exceptions=False)
        now: datetime = app.state.now
        secret, self.session = app.state.site.sessions.open(login, now)
        self.cookies.set(COOKIE, secret)

    def submit(self, path: str, **fields: Any) -> Any:
        """Post a form."""
        return self.post(path, data={"csrf": self.session.csrf, **fields})


def birth(**changed: str) -> dict[str, str]:
    """A birth registration filled in rightly: born 2026-09-25, asked for at the counter."""
    return {
        "key": "form-1",
        "do": "receive",
        "fact.channel": "counter",
        "fact.birth_date": "2026-09-25",
        "fact.has_birth_notice": "true",
        "fact.has_witness": "false",
        "applicant.name": "Lê Thị Hoa",
        "applicant.phone": "0912 345 678",
        "applicant.return_place": "counter",
        "papers.to-khai.here": "yes",
        "papers.to-khai.originals": "1",
        "papers.giay-chung-sinh.here": "yes",
        "papers.giay-chung-sinh.originals": "1",
        "papers.tuy-than.here": "yes",
        "papers.tuy-than.chosen": "can-cuoc",
        **changed,
    }
