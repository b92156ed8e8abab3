"""From what was found to what runs: each plugin is loaded by itself, and one that cannot be is told by name."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from pathlib import Path

import pluggy

from motcua import hookspecs
from motcua.findings import Finding, MotcuaError, refuse
from motcua.plugins.declared import AREAS, Declaration
from motcua.plugins.found import Found, in_folder, installed
from motcua.plugins.guard import Plugin, Plugins, State
from motcua.similar import nearest


def load_plugins(dirs: Sequence[Path] = (), disabled: Collection[str] = ()) -> Plugins:
    """Load the installed plugins and those lying in folders.

    A plugin that cannot be loaded is listed as broken and the others go on. Of two plugins of one name the first
    found runs; installed ones come first.

    :param disabled: names of plugins to leave out; their code is not run.
    :raises MotcuaError: when a folder does not exist.
    """
    return load_found(chain(installed(), *(list(in_folder(folder)) for folder in dirs)), disabled)


def load_found(found: Iterable[Found], disabled: Collection[str] = ()) -> Plugins:
    """Load what was found, in this order."""
    manager = pluggy.PluginManager("motcua")
    manager.add_hookspecs(hookspecs)
    plugins: list[Plugin] = []
    for one in found:
        running = {plugin.name: plugin for plugin in plugins if plugin.state == "on"}
        plugins.append(_left_out(one, running, disabled) or _loaded(manager, one))
    return Plugins(manager, plugins)


def _left_out(found: Found, running: dict[str, Plugin], disabled: Collection[str]) -> Plugin | None:
    if found.name in disabled:
        return _idle(found, "off")
    if found.name in running:
        told = {"name": found.name, "source": found.source, "other": running[found.name].source}
        problem = Finding("plugin/doubled", severity="info", params=told)
        return _idle(found, "doubled", problem)
    return None


def _loaded(manager: pluggy.PluginManager, found: Found) -> Plugin:
    try:
        declaration, plugin = found.load()
        _register(manager, found, declaration, plugin)
    except MotcuaError as error:
        return _idle(found, "broken", error.findings[0])
    except (Exception, SystemExit) as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())  # one line: plugins are listed a line each
        told = {"name": found.name, "source": found.source, "error": said}
        return _idle(found, "broken", Finding("plugin/broken", params=told))
    return Plugin(found.name, declaration.name, declaration.version, found.kind, found.source, "on")


def _idle(found: Found, state: State, problem: Finding | None = None) -> Plugin:
    return Plugin(found.name, found.name, "", found.kind, found.source, state, problem)


def _register(manager: pluggy.PluginManager, found: Found, declaration: Declaration, plugin: object) -> None:
    manager.register(plugin, name=found.name)
    try:
        _honest(manager, found, declaration, plugin)
    except MotcuaError:
        manager.unregister(plugin)
        raise


def _honest(manager: pluggy.PluginManager, found: Found, declaration: Declaration, plugin: object) -> None:
    """Refuse a function that answers a hook that does not exist, or one whose area the plugin does not declare."""
    for caller in manager.get_hookcallers(plugin) or ():
        if caller.name not in AREAS:
            near = nearest(caller.name, AREAS)
            raise refuse("plugin/no-hook", name=found.name, hook=caller.name, nearest=near)
        if AREAS[caller.name] not in declaration.touches:
            raise refuse("plugin/not-declared", name=found.name, hook=caller.name, area=AREAS[caller.name])
