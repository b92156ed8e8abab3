"""What is in force here and then: homes, layers, amendments, bounds, and the rulebook of one unit on one date.

>>> from datetime import date
>>> catalog = load_homes([builtin_home()])
>>> catalog.resolve("vn", date(2026, 2, 13)).find("1.001193").name
'Đăng ký khai sinh'
"""

from motcua.catalog.catalog import Catalog, load_homes
from motcua.catalog.explain import as_row, explain
from motcua.catalog.homes import Home, builtin_home
from motcua.catalog.layers import Layer
from motcua.catalog.origin import Origin
from motcua.catalog.reading.compiled import Compiled
from motcua.catalog.rulebook import Rulebook

__all__ = [
    "Catalog",
    "Compiled",
    "Home",
    "Layer",
    "Origin",
    "Rulebook",
    "as_row",
    "builtin_home",
    "explain",
    "load_homes",
]
