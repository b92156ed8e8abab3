"""``motcua explain``: a resolved procedure, each value with layer, file, line and basis."""

import json
from datetime import datetime
from typing import Any

import click

from motcua.catalog.origin import Origin
from motcua.cli import options
from motcua.cli.words import Words
from motcua.findings import refuse
from motcua.house import open_house
from motcua.similar import nearest


def command(words: Words) -> click.Command:
    """Build the command."""

    @click.command("explain", help=words("cli/explain"))
    @click.argument("procedure", metavar="PROC")
    @click.argument("path", metavar="[PATH]", required=False, default="")
    @options.unit(words)
    @options.at(words)
    @options.as_json(words)
    @options.plugins_dir(words)
    def explain_(procedure: str, path: str, unit: str | None, at: datetime, **more: Any) -> None:
        house = open_house(more["plugins_dirs"])
        rulebook = house.catalog.resolve(house.unit(unit), at.date())
        origins = rulebook.provenance(rulebook.find(procedure).id)
        chosen = {key: origin for key, origin in origins.items() if key == path or key.startswith(path and f"{path}.")}
        if not chosen:
            raise refuse("cli/unknown-path", path=path, nearest=nearest(path, origins))
        if more["as_json"]:
            rows = [{"path": key, **_as_json(origin)} for key, origin in chosen.items()]
            click.echo(json.dumps({"values": rows}, ensure_ascii=False, indent=2))
            return
        for key, origin in chosen.items():
            click.echo(f"{key} = {origin.value}")
            _tell(origin, words)

    return explain_


def _tell(origin: Origin, words: Words) -> None:
    since = f", {words('cli/since')} {origin.since:%d/%m/%Y}" if origin.since else ""
    click.echo(f"    {origin.layer}, {origin.place.file}:{origin.place.line}{since} [{'; '.join(origin.basis)}]")
    if origin.replaced:
        click.echo(f"    {words('cli/replaced')} {origin.replaced.value}")
        _tell(origin.replaced, words)


def _as_json(origin: Origin) -> dict[str, Any]:
    return {
        "value": origin.value,
        "layer": origin.layer,
        "file": origin.place.file,
        "line": origin.place.line,
        "basis": list(origin.basis),
        "since": origin.since.isoformat() if origin.since else None,
        "replaced": _as_json(origin.replaced) if origin.replaced else None,
    }
