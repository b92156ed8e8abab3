"""Coverage as a page of its own: the YAML line by line, each line with a mark that needs no colour. It prints."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Literal

from jinja2 import Environment, StrictUndefined
from msgspec import Struct

from motcua.catalog import Catalog
from motcua.catalog.merging.tree import Items, Key, Leaf, Node, Table
from motcua.places import Place
from motcua.specs.boundaries import Limit
from motcua.specs.coverage import Coverage, rows_of
from motcua.specs.standing import Standing
from motcua.texts import say

Mark = Literal["fired", "missed", "partly", ""]
SIGNS: Mapping[Mark, str] = {"fired": "✓", "missed": "✗", "partly": "◐", "": ""}
_Fired = dict[str, bool]


class Line(Struct, frozen=True):
    """One line of a file with its mark; an unmarked line can neither fire nor fail to."""

    number: int
    text: str
    mark: Mark

    @property
    def sign(self) -> str:
        """Return what stands at the margin."""
        return SIGNS[self.mark]


def page(coverage: Coverage, catalog: Catalog, lang: str = "vi") -> str:
    """Return the whole page as HTML, styles included, everything quoted from files escaped."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = files(__package__).joinpath("coverage.html.jinja").read_text("utf-8")
    return environment.from_string(template).render(
        coverage=coverage,
        files=marked_files(coverage, catalog),
        names=_names(catalog),
        units=", ".join(dict.fromkeys(catalog.layer(standing.unit).name for standing in coverage.standings)),
        lang=lang,
        say=lambda key, **values: say(f"coverage/{key}", lang, **values),
    )


def marked_files(coverage: Coverage, catalog: Catalog) -> dict[str, list[Line]]:
    """Return the lines of every file that a row or a limit stands in, by file; the files in order of their names."""
    marks: dict[str, dict[int, _Fired]] = {}
    for standing in coverage.standings:
        for path, file, numbers in _stretches(standing):
            fired = coverage.has_fired(standing.built.procedure.id, path)
            for number in numbers:
                rows = marks.setdefault(file, {}).setdefault(number, {})
                rows[path] = rows.get(path, False) or fired  # a shared row has fired once any procedure fired it
    for limit, tried in _limits(coverage):
        rows = marks.setdefault(limit.place.file, {}).setdefault(limit.place.line, {})
        name = f"{limit.path} {limit.told()}"
        rows[name] = rows.get(name, False) or tried
    return {file: list(_marked(catalog.workshop.lines[file], marks[file])) for file in sorted(marks)}


def _names(catalog: Catalog) -> dict[str, str]:
    """Name each file by its documents: one that bears no name goes by its id."""
    names: dict[str, list[str]] = {}
    for document in catalog.documents:
        names.setdefault(document.file, []).append(str(document.data.get("name") or document.id))
    return {file: "; ".join(dict.fromkeys(held)) for file, held in names.items()}


def _limits(coverage: Coverage) -> Iterator[tuple[Limit, bool]]:
    """Walk the limits, each with whether it was tried on both sides."""
    for covered in coverage.procedures:
        yield from ((boundary.limit, not boundary.untried) for boundary in covered.boundaries)


def _marked(lines: Sequence[str], marks: Mapping[int, _Fired]) -> Iterator[Line]:
    for number, text in enumerate(lines, start=1):
        fired = set(marks.get(number, {}).values())
        mark: Mark = "" if not fired else "partly" if len(fired) == 2 else "fired" if True in fired else "missed"
        yield Line(number, text, mark)


def _stretches(standing: Standing) -> Iterator[tuple[str, str, range]]:
    """Find the lines of each row, in every file and part of it that says something of the row: path, file, lines."""
    for _, path, _, _ in rows_of(standing.built.procedure):
        found: dict[tuple[str, tuple[Key, ...]], list[int]] = {}
        for place, node in _written(_at(standing.built.tree, path)):
            found.setdefault((place.file, node[:2]), []).append(place.line)
        for (file, _), lines in found.items():
            yield path, file, range(min(lines), max(lines) + 1)


def _at(node: Node, path: str) -> Node:
    for key in path.split("."):
        if isinstance(node, (Table, Items)):
            node = node.entries[key]
    return node


def _written(node: Node) -> Iterator[tuple[Place, tuple[Key, ...]]]:
    """Walk the places where a row and everything in it was written, each with its node in its document."""
    if isinstance(node, Leaf):
        yield node.origin.place, node.origin.node
        return
    yield node.place, node.node
    for part in node.entries.values():
        yield from _written(part)
