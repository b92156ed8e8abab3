"""Schemas of one catalog, for whoever writes it: an editor completes and judges names that only this catalog knows.

>>> from datetime import date
>>> from motcua.catalog import builtin_home, load_homes
>>> whole = catalog_schema(load_homes([builtin_home()]), date(2026, 2, 13))
>>> list(whole["$defs"]["procedure.hoa-giai-tranh-chap-dat-dai.cells"]["properties"])
['channel', 'received_on', 'has_land_papers', 'any', 'not', 'expression']
"""

from motcua.editing.schema import catalog_schema

__all__ = ["catalog_schema"]
