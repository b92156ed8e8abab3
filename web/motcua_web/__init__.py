"""The web face of motcua: pages for citizens and staff over the desk. The platform's first plugin.

>>> from motcua_web import PLUGIN
>>> PLUGIN["touches"]
('serve',)
"""

from typing import TYPE_CHECKING

from motcua import __version__
from motcua.plugins import API, hookimpl

if TYPE_CHECKING:
    from motcua.desk import Desk
    from motcua.hookspecs import ServeOptions

PLUGIN = {"name": "web", "version": __version__, "api": API, "touches": ("serve",)}


@hookimpl
def motcua_serve(desk: "Desk", options: "ServeOptions") -> bool:
    """Serve the pages until the program is told to stop."""
    from motcua_web.start import serve  # noqa: PLC0415 - other commands load the plugin too, and need no web

    serve(desk, options)
    return True
