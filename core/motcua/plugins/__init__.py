"""Plugins: found, loaded one by one, and called so that none takes the desk down.

What a plugin may import stands here: `hookimpl` marks its functions, `API` is the version it declares.

>>> plugins = load_plugins()
>>> [plugin.name for plugin in plugins.list() if plugin.state == "broken"]
[]
"""

from motcua.plugins.declared import API, AREAS, Declaration
from motcua.plugins.guard import Failure, Plugin, Plugins
from motcua.plugins.hooking import hookimpl
from motcua.plugins.loading import load_plugins

__all__ = ["API", "AREAS", "Declaration", "Failure", "Plugin", "Plugins", "hookimpl", "load_plugins"]
