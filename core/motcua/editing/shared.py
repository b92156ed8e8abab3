"""What a procedure may name of the shared document it uses: lines of a fee schedule, steps of a route."""

from collections.abc import Callable
from typing import Any

from motcua.document.kinds import Schema
from motcua.editing.knowledge import Knowledge, Names, names_of
from motcua.editing.names import one_of, suggested


def of_shared(general: dict[str, Schema], known: Knowledge) -> dict[str, Schema]:
    """Return the parts that use a fee schedule or a route, each told what the used one holds."""
    lines = _by_use("fee_schedule", "lines", known, _item)
    steps = _by_use("route", "steps", known, _steps)
    fees = {name: general[name] | {"allOf": lines} for name in ("fee", "fee_part")}
    return fees | {name: general[name] | {"allOf": steps} for name in ("own_route", "own_route_part")}


def with_route(document: str, known: Knowledge) -> tuple[Any, ...]:
    """Return the contents of a document; a procedure's steps are also those of the route it uses."""
    contents = known.contents[document]
    used = dict.fromkeys(name for content in contents if (name := (content.get("route") or {}).get("use")))
    laws = (law for name in used for law in known.contents.get(f"route/{name}", ()))
    steps = [step for law in laws for step in law.get("steps") or ()]  # an amendment need not speak of steps
    times = {name: {"title": called} for name, called in names_of(steps).items()}
    return (*contents, {"route": {"steps": steps, "times": times}}) if steps else contents


def _by_use(kind: str, rows: str, known: Knowledge, then: Callable[[Names], Schema]) -> list[Schema]:
    return [
        {
            "if": {"properties": {"use": {"pattern": f"^{name}$"}}, "required": ["use"]},
            "then": {"properties": then(held)},
        }
        for name in known.names.get(kind, {})
        if (held := known.rows(f"{kind}/{name}", rows))
    ]


def _item(lines: Names) -> Schema:
    return {"item": one_of(lines)}


def _steps(steps: Names) -> Schema:
    times = {"properties": {step: {"description": called} for step, called in steps.items()}}
    return {"times": times, "steps": {"items": {"properties": {"id": suggested(steps)}}}}
