"""What ``motcua spec --coverage`` prints."""

import click

from motcua.cli.words import Words
from motcua.specs.coverage import Coverage


def tell_coverage(coverage: Coverage, words: Words) -> None:
    """Print a table of the procedures with what no spec touched, then one of the articles."""
    click.echo(f"\n{words('coverage/by-procedure')}")
    for one in coverage.procedures:
        touched = "" if one.fired else words("coverage/untouched")  # then every row is missing: the page lists them
        click.echo(f"{_share(one.fired, len(one.rows))}  {one.code}  {one.name}{touched}")
        if touched:
            continue
        for row in one.missing:
            click.echo(f"           ✗ {row.told(words.lang)}  {row.place.file}:{row.place.line}")
        for limit in one.open_boundaries:
            place = limit.limit.place
            click.echo(f"           ✗ {limit.told(words.lang)}  {place.file}:{place.line}")
    click.echo(f"\n{words('coverage/by-basis')}")
    for basis, (rows, fired) in coverage.by_basis().items():
        click.echo(f"{_share(fired, rows)}  {basis}")
    click.echo(f"\n{words('coverage/summary', rows=coverage.rows, fired=coverage.fired)}")
    click.echo(words("coverage/boundaries", boundaries=coverage.boundaries, tried=coverage.tried))


def _share(fired: int, rows: int) -> str:
    return f"{f'{fired}/{rows}':>9}"
