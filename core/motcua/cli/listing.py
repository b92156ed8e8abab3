"""``motcua list``: the procedures in force somewhere on some day."""

import json
from datetime import date
from typing import Any

import click

from motcua.calendar import written_date
from motcua.catalog import Catalog
from motcua.cli import options
from motcua.cli.opening import opened
from motcua.cli.words import Words
from motcua.findings import refuse
from motcua.similar import nearest


def command(words: Words) -> click.Command:
    """Build the command."""

    @click.command("list", help=words("cli/list"))
    @options.unit(words)
    @options.on_day(words)
    @click.option("--field", metavar="FIELD", help=words("cli/field"))
    @click.option("--units", "only_units", is_flag=True, help=words("cli/units"))
    @options.as_json(words)
    @options.plugins_dir(words)
    @options.cache(words)
    def list_(unit: str | None, at: date, field: str | None, **more: Any) -> None:
        house = opened(words, more["plugins_dirs"], cache=more["cache"])
        if more["only_units"]:
            _tell_units(house.catalog, as_json=more["as_json"])
            return
        rulebook = house.catalog.resolve(house.unit(unit), at)
        fields = rulebook.vocabulary("fields").items
        if field is not None and field not in fields:
            raise refuse("cli/unknown-field", field=field, nearest=nearest(field, fields))
        found = [one for one in rulebook.procedures.values() if field in (None, one.field)]
        found.sort(key=lambda one: (one.field, one.code))
        if more["as_json"]:
            rows = [{"id": one.id, "code": one.code, "name": one.name, "field": one.field} for one in found]
            click.echo(json.dumps({"procedures": rows}, ensure_ascii=False, indent=2))
            return
        if not rulebook.procedures:
            first = next(iter(house.catalog.change_dates(rulebook.unit)), at)
            told = {"unit": rulebook.unit, "date": written_date(at), "first": written_date(first)}
            click.echo(words("cli/list-none", **told), err=True)
        for one in found:
            click.echo(f"{one.code}\t{one.id}\t{one.name}\t{fields[one.field].name}")

    return list_


def _tell_units(catalog: Catalog, *, as_json: bool) -> None:
    layers = [catalog.layer(unit) for unit in catalog.units()]
    if as_json:
        rows = [{"unit": layer.unit, "name": layer.name, "level": layer.level} for layer in layers]
        click.echo(json.dumps({"units": rows}, ensure_ascii=False, indent=2))
        return
    for layer in layers:
        click.echo(f"{layer.unit}\t{layer.name}")
