"""Homes: folders with `catalogs/` and `rules/`, wherever they come from; and which file belongs to which layer."""

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

MANIFEST = "layer.yaml"
ENDING = ".yaml"


class Home(Struct, frozen=True):
    """A folder with `catalogs/` and `rules/`; `shown` is how messages name it, by default as it was given."""

    folder: Path
    shown: str | None = None

    def name_of(self, file: Path) -> str:
        """Return the name that messages give a file of this home; what is not text in it becomes “�”."""
        shown = self.folder.as_posix() if self.shown is None else self.shown
        inner = file.relative_to(self.folder).as_posix()
        name = f"{shown}/{inner}".removesuffix("/.") if shown else inner
        return os.fsencode(name).decode(errors="replace")


class LayerFolder(Struct, frozen=True):
    """The files of one layer: its manifest (None for `rules/`, whose layer is the home's top one) and the others."""

    home: Home
    folder: Path
    manifest: Path | None
    files: tuple[Path, ...]


def builtin_home() -> Home:
    """Return the home that comes with the program: inside a wheel, or the repository's top in a checkout."""
    package = Path(__file__).resolve().parent.parent
    wheel = package / "builtin"
    return Home(wheel if wheel.is_dir() else package.parent.parent, shown="")


def is_home(home: Home) -> bool:
    """Tell whether a folder has `catalogs/` or `rules/` in it."""
    return any((home.folder / name).is_dir() for name in ("catalogs", "rules"))


def layer_folders(home: Home) -> Iterator[LayerFolder]:
    """Walk a home's folders of YAML, `rules/` last, files in the order of their names."""
    catalogs = home.folder / "catalogs"
    for folder in sorted(catalogs.iterdir()) if catalogs.is_dir() else ():
        if folder.is_dir() and (files := _yaml_files(folder)):
            manifest = folder / MANIFEST
            others = tuple(file for file in files if file != manifest)
            yield LayerFolder(home, folder, manifest, others)
    if files := _yaml_files(home.folder / "rules"):
        yield LayerFolder(home, home.folder / "rules", None, files)


def loose_files(home: Home) -> tuple[Path, ...]:
    """Return the YAML that lies in `catalogs/` itself, and so in no layer."""
    catalogs = home.folder / "catalogs"
    return tuple(sorted(f for f in catalogs.iterdir() if f.is_file() and _is_yaml(f.name))) if catalogs.is_dir() else ()


def _yaml_files(folder: Path) -> tuple[Path, ...]:
    """Return the YAML below a folder, without what editors and version control keep under names with a leading dot."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder):  # a third of the time that `rglob` takes
        folders[:] = (name for name in folders if not name.startswith("."))
        found += (Path(place, name) for name in files if _is_yaml(name))
    return tuple(sorted(found))


def _is_yaml(name: str) -> bool:
    """Tell whether an author takes a file for YAML: those that end otherwise than in `.yaml` shall not be passed by."""
    return name.lower().endswith((ENDING, ".yml")) and not name.startswith(".")
