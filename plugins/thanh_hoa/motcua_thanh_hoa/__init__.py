"""Tỉnh Thanh Hóa: các lớp dữ liệu của tỉnh và xã, và lời nhắc tra cứu biên lai điện tử trên giấy hẹn.

The law of the province is in `catalogs/`; Python adds only what YAML cannot say.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from motcua.catalog import Catalog, Layer
from motcua.findings import Finding
from motcua.plugins import hookimpl

if TYPE_CHECKING:  # commands that touch no dossier start without them
    from motcua.dossier import Dossier

PLUGIN = {"name": "Thanh Hóa", "version": "0.1.0", "api": 1, "touches": ["catalogs", "checks", "slips"]}
COMMUNES = "vn/38/"


@hookimpl
def motcua_homes() -> list[Path]:
    """Bring the layers of the province and of commune Hà Trung."""
    return [Path(__file__).parent]


@hookimpl
def motcua_checks(catalog: Catalog) -> list[Finding]:
    """Ask each commune of the province to name an office for every role: its routes are posted with offices."""
    roles = {
        item["id"]: item["name"]
        for document in catalog.documents
        if (document.kind, document.id) == ("vocabulary", "roles")
        for item in document.data["items"]
    }
    communes = [catalog.layer(unit) for unit in catalog.units() if unit.startswith(COMMUNES)]
    return [finding for commune in communes for finding in _without_office(commune, roles)]


@hookimpl
def motcua_slip_lines(dossier: "Dossier", slip: str) -> list[str]:
    """Tell payers of this province how to find their electronic receipt again."""
    if slip != "giay-tiep-nhan" or not dossier.unit.startswith(COMMUNES) or not dossier.fee.owed:
        return []
    return [f"Biên lai điện tử: tra cứu bằng mã hồ sơ {dossier.code} và số định danh của người nộp."]


def _without_office(commune: Layer, roles: dict[str, str]) -> list[Finding]:
    place, remedy = commune.manifest.place(("roles",)), "Thêm vai này vào roles của layer.yaml, kèm office."
    missing = [name for role, name in roles.items() if role not in commune.data.get("roles", {})]
    told = [
        {"message": f"{commune.name} chưa ghi bộ phận đảm nhận vai “{name}”.", "remedy": remedy} for name in missing
    ]
    return [Finding("plugin/check", place, "warning", params) for params in told]
