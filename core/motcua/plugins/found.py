"""Where plugins are found: installed ones by entry point, those of a folder by what lies there."""

import importlib.util
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, Literal
from zlib import crc32

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from motcua.findings import refuse
from motcua.plugins.archive import unpack
from motcua.plugins.declared import Declaration, declare
from motcua.plugins.hooking import hookimpl
from motcua.plugins.stated import look

Kind = Literal["installed", "project", "file", "data", "zip"]
GROUP = "motcua"
MANIFEST = "plugin.yaml"
_MAX_MANIFEST = 100_000


class Found(Struct, frozen=True):
    """A plugin that may be loaded; `load` runs its code, nothing before does."""

    name: str
    kind: Kind
    source: str
    load: Callable[[], tuple[Declaration, object]]


class DataPlugin:
    """A plugin without Python: a folder of layers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @hookimpl
    def motcua_homes(self) -> list[Path]:
        """Give the folder itself."""
        return [self.folder]


def installed() -> Iterator[Found]:
    """Walk the installed plugins; each is imported by itself, so that a broken one is known by name."""
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        source = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
        yield Found(point.name, "installed", source, partial(_from_point, point))


def in_folder(folder: Path) -> Iterator[Found]:
    """Walk a folder of plugins in the order of their names; hidden entries are not looked at.

    :raises MotcuaError: when there is no such folder.
    """
    if not folder.is_dir():
        raise refuse("plugin/no-folder", folder=str(folder))
    for entry in sorted(folder.iterdir()):
        if not entry.name.startswith((".", "_")):
            yield from _at(entry)


def _at(entry: Path) -> Iterator[Found]:
    if entry.suffix == ".py":
        yield Found(entry.stem, "file", str(entry), partial(_from_single, entry))
    elif entry.suffix == ".zip":
        yield Found(entry.stem, "zip", str(entry), partial(_from_zip, entry))
    elif (entry / MANIFEST).is_file() or any((entry / part).is_dir() for part in ("catalogs", "rules")):
        yield Found(entry.name, "data", str(entry), partial(_data, entry, str(entry)))
    elif (entry / "pyproject.toml").is_file():
        yield from _project(entry)


def _project(folder: Path) -> Iterator[Found]:
    """Read the entry points of a project that lies in the folder without being installed."""
    try:
        written = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield Found(folder.name, "project", str(folder), partial(_fail, error))
        return
    points = written.get("project", {}).get("entry-points", {}).get(GROUP, {})
    for name, module in sorted(points.items()):
        file = folder.joinpath(*module.split("."), "__init__.py")
        yield Found(name, "project", str(folder), partial(_from_file, module, file))


def _fail(error: Exception) -> tuple[Declaration, object]:
    raise error


def _from_point(point: EntryPoint) -> tuple[Declaration, object]:
    return _declared(point.load(), point.value)


def _from_zip(archive: Path) -> tuple[Declaration, object]:
    return _data(_top(unpack(archive)), str(archive))


def _declared(module: Any, source: str) -> tuple[Declaration, object]:
    return declare(getattr(module, "PLUGIN", None), source), module


def _module_name(file: Path) -> str:
    """Name the module of a single file so that files of one name in two folders stay apart."""
    return f"motcua_plugin_{file.stem}_{crc32(str(file.resolve()).encode()):08x}"


def _from_single(file: Path) -> tuple[Declaration, object]:
    """Run a file that says it is a plugin; a folder may hold others, a script for one, that nobody meant to run."""
    look(file)
    return _from_file(_module_name(file), file)


def _from_file(name: str, file: Path) -> tuple[Declaration, object]:
    return _declared(_imported(name, file), str(file))


def _imported(name: str, file: Path) -> ModuleType:
    """Import a module from its file; a package finds its own submodules."""
    known = sys.modules.get(name)
    if known is not None and known.__file__ == str(file):
        return known
    if known is not None:
        raise refuse("plugin/module-taken", module=name, source=str(file), other=known.__file__)
    inside = [str(file.parent)] if file.name == "__init__.py" else None
    spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=inside)
    assert spec  # noqa: S101 - only suffixes without a loader give none
    assert spec.loader  # noqa: S101
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _top(folder: Path) -> Path:
    """Step into the one folder that many archives wrap their content in."""
    entries = list(folder.iterdir())
    return entries[0] if len(entries) == 1 and entries[0].is_dir() else folder


def _data(folder: Path, source: str) -> tuple[Declaration, object]:
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise refuse("plugin/no-manifest", source=source)
    if manifest.stat().st_size > _MAX_MANIFEST:
        raise refuse("plugin/manifest-unreadable", source=source, reason=f"> {_MAX_MANIFEST} byte")
    try:
        written = YAML(typ="safe", pure=True).load(manifest.read_text("utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise refuse("plugin/manifest-unreadable", source=source, reason=" ".join(str(error).split())) from error
    return declare(written, f"{source}/{MANIFEST}"), DataPlugin(folder)
