"""A small country to write law in: one procedure, one fee schedule, one province, one commune; all of it real files.

And the command line, run as a user runs it.
"""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from motcua.catalog import Catalog, Home, load_homes
from motcua.cli import main
from motcua.store import Store, open_store

COUNTRY = {
    "catalogs/vn/layer.yaml": "{kind: layer, id: vn, name: Việt Nam, level: country, unit: vn}",
    "catalogs/thanh-hoa/layer.yaml": """
{kind: layer, id: thanh-hoa, name: Tỉnh Thanh Hóa, level: province, unit: vn/38, parent: vn}
""",
    "catalogs/ha-trung/layer.yaml": """
kind: layer
id: ha-trung
name: Hà Trung
level: commune
unit: vn/38/ha-trung
parent: thanh-hoa
names:
  - {in_force: {to: 2025-07-01}, name: Thị trấn Hà Trung, desk: Bộ phận một cửa}
  - {in_force: {from: 2025-07-01}, name: Xã Hà Trung, desk: Trung tâm phục vụ}
hours:
  - {days: [mon, tue, wed, thu, fri], open: ["07:30-11:30", "13:00-17:00"]}
roles:
  ho-tich:
    - {in_force: {to: 2025-07-01}, office: Công chức hộ tịch}
    - {in_force: {from: 2025-07-01}, office: Văn phòng}
""",
    "catalogs/vn/khai-tu.yaml": """
kind: procedure
id: khai-tu
code: "1.000656"
name: Đăng ký khai tử
field: ho-tich
in_force: {from: 2016-01-01}
basis: [Luật Hộ tịch]
level: commune
applicants: [ca-nhan]
channels: [counter, online]
results: [{id: trich-luc, name: Trích lục}]
facts:
  death_date: {type: date, title: Ngày chết, required: true}
  needs_check: {type: boolean, title: Cần xác minh?, default: false}
derived: {on_time: "days(death_date, received_on) <= 15"}
papers:
  - {id: to-khai, name: Tờ khai, when: {channel: counter}, originals: 2}
  - {id: bao-tu, name: Giấy báo tử, originals: 1, basis: [Luật Hộ tịch Đ34]}
deadline:
  - {id: xac-minh, when: {needs_check: true}, within: 3 working_days}
  - {id: thuong, within: 1 working_days}
fees: [{id: le-phi, use: le-phi, item: khai-tu}]
route: {use: chung, times: {nhan: 2 working_hours, ky: 6 working_hours}}
""",
    "rules/fees.yaml": """
kind: fee_schedule
id: le-phi
name: Lệ phí hộ tịch
in_force: {from: 2016-01-01}
basis: [Luật Phí]
facts: {groups: {type: choices, title: Nhóm, of: nhom, default: []}}
lines:
  - {id: khai-tu, name: Khai tử muộn, amount: undetermined, decided_by: province}
  - {id: ket-hon, name: Kết hôn, amount: 5000}
exempt:
  - {id: dung-han, name: Đúng hạn, when: {on_time: true}, items: [khai-tu], basis: [Luật Hộ tịch Đ11]}
  - {id: ho-ngheo, name: Hộ nghèo, when: {groups: {any_of: [ho-ngheo]}}, basis: [Luật Hộ tịch Đ11]}
bounds: {lines: may_set, exempt: may_add}
""",
    "rules/route.yaml": """
kind: route
id: chung
name: Quy trình chung
steps:
  - {id: nhan, name: Tiếp nhận, role: tiep-nhan, allows: [hand_over]}
  - {id: ky, name: Ký, role: ho-tich, allows: [sign]}
""",
    "rules/words.yaml": """
{kind: vocabulary, id: fields, name: Lĩnh vực, items: [{id: ho-tich, name: Hộ tịch}]}
---
{kind: vocabulary, id: applicants, name: Người nộp, items: [{id: ca-nhan, name: Cá nhân}]}
---
kind: vocabulary
id: channels
name: Cách nộp
items: [{id: counter, name: Trực tiếp}, {id: online, name: Trực tuyến}]
---
{kind: vocabulary, id: nhom, name: Nhóm, items: [{id: ho-ngheo, name: Hộ nghèo}]}
---
kind: vocabulary
id: roles
name: Vai
items: [{id: tiep-nhan, name: Tiếp nhận, account: counter}, {id: ho-tich, name: Hộ tịch, account: officer}]
""",
    "rules/bounds.yaml": """
kind: bounds
id: procedure
of: procedure
rules:
  papers: {lower: may_not_add, basis: [NĐ 61/2018]}
  deadline: {lower: may_shorten, basis: [NĐ 61/2018]}
  extensions: may_shorten
  fees: may_lower
  facts: may_add
  channels: may_add
  route: may_set
""",
}

Write = Callable[..., Catalog]


@pytest.fixture
def country(tmp_path: Path) -> Write:
    """Write the small country with further (or other) files, and load it."""

    def write(more: dict[str, str] | None = None) -> Catalog:
        for name, text in (COUNTRY | (more or {})).items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return load_homes([Home(tmp_path, shown="")])

    return write


DECIDING = {
    "rules/calendars.yaml": "\n---\n".join(
        f"{{kind: calendar, id: vn-{year}, year: {year}, week: [mon, tue, wed, thu, fri], off: []}}"
        for year in (2025, 2026, 2027)
    ),
    "rules/chung.yaml": (Path(__file__).parents[2] / "rules" / "deadlines" / "chung.yaml").read_text("utf-8"),
    "catalogs/thanh-hoa/le-phi.yaml": """
kind: amendment
id: muc-thu
amends: fee_schedule/le-phi
in_force: {from: 2017-01-01}
basis: [NQ tỉnh]
set: {lines: [{id: khai-tu, amount: 8000}]}
""",
}


@pytest.fixture
def deciding(country: Write) -> Write:
    """Write the small country with all that a decision needs: calendars, the choices about deadlines, a fee."""
    return lambda more=None: country(DECIDING | (more or {}))


@pytest.fixture
def amended(country: Write) -> Write:
    """Write the small country with one more file of a layer, ``amended("thanh-hoa", "kind: amendment…")``."""

    def write(layer: str, *texts: str) -> Catalog:
        return country({f"catalogs/{layer}/sua-doi.yaml": "\n---\n".join(texts)})

    return write


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a new store, in ``data``."""
    store = open_store(tmp_path / "data")
    yield store
    store.close()


class Ran(Struct, frozen=True):
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stands on stdout, which must be one JSON value and nothing else."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what commands remember out of the user's own cache folder, and theirs out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def motcua(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line, ``motcua("list", "--json")``, without what the machine's own environment says."""
    for name in [name for name in os.environ if name.startswith("MOTCUA_")]:
        monkeypatch.delenv(name)

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(arguments)
        out, err = capsys.readouterr()
        return Ran(left.value.code if isinstance(left.value.code, int) else 0, out, err)

    return run
