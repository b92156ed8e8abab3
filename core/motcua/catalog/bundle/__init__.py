"""The bundle: what was learnt of files and kept for the next start, so that the unchanged is not read or checked again.

It is never stale, because everything in it is asked for by the digest of what it follows from, and all of it holds for
one program only. It may be deleted at any time, and nothing in it is ever run.

>>> from motcua.catalog import builtin_home, load_homes
>>> with Bundle.open(None, [builtin_home()]) as bundle:  # None: in no folder, kept for nobody
...     catalog = load_homes([builtin_home()], bundle.contents)
>>> len(bundle.contents) == len(set(catalog.digests.values()))
True
"""

from motcua.catalog.bundle.bundle import Bundle
from motcua.catalog.bundle.shelf import Shelf

__all__ = ["Bundle", "Shelf"]
