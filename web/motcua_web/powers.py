"""What the accounts of a user may do: read from the vocabulary ``accounts``, which a province may cut otherwise."""

from motcua.desk import rights
from motcua_web.visit import Need, Visit

ADMINISTER = "administer"


def powers(visit: Visit) -> frozenset[str]:
    """Return the actions that the visitor's accounts allow; none for a visitor who is not signed in."""
    if not visit.user:
        return frozenset()
    return rights.powers(visit.rulebook(), frozenset(visit.user.accounts))


def worker(visit: Visit) -> bool:
    """Open a page with people's data only to those whose work it is: who merely administers sees none."""
    return bool(powers(visit) - {ADMINISTER})


def able(action: str) -> Need:
    """Open a page to those whose accounts allow an action."""
    return lambda visit: action in powers(visit)
