"""Homes: folders with `catalogs/` and `rules/`, wherever they come from; and which file belongs to which layer.

Files go by their names inside the home, with slashes: a country has a thousand of them, and paths are dear.
"""

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

    def name_of(self, file: str = "") -> str:
        """Return the name that messages give a file of this home, or the home; what is not text in it becomes “�”."""
        shown = self.folder.as_posix() if self.shown is None else self.shown
        return os.fsencode(f"{shown}/{file}" if shown and file else file or shown or ".").decode(errors="replace")

    def path_of(self, file: str) -> str:
        """Return where a file of this home lies on disk."""
        return f"{self.folder}/{file}"


class LayerFolder(Struct, frozen=True):
    """The files of one layer, and which of them shall be its manifest (None for `rules/`, of the home's top layer)."""

    home: Home
    folder: str
    manifest: str | None
    files: tuple[str, ...]


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
    for folder in _catalogs(home):
        if files := _yaml_files(home, folder):
            yield LayerFolder(home, folder, f"{folder}/{MANIFEST}", files)
    if files := _yaml_files(home, "rules"):
        yield LayerFolder(home, "rules", None, files)


def manifests(home: Home) -> list[Path]:
    """Return the manifests of a home's layers."""
    paths = [home.folder / folder / MANIFEST for folder in _catalogs(home)]
    return [path for path in paths if path.is_file()]


def loose_files(home: Home) -> list[str]:
    """Return the YAML that lies in `catalogs/` itself, and so in no layer."""
    catalogs = home.folder / "catalogs"
    files = catalogs.iterdir() if catalogs.is_dir() else ()
    return sorted(f"catalogs/{file.name}" for file in files if file.is_file() and _is_yaml(file.name))


def _catalogs(home: Home) -> list[str]:
    catalogs = home.folder / "catalogs"
    folders = catalogs.iterdir() if catalogs.is_dir() else ()
    return sorted(f"catalogs/{folder.name}" for folder in folders if folder.is_dir())


def _yaml_files(home: Home, folder: str) -> tuple[str, ...]:
    """Return the YAML below a folder, without what editors and version control keep under names with a leading dot.

    Folders that are links come with it: they are not followed, for they may lead in circles, nor passed by.

    :raises OSError: for a folder that may not be read: what law is in it would be missing.
    """
    top = home.path_of(folder)
    found: list[str] = []
    for place, folders, files in os.walk(top, onerror=_stop):  # a third of the time that `rglob` takes
        folders[:] = (name for name in folders if not name.startswith("."))
        inner = folder + place[len(top) :].replace(os.sep, "/")
        found += (f"{inner}/{name}" for name in files if _is_yaml(name))
        found += (f"{inner}/{name}" for name in folders if os.path.islink(f"{place}/{name}"))  # noqa: PTH114 - texts here
    return tuple(sorted(found, key=lambda file: file.split("/")))


def _stop(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # a home need not have both of its folders
        raise error


def _is_yaml(name: str) -> bool:
    """Tell whether an author takes a file for YAML: those that end otherwise than in `.yaml` shall not be passed by."""
    return name.lower().endswith((ENDING, ".yml")) and not name.startswith(".")
