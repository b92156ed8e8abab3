"""The names by which documents refer to what is shared: fee schedules, their lines, routes, roles."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from motcua.document import Document


class Named(Struct):
    """The names that procedures, routes and amendments of either use."""

    schedules: set[str] = set()
    items: set[str] = set()
    routes: set[str] = set()
    roles: set[str] = set()

    def add(self, document: Document) -> None:
        """Add what a procedure, a route, or an amendment of one names; a patch need not say all of it."""
        law = document.data.get("set") or {} if document.kind == "amendment" else document.data
        route = law.get("route") or {}
        self.routes.add(route.get("use", ""))
        for step in (*_rows(law, "steps"), *_rows(route, "steps")):
            self.roles.add(step.get("role", ""))
        for fee in _rows(law, "fees"):
            self.schedules.add(fee.get("use", ""))
            self.items.add(fee.get("item", ""))


def _rows(law: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    rows = law.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
