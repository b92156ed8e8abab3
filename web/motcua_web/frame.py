"""What every page shows around its own matter: whose counter this is, where one can go, what is wrong in the house."""

from dataclasses import dataclass

from motcua_web.language import gettext as _
from motcua_web.powers import ADMINISTER, powers
from motcua_web.visit import Visit


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page; `menu` lists (path, label), `notices` what the staff must know."""

    name: str
    desk: str
    menu: tuple[tuple[str, str], ...]
    notices: tuple[str, ...] = ()


def frame(visit: Visit) -> Frame:
    """Make the frame of a visit."""
    rules = visit.rulebook()
    return Frame(rules.unit_name, rules.desk_name, _menu(visit), _notices(visit))


def _menu(visit: Visit) -> tuple[tuple[str, str], ...]:
    public = (("/", _("Thủ tục")), ("/tra-cuu", _("Tra cứu hồ sơ")))
    if not visit.user:
        return public
    may = powers(visit)
    own = (("/viec", _("Hồ sơ")),)
    if "receive" in may:
        own += (("/tiep-nhan", _("Tiếp nhận")),)
    if ADMINISTER in may:
        own += (("/quan-tri", _("Quản trị")),)
    return own + public


def _notices(visit: Visit) -> tuple[str, ...]:
    return visit.desk.plugins.banner(visit.lang) if visit.user else ()
