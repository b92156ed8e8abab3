"""The desk: the only door to decisions and dossiers, for the web, the command line, plugins and tests.

>>> desk = Desk(store, catalog, plugins, clock)  # doctest: +SKIP
>>> dossier = desk.receive(hoa, "dang-ky-khai-sinh", facts, applicant, papers, key, moment)  # doctest: +SKIP
>>> desk.act(hoa, dossier.code, "hand_over", {}, dossier.seq, moment).status  # doctest: +SKIP
'in_progress'
"""

from motcua.desk.desk import Desk
from motcua.desk.worklist import Line, Page, Tracked, Wanted
from motcua.dossier import Actor, ProposedMove

__all__ = ["Actor", "Desk", "Line", "Page", "ProposedMove", "Tracked", "Wanted"]
