"""The two sides of a comparison as they are named on the command line: dates, units, or folders and git revisions."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from motcua.analysis.versions import version_name
from motcua.calendar import written_date
from motcua.catalog import Catalog, Home, Rulebook, load_homes
from motcua.catalog.drafts import stated_layers
from motcua.cli import options
from motcua.cli.revisions import unpacked
from motcua.findings import MotcuaError, refuse
from motcua.house import House
from motcua.texts import Words, say
from motcua.units import is_unit

HOMES = ("catalogs", "*/catalogs", "plugins/*/catalogs", "plugins/*/*/catalogs")
OpenHouse = Callable[[], House]
HERE = "."
_VERSIONS = frozenset({"folder", "revision"})  # of the law: any two of them can be compared


class Side(Struct, frozen=True):
    """One side as written, and what kind of thing it is: folder, date, unit or revision."""

    text: str
    kind: str

    @classmethod
    def of(cls, text: str) -> "Side":
        """Tell the kind by the form alone: a folder that looks like something else is written ``./vn``."""
        if text.startswith("@"):
            return cls(text, "date")
        if text.startswith("git:"):
            return cls(text, "revision")
        return cls(text, "unit" if is_unit(text) else "folder")

    @property
    def inner(self) -> str:
        """What stands behind the mark."""
        return self.text.removeprefix("@").removeprefix("git:")

    def shown(self, lang: str) -> str:
        """Call a version of the law as it was asked for; the folder one stands in by these words, not by a dot."""
        return say("diff/here", lang) if self.text == HERE else self.text


class Sides(Struct, frozen=True):
    """Both rulebooks, and how people call them: `shown` as they were asked for, `named` by what each says."""

    before: Rulebook
    after: Rulebook
    shown: tuple[str, str]
    named: tuple[str, str]
    same_unit: bool


def sides_of(before: str, after: str | None) -> tuple[Side, Side]:
    """Tell both sides; a revision alone is compared with the folder one stands in, as git does.

    :raises MotcuaError: ``diff/alone`` for anything else alone.
    """
    first = Side.of(before)
    if after is None and first.kind != "revision":
        raise refuse("diff/alone", before=before, kind=Words((f"diff/one/{first.kind}",)))
    return first, Side.of(HERE if after is None else after)


def kind_of(before: Side, after: Side) -> str:
    """Return what kind of things are compared: dates, units, or versions of the law.

    :raises MotcuaError: ``diff/mixed`` when they are of two kinds.
    """
    if {before.kind, after.kind} <= _VERSIONS:
        return "version"
    if before.kind != after.kind:
        kinds = [Words((f"diff/one/{side.kind}",)) for side in (before, after)]
        raise refuse("diff/mixed", before=before.text, after=after.text, before_kind=kinds[0], after_kind=kinds[1])
    return before.kind


def read(sides: tuple[Side, Side], unit: str | None, at: date, house: OpenHouse, lang: str) -> Sides:
    """Read both sides.

    :param house: opens the built-in catalogs with the plugins, where they are needed.
    :raises MotcuaError: for whatever is unknown, and for errors in the catalogs: half of a law is not compared.
    """
    kind = kind_of(*sides)
    catalogs: Sequence[Catalog] = ()
    if kind == "unit":
        catalog = house().catalog
        books = tuple(_resolved(catalog, side.text, at) for side in sides)
    elif kind == "date":
        catalog = house().catalog
        days = [options.day(side.inner) for side in sides]
        books = tuple(_resolved(catalog, _unit([catalog], unit), day) for day in days)
    else:
        catalogs = [_catalog(side, house) for side in sides]
        books = tuple(_resolved(catalog, _unit(catalogs, unit), at) for catalog in catalogs)
    shown = _both_shown([side.shown(lang) for side in sides] if kind == "version" else ["", ""], books, lang)
    named = _both_shown(_names(catalogs, lang), books, lang) if kind == "version" else shown
    return Sides(books[0], books[1], shown, named, same_unit=kind != "unit")


def _both_shown(names: Sequence[str], books: Sequence[Rulebook], lang: str) -> tuple[str, str]:
    before, after = (_shown(name, book, lang) for name, book in zip(names, books, strict=True))
    return before, after


def _shown(name: str, book: Rulebook, lang: str) -> str:
    values = {"shown": name, "unit": book.unit_name, "date": written_date(book.date)}
    return say("diff/side/shown" if name else "diff/side/dated", lang, **values)


def _names(catalogs: Sequence[Catalog], lang: str) -> tuple[str, str]:
    """Name two versions of the law by what each says otherwise; one that only lacks that is the former, or the new."""
    one, other = (catalog.loaded for catalog in catalogs)
    before, after = version_name(one, other, lang), version_name(other, one, lang)
    if before == after:  # the same documents in other words
        before = ""
    return before or say("version/before", lang), after or say("version/after", lang)


def _resolved(catalog: Catalog, unit: str, at: date) -> Rulebook:
    book = catalog.resolve(unit, at)
    if errors := [finding for finding in (*catalog.findings, *book.findings) if finding.severity == "error"]:
        raise MotcuaError(*errors)
    return book


def _unit(catalogs: Sequence[Catalog], given: str | None) -> str:
    """Return the unit asked for, or the only one that has none below it."""
    if given is not None:
        for catalog in catalogs:
            catalog.layer(given)
        return given
    units = sorted({unit for catalog in catalogs for unit in catalog.units()})
    lowest = [unit for unit in units if not any(other.startswith(f"{unit}/") for other in units)]
    if len(lowest) != 1:
        raise refuse("diff/which-unit", units=", ".join(lowest) or "–")
    return lowest[0]


def _catalog(side: Side, house: OpenHouse) -> Catalog:
    if side.kind == "revision":
        with unpacked(side.inner) as folder:
            return _loaded(side, _homes(folder, ""), house)
    if not Path(side.text).is_dir():
        raise refuse("diff/no-folder", path=side.text)
    return _loaded(side, _homes(Path(side.text), side.text), house)


def _loaded(side: Side, homes: Sequence[Home], house: OpenHouse) -> Catalog:
    """Load homes: alone when they have the country's layer, else on top of the house without the same layers."""
    if not homes:
        raise refuse("diff/no-catalogs", path=side.text)
    catalog = load_homes(homes)
    layers = [document for document in catalog.documents if document.kind == "layer"]
    if any("parent" not in layer.data for layer in layers):
        return catalog
    own = {layer.id for layer in layers}
    return load_homes([*(home for home in house().homes if own.isdisjoint(stated_layers(home))), *homes])


def _homes(folder: Path, shown: str) -> list[Home]:
    """Find the homes in a folder: itself, its direct parts, and those of its plugins."""
    found = sorted({part.parent for pattern in HOMES for part in folder.glob(pattern) if part.is_dir()})
    inner = [(home, home.relative_to(folder)) for home in found]
    visible = [(home, path) for home, path in inner if not any(part.startswith(".") for part in path.parts)]
    names = ((home, (Path(shown) / path).as_posix()) for home, path in visible)
    return [Home(home, "" if name == "." else name) for home, name in names]
