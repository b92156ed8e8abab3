"""What every page shows around its own matter: whose counter this is, where one can go, what is wrong in the house."""

from msgspec import Struct

from motcua_web.language import gettext as _
from motcua_web.powers import ADMINISTER, powers, worker
from motcua_web.visit import Visit


class Frame(Struct, frozen=True):
    """The frame of a page; `menu` lists (path, label), `notices` what the staff must know."""

    name: str
    desk: str
    menu: tuple[tuple[str, str], ...]
    contacts: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def frame(visit: Visit) -> Frame:
    """Make the frame of a visit."""
    rules = visit.rulebook()
    return Frame(rules.unit_name, rules.desk_name, _menu(visit), tuple(rules.contacts.values()), _notices(visit))


def _menu(visit: Visit) -> tuple[tuple[str, str], ...]:
    may = powers(visit)
    entries = (
        ("/viec", _("Hồ sơ"), worker(visit)),
        ("/tiep-nhan", _("Tiếp nhận"), "receive" in may),
        ("/quan-tri", _("Quản trị"), ADMINISTER in may),
        ("/", _("Thủ tục"), True),
        ("/tra-cuu", _("Tra cứu hồ sơ"), True),
    )
    return tuple((path, label) for path, label, open_ in entries if open_)


def _notices(visit: Visit) -> tuple[str, ...]:
    return visit.desk.plugins.banner(visit.lang) if visit.user else ()
