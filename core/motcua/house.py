"""Open the house: the built-in catalogs and those of every plugin found, for whoever needs them."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field

from motcua.catalog import Catalog, Home, builtin_home, load_homes
from motcua.catalog.bundle import Bundle
from motcua.catalog.drafts import left_out, with_drafts
from motcua.catalog.load import load
from motcua.findings import Finding, refuse
from motcua.plugins import Plugins, load_plugins
from motcua.similar import nearest


class House(Struct, frozen=True):
    """The catalog, the plugins and homes it was loaded with, and the bundle of what is known of those.

    `replaced` holds the homes in whose place drafts stand, `remarks` what these leave out of them.
    """

    catalog: Catalog
    plugins: Plugins
    homes: tuple[Home, ...] = ()
    bundle: Bundle = field(default_factory=lambda: Bundle(None))
    replaced: tuple[Home, ...] = ()
    remarks: tuple[Finding, ...] = ()

    def unit(self, given: str | None) -> str:
        """Return the unit asked for, or the only commune there is.

        :raises MotcuaError: when it is unknown, or left out while there are several.
        """
        return unit_of(self.catalog, given)


def unit_of(catalog: Catalog, given: str | None) -> str:
    """Return the unit asked for, or the only commune there is.

    :raises MotcuaError: ``unit/unknown``, or ``cli/which-unit`` when it is left out and there is not just one commune.
    """
    units = catalog.units()
    if given is None:
        communes = [unit for unit in units if unit.count("/") == 2]
        if len(communes) != 1:
            raise refuse("cli/which-unit", units=", ".join(communes or units) or "–")
        return communes[0]
    if given not in units:
        raise refuse("unit/unknown", unit=given, nearest=nearest(given, units))
    return given


def open_house(
    plugins_dirs: Sequence[str] = (), extra: Sequence[Path] = (), cache: Path | None = None, *, keep: bool = True
) -> House:
    """Load the built-in home, the homes of all plugins and any further folder of layers.

    A folder named twice, or a plugin's home named again, is loaded once.

    :param plugins_dirs: folders of plugins; where none is named, the `plugins` folder beside the built-in home.
    :param extra: such further folders; one that states layers of a home takes its place, as a draft of it does.
    :param cache: where what is learnt of files is kept for the next time; None: nowhere.
    :param keep: False where the caller learns more and keeps the bundle itself: it is written only once then.
    :raises MotcuaError: when a folder of plugins does not exist; ``home/lost-layers`` for half a copy of a home.
    """
    home = builtin_home()
    beside = home.folder / "plugins"
    folders = [Path(folder) for folder in plugins_dirs] or ([beside] if beside.is_dir() else [])
    plugins = load_plugins(folders)
    known = [home.folder, *plugins.homes()]
    further = {path.resolve(): path for path in extra if path.resolve() not in {folder.resolve() for folder in known}}
    plain = [home, *(Home(path, _shown(path, home.folder)) for path in known[1:])]
    homes = with_drafts(plain, [Home(path, _shown(path, home.folder)) for path in further.values()])
    bundle = Bundle.open(cache, homes)
    replaced = tuple(home for home in plain if home not in homes)
    catalog = load_homes(homes, bundle.contents)
    remarks = tuple(left_out(load(plain, bundle.contents), catalog.loaded)) if replaced else ()
    house = House(catalog, plugins, tuple(homes), bundle, replaced, remarks)
    if keep:
        bundle.keep()
    return house


def _shown(path: Path, top: Path) -> str:
    """Name a folder inside the repository from its top, any other as it was given, or in full where that is taken."""
    if path.is_relative_to(top):
        return path.relative_to(top).as_posix()
    inside, full = (top / path).resolve(), path.resolve()
    return str(full if inside.is_dir() and inside != full else path)
